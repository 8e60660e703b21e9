"""Move, skip, pause and undo: what stands, what is refused, and what is recorded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.utils import timezone

from tests.make import make_check_in, make_plan_of
from tests.training.days import (
    DAY,
    FRI,
    MON,
    SAT,
    SUN,
    THU,
    TUE,
    WED,
    WEEK,
    monday,
    next_week,
    plan_with_a_run_today,
    running_days,
)
from training.models import Change, Replan, Run, RunningHistory, Workout
from training.plan_now import PlanNow
from training.services.changes import RefusedError, move, pause, skip, undo
from training.services.plan import change_days, replan


def kind_on(day: dt.date) -> str:
    return Workout.objects.get(date=day).kind


def causes() -> list[str]:
    return list(Replan.objects.order_by("id").values_list("cause", flat=True))


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(RefusedError) as refused:
        act()
    return str(refused.value)


@pytest.fixture
def plan(alice):
    """Runs on Tuesday, Thursday and, the long one, Sunday."""
    return make_plan_of(alice)


def test_a_move_lets_two_days_change_places(alice, plan):
    one, other = next_week(alice, THU), next_week(alice, WED)
    was, was_other = kind_on(one), kind_on(other)

    change = move(athlete=alice, day=one, to=other, by=alice)

    assert (kind_on(one), kind_on(other)) == (was_other, was)
    assert (change.first, change.last) == (other, one)
    assert change.made_by == alice
    assert causes() == ["made", "moved"]
    connection.check_constraints()


@pytest.mark.parametrize("shift", [-WEEK, WEEK, dt.timedelta()])
def test_a_workout_stays_in_its_week(alice, plan, shift):
    day = next_week(alice, THU)

    message = refusal(lambda: move(athlete=alice, day=day, to=day + shift, by=alice))

    assert message == "Choose another day of the same week."
    assert not Change.objects.exists()
    assert causes() == ["made"]


def test_hard_days_keep_a_day_between_them(alice, plan):
    message = refusal(
        lambda: move(
            athlete=alice,
            day=next_week(alice, SUN),
            to=next_week(alice, MON),
            by=alice,
        )
    )

    assert message.startswith("The long run would be the day after the long run on")


def test_what_is_over_or_not_in_the_plan_is_not_moved(alice, plan):
    past = monday(alice) - WEEK
    outside = monday(alice) + 12 * WEEK

    for day in (past, outside):
        message = refusal(
            lambda day=day: move(athlete=alice, day=day, to=day + DAY, by=alice)
        )
        assert "not in this plan" in message
        message = refusal(lambda day=day: skip(athlete=alice, day=day, by=alice))
        assert "not in this plan" in message


def test_yesterday_is_over(alice):
    """In a plan that is a week old, a day before this week is one of the plan's."""
    make_plan_of(alice, now=timezone.now() - WEEK)
    yesterday = alice.local_date() - DAY

    message = refusal(lambda: skip(athlete=alice, day=yesterday, by=alice))

    assert message.endswith("is over: choose today or a later day.")
    replan(athlete=alice, cause=Replan.Cause.RUN)


def test_a_day_with_a_run_is_not_skipped(alice, plan):
    today = alice.local_date()
    Run.objects.create(athlete=alice, date=today, distance_m=1_000)

    assert "logged a run" in refusal(lambda: skip(athlete=alice, day=today, by=alice))


def test_what_a_check_in_took_out_is_not_made_up_for(alice):
    today = alice.local_date()
    plan_with_a_run_today(alice)
    make_check_in(alice, pain_now=4, pain_worst_24h=5)
    others = [day for day in week_days(today) if day > today]

    for other in others:
        message = refusal(
            lambda other=other: move(athlete=alice, day=today, to=other, by=alice)
        )
        assert "not made up for on another day" in message


@pytest.mark.usefixtures("a_monday")
def test_a_rule_that_follows_from_answers_has_words_for_who_does_not_see_them(
    alice, plan
):
    make_check_in(alice, pain_now=4, pain_worst_24h=5)
    thursday, wednesday = next_week(alice, THU), next_week(alice, WED)

    with pytest.raises(RefusedError) as refused:
        move(athlete=alice, day=thursday, to=wednesday, by=alice)

    assert "for now you need a day between two runs" in str(refused.value)
    assert refused.value.plain == "That cannot be planned at present."


def week_days(day: dt.date) -> list[dt.date]:
    first = day - day.weekday() * DAY
    return [first + place * DAY for place in range(7)]


def test_a_skipped_run_goes_nowhere_else(alice, plan):
    day = next_week(alice, TUE)
    before = {
        one.date: one.distance_m for one in Workout.objects.filter(week__number=2)
    }

    skip(athlete=alice, day=day, by=alice)

    after = {one.date: one.distance_m for one in Workout.objects.filter(week__number=2)}
    assert after == before | {day: 0}
    assert Workout.objects.get(date=day).before["distance_m"] == before[day]
    assert causes() == ["made", "moved"]
    connection.check_constraints()


def test_there_is_nothing_to_skip_on_a_rest_day(alice, plan):
    day = Workout.objects.filter(week__number=2, kind="rest").first().date

    message = refusal(lambda: skip(athlete=alice, day=day, by=alice))

    assert message.startswith("Nothing is planned on")


