"""Whether this process can serve: asked by whoever shares requests out."""

from __future__ import annotations

import functools
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock

import psycopg
from django.db import Error as DjangoDatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from backpain import draining

SECONDS = 1.0


class Check:
    """One question to the database at a time, waited for a second at most.

    A database that is frozen answers neither yes nor no, and a thread that waits for
    it cannot be stopped: so there is one such thread and not one for each question.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="readiness")
        self._asked: Future[bool] | None = None
        self._is_migrated = False

    def passes(self) -> bool:
        with self._lock:
            if self._asked is None or self._asked.done():
                self._asked = self._thread.submit(self._answer)
            asked = self._asked
        try:
            return asked.result(timeout=SECONDS)
        except TimeoutError:
            return False

    def _answer(self) -> bool:
        try:
            # Once applied, a migration stays; until then each question looks anew.
            if not self._is_migrated:
                self._is_migrated = (
                    _needed()
                    <= MigrationRecorder(connection).applied_migrations().keys()
                )
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
            return self._is_migrated
        # The pool's timeout is psycopg's own and may come unwrapped.
        except (DjangoDatabaseError, psycopg.Error):
            return False
        finally:
            connection.close()


check = Check()


def is_ready() -> bool:
    return not draining.is_draining() and check.passes()


@functools.cache
def _needed() -> set[tuple[str, str]]:
    """Return the migrations that this code was written for."""
    return set(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)
