"""Tempo and intervals: when they come, how they rise, and what leaves them out."""

from __future__ import annotations

import pytest

from tests.training.planner.specs import (
    FRI,
    MON,
    SAT,
    SUN,
    THU,
    TUE,
    WED,
    advised,
    asked,
    day_of,
    make_spec,
    plan_of,
    ran,
)
from tests.training.planner.weeks import kinds, week_run


def test_hard_minutes_begin_small_and_rise_only_in_hold_weeks():
    weeks = plan_of(make_spec(runs_per_week=3, weeks=9))
    hard = [sum(d["workouts"][0]["hard_s"] for d in week["days"]) for week in weeks]

    assert hard == [580, 580, 580, 630, 630, 630, 630, 690, 690]
    assert [set(kinds(week)) & {"tempo", "intervals"} for week in weeks[:3]] == [
        {"tempo"},
        {"intervals"},
        {"tempo"},
    ]


def test_a_week_of_four_runs_may_have_tempo_and_intervals():
    spec = make_spec(running_days=(MON, WED, FRI, SAT), long_run_day=SAT)
    week = plan_of(spec)[0]

    assert kinds(week) == [
        "tempo",
        "rest",
        "intervals",
        "strength",
        "easy",
        "long",
        "strength",
    ]
    assert "Your days put two runs on consecutive days." in week["why"]


def test_a_missed_tempo_comes_back_in_a_hold_week():
    runs = tuple(run for run in week_run(1, 30_000) if run.date != day_of(1, TUE))
    spec = make_spec(
        runs_per_week=3,
        running_days=(TUE, THU, SUN),
        today=day_of(2, MON),
        runs=runs,
    )
    hard = [
        sum(d["workouts"][0]["hard_s"] for d in week["days"]) for week in plan_of(spec)
    ]

    assert hard[0] > 0
    assert hard[1:3] == [0, 0]
    assert hard[3] > 0


@pytest.mark.parametrize("missed", [TUE, THU])
def test_of_two_hard_workouts_one_missed_leaves_both_out(missed):
    """As in the week before they were, they may come again: not as half of them were."""
    week = plan_of(make_spec())[0]
    hard = [place for place, day in enumerate(week["days"]) if hard_of(day)]
    assert hard == [TUE, THU]
    all_run = tuple(
        ran(1, place, day["workouts"][0]["distance_m"])
        for place, day in enumerate(week["days"])
        if day["workouts"][0]["activity"] == "running"
    )
    most_run = tuple(run for run in all_run if run.date != day_of(1, missed))

    after_all, after_most = (
        plan_of(make_spec(today=day_of(2, MON), runs=runs))[1]
        for runs in (all_run, most_run)
    )

    assert sum(map(hard_of, after_all["days"])) > 0
    assert sum(map(hard_of, after_most["days"])) == 0


def hard_of(day: dict) -> int:
    return day["workouts"][0]["hard_s"]


def test_days_in_a_row_leave_no_room_for_hard_workouts():
    spec = make_spec(runs_per_week=3, running_days=(TUE, WED, THU), long_run_day=WED)
    week = plan_of(spec)[0]

    assert kinds(week)[1:4] == ["easy", "long", "easy"]
    assert "none of your days is far enough from the long run" in week["why"]


def test_one_hard_day_where_two_do_not_fit():
    spec = make_spec(running_days=(TUE, WED, SAT, SUN))

    assert "take turns" in plan_of(spec)[0]["why"]


def hard_seconds(week: dict) -> list[int]:
    seconds = [day["workouts"][0]["hard_s"] for day in week["days"]]
    return [one for one in seconds if one]


@pytest.mark.parametrize(("recent_m", "hard"), [(34_300, []), (34_500, [300, 300])])
def test_the_shorter_of_two_hard_runs_has_to_hold_its_seconds(recent_m, hard):
    """Two weeks back: 9 % of 8.6 km are 300 s, those of 8.5 km are 290 s."""
    spec = make_spec(
        recent_weeks_m=(recent_m,) * 4,
        longest_run_30d_m=20_000,
        advice=(advised(day_of(-1, MON), "walk"), advised(day_of(0, MON), "run")),
    )

    assert hard_seconds(plan_of(spec)[0]) == hard


def test_hard_seconds_go_on_from_the_shorter_of_a_coachs_and_the_plans():
    spec = make_spec(
        longest_run_30d_m=20_000, overrides=(asked(5, TUE, "tempo", 4000),)
    )
    weeks = plan_of(spec)

    assert [hard_seconds(weeks[number]) for number in (3, 4, 5)] == [
        [310, 310],
        [290, 310],
        [290, 290],
    ]


@pytest.mark.parametrize(("metres", "hard"), [(7000, []), (8000, [580])])
def test_one_hard_run_of_a_week_has_the_seconds_of_both(metres, hard):
    """A twentieth of 30 km at 6:30 are 580 s: 19 % of 8 km, and not of 7 km."""
    spec = make_spec(
        runs_per_week=3,
        running_days=(TUE, THU, SUN),
        overrides=(asked(1, TUE, "tempo", metres),),
    )

    assert hard_seconds(plan_of(spec)[0]) == hard
