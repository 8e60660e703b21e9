"""Postgres servers of the drill: killed, restarted, copied, promoted."""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

from backpain.embedded_postgres import PORT, Cluster
from drills.processes import DrillError, children_of, wait_until

DATABASE = "backpain"
STANDBY = "standby"
STATEMENT_SECONDS = 60
IN_SYNC = """
    SELECT count(*) FROM pg_stat_replication
    WHERE application_name = %s AND state = 'streaming' AND sync_state = %s
"""


class Server:
    """One Postgres in a folder of its own, reached by a Unix socket in it."""

    def __init__(self, home: Path) -> None:
        self.cluster = Cluster(home)

    @property
    def socket_dir(self) -> str:
        return str(self.cluster.socket_dir)

    def start(self) -> None:
        self.cluster.acquire()

    def stop(self) -> None:
        self.cluster.release()

    def restart_after_kill(self) -> float:
        """Start it again; return the moment from which it takes connections."""
        self.cluster.revive()
        return time.monotonic()

    def kill(self) -> None:
        """Kill the server with all of its processes, as a power cut would."""
        note = self.cluster.data / "postmaster.pid"
        postmaster = int(note.read_text().partition("\n")[0])
        # The children first would let the server notice and tidy up.
        for process in (postmaster, *children_of(postmaster)):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        wait_until(lambda: not self.cluster.is_running(), "Postgres is dead")

    def sql(
        self, statement: str, values: Sequence[Any] = (), *, database: str = DATABASE
    ) -> list[tuple[Any, ...]]:
        """Run one statement; return its rows."""
        with psycopg.connect(
            self.cluster.url(database),
            autocommit=True,
            options=f"-c statement_timeout={STATEMENT_SECONDS}s",
        ) as connection:
            # Without values a % in the statement stands for itself.
            cursor = connection.execute(statement, values or None)
            return cursor.fetchall() if cursor.description else []

    def set(self, name: str, value: str) -> None:
        """Change a setting of the running server."""
        self.sql(f"ALTER SYSTEM SET {name} = '{value}'")
        self.sql("SELECT pg_reload_conf()")

    def copy_to(self, other: Server) -> None:
        """Make the other server a standby of this one, which it then follows."""
        other.stop()
        shutil.rmtree(other.cluster.data, ignore_errors=True)
        slot = "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots"
        wait_until(lambda: self.is_alone(), "the old follower is gone")
        self.sql(slot)
        other.cluster.run(
            "pg_basebackup",
            f"--dbname=host={self.socket_dir} port={PORT} user=postgres "
            f"application_name={STANDBY}",
            f"--pgdata={other.cluster.data}",
            "--write-recovery-conf",
            "--wal-method=stream",
            "--checkpoint=fast",
            "--create-slot",
            f"--slot={STANDBY}",
        )
        other.start()

    def is_alone(self) -> bool:
        asked = "SELECT count(*) FROM pg_replication_slots WHERE active"
        return self.sql(asked) == [(0,)]

    def wait_for_standby(self, state: str) -> None:
        """Wait until a standby follows: "sync" or "async"."""
        wait_until(
            lambda: self.sql(IN_SYNC, [STANDBY, state]) == [(1,)],
            f"a standby is {state}",
        )

    def require_standby(self) -> None:
        """Acknowledge nothing from now on that the standby has not written."""
        self.set("synchronous_standby_names", f"FIRST 1 ({STANDBY})")
        self.wait_for_standby("sync")

    def promote(self) -> float:
        """Make a standby the primary; return the moment at which it was."""
        self.cluster.run(
            "pg_ctl", f"--pgdata={self.cluster.data}", "--silent", "--wait", "promote"
        )
        if self.sql("SELECT pg_is_in_recovery()") != [(False,)]:
            raise DrillError("the standby was not promoted")
        return time.monotonic()


def url_of(*servers: Server) -> str:
    """Return the DATABASE_URL of whichever of the servers takes writes."""
    hosts = ",".join(server.socket_dir for server in servers)
    ports = ",".join(str(PORT) for _server in servers)
    query = f"host={quote(hosts, safe='')}&port={quote(ports, safe='')}"
    if len(servers) > 1:
        query += "&target_session_attrs=read-write"
    return f"postgres://postgres@/{DATABASE}?{query}"
