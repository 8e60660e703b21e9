"""Whatever the planner builds, Postgres takes: the two keep the same promise."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection, transaction

from tests.clock import set_today
from tests.training.planner.specs import spec_by
from training.models import Plan, Run, Week, Workout
from training.planner import PlanSpec, build
from training.rows import week_row, workout_rows

PLANS = 150


def store(athlete, spec: PlanSpec) -> Plan:
    """Store a plan as the services do, with the log that it was built from."""
    set_today(spec.today)
    plan = Plan.objects.create(
        athlete=athlete,
        started_on=spec.start,
        made_on=spec.start,
        planned_on=spec.today,
        ran_before_m=spec.ran_before_m,
        spec={"recent_weeks_m": spec.recent_weeks_m, "unit": spec.unit.value},
    )
    Run.objects.bulk_create(
        Run(athlete=athlete, date=run.date, distance_m=run.distance_m)
        for run in spec.runs
        if run.distance_m
    )
    planned = build(spec)
    weeks = Week.objects.bulk_create([week_row(plan, week) for week in planned])
    for week, one in zip(weeks, planned, strict=True):
        Workout.objects.bulk_create(workout_rows(week, one))
    return plan


@contextmanager
def stored(athlete, spec: PlanSpec) -> Iterator[Plan]:
    """Store a plan for as long as the block lasts."""
    with transaction.atomic():
        yield store(athlete, spec)
        transaction.set_rollback(True)


@pytest.mark.parametrize("seed", range(5))
def test_postgres_takes_every_week_that_the_planner_builds(alice, seed):
    pick = random.Random(seed).randint
    open_weeks = 0
    for _ in range(PLANS // 5):
        spec = spec_by(pick)
        with stored(alice, spec):
            connection.check_constraints()
            rows = Week.objects.order_by("number").values_list("volume_m", "cap_m")
            built = build(spec)
            assert list(rows) == [(week.volume_m, week.cap_m) for week in built]
            open_weeks += sum(
                week.volume_m > 0 and week.end >= spec.today for week in built
            )
    assert open_weeks > PLANS // 5


@pytest.mark.parametrize("seed", range(2))
def test_postgres_refuses_every_week_measured_against_a_metre_more(alice, seed):
    """The negative control: what the test above checks is really checked."""
    pick = random.Random(seed).randint
    tried = 0
    for _ in range(10):
        spec = spec_by(pick)
        with stored(alice, spec):
            for week in Week.objects.order_by("number"):
                if week.end >= spec.today:
                    tried += 1
                    with pytest.raises(IntegrityError, match="is measured against"):
                        measure(week, counts_m(week) + 1)
    assert tried > 10


def counts_m(week: Week) -> int:
    """What Postgres counts for the week before."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT training_counts_m(%s, %s)",
            [week.athlete_id, week.start - dt.timedelta(days=7)],
        )
        return cursor.fetchone()[0]


@transaction.atomic
def measure(week: Week, baseline_m: int) -> None:
    Week.objects.filter(pk=week.pk).update(baseline_m=baseline_m)
    connection.check_constraints()
