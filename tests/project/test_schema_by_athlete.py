"""The catalogue of Postgres: tables of athletes can be spread by athlete.

What a distributed Postgres asks for is that every key of such a table begins with the
athlete. Where today's does not, it stands here with its reason, and
deploy/keys_by_athlete.sql makes up for it on the day; docs/scaling.md says when.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, models
from django.test import Client

from backpain.accounts.models import User
from tests.make import check_in_data, make_episode, make_plan_of
from training.models import Workout

pytestmark = pytest.mark.django_db
BY_ATHLETE = Path(settings.BASE_DIR, "deploy", "keys_by_athlete.sql")

# Everything about one athlete, on the athlete's own server.
SPREAD = {
    "training_change",
    "training_note",
    "training_plan",
    "training_replan",
    "training_run",
    "training_runninghistory",
    "training_shoe",
    "training_week",
    "training_workout",
    "training_workoutdone",
    "triage_carehold",
    "triage_checkin",
    "triage_episode",
    "triage_healthprofile",
}
# Read by coaches for many athletes at once, so they stay in one place.
IN_ONE_PLACE = {
    "accounts_accesslog": "written for athletes, read by them one at a time; forgotten "
    "by age over all of them",
    "accounts_athletestatus": "the roster: one row for each athlete, read by coach",
    "accounts_coaching": "consent: belongs to the athlete and to the coach",
}
A_NUMBER_OF_ITS_OWN = (
    "an address names the row by it (/check-ins/<pk>/) or Django needs one column; it "
    "is always read together with its athlete"
)
# Keys that do not begin with the athlete: table and columns to the reason.
OTHER_KEYS = {(table, "id"): A_NUMBER_OF_ITS_OWN for table in SPREAD} | {
    ("triage_carehold", "opened_by_id"): "one of the athlete's own check-ins",
    ("triage_checkin", "supersedes_id"): "one of the athlete's own check-ins",
    ("training_run", "told_in_id"): "one of the athlete's own check-ins",
}
# Tables whose rows refer to another row of the same athlete, by its number alone.
OTHER_REFERENCES = {
    ("training_replan", "plan_id"),
    ("training_run", "shoe_id"),
    ("training_run", "told_in_id"),
    ("training_week", "plan_id"),
    ("training_workout", "week_id"),
    ("triage_carehold", "opened_by_id"),
    ("triage_checkin", "supersedes_id"),
}
# Who wrote or changed something; the row lies with the athlete it is about.
OTHER_PEOPLE = {
    ("training_change", "made_by_id"),
    ("training_note", "author_id"),
    ("training_workout", "changed_by_id"),
}
# Checked at commit, which YugabyteDB and CockroachDB do not know (Citus does, on one
# server): a plan is written in any order. The services hold the same promises first.
DEFERRED = {
    "ceiling_holds_for_its_weeks",
    "plan_is_as_new_as_it_says",
    "plan_obeys_the_check_in_that_it_names",
    "run_is_what_the_next_week_is_measured_against",
    "week_is_measured_against_the_one_before",
    "week_is_within_the_ceiling",
}

UNIQUE = """
    SELECT t.relname, array_agg(a.attname ORDER BY k.place)
    FROM pg_index AS x
    JOIN pg_class AS t ON t.oid = x.indrelid
        AND t.relnamespace = current_schema()::regnamespace
    CROSS JOIN LATERAL unnest(x.indkey) WITH ORDINALITY AS k (number, place)
    LEFT JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum = k.number
    WHERE (x.indisunique OR x.indisexclusion) GROUP BY t.relname, x.indexrelid
"""
REFERENCES = """
    SELECT t.relname, other.relname, array_agg(a.attname ORDER BY k.place)
    FROM pg_constraint AS c
    JOIN pg_class AS t ON t.oid = c.conrelid
        AND t.relnamespace = current_schema()::regnamespace
    JOIN pg_class AS other ON other.oid = c.confrelid
    CROSS JOIN LATERAL unnest(c.conkey) WITH ORDINALITY AS k (number, place)
    JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum = k.number
    WHERE c.contype = 'f' GROUP BY t.relname, other.relname, c.oid
"""
AT_COMMIT = "SELECT tgname FROM pg_trigger WHERE tgdeferrable AND NOT tgisinternal"
OF_ATHLETES = """
    SELECT table_name FROM information_schema.columns
    WHERE column_name = 'athlete_id' AND table_schema = current_schema()
"""
FUNCTIONS = """
    SELECT proname, prosrc FROM pg_proc
    WHERE pronamespace = current_schema()::regnamespace
        AND (proname ~ '^training_' OR proname ~ '^pgtrigger_(check_in|care_hold)')
