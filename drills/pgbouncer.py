"""PgBouncer between the nodes and Postgres, killed under load."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

from backpain.embedded_postgres import PORT
from backpain.embedded_postgres.programs import UNPRIVILEGED_USER
from drills.faults import Fault
from drills.load import Browser
from drills.postgres import DATABASE
from drills.processes import DrillError, kill_group, program, start, stop, wait_until
from drills.proxy import trusting
from drills.reader import Reader
from drills.stack import Stack
from drills.table import Figure

NAME = "kill -9 PgBouncer, in transaction mode"
# Fewer connections to Postgres than the nodes have threads.
CONFIGURATION = """
[databases]
{database} = host={host} port={postgres} dbname={database} user=postgres
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 6
max_client_conn = 200
{user}
"""


class PgBouncer:
    def __init__(self, stack: Stack) -> None:
        self.port = stack.ports.pgbouncer
        self.log = stack.folder / "pgbouncer.log"
        self.configuration = stack.folder / "pgbouncer.ini"
        self.configuration.write_text(
            CONFIGURATION.format(
                database=DATABASE,
                host=stack.primary.socket_dir,
                postgres=PORT,
                port=self.port,
                # As root it starts only to become somebody else.
                user=f"user = {UNPRIVILEGED_USER}" if os.geteuid() == 0 else "",
            )
        )
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [program("pgbouncer") or "pgbouncer", str(self.configuration)]
        self.process = start(command, log=self.log)
        wait_until(self._listens, f"PgBouncer listens, see {self.log}")

    def kill(self) -> None:
        if self.process is not None:
            kill_group(self.process)

    def stop(self) -> None:
        if self.process is not None:
            stop(self.process)

    def _listens(self) -> bool:
        if self.process is not None and self.process.poll() is not None:
            raise DrillError(f"PgBouncer ended: {self.log.read_text()[-1000:]}")
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


@contextmanager
def running(stack: Stack) -> Iterator[PgBouncer]:
    bouncer = PgBouncer(stack)
    try:
        bouncer.start()
        yield bouncer
    finally:
        bouncer.stop()


def kill_pgbouncer(stack: Stack, kills: int) -> list[Figure]:
    """Kill -9 PgBouncer and start it again; then read a file that takes long."""
    (pair,) = stack.new_pairs(1)
    fault = Fault(NAME, kills)
    url = f"postgres://postgres@127.0.0.1:{stack.ports.pgbouncer}/{DATABASE}"
    with running(stack) as bouncer, stack.serving(url, PGBOUNCER="1") as origin:

        def break_it(_number: int) -> float:
            bouncer.kill()
            bouncer.start()
            return time.monotonic()

        fault.under(stack, origin, break_it)
        reader = Reader(pair, Browser(origin, trusting(stack.folder)))
        reader.check_in("to be found in the file")
        is_found = "to be found in the file" in reader.file_of_the_coach()
    in_file = Figure(NAME, "coach's files read through it", int(is_found), least=1)
    return [*fault.figures(errors_for_each=10), in_file]
