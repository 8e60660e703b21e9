"""The site as gunicorn serves it in production, on the database of the tests."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from email.message import Message
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection

from backpain.embedded_postgres import PORT, cluster
from tests.server.wire import Wire

PROJECT_DIR = Path(__file__).resolve().parent.parent.parent
TOKEN = "0123456789abcdefghijklmnopqrstuv"
HEADERS = {
    "Host": "backpain.example.org",
    "Origin": "https://backpain.example.org",
    "X-Forwarded-Proto": "https",
}


class Answer(NamedTuple):
    status: int
    headers: Message
    text: str
    seconds: float


class Server:
    """One gunicorn, told of the database through a wire."""

    def __init__(self, log: Path) -> None:
        cluster.acquire()
        self.wire = Wire(str(cluster.socket_dir / f".s.PGSQL.{PORT}"))
        self.log = log
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, *options: str, **variables: str) -> None:
        name = connection.settings_dict["NAME"]
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.server.settings",
            "DEBUG": "0",
            "DEMO": "0",
            "SECRET_KEY": settings.SECRET_KEY,
            "ALLOWED_HOSTS": HEADERS["Host"],
            "DATABASE_URL": f"postgres://postgres@127.0.0.1:{self.wire.port}/{name}",
            "PORT": str(self.port),
            "WORKERS": "1",
            # Nothing was collected: these files are read where they lie.
            "PYTHONWARNINGS": "ignore:No directory at",
            **variables,
        }
        command = [sys.executable, "-m", "gunicorn", "--config", "backpain/gunicorn.py"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*command, *options],
                cwd=PROJECT_DIR,
                env=environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                self.get("/healthz")
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise AssertionError(self.log.read_text())

    def get(self, path: str, *, session: str = "", **headers: str) -> Answer:
        return self.ask("GET", path, session=session, headers=headers)

    def post(self, path: str, data: Mapping[str, object], *, session: str) -> Answer:
        sent = {**data, "csrfmiddlewaretoken": TOKEN}
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        body = urlencode(sent, doseq=True)
        return self.ask("POST", path, session=session, body=body, headers=headers)

    def ask(
        self,
        method: str,
        path: str,
        *,
        session: str = "",
        body: str | None = None,
        headers: Mapping[str, str] = {},
    ) -> Answer:
        cookie = f"__Host-csrftoken={TOKEN}; __Host-sessionid={session}"
        began = time.monotonic()
        http_client = http.client.HTTPConnection("127.0.0.1", self.port, timeout=40)
        with closing(http_client):
            sent = {**HEADERS, **({"Cookie": cookie} if session else {}), **headers}
            http_client.request(method, path, body=body, headers=sent)
            answer = http_client.getresponse()
            text = answer.read().decode()
        took = time.monotonic() - began
        return Answer(answer.status, answer.headers, text, took)

    @property
    def workers(self) -> list[int]:
        assert self.process is not None
        pid = self.process.pid
        listing = Path(f"/proc/{pid}/task/{pid}/children").read_text()
        return [int(number) for number in listing.split()]

    def tell(self, number: signal.Signals) -> None:
        assert self.process is not None
        self.process.send_signal(number)

    def end(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.tell(signal.SIGTERM)
            try:
                self.process.wait(timeout=40)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait(timeout=10)

    def close(self) -> None:
        self.end()
        self.wire.close()


def wait_until(holds: Callable[[], bool], seconds: float = 20) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if holds():
                return True
        except (OSError, http.client.HTTPException):
            pass
        time.sleep(0.1)
    return False
