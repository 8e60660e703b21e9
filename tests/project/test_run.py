"""`make run` without make: start, look, break, stop, start again."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from email.message import Message
from pathlib import Path
from typing import NamedTuple

import psycopg
import pytest

from backpain import run
from backpain.embedded_postgres import Cluster, EmbeddedPostgresError

PROJECT_DIR = Path(__file__).resolve().parent.parent.parent
# A start makes a database and the demo, and others may have the machine. What ends is
# noticed at once: only what hangs is waited for as long as this.
PATIENCE_S = 300
OURS = ("DEBUG", "DEMO", "SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "PORT")


class Answer(NamedTuple):
    status: int
    headers: Message
    text: str


class App:
    """The project on a database of its own, started as `make run` starts it."""

    def __init__(self, postgres_dir: Path, port: int) -> None:
        self.port = port
        self.process: subprocess.Popen[str] | None = None
        self.cluster = Cluster(postgres_dir)

    def start(self, **variables: str) -> None:
        environment = {k: v for k, v in os.environ.items() if k not in (*OURS, "HOME")}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "backpain.run"],
            cwd=PROJECT_DIR,
            env={
                **environment,
                "PORT": str(self.port),
                "POSTGRES_DIR": str(self.cluster.home),
                **variables,
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        assert self.wait_for(200), self.end()

    def get(self, path: str, **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        with closing(connection):
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read().decode("latin1"))

    def wait_for(self, status: int) -> bool:
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            try:
                if self.get("/healthz").status == status:
                    return True
            except OSError:
                if self.process is None or self.process.poll() is not None:
                    return False
            time.sleep(0.1)
        return False

    def end(self, number: int = signal.SIGINT) -> str:
        """Press Ctrl-C; return what was printed."""
        assert self.process is not None
        if self.process.poll() is None:
            os.killpg(self.process.pid, number)
        return self.process.communicate(timeout=PATIENCE_S)[0]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    folder = tmp_path_factory.mktemp("run") / "Rücken frei"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    app = App(folder, port)
    app.start()
    yield app
    if app.process is not None and app.process.poll() is None:
        app.end()
    assert not app.cluster.is_running()


def test_the_demo_serves_hashed_and_compressed_files(app: App) -> None:
    page = app.get("/")
    style = re.search(r"/static/css/base\.\w{12}\.css", page.text)

    assert page.status == 200
    assert style
    answer = app.get(style[0], **{"Accept-Encoding": "br"})
    assert answer.status == 200
    assert answer.headers["Content-Encoding"] == "br"
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_errors_are_our_own_pages(app: App) -> None:
    missing = app.get("/no-such-page/")
    stranger = app.get("/", Host="evil.example")

    assert missing.status == 404
    assert stranger.status == 400
    assert "Traceback" not in missing.text + stranger.text
    assert "DEBUG" not in missing.text + stranger.text


def test_a_taken_port_is_named_and_nothing_is_started(app: App) -> None:
    second = subprocess.run(
        [sys.executable, "-m", "backpain.run"],
        cwd=PROJECT_DIR,
        env={**os.environ, "PORT": str(app.port)},
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )

    assert second.returncode == 1
    assert f"port {app.port} cannot be used" in second.stderr
    assert f"PORT={app.port + 1} make run" in second.stderr
    assert second.stdout == ""


def test_requests_recover_when_their_connections_are_cut(app: App) -> None:
    for _ in range(3):
        with psycopg.connect(app.cluster.url("backpain"), autocommit=True) as cut:
            # Each is waited for: one that is still going answers once, and breaks then.
            cut.execute(
                "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity "
                "WHERE pid <> pg_backend_pid() AND datname = 'backpain'"
            )
        assert [app.get("/healthz").status for _ in range(8)] == [200] * 8


def test_the_server_keeps_few_connections(app: App) -> None:
    count = (
        "SELECT count(*) FROM pg_stat_activity "
        "WHERE datname = 'backpain' AND pid <> pg_backend_pid()"
    )
    for _ in range(20):
        app.get("/healthz")
    with psycopg.connect(app.cluster.url("backpain")) as connection:
        row = connection.execute(count).fetchone()

    assert row is not None
    assert row[0] <= 8


def test_a_killed_database_comes_back(app: App) -> None:
    note = app.cluster.data / "postmaster.pid"
    os.kill(int(note.read_text().splitlines()[0]), signal.SIGKILL)

    assert app.wait_for(200)


def test_a_killed_worker_is_replaced(app: App) -> None:
    assert app.process is not None
    server = children_of(app.process.pid)
    os.kill(children_of(server[0])[0], signal.SIGKILL)

    assert app.wait_for(200)


def test_ctrl_c_stops_everything_and_the_data_stay(app: App) -> None:
    with psycopg.connect(app.cluster.url("backpain"), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept ()")

    printed = app.end()

    assert f"http://127.0.0.1:{app.port}/" in printed
    assert "Sign in as" in printed
    # Nothing of the log of a site that runs as it should.
    assert not re.findall(r"^INFO .*|.* worked out.*", printed, re.M)
    assert app.process is not None
    assert app.process.returncode == 0
    assert not app.cluster.is_running()
    app.start()
    with psycopg.connect(app.cluster.url("backpain")) as connection:
        connection.execute("SELECT FROM kept")


def test_after_kill_9_of_everything_it_starts_again(app: App) -> None:
    note = app.cluster.data / "postmaster.pid"
    os.kill(int(note.read_text().splitlines()[0]), signal.SIGKILL)
    app.end(signal.SIGKILL)

    app.start()

    assert app.get("/").status == 200


def test_development_shows_files_as_they_lie(app: App) -> None:
    app.end()
    app.start(DEBUG="1")

    assert '/static/css/base.css"' in app.get("/").text
    assert app.get("/static/css/base.css").status == 200
    assert app.get("/no-such-page/").status == 404


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("PORT", "0", "PORT='0' is not understood"),
        ("DEMO", "0", "SECRET_KEY is not set"),
        ("DATABASE_URL", "postgres://me@127.0.0.1:1/x", "database does not answer"),
    ],
)
def test_a_wrong_value_is_one_line(name: str, value: str, said: str) -> None:
    environment = {k: v for k, v in os.environ.items() if k not in OURS}
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    result = subprocess.run(
        [sys.executable, "-m", "backpain.run"],
        cwd=PROJECT_DIR,
        env={**environment, "PORT": port, name: value},
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )

    assert result.returncode == 1
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def children_of(parent: int) -> list[int]:
    listing = Path(f"/proc/{parent}/task/{parent}/children").read_text()
    return [int(number) for number in listing.split()]


def test_the_health_check_of_the_container(app: App) -> None:
    command = [sys.executable, "-m", "backpain.healthcheck"]
    environment = {k: v for k, v in os.environ.items() if k not in OURS}
    for hosts, status in (("localhost,x", 0), ("evil.example", 1)):
        result = subprocess.run(
            command,
            cwd=PROJECT_DIR,
            env={**environment, "PORT": str(app.port), "ALLOWED_HOSTS": hosts},
            timeout=PATIENCE_S,
            check=False,
        )
        assert result.returncode == status


def test_a_database_that_does_not_start_again_ends_nothing(monkeypatch, capsys) -> None:
    """The pages say that it is down, and the next try may succeed."""

    def fail() -> None:
        raise EmbeddedPostgresError("The embedded Postgres does not start.")

    monkeypatch.setattr(run.cluster, "revive", fail)

    run.revive_database()

    assert "is tried again: The embedded Postgres does" in capsys.readouterr().out
