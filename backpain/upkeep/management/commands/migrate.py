"""Django's migrate, which does not make the app wait.

A change of a table waits for every transaction that uses it, and whoever comes after
waits behind it. So it waits for a second only; then it gives way, and tries again a
little later. What was migrated before it stays, as each migration is one transaction.
"""

from __future__ import annotations

import random
import time
from typing import Any

import psycopg
from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import Migration

# Half of what a page waits for (lock_timeout in settings.py), so that none is refused.
LOCK_TIMEOUT = "1s"
ATTEMPTS = 10
# How long to stay away before trying again, in seconds; then more each time.
PAUSE = 1.0

LONGEST_FIRST = """
SELECT pid, floor(extract(epoch FROM now() - xact_start))::int, application_name
    FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
        AND xact_start < now() - interval '1 second'
    ORDER BY xact_start LIMIT 5
"""


class Command(migrate.Command):
    # What migration_progress_callback is about.
    _connection: BaseDatabaseWrapper
    _migration = ""

    def handle(self, *args: Any, **options: Any) -> None:
        self._connection = connections[options["database"]]
        for attempt in range(1, ATTEMPTS + 1):
            try:
                super().handle(*args, **options)
            except OperationalError as error:
                if not isinstance(error.__cause__, psycopg.errors.LockNotAvailable):
                    raise
                if attempt == ATTEMPTS:
                    raise CommandError(self._in_the_way()) from error
                self._pause(attempt)
            else:
                return
            finally:
                self._limit("")

    def migration_progress_callback(
        self, action: str, migration: Migration | None = None, fake: bool = False
    ) -> None:
        if action in ("apply_start", "unapply_start") and migration is not None:
            self._migration = f"{migration.app_label}.{migration.name}"
            # An index that is made concurrently locks nobody out. It has to wait for
            # all older transactions, and given up it would stay there, half made.
            self._limit(LOCK_TIMEOUT if migration.atomic else "")
        super().migration_progress_callback(action, migration, fake)

    def _limit(self, timeout: str) -> None:
        """Wait so long for a lock from now on; "" as long as it takes, or as before."""
        connection = self._connection
        if connection.connection is None or connection.needs_rollback:
            return
        with connection.cursor() as cursor:
            cursor.execute(
                f"SET lock_timeout = '{timeout}'" if timeout else "RESET lock_timeout"
            )

    def _pause(self, attempt: int) -> None:
        pause = PAUSE * attempt * random.uniform(0.8, 1.2)  # noqa: S311 - no secret
        if self.verbosity:
            self.stdout.write(
                f"  {self._migration} would have to wait for others: nothing of it is "
                f"done, once more in {pause:.0f} s"
            )
        time.sleep(pause)

    def _in_the_way(self) -> str:
        with self._connection.cursor() as cursor:
            cursor.execute(LONGEST_FIRST)
            longest = "; ".join(
                f"process {pid} for {seconds} s{f' ({name})' if name else ''}"
                for pid, seconds, name in cursor.fetchall()
            )
        return (
            f"{self._migration} was not applied, after {ATTEMPTS} tries: others hold "
            "what it changes. Nothing of it is done, and the app goes on as before. "
            f"The longest transactions by now: {longest or 'none'}. "
            "Run it again when there is less to do, or end them by "
            "SELECT pg_terminate_backend(process);"
        )
