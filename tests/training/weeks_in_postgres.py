"""Three weeks of a plan, SQL that is typed, and what Postgres says to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from backpain.accounts.models import User
from training.models import Plan, Run, Week, Workout

DAY = dt.timedelta(days=1)
WEEK = 7 * DAY
LAST_M, THIS_M, NEXT_M = 20_000, 21_000, 22_000


def monday(athlete: User) -> dt.date:
    today = athlete.local_date()
    return today - today.weekday() * DAY


def make_weeks(athlete: User, *, run_m: int | None = LAST_M) -> Plan:
    """Return a plan in its second week: 20 km run, 21 and 22 km planned."""
    first = monday(athlete) - WEEK
    plan = Plan.objects.create(
        athlete=athlete,
        started_on=first,
        made_on=first,
        planned_on=athlete.local_date(),
        spec={"recent_weeks_m": [0, 0, 18_000, LAST_M], "unit": "km", "weeks": 12},
    )
    if run_m:
        Run.objects.create(athlete=athlete, date=first + DAY, distance_m=run_m)
    for number, (baseline, volume) in enumerate(
        [(LAST_M, LAST_M), (LAST_M, THIS_M), (THIS_M, NEXT_M)]
    ):
        week = Week.objects.create(
            athlete=athlete,
            plan=plan,
            number=number + 1,
            start=first + number * WEEK,
            baseline_m=baseline,
            cap_m=baseline * 11 // 10,
        )
        Workout.objects.bulk_create(
            workout(week, day, metres)
            for day, metres in (
                (1, 5_000),
                (3, 6_000),
                (6, volume - 11_000),
                (0, 0),
            )
        )
    return plan


def make_workout(week: Week, day: int, metres: int) -> None:
    workout(week, day, metres).save()


def workout(week: Week, day: int, metres: int) -> Workout:
    return Workout(
        athlete_id=week.athlete_id,
        week=week,
        date=week.start + day * DAY,
        kind="easy" if metres else "rest",
        activity="running" if metres else "rest",
        distance_m=metres,
        duration_s=metres // 3,
    )


def volumes(athlete: User) -> list[int]:
    weeks = Week.objects.filter(athlete=athlete).order_by("number")
    return list(weeks.values_list("volume_m", flat=True))


def three_weeks(athlete: User) -> list[Week]:
    """Return last week, this week and the next one, all as they should be."""
    with transaction.atomic():
        make_weeks(athlete)
    check()
    return list(Week.objects.filter(athlete=athlete).order_by("number"))


def check() -> None:
    """Run now what would run at commit, as these tests never commit."""
    connection.check_constraints()


TABLES = (Plan, Week, Workout, Run)


def everything() -> list[list[dict[str, Any]]]:
    return [list(table.objects.order_by("pk").values()) for table in TABLES]


def whole(do: Callable[[], Any]) -> None:
    """Do what a transaction does, up to its commit."""
    with transaction.atomic():
        do()
        check()


def refused(do: Callable[[], Any]) -> str:
    """Return the message with which Postgres refuses; nothing may be left behind."""
    before = everything()
    with pytest.raises(IntegrityError) as caught:
        whole(do)
    assert everything() == before
    return str(caught.value).splitlines()[0]


def sql(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def ask(question: str, *values: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return cursor.fetchone()[0]