def test_undo_puts_everything_back(alice, plan):
    before = list(Workout.objects.order_by("date").values_list("date", "kind"))
    moved = move(
        athlete=alice, day=next_week(alice, THU), to=next_week(alice, WED), by=alice
    )
    skipped = skip(athlete=alice, day=next_week(alice, TUE), by=alice)

    undo(athlete=alice, change=skipped)
    undo(athlete=alice, change=moved)

    assert list(Workout.objects.order_by("date").values_list("date", "kind")) == before
    assert not Change.objects.standing().exists()
    assert causes() == ["made", *["moved"] * 4]


def test_undo_twice_is_undo_once(alice, plan):
    change = skip(athlete=alice, day=next_week(alice, TUE), by=alice)
    undo(athlete=alice, change=change)
    at = Change.objects.get().undone_at

    undo(athlete=alice, change=Change.objects.get())

    assert Change.objects.get().undone_at == at
    assert causes() == ["made", "moved", "moved"]


def test_a_day_that_was_moved_again_is_put_back_from_the_last_move_on(alice, plan):
    week = [next_week(alice, day) for day in (THU, WED, FRI)]
    first = move(athlete=alice, day=week[0], to=week[1], by=alice)
    second = move(athlete=alice, day=week[1], to=week[2], by=alice)

    message = refusal(lambda: undo(athlete=alice, change=first))

    assert "put that back first" in message
    undo(athlete=alice, change=second)
    undo(athlete=alice, change=first)
    assert not Change.objects.standing().exists()


def changed(athlete, kind: str, first: dt.date, last: dt.date) -> Change:
    return Change.objects.create(
        athlete=athlete,
        kind=kind,
        first=first,
        last=last,
        cause="other" if kind == "pause" else "",
    )


def test_what_is_over_stays_as_it_was(alice, plan):
    past = alice.local_date() - 2 * DAY

    for kind in ("skip", "pause"):
        change = changed(alice, kind, past, past)
        assert "stay as they were" in refusal(
            lambda change=change: undo(athlete=alice, change=change)
        )


def test_a_swap_is_not_put_back_once_one_of_its_days_is_over(alice):
    """It would be done twice, or never."""
    make_plan_of(alice, now=timezone.now() - WEEK)
    today = alice.local_date()
    change = changed(alice, "swap", today - DAY, today)
    if today.weekday() == MON:
        Change.objects.update(first=today - 2 * DAY, last=today - DAY)

    message = refusal(lambda: undo(athlete=alice, change=change))

    assert "over" in message
    assert Change.objects.standing().count() == 1
    replan(athlete=alice, cause=Replan.Cause.RUN)


def test_a_run_that_a_check_in_took_out_does_not_come_back_by_undo(alice):
    today = alice.local_date()
    if today.weekday() == SUN:
        pytest.skip("today has no later day in its week")
    make_plan_of(alice, **running_days(today.isoweekday() + 1))
    change = changed(alice, "swap", today, today + DAY)
    make_check_in(alice, pain_now=4, pain_worst_24h=5)
    replan(athlete=alice, cause=Replan.Cause.CHECK_IN)

    assert kind_on(today) == "walk"
    assert "not made up for" in refusal(lambda: undo(athlete=alice, change=change))


def test_without_a_plan_nothing_can_be_changed(alice):
    day = alice.local_date()

    assert refusal(lambda: skip(athlete=alice, day=day, by=alice)) == (
        "There is no plan yet."
    )


def test_new_days_put_workouts_back_and_leave_pauses(alice, plan):
    move(athlete=alice, day=next_week(alice, THU), to=next_week(alice, WED), by=alice)
    first = next_week(alice, MON) + WEEK
    pause(athlete=alice, first=first, last=first + DAY, cause="holiday", by=alice)
    RunningHistory.objects.update(running_days=[1, 3, 6], long_run_day=6)

    change_days(athlete=alice)

    assert [one.kind for one in Change.objects.standing()] == ["pause"]
    assert kind_on(next_week(alice, SAT)) == "long"
    assert causes() == ["made", "moved", "pause", "days"]
    connection.check_constraints()


def test_a_change_after_the_last_week_is_made_in_the_next_plan(alice):
    make_plan_of(alice, now=timezone.now() - 12 * WEEK)
    before = monday(alice) - 3 * DAY
    Run.objects.create(athlete=alice, date=before, distance_m=20_000)
    day = next_week(alice, TUE)

    skip(athlete=alice, day=day, by=alice)

    assert causes() == ["made", "next_plan", "moved"]
    assert PlanNow.of(alice).skipped == {day}
    connection.check_constraints()


def test_looking_is_not_a_cause_and_every_cause_has_a_name(alice, plan):
    PlanNow.of(alice).weeks  # noqa: B018 - to have it read
    replan(athlete=alice, cause=Replan.Cause.CHECK_IN)

    # Nothing came out differently: there is nothing to tell.
    assert causes() == ["made"]
    for cause in (Replan.Cause.UNITS, Replan.Cause.MOVED, Replan.Cause.PAUSE):
        replan(athlete=alice, cause=cause)
    assert causes() == ["made", "units", "moved", "pause"]
