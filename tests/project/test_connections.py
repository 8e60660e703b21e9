"""The server's threads keep their connections: no request opens one of its own."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.db import connection

from backpain.embedded_postgres import cluster

PROJECT_DIR = Path(__file__).resolve().parent.parent.parent
REQUESTS, POOL_SIZE = 20, 4
# Somebody's session is looked for in the database, and not found.
HEADERS = {"Cookie": f"sessionid={'x' * 32}"}


def test_requests_share_the_connections_of_the_pool(db):
    with serving(DATABASE_POOL_SIZE=str(POOL_SIZE)) as port:
        opened = connections_opened_by_requests(port)

    assert opened < POOL_SIZE


def test_without_the_pool_each_request_would_open_one(db):
    with serving(DATABASE_POOL="0") as port:
        opened = connections_opened_by_requests(port)

    assert opened >= REQUESTS - POOL_SIZE


def connections_opened_by_requests(port: int) -> int:
    """Return how many sessions the database has begun during some requests."""
    ask(port)
    before = sessions_begun()
    for _request in range(REQUESTS):
        ask(port)
    # Postgres adds up what its processes tell it, which takes them up to a second.
    time.sleep(1.5)
    return sessions_begun() - before


def ask(port: int) -> None:
    browser = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    browser.request("GET", "/", headers=HEADERS)
    response = browser.getresponse()
    assert response.status == 200, response.read()
    browser.close()


def sessions_begun() -> int:
    # Asked from another database, so that asking does not count.
    with psycopg.connect(cluster.url("postgres")) as other:
        found = other.execute(
            "SELECT sessions FROM pg_stat_database WHERE datname = %s",
            [connection.settings_dict["NAME"]],
        ).fetchone()
    assert found is not None
    return int(found[0])


@contextmanager
def serving(**variables: str) -> Iterator[int]:
    """Run gunicorn with one worker on the database of the tests; give its port."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn"),
            *("--config", str(PROJECT_DIR / "backpain" / "gunicorn.py")),
            *("--bind", f"fd://{listener.fileno()}", "--log-level", "error"),
        ],
        cwd=PROJECT_DIR,
        pass_fds=[listener.fileno()],
        env={
            **os.environ,
            "DATABASE_URL": cluster.url(connection.settings_dict["NAME"]),
            "DEBUG": "1",
            "WORKERS": "1",
            **variables,
        },
    )
    try:
        yield listener.getsockname()[1]
    finally:
        server.terminate()
        server.wait(timeout=60)
        listener.close()
