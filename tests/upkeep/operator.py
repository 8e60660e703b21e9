"""What an operator does: commands in a process of their own, and plain SQL."""

from __future__ import annotations

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management import call_command
from psycopg import sql

from backpain.embedded_postgres import Cluster
from backpain.upkeep.restore import MAINTENANCE
from backpain.upkeep.server import Server, django_on, program

PROJECT_DIR = Path(__file__).resolve().parent.parent.parent


def manage(
    cluster: Cluster, *arguments: str | Path, **variables: str | Path
) -> subprocess.CompletedProcess[str]:
    """Run manage.py on another cluster."""
    environment = {
        **{k: v for k, v in os.environ.items() if k != "DATABASE_URL"},
        "DEBUG": "1",
        "DEMO": "1",
        "POSTGRES_DIR": str(cluster.home),
        **{name: str(value) for name, value in variables.items()},
    }
    return subprocess.run(
        [sys.executable, "manage.py", *map(str, arguments)],
        cwd=PROJECT_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@contextmanager
def scratch_database() -> Iterator[Server]:
    """Lead Django to a database that is not there yet, and drop what becomes of it."""
    target = Server.of_settings().named(f"scratch_{uuid.uuid4().hex[:12]}")
    try:
        with django_on(target.name):
            yield target
    finally:
        with target.named(MAINTENANCE).connect() as session:
            for name in databases_like(target):
                drop = sql.SQL("DROP DATABASE {} WITH (FORCE)")
                session.execute(drop.format(sql.Identifier(name)))


def databases_like(target: Server) -> list[str]:
    """Return the databases that a restore into this one makes or keeps, and itself."""
    with target.named(MAINTENANCE).connect() as session:
        asked = "SELECT datname FROM pg_database WHERE datname LIKE %s ORDER BY 1"
        rows = session.execute(asked, [f"{target.name}%"]).fetchall()
    return [name for (name,) in rows]


def text_of(server: Server) -> str:
    """Return everything in a database, as pg_dump writes it."""
    return server.run(program("pg_dump", server.major()))


def restore(file: Path, *arguments: str | Path) -> None:
    call_command("restore", str(file), *map(str, arguments))
