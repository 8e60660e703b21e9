"""Pages from a copy of the database: which, of what, and when not.

The copy of these tests is another connection to the same database, with functions in
its search path that answer as a standby would. `make drill` has a real one.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import OperationalError, ProgrammingError, connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from backpain import replica
from backpain.accounts.models import Coaching, User
from backpain.replica import ALIAS, MAY_BE_READ, may_read_replica
from tests.coach.people import client_of, make_coach, make_coaching
from tests.conftest import PASSWORD
from tests.make import make_check_in, make_plan_of
from triage.models import CareHold, CheckIn

# What decides who may see what, and who may run; and what is nobody's back.
FROM_THE_PRIMARY_ONLY = {
    "account.emailaddress",
    "account.emailconfirmation",
    "accounts.accesslog",
    "accounts.athletestatus",
    "accounts.coachcode",
    "accounts.coaching",
    "accounts.coachinggroup",
    "accounts.erasure",
    "accounts.user",
    "admin.logentry",
    "auth.group",
    "auth.permission",
    "contenttypes.contenttype",
    "mfa.authenticator",
    "sessions.session",
    "triage.carehold",
    "usersessions.usersession",
}
IN_RECOVERY = "CREATE OR REPLACE FUNCTION as_a_copy.pg_is_in_recovery() RETURNS boolean"
REPLAYED = (
    "CREATE OR REPLACE FUNCTION as_a_copy.pg_last_wal_replay_lsn() RETURNS pg_lsn"
)
EVERYTHING = "LANGUAGE sql AS 'SELECT pg_current_wal_insert_lsn()'"
NOTHING = "LANGUAGE sql AS $$ SELECT '0/0'::pg_lsn $$"
BROKEN = "LANGUAGE sql AS 'SELECT (1 / 0)::text::pg_lsn'"


def run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.fixture
def copy(transactional_db, settings) -> Iterator[None]:
    """A copy that has replayed everything."""
    run(
        "CREATE SCHEMA as_a_copy",
        f"{IN_RECOVERY} LANGUAGE sql AS 'SELECT true'",
        f"{REPLAYED} {EVERYTHING}",
    )
    settings.DATABASE_ROUTERS = ["backpain.replica.Router"]
    path = "-c search_path=as_a_copy,public,pg_catalog"
    own = connections.settings["default"]
    connections.settings[ALIAS] = own | {"OPTIONS": own["OPTIONS"] | {"options": path}}
    # Not by a cursor: tests are kept from databases that they have not named before.
    connections[ALIAS].connect()
    replica.copy.left_alone_until = 0
    yield
    connections[ALIAS].close()
    del connections[ALIAS], connections.settings[ALIAS]
    run("DROP SCHEMA as_a_copy CASCADE")


@pytest.fixture
def pages(copy, alice: User) -> tuple[Client, str]:
    """The browser of Alice's coach, and the beginning of its addresses."""
    coach = make_coach()
    make_coaching(alice, coach)
    make_plan_of(alice)
    make_check_in(alice)
    return client_of(coach), f"/coach/athletes/{alice.pk}/"


def read_from_copy(client: Client, address: str) -> str:
    """Return the statements that a page sent to the copy."""
    with CaptureQueriesContext(connections[ALIAS]) as queries:
        assert client.get(address).status_code == 200
    return "\n".join(query["sql"] for query in queries)


def test_every_table_is_decided_about() -> None:
    tables = {model._meta.label_lower for model in apps.get_models()}

    assert tables == MAY_BE_READ | FROM_THE_PRIMARY_ONLY
    assert not MAY_BE_READ & FROM_THE_PRIMARY_ONLY


PLAN = {"training_plan", "training_week", "training_workout", "training_run"}
BACK = {"triage_checkin", "triage_episode", "triage_healthprofile"}


@pytest.mark.parametrize(
    ("below", "tables"),
    [
        ("", PLAN | BACK | {"training_change", "training_note"}),
        ("weeks/1/print/", PLAN | BACK | {"training_change"}),
        ("runs/", {"training_run"}),
        ("check-ins/", {"triage_checkin"}),
    ],
)
def test_coach_reads_the_back_from_the_copy_and_consent_from_the_primary(
    pages, below, tables
):
    client, address = pages

    with CaptureQueriesContext(connection) as asked_of_the_primary:
        statements = read_from_copy(client, address + below)

    assert {table for table in tables if f'"{table}"' in statements} == tables
    for primary in ("accounts_", "triage_carehold", "django_session"):
        assert primary not in statements
    for query in asked_of_the_primary:
        assert not any(f'FROM "{table}"' in query["sql"] for table in BACK), query


