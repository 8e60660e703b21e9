"""The embedded Postgres starts wherever the project lies, and after any accident.

Every cluster here is a real one, in a folder of its own.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import dj_database_url
import psycopg
import pytest

from backpain.embedded_postgres import Cluster, EmbeddedPostgresError

PROJECT_DIR = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A cluster at an awkward place, for the tests that end as they began."""
    closed = tmp_path_factory.mktemp("closed")
    closed.chmod(0o700)
    cluster = Cluster(closed / "Läufer & Rücken's (Zwei)")
    cluster.acquire()
    yield cluster
    cluster.release()
    assert not cluster.is_running()


def ask(cluster: Cluster, statement: str) -> object:
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as connection:
        row = connection.execute(statement).fetchone()
    return row and row[0]


def kill_server(cluster: Cluster) -> int:
    number = int((cluster.data / "postmaster.pid").read_text().splitlines()[0])
    os.kill(number, signal.SIGKILL)
    deadline = time.monotonic() + 15
    while cluster.is_running() and time.monotonic() < deadline:
        time.sleep(0.05)
    return number


def user_of(cluster: Cluster) -> subprocess.Popen[str]:
    """Another process that uses the cluster until its standard input ends."""
    code = (
        "import sys; from pathlib import Path; "
        "from backpain.embedded_postgres import Cluster; "
        "c = Cluster(Path(sys.argv[1])); c.acquire(); print('ready', flush=True); "
        "sys.stdin.read(); c.release()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(cluster.home)],
        cwd=PROJECT_DIR,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def test_it_runs_in_a_closed_folder_with_an_awkward_name(made: Cluster) -> None:
    assert made.is_running()
    assert ask(made, "SELECT current_setting('server_version_num')::int >= 180000")
    assert ask(made, "SHOW listen_addresses") == ""
    assert made.socket_dir.stat().st_mode & 0o777 == 0o700


def test_django_reads_the_same_address(made: Cluster) -> None:
    read = dj_database_url.parse(made.url("backpain"))

    assert read["HOST"] == str(made.socket_dir)
    assert read["NAME"] == "backpain"


def test_the_last_one_to_let_go_stops_it(tmp_path: Path) -> None:
    cluster = Cluster(tmp_path / "pg")
    first = user_of(cluster)
    second = user_of(cluster)

    first.communicate(timeout=30)
    assert cluster.is_running()

    second.communicate(timeout=30)
    assert not cluster.is_running()


def test_two_first_starts_at_once_share_it(tmp_path: Path) -> None:
    cluster = Cluster(tmp_path / "pg")
    code = (
        "import sys; from pathlib import Path; "
        "from backpain.embedded_postgres import Cluster; "
        "c = Cluster(Path(sys.argv[1])); c.acquire(); "
        "running = c.is_running(); c.release(); sys.exit(not running)"
    )
    command = [sys.executable, "-c", code, str(cluster.home)]
    starts = [subprocess.Popen(command, cwd=PROJECT_DIR) for _ in range(2)]

    assert [start.wait(timeout=60) for start in starts] == [0, 0]


def test_a_killed_user_does_not_keep_it_running(made: Cluster) -> None:
    user = user_of(made)
    user.kill()
    user.communicate(timeout=30)

    made.release()

    assert not made.is_running()
    made.acquire()


def test_a_forked_child_does_not_stop_it(made: Cluster) -> None:
    child = os.fork()
    if child == 0:
        made.release()
        os._exit(0)
    os.waitpid(child, 0)

    assert made.is_running()


def test_nothing_is_lost_when_the_server_is_killed(made: Cluster) -> None:
    with psycopg.connect(made.url("postgres"), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    kill_server(made)

    made.revive()

    assert ask(made, "SELECT answer FROM kept") == 42


def test_a_stranger_with_the_old_number_is_left_alone(made: Cluster) -> None:
    kill_server(made)
    # Whoever has the number now must belong to Postgres's own user to matter.
    as_owner = []
    if os.geteuid() == 0:
        as_owner = ["setpriv", "--reuid=nobody", "--clear-groups"]
    stranger = subprocess.Popen([*as_owner, "sleep", "60"])
    time.sleep(0.2)
    note = made.data / "postmaster.pid"
    rest = note.read_text().partition("\n")[2]
    note.write_text(f"{stranger.pid}\n{rest}")

    made.release()
    made.acquire()

    assert made.is_running()
    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()


def test_a_child_that_outlives_a_killed_server_is_waited_for(made: Cluster) -> None:
    with psycopg.connect(made.url("postgres")) as connection:
        child = connection.info.backend_pid
        # Stopped, it does not notice that its server is gone.
        os.kill(child, signal.SIGSTOP)
        note = made.data / "postmaster.pid"
        os.kill(int(note.read_text().splitlines()[0]), signal.SIGKILL)
        end_of_the_child = threading.Timer(1.5, os.kill, (child, signal.SIGKILL))
        end_of_the_child.start()
        began = time.monotonic()

        made.revive()

        assert time.monotonic() - began > 1
        end_of_the_child.join()
    assert ask(made, "SELECT 1") == 1


def test_a_first_start_that_was_cut_off_is_made_again(tmp_path: Path) -> None:
    cluster = Cluster(tmp_path / "pg")
    half = cluster.home / "data.draft.1"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")

    cluster.acquire()

    assert ask(cluster, "SELECT 1") == 1
    cluster.release()


def test_killed_during_initdb_it_starts_the_next_time(tmp_path: Path) -> None:
    cluster = Cluster(tmp_path / "pg")
    code = (
        "import sys; from pathlib import Path; "
        "from backpain.embedded_postgres import Cluster; "
        "Cluster(Path(sys.argv[1])).acquire()"
    )
    first = subprocess.Popen(
        [sys.executable, "-c", code, str(cluster.home)], cwd=PROJECT_DIR
    )
    deadline = time.monotonic() + 20
    while not list(cluster.home.glob("data.draft.*/PG_VERSION")):
        assert time.monotonic() < deadline
        time.sleep(0.005)
    first.kill()
    first.wait(timeout=30)

    cluster.acquire()

    assert ask(cluster, "SELECT 1") == 1
    cluster.release()


def test_a_path_too_long_for_a_socket_works(tmp_path: Path) -> None:
    cluster = Cluster(tmp_path / ("deep" * 12) / ("er" * 20))
    cluster.acquire()

    assert cluster.socket_dir.parent == Path("/tmp")
    assert ask(cluster, "SELECT 1") == 1

    cluster.release()
    shutil.rmtree(cluster.socket_dir)


def test_variables_for_another_server_do_not_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("PGPORT", "6543"), ("PGHOST", "db"), ("PGDATA", "/none")):
        monkeypatch.setenv(name, value)
    cluster = Cluster(tmp_path / "pg")
    cluster.acquire()

    assert ask(cluster, "SELECT 1") == 1
    cluster.release()


def test_a_socket_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    cluster = Cluster(tmp_path / "pg")
    cluster.home.mkdir()
    cluster.socket_dir.symlink_to(tmp_path)

    with pytest.raises(EmbeddedPostgresError, match="belongs to somebody else"):
        cluster.acquire()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(EmbeddedPostgresError, match=r"file/pg.*DATABASE_URL"):
        Cluster(tmp_path / "file" / "pg").acquire()


def test_a_broken_cluster_says_where_its_log_is(tmp_path: Path) -> None:
    cluster = Cluster(tmp_path / "pg")
    cluster.data.mkdir(parents=True)
    cluster.data.chmod(0o700)

    with pytest.raises(EmbeddedPostgresError, match=r"(?s)log.*DATABASE_URL") as raised:
        cluster.acquire()

    assert str(cluster.home / "log") in str(raised.value)
    assert not cluster.is_running()
