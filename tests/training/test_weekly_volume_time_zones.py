"""The second promise, attacked by whoever travels, or says so.

Each attack is followed by its negative control: what is allowed still works.
"""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection

from backpain.accounts.models import User
from backpain.accounts.time_zones import known_time_zones
from tests.clock import set_today, travel_to
from tests.make import make_plan_of
from tests.training.weeks_in_postgres import (
    DAY,
    WEEK,
    ask,
    check,
    refused,
    sql,
    three_weeks,
)
from training.models import Plan, Replan, Run, Week
from training.plan_now import PlanNow
from training.services.plan import replan

IS_OVER = "weeks that are over are never rewritten"


@pytest.fixture
def weeks(alice: User) -> list[Week]:
    return three_weeks(alice)


@pytest.mark.parametrize(
    "zone",
    [
        "XXX+167",
        "XXX-167",
        "Europe/Berlin+167",
        "Europe/Berlin-167",
        "Etc/GMT+99",
        "Etc/GMT+19",
        "Etc/GMT-19",
        "<XXX>+167",
        "Mars/Olympus",
    ],
)
def test_no_time_zone_is_days_away(weeks, alice, zone):
    rewrite = "UPDATE training_week SET why = 'x' WHERE number = %s"

    def attack() -> None:
        sql("UPDATE accounts_user SET time_zone = %s WHERE id = %s", zone, alice.pk)
        assert ask("SELECT training_today(%s)", alice.pk) == utc_today()
        sql(rewrite, 1)

    if utc_today() >= weeks[1].start:
        assert IS_OVER in refused(attack)
    sql("UPDATE accounts_user SET time_zone = %s WHERE id = %s", zone, alice.pk)
    assert ask("SELECT training_today(%s)", alice.pk) == utc_today()
    sql(rewrite, 3)
    check()


def utc_today() -> dt.date:
    return ask("SELECT (now() AT TIME ZONE 'UTC')::date")


def test_every_time_zone_to_choose_from_is_taken(alice):
    zones = sorted(known_time_zones())
    wrong = []
    for zone in zones:
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE accounts_user SET time_zone = %s WHERE id = %s",
                [zone, alice.pk],
            )
        today = ask("SELECT training_today(%s)", alice.pk)
        if today != ask("SELECT (now() AT TIME ZONE %s)::date", zone):
            wrong.append(zone)

    assert len(zones) > 300
    assert not wrong


FIRST = dt.date(2026, 11, 23)
SECOND = FIRST + WEEK
EAST, WEST = "Europe/Berlin", "Pacific/Honolulu"


@pytest.fixture
def monday_in_the_east(time_machine, alice) -> Plan:
    """A plan in its first week, and a moment that is Monday here, Sunday there."""
    travel_to(time_machine, FIRST)
    plan = make_plan_of(alice)
    check()
    time_machine.move_to(dt.datetime(2026, 11, 30, 6, tzinfo=dt.UTC), tick=False)
    sql(
        "CREATE OR REPLACE FUNCTION training_today(athlete bigint) RETURNS date"
        " LANGUAGE sql STABLE AS $$ SELECT (timestamptz '2026-11-30 06:00Z'"
        " AT TIME ZONE time_zone)::date FROM accounts_user WHERE id = athlete $$"
    )
    return plan


def move(client, zone: str) -> User:
    """Choose the zone on the page of settings."""
    told = {"name": "Alice", "units": "km", "country": "DE", "language": "en"}
    answer = client.post("/me/", {**told, "time_zone": zone})
    assert answer.status_code == 302
    check()
    return User.objects.get(time_zone=zone)


def anew(athlete: User) -> None:
    replan(athlete=athlete, cause=Replan.Cause.RUN)
    check()


def test_flight_east_ends_the_week(monday_in_the_east, client_of_alice):
    """Nothing was run: Monday's week is a restart, and was none while it was Sunday."""
    alice = move(client_of_alice, WEST)
    anew(alice)
    assert not Week.objects.get(number=2).is_restart

    alice = move(client_of_alice, EAST)

    assert PlanNow.of(alice).week(2).is_restart
    anew(alice)
    assert Week.objects.get(number=2).is_restart
    assert Plan.objects.get().planned_after >= 0


def test_flight_west_opens_the_week_again(monday_in_the_east, client_of_alice, alice):
    anew(alice)
    assert Week.objects.get(number=2).is_restart

    alice = move(client_of_alice, WEST)

    assert PlanNow.of(alice).this_week.number == 1
    Run.objects.create(athlete=alice, date=SECOND - DAY, distance_m=3_000)
    anew(alice)
    alice = move(client_of_alice, EAST)
    shown = PlanNow.of(alice).week(2)
    assert (shown.baseline_m, shown.cap_m) == (3_000, 3_300)
    anew(alice)
    assert Week.objects.get(number=2).baseline_m == 3_000


def test_plan_of_a_sunday_cannot_be_passed_off_as_mondays(
    monday_in_the_east, client_of_alice, alice
):
    """To the west, measure against what is planned there, and back to the east."""
    anew(alice)
    planned = Week.objects.get(number=1).volume_m

    def zone(name: str) -> None:
        sql("UPDATE accounts_user SET time_zone = %s WHERE id = %s", name, alice.pk)

    zone(WEST)
    sql(
        "UPDATE training_week SET is_restart = false, baseline_m = %s, cap_m = %s"
        " WHERE number = 2",
        planned,
        planned * 11 // 10,
    )
    check()
    zone(EAST)
    check()

    assert PlanNow.of(alice).week(2).is_restart, "what is stored is not shown"
    assert "holds only 0 km" in refused(
        lambda: sql("UPDATE training_plan SET planned_after = 0")
    )
    anew(alice)
    assert Plan.objects.get().planned_after == 0


def test_time_zone_of_before_changes_nothing(weeks, alice, client_of_alice):
    move(client_of_alice, alice.time_zone)

    assert Plan.objects.get().planned_after == 0


def test_plan_of_yesterday_cannot_be_passed_off_as_todays(weeks, alice):
    """Nothing was run in the second week; on Monday that is what counts."""
    today = weeks[2].start
    set_today(today)
    say_so = "UPDATE training_plan SET planned_on = %s"

    message = refused(lambda: sql(say_so, today))

    assert f"The week from {today} is measured against 21 km" in message
    Run.objects.create(athlete=alice, date=today - DAY, distance_m=21_000)
    sql(say_so, today)
    check()


def test_plan_of_a_day_to_come_is_outdated_on_that_day(weeks):
    today = ask("SELECT training_today(athlete_id) FROM training_plan")
    sql("UPDATE training_plan SET planned_on = %s", today)
    check()
    assert Plan.objects.get().planned_after == 0

    sql("UPDATE training_plan SET planned_on = %s", today + DAY)
    check()

    assert Plan.objects.get().planned_after == -1