def test_files_of_athlete_and_coach_come_from_the_copy(pages, alice):
    client, address = pages
    own = client_of(alice)
    own.post("/accounts/reauthenticate/", {"password": PASSWORD})

    for browser, path in ((client, f"{address}export/"), (own, "/me/export/")):
        with CaptureQueriesContext(connections[ALIAS]) as queries:
            response = browser.post(path, {"format": "json"})

        assert response.status_code == 200, path
        statements = "\n".join(query["sql"] for query in queries)
        assert '"triage_checkin"' in statements
        assert 'FROM "accounts_' not in statements


def test_page_of_the_athlete_never_asks_the_copy(pages, alice):
    assert read_from_copy(client_of(alice), "/") == ""


@pytest.mark.parametrize("replayed", [NOTHING, BROKEN], ids=["late", "broken"])
def test_copy_that_is_late_or_broken_is_left_alone(pages, replayed):
    client, address = pages
    run(f"{REPLAYED} {replayed}")

    began = time.monotonic()
    first = read_from_copy(client, address)

    assert "pg_last_wal_replay_lsn" in first
    assert "triage_checkin" not in first
    assert replica.copy.left_alone_until > began
    # However slow this machine is.
    replica.copy.left_alone_until += 60
    assert read_from_copy(client, address) == ""


def test_copy_that_was_promoted_is_none(pages):
    client, address = pages
    run(f"{IN_RECOVERY} LANGUAGE sql AS 'SELECT false'")

    assert "triage_checkin" not in read_from_copy(client, address)


def be_cut_off() -> None:
    """Have the server end the connection to the copy."""
    with connections[ALIAS].cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (copy,) = cursor.fetchone()
    run(f"SELECT pg_terminate_backend({copy}, 5000)")


def conflict_with_recovery() -> None:
    run(
        "CREATE FUNCTION as_a_copy.conflict() RETURNS boolean LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE serialization_failure; END $$",
        "CREATE VIEW as_a_copy.triage_checkin AS SELECT * FROM public.triage_checkin "
        "WHERE as_a_copy.conflict()",
    )


@pytest.mark.parametrize("fail", [be_cut_off, conflict_with_recovery])
def test_copy_that_fails_half_way_is_replaced_by_the_primary(pages, alice, fail):
    asked = []

    @may_read_replica
    def view() -> int:
        check_ins = CheckIn.objects.filter(athlete=alice)
        asked.append(check_ins.db)
        if asked[-1] == ALIAS:
            fail()
        return check_ins.count()

    began = time.monotonic()

    assert view() == 1
    assert asked == [ALIAS, "default"]
    assert replica.copy.left_alone_until > began


def test_primary_that_fails_half_way_is_not_asked_again(pages):
    asked = []

    @may_read_replica
    def view() -> None:
        asked.append(CheckIn.objects.all().db)
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = '50ms'")
            try:
                cursor.execute("SELECT pg_sleep(10)")
            finally:
                cursor.execute("RESET statement_timeout")

    with pytest.raises(OperationalError, match="statement timeout"):
        view()

    assert asked == [ALIAS]
    assert replica.copy.left_alone_until == 0


def test_failure_of_the_copy_before_the_page_is_not_counted(pages):
    connections[ALIAS].errors_occurred = True

    @may_read_replica
    def view() -> None:
        run("SELECT no_such_column")

    with pytest.raises(ProgrammingError):
        view()

    assert replica.copy.left_alone_until == 0


def test_primary_that_does_not_say_how_far_it_is_leaves_the_copy_trusted(
    pages, monkeypatch
):
    monkeypatch.setattr(replica, "COMMITTED", "SELECT no_such_column")
    client, address = pages

    with pytest.raises(ProgrammingError):
        client.get(address)

    assert replica.copy.left_alone_until == 0


def test_what_was_read_from_the_copy_is_written_to_the_primary(pages, alice):
    @may_read_replica
    def view() -> None:
        assert alice.check_ins.all().db == ALIAS
        assert CareHold.objects.all().db == alice.care_holds.all().db == "default"
        assert Coaching.objects.all().db == "default"
        profile = type(alice.health_profile).objects.get(athlete=alice)
        assert profile._state.db == ALIAS
        profile.save()
        assert profile._state.db == "default"

    view()

    assert CheckIn.objects.all().db == "default"
