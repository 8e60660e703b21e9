"""Some pages may be read from a copy of the database (REPLICA_URL), never late.

Only views marked with may_read_replica ask the copy, only for the tables named here,
and only when the copy has replayed everything that the primary had committed when the
page was asked for. A page is therefore never older than its request, whoever wrote:
nobody misses what they have just sent, and no coach reads an advice that a newer one
has replaced. A copy that lags is given a moment to catch up; then the primary answers.

What decides who may see what, and who may run, is not in the list: accounts, sessions,
consent, the access log and care holds are read from the primary, as is every table
that nobody has thought about yet. All that is written goes to the primary.
"""

from __future__ import annotations

import functools
import logging
import time
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, ParamSpec, TypeVar

import psycopg
import psycopg_pool
from django.db import DEFAULT_DB_ALIAS, Error as DjangoDatabaseError, connections
from django.db.models import Model

P = ParamSpec("P")
R = TypeVar("R")

ALIAS = "replica"
# One athlete's back and running; the rows of a plan only make sense together with the
# check-ins that they were planned after.
MAY_BE_READ = {
    "training.change",
    "training.note",
    "training.plan",
    "training.replan",
    "training.run",
    "training.runninghistory",
    "training.shoe",
    "training.week",
    "training.workout",
    "training.workoutdone",
    "triage.checkin",
    "triage.episode",
    "triage.healthprofile",
}
# How long a page waits for the copy, and for how long after that it is not asked.
WAIT_SECONDS, WAIT_STEP = 0.1, 0.005
LEFT_ALONE_WHEN_LATE, LEFT_ALONE_WHEN_GONE = 1.0, 10.0
# The pool's own errors may come unwrapped.
ERRORS = (DjangoDatabaseError, psycopg.Error, psycopg_pool.PoolTimeout)

COMMITTED = "SELECT pg_current_wal_flush_lsn()"
# A copy that was promoted is no copy any more: then this is not true.
HAS_REPLAYED = "SELECT pg_is_in_recovery() AND pg_last_wal_replay_lsn() >= %s::pg_lsn"

logger = logging.getLogger(__name__)
_reading: ContextVar[bool] = ContextVar("reading_from_replica", default=False)


class Router:
    """Where Django reads and writes; it asks for every query."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str:
        may_be_read = model._meta.label_lower in MAY_BE_READ
        return ALIAS if may_be_read and _reading.get() else DEFAULT_DB_ALIAS

    def db_for_write(self, model: type[Model], **hints: Any) -> str:
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one: Model, other: Model, **hints: Any) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == DEFAULT_DB_ALIAS


class _Copy:
    """What this process knows of the copy."""

    left_alone_until = 0.0

    def is_usable(self) -> bool:
        """Say whether it has everything that is committed by now."""
        if ALIAS not in connections or time.monotonic() < self.left_alone_until:
            return False
        # Outside of the try: that the primary fails says nothing about the copy.
        committed = _committed()
        try:
            if _catches_up(committed):
                return True
        except ERRORS:
            self.is_gone()
        else:
            self.left_alone_until = time.monotonic() + LEFT_ALONE_WHEN_LATE
        return False

    def is_gone(self) -> None:
        logger.warning("the replica does not answer; the primary does", exc_info=True)
        self.left_alone_until = time.monotonic() + LEFT_ALONE_WHEN_GONE


copy = _Copy()


def _committed() -> str:
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(COMMITTED)
        (position,) = cursor.fetchone()
        return str(position)


def _catches_up(committed: str) -> bool:
    deadline = time.monotonic() + WAIT_SECONDS
    with connections[ALIAS].cursor() as cursor:
        while True:
            cursor.execute(HAS_REPLAYED, [committed])
            if cursor.fetchone() == (True,):
                return True
            if time.monotonic() > deadline:
                return False
            time.sleep(WAIT_STEP)


def may_read_replica(view: Callable[P, R]) -> Callable[P, R]:
    """Let a view, or a function that only reads, read from the copy.

    It is called again, and reads from the primary, should the copy fail half-way: so
    it must not write. When it is the primary that fails, asking it once more would only
    double the wait. Who may see the page is to be decided outside of it.
    """

    @functools.wraps(view)
    def inner(*args: P.args, **kwargs: P.kwargs) -> R:
        if not copy.is_usable():
            return view(*args, **kwargs)
        # Django notes at a connection that it failed. This one has just answered.
        connections[ALIAS].errors_occurred = False
        token = _reading.set(True)
        try:
            return view(*args, **kwargs)
        except ERRORS:
            if not connections[ALIAS].errors_occurred:
                raise
            copy.is_gone()
        finally:
            _reading.reset(token)
        return view(*args, **kwargs)

    return inner
