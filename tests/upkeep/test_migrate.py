"""A migration gives way to the app, and old code goes on beside it."""

from __future__ import annotations

import re
import runpy
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, migrations

from backpain.upkeep.management.commands import migrate
from backpain.upkeep.server import Server

APP = "tests.upkeep.one_migration"
LINTER = runpy.run_path(
    str(Path(__file__).resolve().parent.parent.parent / ".ci" / "lint_migrations.py")
)
problems, NOT_LINTED = LINTER["problems"], LINTER["NOT_LINTED"]


ADD = 'ALTER TABLE "{}" ADD COLUMN "c" integer NULL;'


@pytest.fixture
def _one_migration(transactional_db, settings) -> Iterator[None]:
    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, APP]
    yield
    call_command("migrate", "one_migration", "zero", verbosity=0)


WAITS = """
SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND mode = 'AccessExclusiveLock')
"""


@contextmanager
def somebody_reads(*, after_a_wait: float = 60) -> Iterator[None]:
    """Have the table read in a transaction that is open until a change has waited."""

    def hold() -> None:
        with Server.of_settings().connect(autocommit=False) as session:
            session.execute("SELECT count(*) FROM accounts_user")
            reading.set()
            while not done.is_set() and session.execute(WAITS).fetchone() == (False,):
                time.sleep(0.02)
            done.wait(after_a_wait)
            session.rollback()

    reading, done = threading.Event(), threading.Event()
    reader = threading.Thread(target=hold, daemon=True)
    reader.start()
    assert reading.wait(30)
    yield
    done.set()
    reader.join(30)


@contextmanager
def the_app(longest: list[float]) -> Iterator[None]:
    """Read the table over and over, and note how long each time took."""

    def read() -> None:
        with Server.of_settings().connect() as session:
            while not done.is_set():
                began = time.monotonic()
                session.execute("SELECT count(*) FROM accounts_user")
                longest.append(time.monotonic() - began)
                time.sleep(0.02)

    done = threading.Event()
    app = threading.Thread(target=read, daemon=True)
    app.start()
    yield
    done.set()
    app.join(30)


def has_column() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT FROM information_schema.columns WHERE column_name = 'for_a_test'"
        )
        return cursor.fetchone() is not None


def lock_timeout() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        return cursor.fetchone()[0]


@pytest.mark.usefixtures("_one_migration")
def test_a_migration_gives_way_and_tries_again(capsys, monkeypatch):
    monkeypatch.setattr(migrate, "PAUSE", 0.3)
    before = lock_timeout()
    waits: list[float] = []

    with the_app(waits), somebody_reads(after_a_wait=1.2):
        call_command("migrate", "one_migration")

    assert has_column()
    assert "would have to wait for others" in capsys.readouterr().out
    assert 0.5 < max(waits) < 2
    assert lock_timeout() == before


@pytest.mark.usefixtures("_one_migration")
def test_a_migration_gives_up_and_says_who_is_in_the_way(monkeypatch):
    monkeypatch.setattr(migrate, "ATTEMPTS", 1)
    monkeypatch.setattr(migrate, "LOCK_TIMEOUT", "100ms")

    with somebody_reads():
        time.sleep(1.1)
        with pytest.raises(CommandError) as refused:
            call_command("migrate", "one_migration", verbosity=0)

    assert "one_migration.0001_add_a_column was not applied" in str(refused.value)
    assert re.search(r"transactions by now: process \d+ for \d+ s", str(refused.value))
    assert not has_column()


NEW = 'CREATE TABLE "triage_new" ("id" bigint NOT NULL);'


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ('ALTER TABLE "a" DROP COLUMN "b" CASCADE;', "DROP_COLUMN"),
        ('ALTER TABLE "a" RENAME COLUMN "b" TO "c";', "RENAME_COLUMN"),
        ('ALTER TABLE "a" ADD COLUMN "b" integer NOT NULL;', "NOT_NULL"),
        ('CREATE INDEX "i" ON "a" ("b");', "CREATE_INDEX"),
        ('ALTER TABLE "a" ADD CONSTRAINT "c" CHECK ("b" > 1);', "CONSTRAINT"),
        (
            'ALTER TABLE "a" ADD CONSTRAINT "c" FOREIGN KEY ("b") REFERENCES "d" ("e");',
            "CONSTRAINT",
        ),
        (
            "ALTER TABLE a\n  ADD CONSTRAINT c\n  FOREIGN KEY (b)\n  REFERENCES d (e);",
            "CONSTRAINT",
        ),
        ("alter table a\n  add constraint c\n  check (b > 1);", "CONSTRAINT"),
        ("ALTER TABLE a\n  ADD FOREIGN KEY (b) REFERENCES d (e);", "CONSTRAINT"),
        (
            "ALTER TABLE a ADD CONSTRAINT c CHECK (b > 1) NOT VALID,\n"
            "  ADD CONSTRAINT d CHECK (b > 2);",
            "CONSTRAINT",
        ),
        ("ALTER TABLE a\n  DROP COLUMN b;", "DROP_COLUMN"),
        ("DO $$ BEGIN ALTER TABLE a DROP COLUMN b; END $$;", "DROP_COLUMN"),
    ],
)
def test_what_would_stop_the_app_is_found(statement: str, code: str):
    assert code in problems(f"BEGIN;\n{statement}\nCOMMIT;")


