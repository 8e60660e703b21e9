"""Ways to serve, in turns: what a request costs, how fast, and how long the slow ones take.

gunicorn with this project's own configuration but for worker class and connections to
the database, two workers, and wrk on the same machine. What a request costs is the
processor's time of gunicorn and of Postgres, divided by the requests: that does not
move with what else the machine does, as the rest does. Nothing here has a limit.
"""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from django.conf import settings
from django.db import connection

from backpain.embedded_postgres import cluster
from bench import pages
from bench.database import own_database
from bench.figure import Figure
from tests.coach.people import client_of
from tests.make import make_check_in

FIRST_PORT = 8120
ROUNDS, SECONDS = 3, 4
CONNECTIONS = (1, 4, 16)
ADDRESS = "/"
TICKS = os.sysconf("SC_CLK_TCK")
CONFIG = str(Path(__file__).parent.parent / "backpain" / "gunicorn.py")


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way to serve: gunicorn's arguments and what the settings are told."""

    name: str
    arguments: tuple[str, ...]
    variables: dict[str, str]


SYNC, THREADS = ("--worker-class=sync", "--threads=1"), ("--worker-class=gthread",)
WAYS = (
    Way(name="threads, pool", arguments=THREADS, variables={"DATABASE_POOL": "1"}),
    Way(
        name="sync, kept",
        arguments=SYNC,
        variables={"DATABASE_POOL": "0", "BENCH_KEEP_CONNECTIONS": "1"},
    ),
    Way(
        name="sync, new connection",
        arguments=SYNC,
        variables={"DATABASE_POOL": "0"},
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    name: str
    pid: int
    origin: str
    cookie: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What one round of wrk saw: requests a second, milliseconds."""

    rate: float
    p50: float
    p99: float
    cost: float


def figures() -> Iterator[Figure]:
    """Print the table. Nothing in it fails the benchmark."""
    with own_database():
        athlete = pages.make_athlete()
        make_check_in(athlete, pain_now=2, pain_worst_24h=3)
        key = client_of(athlete).cookies[settings.SESSION_COOKIE_NAME].value
        cookie = f"{settings.SESSION_COOKIE_NAME}={key}"
        print(f"{'':22}{'wrk -c':>7}{'req/s':>8}{'p50':>8}{'p99':>8}{'CPU':>8}")
        with ExitStack() as stack:
            servers = [
                stack.enter_context(_serving(way, port, cookie))
                for port, way in enumerate(WAYS, FIRST_PORT)
            ]
            for connections in CONNECTIONS:
                _in_turns(servers, connections)
    return iter(())


def _in_turns(servers: Sequence[Server], connections: int) -> None:
    seen: dict[str, list[Round]] = {server.name: [] for server in servers}
    for _round in range(ROUNDS):
        for server in servers:
            seen[server.name].append(_load(server, connections))
    for name, rounds in seen.items():
        _print(name, connections, rounds)


def _print(way: str, connections: int, seen: list[Round]) -> None:
    def median(name: str) -> float:
        return float(statistics.median(getattr(one, name) for one in seen))

    print(
        f"{way:22}{connections:>7}{median('rate'):>8.1f}"
        f"{median('p50'):>8.0f}{median('p99'):>8.0f}{median('cost'):>8.1f}",
        flush=True,
    )


@contextmanager
def _serving(way: Way, port: int, cookie: str) -> Iterator[Server]:
    command = [sys.executable, "-m", "gunicorn", "--config", CONFIG]
    command += [*way.arguments, "--bind", f"127.0.0.1:{port}", "--log-level=error"]
    process = subprocess.Popen(  # noqa: S603 - our own server, no shell
        command,
        env={
            **os.environ,
            "DATABASE_URL": cluster.url(connection.settings_dict["NAME"]),
            "DJANGO_SETTINGS_MODULE": "bench.server_settings",
            **way.variables,
        },
    )
    try:
        server = Server(
            name=way.name,
            pid=process.pid,
            origin=f"http://127.0.0.1:{port}",
            cookie=cookie,
        )
        _wait_for(server)
        yield server
    finally:
        process.terminate()
        process.wait(timeout=40)


def _wait_for(server: Server) -> None:
    address = server.origin + ADDRESS
    request = Request(address, headers={"Cookie": server.cookie})  # noqa: S310 - ours
    deadline = time.monotonic() + 60
    while True:
        try:
            with urlopen(request, timeout=20) as response:  # noqa: S310 - our own server
                assert response.status == 200, response.status
            return
        except HTTPError:
            raise
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def _load(server: Server, connections: int) -> Round:
    before = _processor_seconds(server.pid)
    found = subprocess.run(  # noqa: S603 - no shell
        [  # noqa: S607 - of this machine
            "wrk",
            "--latency",
            "--threads=1",
            f"--connections={connections}",
            f"--duration={SECONDS}s",
            "--timeout=20s",
            f"--header=Cookie: {server.cookie}",
            server.origin + ADDRESS,
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "Non-2xx" not in found, found
    taken = _processor_seconds(server.pid) - before
    count = int(_match(r"(\d+) requests in", found)[1])
    return Round(
        rate=float(_match(r"Requests/sec:\s+([\d.]+)", found)[1]),
        p50=_milliseconds(found, "50%"),
        p99=_milliseconds(found, "99%"),
        cost=taken * 1000 / max(count, 1),
    )


def _match(pattern: str, found: str) -> re.Match[str]:
    match = re.search(pattern, found)
    assert match is not None, found
    return match


def _milliseconds(found: str, part: str) -> float:
    amount, unit = _match(rf"{part}\s+([\d.]+)(us|ms|s)", found).groups()
    return float(amount) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def _processor_seconds(server: int) -> float:
    """Return what gunicorn and Postgres have used, with their children that ended."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_read_file('postmaster.pid')")
        postmaster = int(cursor.fetchone()[0].split()[0])
    return sum(_family(root) for root in (server, postmaster))


def _family(root: int) -> float:
    ticks, parents = {}, {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            text = stat.read_text()
        except OSError:
            continue
        pid, fields = int(stat.parts[2]), text.rpartition(")")[2].split()
        parents[pid] = int(fields[1])
        ticks[pid] = [int(field) for field in fields[11:15]]
    children = [pid for pid, parent in parents.items() if parent == root]
    # Of the children that ended, the root keeps the sum.
    return (sum(ticks[root]) + sum(sum(ticks[pid][:2]) for pid in children)) / TICKS
