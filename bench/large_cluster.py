"""A throw-away Postgres for the large field, which times each statement by itself.

Debian's Postgres, since the embedded one has no pg_stat_statements. Without fsync: it
is filled once and then only read.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from backpain.embedded_postgres import PROJECT_DIR, Cluster

HOME = PROJECT_DIR / ".postgres" / "large"
DATABASE = "backpain"
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "8GB",
    "shared_buffers": "1GB",
    "maintenance_work_mem": "512MB",
    "shared_preload_libraries": "pg_stat_statements",
}


@contextmanager
def running() -> Iterator[str]:
    """Give the address of a database in it; remove all of it at the end."""
    shutil.rmtree(HOME, ignore_errors=True)
    cluster = Cluster(HOME, _binaries())
    cluster.acquire()
    try:
        with psycopg.connect(cluster.url("postgres"), autocommit=True) as connection:
            for name, value in SETTINGS.items():
                # nosemgrep: built-sql - names of our own, which take no parameters
                connection.execute(f"ALTER SYSTEM SET {name} = '{value}'")
            # nosemgrep: built-sql - names of our own, which take no parameters
            connection.execute(f"CREATE DATABASE {DATABASE}")
        # Most of them hold only from the next start.
        cluster.release()
        cluster.acquire()
        yield cluster.url(DATABASE)
    finally:
        cluster.release()
        shutil.rmtree(HOME, ignore_errors=True)


def _binaries() -> Path:
    found = Path("/usr/lib/postgresql").glob("*/lib/pg_stat_statements.so")
    newest = sorted(found, key=lambda library: int(library.parts[-3]))
    if not newest:
        sys.exit("The large field needs Debian's package postgresql.")
    return newest[-1].parents[1] / "bin"