def test_two_tables_are_changed_one_after_the_other():
    new = 'CREATE TABLE "n" ("id" integer NOT NULL);'

    assert set(problems(ADD.format("a") + ADD.format("b"))) == {"TWO_TABLES"}
    assert problems(ADD.format("a") + ADD.format("a") + new + ADD.format("n")) == {}


CHANGES = """
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $f$
    BEGIN
        UPDATE not_now SET e = 1;
        LOCK TABLE not_now_either;
        RETURN NULL;
    END;
$f$;
ALTER TABLE a
    ADD COLUMN c integer NULL;
COMMENT ON TABLE a IS 'Not UPDATE x SET, it''s said; nor ALTER TABLE y.';
-- It's not run: DELETE FROM z;
"""


@pytest.mark.parametrize(
    "second",
    [
        "ALTER TABLE\n  b ADD COLUMN c integer NULL;",
        "CREATE TRIGGER t\n  AFTER UPDATE OF c OR DELETE\n  ON b EXECUTE FUNCTION f();",
        "CREATE CONSTRAINT TRIGGER t AFTER INSERT ON b EXECUTE FUNCTION f();",
        'DROP TRIGGER IF EXISTS t\n  ON "b";',
        "UPDATE\n  b\n  SET c = 1;",
        "UPDATE b AS old SET c = 1;",
        "WITH d AS (UPDATE b SET c = 1 RETURNING c) SELECT FROM d;",
        "DELETE FROM\n  public.b;",
        "LOCK TABLE b IN SHARE MODE;",
        "LOCK a,\n  b;",
        "INSERT INTO b (c) VALUES (1);",
        "TRUNCATE b;",
        "DO $$ BEGIN IF true THEN UPDATE b SET c = 1; END IF; END $$;",
    ],
)
def test_whatever_locks_a_second_table_is_found(second: str):
    assert problems(CHANGES) == {}
    assert problems(CHANGES + second) == {
        "TWO_TABLES": "locks a, b: change one at a time"
    }


def in_python(apps: object, editor: object) -> None:
    pass


@pytest.mark.parametrize(
    ("operation", "found"),
    [
        (migrations.RunPython(in_python, migrations.RunPython.noop), {"PYTHON"}),
        (
            migrations.SeparateDatabaseAndState(
                database_operations=[migrations.RunPython(in_python)]
            ),
            {"PYTHON"},
        ),
        (
            migrations.SeparateDatabaseAndState(
                state_operations=[migrations.RunPython(in_python)]
            ),
            set(),
        ),
        (migrations.RunSQL("UPDATE a SET b = 1"), set()),
        (migrations.DeleteModel("a"), set()),
    ],
    ids=["Python", "Python inside", "only of the state", "SQL", "a table"],
)
def test_what_is_done_in_python_is_not_let_through_unseen(operation, found):
    other = migrations.RunSQL("UPDATE a SET b = 2")

    assert set(problems("", [other, operation])) == found


def test_migrations_of_every_app_of_ours_are_looked_at(settings, db):
    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, APP]

    found = LINTER["looked_at"]()

    assert ("one_migration", "0001_add_a_column") in found
    assert {app for app, _name in found} == {*NOT_LINTED, "one_migration"}
    assert all(name > NOT_LINTED.get(app, "") for app, name in found)


@pytest.mark.parametrize(
    "statement",
    [
        'ALTER TABLE "a" ADD COLUMN "b" integer NULL;',
        'CREATE INDEX CONCURRENTLY "i" ON "a" ("b");',
        'ALTER TABLE "a" ADD CONSTRAINT "c" CHECK ("b" > 1) NOT VALID;',
        'ALTER TABLE "a" VALIDATE CONSTRAINT "c";',
        'ALTER TABLE "triage_new" ADD CONSTRAINT "c" CHECK ("b" > 1);',
        'CREATE INDEX "i" ON "triage_new" ("b");',
    ],
)
def test_what_stops_nobody_is_left_alone(statement: str):
    assert problems(NEW + statement) == {}


def test_only_what_came_before_the_first_release_is_not_looked_at():
    assert NOT_LINTED == {
        "accounts": "0003_coaching",
        "training": "0006_advice_and_ceilings_in_postgres",
        "triage": "0003_profile_changed_at",
    }
