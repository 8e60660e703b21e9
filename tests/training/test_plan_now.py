"""What pages show is what a re-plan would store, and looking at it stores nothing."""

from __future__ import annotations

import pytest
from django.db import connection
from django.utils import timezone

from tests.clock import let_a_day_pass_since_planning
from tests.make import make_check_in, make_plan_of
from tests.training.days import DAY, WEEK, monday
from training.models import Change, Plan, Replan, Run, Week, Workout
from training.plan_now import PlanNow
from training.services.plan import make_plan, replan


def weeks_of(now: PlanNow) -> list[tuple]:
    return [
        (one.number, one.start, one.baseline_m, one.cap_m, one.volume_m, one.why)
        for one in now.weeks
    ]


def workouts_of(now: PlanNow) -> list[tuple]:
    return [
        (one.date, one.kind, one.distance_m, one.steps, one.before, one.reason)
        for week in now.weeks
        for one in now.workouts(week)
    ]


def shown(athlete) -> tuple[list[tuple], list[tuple]]:
    now = PlanNow.of(athlete)
    assert now is not None
    return weeks_of(now), workouts_of(now)


def stored() -> list[tuple]:
    return [
        *Plan.objects.order_by("pk").values_list(),
        *Week.objects.order_by("pk").values_list(),
        *Workout.objects.order_by("pk").values_list("pk", "kind", "distance_m"),
        *Replan.objects.order_by("pk").values_list(),
    ]


def test_without_a_plan_there_is_nothing_to_show(alice):
    assert PlanNow.of(alice) is None


def test_a_plan_that_is_up_to_date_is_read_and_not_built(alice):
    make_plan_of(alice)

    now = PlanNow.of(alice)

    assert now.inputs is None
    assert now.this_week.number == 1
    assert len(now.weeks) == 12
    assert [one.date for one in now.workouts(now.weeks[3])] == [
        now.weeks[3].start + place * DAY for place in range(7)
    ]


def test_a_plan_made_passes_every_constraint_of_the_database(alice):
    make_plan_of(alice)

    connection.check_constraints()


def yesterday(alice) -> None:
    let_a_day_pass_since_planning(Plan.objects.get())


def newer_check_in(alice) -> None:
    make_check_in(alice, pain_now=4, pain_worst_24h=5)


def red_flag(alice) -> None:
    make_check_in(alice, saddle_numbness="yes")


def miles(alice) -> None:
    alice.units = "mi"
    alice.save()


@pytest.mark.parametrize("change", [yesterday, newer_check_in, red_flag, miles])
def test_what_is_shown_of_a_stale_plan_is_what_replan_stores(alice, change):
    make_plan_of(alice)
    change(alice)
    before = stored()

    seen = shown(alice)

    assert PlanNow.of(alice).inputs is not None
    assert stored() == before
    replan(athlete=alice, cause=Replan.Cause.CHECK_IN)
    connection.check_constraints()
    assert PlanNow.of(alice).inputs is None
    assert shown(alice) == seen


def test_weeks_that_are_over_are_shown_as_they_were(alice):
    plan = make_plan_of(alice, now=timezone.now() - 3 * WEEK)
    before = list(plan.weeks.order_by("number").values_list("volume_m", flat=True))

    now = PlanNow.of(alice)

    assert now.this_week.number == 4
    assert now.weeks[0].volume_m == before[0]
    # Nothing is logged: each week since then starts over, and is smaller.
    assert [week.is_restart for week in now.weeks[:4]] == [False, True, True, True]
    assert now.this_week.volume_m < before[3]
    seen = shown(alice)
    replan(athlete=alice, cause=Replan.Cause.CHECK_IN)
    connection.check_constraints()
    assert shown(alice) == seen
    assert Replan.objects.latest("id").cause == Replan.Cause.WEEK_CLOSED


def test_after_its_end_the_next_plan_is_shown_and_not_stored(alice):
    old = make_plan_of(alice, now=timezone.now() - 13 * WEEK)
    for back in range(1, 5):
        Run.objects.create(
            athlete=alice, date=monday(alice) - back * WEEK + DAY, distance_m=9_000
        )
    before = stored()

    now = PlanNow.of(alice)
    seen = shown(alice)

    assert now.plan.pk is None
    assert now.plan.started_on == monday(alice)
    assert now.this_week.number == 1
    assert len(now.weeks) == 12
    assert now.run_by_week[monday(alice)] == 0
    assert stored() == before
    replan(athlete=alice, cause=Replan.Cause.MOVED)
    connection.check_constraints()
    old.refresh_from_db()
    assert old.ended_on == monday(alice)
    assert Replan.objects.latest("id").cause == Replan.Cause.NEXT_PLAN
    assert shown(alice) == seen


def test_a_workout_is_found_by_its_day_and_none_outside_of_the_plan(alice):
    make_plan_of(alice)
    now = PlanNow.of(alice)

    assert now.workout_on(monday(alice) + 8 * DAY).date == monday(alice) + 8 * DAY
    assert now.workout_on(monday(alice) - DAY) is None
    assert now.workout_on(monday(alice) + 12 * WEEK) is None
    assert now.week(13) is None


def test_what_was_told_of_the_first_week_counts_until_more_of_it_is_logged(alice):
    start = monday(alice) - 2 * WEEK
    moment = timezone.now() - 2 * WEEK + (3 - alice.local_date().weekday()) * DAY
    make_plan_of(alice, now=moment, ran_this_week_m=5_000)
    Run.objects.create(athlete=alice, date=start, distance_m=2_000)
    Run.objects.create(athlete=alice, date=start + 3 * DAY, distance_m=4_000)
    Run.objects.create(athlete=alice, date=start + 4 * DAY, distance_m=None)

    assert PlanNow.of(alice).run_by_week[start] == 9_000

    Run.objects.create(athlete=alice, date=start + DAY, distance_m=6_000)
    assert PlanNow.of(alice).run_by_week[start] == 12_000
    replan(athlete=alice, cause=Replan.Cause.RUN)


def test_skipped_days_are_those_that_stand(alice):
    make_plan_of(alice)
    day = monday(alice) + WEEK
    skip = {"athlete": alice, "kind": Change.Kind.SKIP}
    Change.objects.create(**skip, first=day, last=day)
    Change.objects.create(
        **skip, first=day + DAY, last=day + DAY, undone_at=timezone.now()
    )

    assert PlanNow.of(alice).skipped == {day}


def test_a_second_plan_is_not_made(alice):
    plan = make_plan_of(alice)

    assert make_plan(athlete=alice) == plan
    assert list(Replan.objects.values_list("cause", flat=True)) == ["made"]
