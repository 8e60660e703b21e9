"""Who is connected to a database that a restore is to put aside."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psycopg
import pytest

from backpain.upkeep.restore import CONNECTED, MAINTENANCE
from backpain.upkeep.server import Server
from tests.upkeep.operator import scratch_database


def rows(session: psycopg.Connection, statement: str) -> list[tuple]:
    return session.execute(statement).fetchall()


@pytest.fixture
def empty(transactional_db) -> Iterator[Server]:
    """A database to which nobody is connected."""
    with scratch_database() as server:
        with server.named(MAINTENANCE).connect() as session:
            session.execute(f'CREATE DATABASE "{server.name}" TEMPLATE template0')
        yield server


@contextmanager
def answered_by_a_worker(session: psycopg.Connection) -> Iterator[None]:
    """Have a parallel worker work for this session meanwhile."""

    def ask() -> None:
        with suppress(psycopg.errors.QueryCanceled):
            session.execute("SELECT pg_sleep(60)")

    session.execute("SET debug_parallel_query = on")
    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    yield
    session.cancel()
    asking.join(30)


def test_a_worker_of_postgres_is_nobody_who_is_connected(empty: Server):
    worker = f"""
        SELECT count(*) FROM pg_stat_activity
            WHERE datname = '{empty.name}' AND backend_type = 'parallel worker'
    """
    with (
        empty.named(MAINTENANCE).connect() as session,
        empty.connect() as somebody,
        answered_by_a_worker(somebody),
    ):
        for _ in range(300):
            if rows(session, worker) == [(1,)]:
                break
            time.sleep(0.1)
        assert rows(session, worker) == [(1,)]
        assert session.execute(CONNECTED, [empty.name]).fetchone() == (1,)


def test_whoever_is_connected_counts_for_a_role_that_may_not_know_what_they_are(
    empty: Server,
):
    with empty.named(MAINTENANCE).connect() as session, empty.connect():
        # A role of every server that reads nobody's activity.
        session.execute("SET ROLE pg_checkpoint")
        kind = f"SELECT backend_type FROM pg_stat_activity WHERE datname='{empty.name}'"
        assert rows(session, kind) == [(None,)]
        assert session.execute(CONNECTED, [empty.name]).fetchone() == (1,)
