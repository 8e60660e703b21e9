"""Make the database what a backup holds, or leave it as it is.

The backup goes into a database of its own, is compared with its note, brought up to
date and tried there. Only then it takes the place of the old one, in one transaction,
and the old one stays under another name.
"""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.exceptions import InconsistentMigrationHistory
from django.db.migrations.loader import MigrationLoader
from psycopg import sql

from backpain.accounts import erasures
from backpain.accounts.erasures import Erased
from backpain.upkeep import tables
from backpain.upkeep.archive import Archive, Note
from backpain.upkeep.server import Server, django_on, program

# Databases of every server, from which others are made and renamed.
MAINTENANCE = "postgres"
# So many of the newest check-ins are judged again.
REPLAYED = 20_000
# How long to wait for those who are connected still, in seconds.
PATIENCE = 15
# Postgres' own workers come and go by themselves: autovacuum has no user, parallel
# workers end with whoever they work for. Of another role's connections Postgres tells
# only a superuser what they are, so what is not known counts.
CONNECTED = """
SELECT count(*) FROM pg_stat_activity
    WHERE datname = %s AND usesysid IS NOT NULL
        AND coalesce(backend_type, 'client backend') = 'client backend'
"""

Say = Callable[[str], None]


class Restore:
    """One restore of an archive into the database of the settings."""

    def __init__(self, archive: Archive, now: dt.datetime, say: Say) -> None:
        self.archive = archive
        self.target = Server.of_settings()
        self.maintenance = self.target.named(MAINTENANCE)
        self.new = self.target.named(f"{self.target.name}_restoring_{now:%Y%m%d%H%M%S}")
        self.old = self.target.named(f"{self.target.name}_before_{now:%Y%m%d%H%M%S}")
        self.say = say

    def run(self, *, replace: bool, differing: bool, lists: list[Path]) -> None:
        """Restore. replace: a database with people in it may be put aside; differing:
        advice that the rules would give otherwise is no reason to stop.
        """
        note = self.archive.note()
        self.archive.check(note)
        major = self.maintenance.major()
        self.archive.contents(major)
        there = self._is_there()
        self._refuse_to_lose(there, replace=replace)
        erased = self._erased_since(there, lists)
        with self._new_database():
            self._fill(major)
            self._compare(note)
            with django_on(self.new.name):
                self._bring_up_to_date()
                self._erase_again(erased)
                self._try(differing=differing)
            self._take_the_place(there)
        self._keep_list()

    def _is_there(self) -> bool:
        with self.maintenance.connect() as session:
            known = "SELECT FROM pg_database WHERE datname = %s"
            return session.execute(known, [self.target.name]).fetchone() is not None

    def _refuse_to_lose(self, there: bool, *, replace: bool) -> None:
        if not there:
            return
        # Our own does not count.
        connection.close()
        if not replace and self._has_people():
            raise CommandError(
                f"The database {self.target.name} has people in it. With --replace it "
                "is put aside under another name, and what was restored takes its "
                "place. Nothing was changed."
            )
        others = self._connected()
        if others:
            raise CommandError(
                f"{self.target.name} is in use ({others} connected): stop the app first, "
                "or what is written meanwhile is lost. Nothing was changed."
            )

    def _has_people(self) -> bool:
        with self.target.connect() as session:
            if not _has_table(session, "accounts_user"):
                # Whatever else it is, it is not ours to put aside.
                return bool(tables.names(session))
            people = "SELECT EXISTS (SELECT FROM accounts_user)"
            return bool((session.execute(people).fetchone() or [True])[0])

    def _connected(self) -> int:
        with self.maintenance.connect() as session:
            row = session.execute(CONNECTED, [self.target.name]).fetchone()
            return int((row or [0])[0])

    def _erased_since(self, there: bool, lists: list[Path]) -> set[Erased]:
        """Return who was erased, by every list there is."""
        files = {
            self.archive.path.with_name(erasures.FILE_NAME),
            settings.BACKUPS_DIR / erasures.FILE_NAME,
            *lists,
        }
        for path in lists:
            if not path.exists():
                raise CommandError(f"There is no file {path}.")
        try:
            erased = set().union(*(erasures.listed(path) for path in files))
        except erasures.ListError as error:
            raise CommandError(f"{error} Nothing was changed.") from error
        if there:
            with self.target.connect() as session:
                if _has_table(session, "accounts_erasure"):
                    rows = session.execute("SELECT at, account FROM accounts_erasure")
                    erased |= {Erased(*row) for row in rows}
        return erased

    @contextmanager
    def _new_database(self) -> Iterator[None]:
        name = sql.Identifier(self.new.name)
        with self.maintenance.connect() as session:
            try:
                make = sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'")
                session.execute(make.format(name))
            except psycopg.errors.InsufficientPrivilege as error:
                raise CommandError(
                    f"{session.info.user} may not make a database: have the "
                    f"server's owner run ALTER ROLE {session.info.user} CREATEDB."
                ) from error
        try:
            yield
        except BaseException:
            with self.maintenance.connect() as session:
                session.execute(
                    sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name)
                )
            raise

    def _fill(self, major: int) -> None:
        self.new.run(
            program("pg_restore", major),
            "--no-owner",
            "--no-privileges",
            "--exit-on-error",
            f"--jobs={min(4, os.cpu_count() or 1)}",
            str(self.archive.path),
        )
        with self.new.connect() as session:
            session.execute("ANALYZE")

    def _compare(self, note: Note | None) -> None:
        with self.new.connect() as session:
            restored = tables.figures(session)
        rows = sum(count for count, _sum in restored.values())
        if note is None:
            self.say(f"Restored: {len(restored)} tables, {rows:,} rows.")
            self.say("No note lies beside it, so they were compared with nothing.")
            return
        differences = tables.differences(note.tables, restored)
        if differences:
            listed = "; ".join(differences)
            raise CommandError(
                f"Not what was backed up: {listed}. Nothing was changed."
            )
        self.say(
            f"Restored: {len(restored)} tables, {rows:,} rows, "
            f"all as they were on {note.made_at}."
        )

    def _bring_up_to_date(self) -> None:
        """Refuse a backup of a newer version, and migrate that of an older one."""
        try:
            loader = MigrationLoader(connection)
            loader.check_consistent_history(connection)
        except InconsistentMigrationHistory as error:
            raise CommandError(f"Its migrations do not fit: {error}") from error
        unknown = sorted(
            f"{app}.{name}"
            for app, name in set(loader.applied_migrations)
            - set(loader.disk_migrations)
            if app in loader.migrated_apps and (app, name) not in _replaced(loader)
        )
        if unknown:
            raise CommandError(
                f"The backup is of another version of backpain: it has the migrations "
                f"{', '.join(unknown)}, which this one does not. Install that version. "
                "Nothing was changed."
            )
        missing = set(loader.disk_migrations) - set(loader.applied_migrations)
        call_command("migrate", interactive=False, verbosity=0)
        self.say(f"Migrations: {len(missing)} were missing.")

    def _erase_again(self, erased: set[Erased]) -> None:
        again = erasures.erase_again(erased | erasures.stored())
        self.say(f"Erased again: {again}; {len(erased)} are on the list.")

    def _try(self, *, differing: bool) -> None:
        try:
            call_command("replay_advice", newest=REPLAYED)
        except SystemExit as error:
            if not differing:
                raise CommandError(
                    "The rules of this version give other advice than was given. "
                    "Install the version that made the backup, or use --differing. "
                    "Nothing was changed."
                ) from error
        call_command("rebuild_statuses", missing=True)
        call_command("rebuild_statuses", due=True)

    def _take_the_place(self, there: bool) -> None:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                with self.maintenance.connect(autocommit=False) as session:
                    if there:
                        _rename(session, self.target.name, self.old.name)
                    _rename(session, self.new.name, self.target.name)
                break
            except psycopg.errors.ObjectInUse as error:
                if time.monotonic() > deadline:
                    raise CommandError(
                        f"Somebody has connected to {self.target.name} meanwhile: stop "
                        "the app and restore again. Nothing was changed."
                    ) from error
                time.sleep(0.2)
        self.say(f"{self.target.name} is what was backed up. Everybody logs in again.")
        if there:
            self.say(
                f"What was there before is in the database {self.old.name}. Once "
                f"nobody needs it: DROP DATABASE {self.old.name};"
            )

    def _keep_list(self) -> None:
        path = settings.BACKUPS_DIR / erasures.FILE_NAME
        try:
            erasures.add_to_file(path, erasures.stored())
        except OSError as error:
            self.say(f"The list of who was erased was not written to {path}: {error}")


def _rename(session: psycopg.Connection[Any], name: str, to: str) -> None:
    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    session.execute(rename.format(sql.Identifier(name), sql.Identifier(to)))


def _has_table(session: psycopg.Connection[Any], name: str) -> bool:
    found = session.execute("SELECT to_regclass(%s) IS NOT NULL", [name]).fetchone()
    return bool(found and found[0])


def _replaced(loader: MigrationLoader) -> set[tuple[str, str]]:
    return {key for one in loader.disk_migrations.values() for key in one.replaces}
