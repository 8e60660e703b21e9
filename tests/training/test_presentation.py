"""The words of weeks, days and changes."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from tests.make import make_check_in, make_plan_of
from tests.training.days import DAY, WEEK, monday, plan_with_a_run_today
from training.chart import MARK_SPACE, plan_chart
from training.models import Change, Replan, Run, Week, WorkoutDone
from training.plan_now import PlanNow
from training.planner import Unit
from training.presentation import day_texts, week_text
from training.replans import replan_text
from training.sentences import (
    CUTBACK,
    HOLD,
    RESTART,
    TAPER,
    cap_sentence,
    dates_of,
    figures_of,
    mark_of,
    why_beyond_the_cap,
)
from training.services.plan import replan
from training.states import State, compliance


@pytest.mark.parametrize(
    ("planned", "run", "state"),
    [
        (0, 0, State.REST),
        (0, 1, State.UNPLANNED),
        (10_000, 0, State.MISSED),
        (10_000, 1, State.PART),
        (10_000, 7_999, State.PART),
        (10_000, 8_000, State.DONE),
        (10_000, 12_000, State.DONE),
        (10_000, 12_001, State.OVER),
    ],
)
def test_done_is_within_a_fifth_of_what_was_planned(planned, run, state):
    assert compliance(planned_m=planned, run_m=run) is state


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        ("2026-11-16", "2026-11-22", "16 to 22 November"),
        ("2026-11-30", "2026-12-06", "30 November to 6 December"),
        ("2026-12-28", "2027-01-03", "28 December to 3 January"),
        ("2026-12-03", "2027-12-03", "3 December to 3 December"),
    ],
)
def test_a_month_is_named_once_if_it_is_one(first, last, shown):
    days = dt.date.fromisoformat(first), dt.date.fromisoformat(last)

    assert dates_of(*days) == shown


def a_week(**columns) -> Week:
    return Week(baseline_m=19_600, cap_m=21_500, volume_m=21_000, **columns)


def test_the_cap_is_printed_as_a_sum():
    now = cap_sentence(figures_of(a_week(), Unit.KM), Unit.KM, is_now=True)
    later = cap_sentence(figures_of(a_week(), Unit.KM), Unit.KM, is_now=False)

    assert now == "Last week 19.6 km, at most 21.5 km, this week 21.0 km (+7.1 %)."
    assert (
        later == "The week before 19.6 km, at most 21.5 km, planned 21.0 km (+7.1 %)."
    )


def test_after_a_blank_week_per_cent_say_nothing():
    week = Week(baseline_m=999, cap_m=10_000, volume_m=9_000, is_restart=True)

    assert cap_sentence(figures_of(week, Unit.KM), Unit.KM, is_now=True) == ""


@pytest.mark.parametrize(
    ("why", "left"),
    [
        ("+7.1 %: last week 19.6 km, at most 21.5 km.", ""),
        ("+9 %: last week 1.0 km, at most 1.1 km. And more. Yes.", "And more. Yes."),
        ("-1 %: last week 19.6 km, at most 21.5 km. No run.", "No run."),
        ("Hold week: last week 20.5 km. And so on.", None),
        ("", ""),
    ],
)
def test_what_the_cap_sentence_says_is_not_said_twice(why, left):
    assert why_beyond_the_cap(a_week(why=why), Unit.KM) == (
        why if left is None else left
    )


def test_a_week_has_one_mark_the_weightiest():
    assert mark_of(a_week()) is None
    assert mark_of(a_week(is_hold=True)) is HOLD
    assert mark_of(a_week(is_hold=True, is_cutback=True)) is CUTBACK
    assert mark_of(a_week(is_hold=True, is_taper=True)) is TAPER
    assert mark_of(a_week(is_taper=True, is_restart=True)) is RESTART


def test_a_week_that_is_over_and_blank_is_a_question(alice):
    make_plan_of(alice, now=timezone.now() - 2 * WEEK)
    Run.objects.create(
        athlete=alice, date=monday(alice) - 2 * WEEK + 6 * DAY, distance_m=2_000
    )
    replan(athlete=alice, cause=Replan.Cause.RUN)
    now = PlanNow.of(alice)

    first, blank, this = [week_text(now, week) for week in now.weeks[:3]]

    assert (first.state, first.is_assumed_blank) == (State.PART, False)
    assert (blank.state, blank.is_assumed_blank) == (State.MISSED, True)
    assert (this.state, this.is_assumed_blank) == (State.TO_COME, False)
    assert (first.is_now, this.is_now) == (False, True)
    assert blank.run == "0.0 km"
    assert blank.run_percent == 0
    assert max(this.cap_percent, this.planned_percent) == 100


def states(alice, **options) -> dict[dt.date, State]:
    now = PlanNow.of(alice)
    options = {"is_checked_in": False} | options
    week = now.this_week
    return {day.date: day.state for day in day_texts(now, week, **options)}


def test_a_run_of_today_is_never_shown_as_cleared_without_a_check_in(alice):
    plan_with_a_run_today(alice)
    today = alice.local_date()

    assert states(alice)[today] is State.CHECK_IN_FIRST
    assert states(alice, is_checked_in=True)[today] is State.TODAY


def test_days_before_the_plan_was_made_were_not_missed(alice):
    make_plan_of(alice)
    today = alice.local_date()

    for day, state in states(alice).items():
        if day < today:
            assert state is State.BEFORE_PLAN
        elif day > today:
            assert state in (State.TO_COME, State.REST)


def test_what_was_done_is_a_state_of_the_day_and_it_may_not_change(alice):
    plan_with_a_run_today(alice)
    today = alice.local_date()
    metres = PlanNow.of(alice).workout_on(today).distance_m
    Run.objects.create(athlete=alice, date=today, distance_m=metres)

    now = PlanNow.of(alice)
    day = day_texts(now, now.this_week, is_checked_in=True)[today.weekday()]
    assert (day.state, day.is_done, day.may_change) == (State.DONE, True, False)
    assert day.run == day.workout.size

    Run.objects.all().delete()
    WorkoutDone.objects.create(athlete=alice, date=today, kind="walk")
    assert states(alice)[today] is State.DONE


def test_a_run_of_unknown_distance_is_no_run_of_a_known_one(alice):
    plan_with_a_run_today(alice)
    Run.objects.create(athlete=alice, date=alice.local_date(), distance_m=None)

    now = PlanNow.of(alice)
    day = day_texts(now, now.this_week, is_checked_in=True)[
        alice.local_date().weekday()
    ]
    assert day.is_done
    assert day.run == "0.0 km"


def test_an_adjusted_workout_says_what_it_was(alice):
    plan_with_a_run_today(alice)
    planned = PlanNow.of(alice).workout_on(alice.local_date()).size(Unit.KM)
    make_check_in(alice, pain_now=4, pain_worst_24h=5)

    now = PlanNow.of(alice)
    days = day_texts(now, now.this_week, is_checked_in=True)
    today = next(day for day in days if day.is_today)
    assert today.workout.word == "Walk"
    assert (today.workout.before_word, today.workout.before_size) == (
        "Long run",
        planned,
    )
    assert "walk today" in today.workout.reason


def test_the_chart_draws_every_week_and_no_letter_over_another(alice):
    make_plan_of(
        alice,
        now=timezone.now() - 2 * WEEK,
        race_date=alice.local_date() + 48 * WEEK,
        race_distance_m=21_097,
    )
    replan(athlete=alice, cause=Replan.Cause.RUN)
    now = PlanNow.of(alice)
    weeks = [week_text(now, week) for week in now.weeks]

    chart = plan_chart(weeks, Unit.KM)

    assert len(chart.bars) == 52
    assert {mark.letter for mark in chart.meanings} >= {"H", "R", "T"}
    for one, two in zip(chart.marks, chart.marks[1:], strict=False):
        assert two.x - one.x >= MARK_SPACE or two.y != one.y
    for bar in (one.bar for one in chart.bars):
        assert 0 <= bar.x <= bar.x + bar.width <= chart.width
        assert bar.cap_y <= bar.planned_y
        assert bar.planned_height >= 0
    assert chart.grid[0][0] == 0
    assert len(chart.grid) <= 6


def test_the_chart_of_nothing_but_zeros_has_a_scale(alice):
    make_plan_of(alice)
    now = PlanNow.of(alice)
    for week in now.weeks:
        week.cap_m = week.volume_m = 0

    chart = plan_chart([week_text(now, week) for week in now.weeks], Unit.MI)

    assert chart.grid[0][1] > chart.grid[1][1]


def changed(number: int, before: int | None, after: int) -> dict[str, int | None]:
    return {
        "number": number,
        "before_m": before,
        "after_m": after,
        "cap_before_m": before,
        "cap_after_m": after + 100,
    }


@pytest.mark.parametrize(
    ("weeks", "said"),
    [
        ([], []),
        ([changed(6, 21_000, 16_200)], ["week 6: 21.0 → 16.2 km"]),
        ([changed(6, 16_200, 16_200)], ["the same distances, other limits ahead"]),
        (
            [changed(number, 2_000, 1_000) for number in range(1, 5)],
            [f"week {number}: 2.0 → 1.0 km" for number in range(1, 5)],
        ),
        (
            [changed(number, 2_000, 1_000) for number in range(1, 7)],
            [f"week {number}: 2.0 → 1.0 km" for number in range(1, 4)]
            + ["and 3 later weeks"],
        ),
        ([changed(number, None, 1_000) for number in range(1, 13)], ["12 new weeks"]),
        ([changed(1, None, 1_000)], ["1 new week"]),
    ],
)
def test_what_changed_is_told_by_week(alice, weeks, said):
    text = replan_text(Replan(athlete=alice, cause="run", weeks=weeks), alice)

    assert text.changes == said
    assert text.cause == "A run was logged, changed or deleted"
    assert text.on == alice.local_date()


def test_changes_and_replans_say_whose_they_are():
    day = dt.date(2026, 12, 3)
    moment = dt.datetime(2026, 12, 3, 6, 30, tzinfo=dt.UTC)

    change = Change(athlete_id=7, kind="swap", first=day, last=day)
    assert str(change) == "swap of athlete 7 from 2026-12-03"
    assert str(Replan(athlete_id=7, cause="run", at=moment)) == (
        "run of athlete 7 at 2026-12-03 06:30"
    )