"""
# From the first word after which a table can stand to the end of the statement.
READ = re.compile(r"\b(?:FROM|JOIN|UPDATE|INTO)\s+((?:training|triage)_\w+)([^;]*)")
# The rows that fired it, by whatever name, and the plan that was just read.
OWN = re.compile(r"athlete|\b(OLD|NEW|plan)\.|FROM changed")


def ask(statement: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def keys() -> set[tuple[str, ...]]:
    """Return the table and the columns of every unique key and exclusion."""
    return {(table, *columns) for table, columns in ask(UNIQUE)}


def references() -> set[tuple[str, str, tuple[str, ...]]]:
    return {(table, other, tuple(columns)) for table, other, columns in ask(REFERENCES)}


def test_every_table_with_an_athlete_is_known_to_be_spread_or_not() -> None:
    found = {table for (table,) in ask(OF_ATHLETES)}

    assert found == SPREAD | set(IN_ONE_PLACE)


def test_every_table_of_the_apps_of_athletes_carries_the_athlete() -> None:
    tables = {
        model._meta.db_table
        for app in ("triage", "training")
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
    }

    assert tables == SPREAD


def test_every_key_begins_with_the_athlete_or_says_why_not() -> None:
    others = {
        (table, *columns)
        for table, *columns in keys()
        if table in SPREAD and columns[0] != "athlete_id"
    }

    assert others == set(OTHER_KEYS)


def test_every_reference_stays_with_the_athlete_or_is_to_a_person() -> None:
    found = references()
    own = {(table, columns[-1]) for table, other, columns in found if other in SPREAD}
    people = {
        (table, columns[0])
        for table, other, columns in found
        if table in SPREAD and other == "accounts_user"
    }

    assert own == OTHER_REFERENCES
    assert people == OTHER_PEOPLE | {(table, "athlete_id") for table in SPREAD}
    assert {other for table, other, _ in found if table in SPREAD} <= {
        *SPREAD,
        "accounts_user",
    }


def test_what_is_checked_at_commit_is_known() -> None:
    assert {name for (name,) in ask(AT_COMMIT)} == DEFERRED


def test_no_function_of_a_trigger_reads_another_athlete() -> None:
    """Each statement on a table of athletes says of which, or names its own rows."""
    functions = ask(FUNCTIONS)
    read = [
        (name, table, rest)
        for name, source in functions
        for table, rest in READ.findall(source)
        if table in SPREAD
    ]

    assert len(functions) > 20
    assert len(read) > 20
    assert [one for one in read if not OWN.search(one[2])] == []


def test_no_state_lies_on_the_disk_of_a_node() -> None:
    files = [
        field
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.FileField)
    ]

    assert files == []
    assert settings.MEDIA_ROOT == ""
    # Only the list of who was erased lies beside the backups as well, for the day on
    # which the database is lost: docs/scaling.md says where to put them.
    pages = Path(settings.BASE_DIR, "backpain", "accounts")
    writers = [p for p in pages.rglob("*.py") if "BACKUPS_DIR" in p.read_text()]
    assert [path.name for path in writers] == ["erasures.py"]
    assert settings.SESSION_ENGINE == "django.contrib.sessions.backends.db"
    # The tests have a cache of their own, so the file is asked.
    source = Path(settings.BASE_DIR, "backpain", "settings.py").read_text()
    assert source.count('"BACKEND": "django.core.cache') == 1
    assert "django.core.cache.backends.db.DatabaseCache" in source


def spread_by_athlete() -> None:
    with connection.cursor() as cursor:
        cursor.execute(BY_ATHLETE.read_text())


def test_after_the_move_every_key_begins_with_the_athlete() -> None:
    spread_by_athlete()

    spread = {(table, *columns) for table, *columns in keys() if table in SPREAD}
    assert {columns[0] for _table, *columns in spread} == {"athlete_id"}
    # Nothing was forgotten on the way.
    assert {(table, "athlete_id", column) for table, column in OTHER_KEYS} <= spread
    moved = {
        (table, columns) for table, other, columns in references() if other in SPREAD
    }
    assert moved == {
        (table, ("athlete_id", column)) for table, column in OTHER_REFERENCES
    }


def test_after_the_move_a_morning_goes_as_before(alice: User) -> None:
    spread_by_athlete()
    make_plan_of(alice)
    make_episode(alice)
    client = Client()
    client.force_login(alice)

    sent = client.post("/check-ins/new/", check_in_data(alice))
    page = client.get(sent.headers["Location"])

    assert (sent.status_code, page.status_code) == (302, 200)
    assert client.get("/plan/").status_code == 200
    assert Workout.objects.filter(athlete=alice).exists()
