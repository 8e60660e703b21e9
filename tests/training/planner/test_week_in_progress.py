"""A week that is not over: what was run comes off, what was missed is gone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.training.planner.specs import (
    FRI,
    MON,
    NOVICE,
    SAT,
    SUN,
    THU,
    TUE,
    WED,
    advised,
    asked,
    day_of,
    limited_to,
    make_spec,
    plan_of,
    ran,
)
from tests.training.planner.weeks import workout


def test_what_was_run_comes_off_the_days_to_come():
    spec = make_spec(today=day_of(1, WED), runs=(ran(1, TUE, 20_000),))
    weeks = plan_of(spec)
    to_come = [workout(weeks, 1, day) for day in (THU, FRI, SUN)]

    assert sum(one["distance_m"] for one in to_come) <= 13_000
    assert all(one["before"]["distance_m"] > one["distance_m"] for one in to_come)
    assert "You have run 20.0 km this week already" in to_come[0]["reason"]
    assert workout(weeks, 1, TUE)["before"] is None


def test_a_hard_run_of_which_something_comes_off_stays_hard():
    weeks = plan_of(make_spec(today=day_of(1, MON), runs=(ran(1, MON, 500),)))
    hard = [workout(weeks, 1, day) for day in (TUE, THU)]

    assert [one["kind"] for one in hard] == ["tempo", "intervals"]
    assert [one["display"] for one in hard] == ["7.4 km"] * 2
    assert all(one["before"]["display"] == "7.5 km" for one in hard)


def test_what_was_run_comes_off_a_coachs_run_on_sunday_too():
    spec = make_spec(
        today=day_of(1, WED),
        runs=(ran(1, TUE, 12_000),),
        overrides=(asked(1, SUN, "easy", 20_000),),
    )
    run = workout(plan_of(spec), 1, SUN)

    assert run["display"] == "8.8 km"
    assert "At most 8.8 km: what you have run" in run["reason"]


def test_nothing_is_left_after_the_whole_cap_was_run():
    spec = make_spec(today=day_of(1, WED), runs=(ran(1, TUE, 40_000),))

    assert workout(plan_of(spec), 1, SUN)["kind"] == "rest"


def test_missed_metres_are_not_made_up_for():
    on_monday = plan_of(make_spec())
    on_friday = plan_of(make_spec(today=day_of(1, FRI)))

    assert workout(on_friday, 1, SUN) == workout(on_monday, 1, SUN)
    assert on_friday[1]["volume_m"] < on_monday[1]["volume_m"]


def test_weeks_after_one_that_may_stay_blank_wait():
    spec = make_spec(today=day_of(1, SUN), advice=(advised(day_of(1, SUN), "rest"),))
    weeks = plan_of(spec)

    assert [week["volume_m"] for week in weeks[1:]] == [0] * 7
    assert weeks[1]["why"].startswith("Nothing is planned yet")
    assert weeks[1]["cap_m"] == 0


def test_a_week_that_can_hold_no_more_runs_counts_as_it_is():
    spec = make_spec(runs_per_week=3, running_days=(MON, WED, FRI), long_run_day=FRI)
    late = make_spec(
        runs_per_week=3,
        running_days=(MON, WED, FRI),
        long_run_day=FRI,
        today=day_of(1, SAT),
    )

    assert plan_of(spec)[1]["cap_m"] > 33_000
    assert plan_of(late)[1]["cap_m"] == 15_000


def test_a_low_ceiling_in_a_week_that_stays_blank_holds_for_the_next_as_well():
    """Nothing of it can be run any more, so that the next is a tenth above its plan."""
    spec = make_spec(
        runs_per_week=3,
        running_days=(MON, WED, FRI),
        long_run_day=FRI,
        today=day_of(1, SAT),
        ceilings=(limited_to(5000, 1),),
    )
    week, following, *_ = plan_of(spec)

    assert (week["volume_m"], following["is_restart"]) == (5000, True)
    assert following["cap_m"] == 5500


def test_running_more_today_does_not_earn_less_next_week():
    """A week in progress counts what it will have held, within its cap."""
    recent = {"recent_weeks_m": (14_000,) * 4, "longest_run_30d_m": 6000}
    spec = make_spec(**recent, today=day_of(1, TUE))
    as_planned = workout(plan_of(spec), 1, TUE)["distance_m"]

    caps = [
        plan_of(replace(spec, runs=(ran(1, TUE, metres),)))[1]["cap_m"]
        for metres in (as_planned, 8000, 15_400, 20_000)
    ]

    assert as_planned < 8000
    assert caps == [16_900] * 4
    assert plan_of(spec)[1]["cap_m"] == 16_900


def test_extra_metres_in_a_week_in_progress_make_up_for_missed_ones():
    """But not beyond its cap of 33 km, of which 18 km can still be planned."""
    missed = make_spec(today=day_of(1, FRI))
    extra = replace(missed, runs=(ran(1, WED, 10_000),))

    assert plan_of(missed)[1]["cap_m"] < 22_000
    to_come = sum(
        workout(plan_of(extra), 1, day)["distance_m"] for day in (FRI, SAT, SUN)
    )
    assert plan_of(extra)[1]["baseline_m"] == 10_000 + to_come
    assert plan_of(extra)[1]["cap_m"] > plan_of(missed)[1]["cap_m"]


def test_a_week_that_waits_is_no_restart():
    spec = make_spec(today=day_of(1, SUN), advice=(advised(day_of(1, SUN), "rest"),))
    weeks = plan_of(spec)[1:]

    assert all(week["why"].startswith("Nothing is planned yet") for week in weeks)
    assert not any(week["is_restart"] or week["cap_m"] for week in weeks)


@pytest.mark.parametrize(
    ("metres", "left"), [(2500, [1000, 1000]), (2600, [900, 900]), (4400, [0, 0])]
)
def test_what_a_new_runner_ran_comes_off_all_runs_to_come_alike(metres, left):
    """Of the 4.5 km of a new start, shared evenly."""
    spec = make_spec(
        weeks=1,
        runs_per_week=3,
        running_days=(MON, WED, FRI),
        long_run_day=FRI,
        **NOVICE,
        today=day_of(1, TUE),
        runs=(ran(1, MON, metres),),
    )
    to_come = [workout(plan_of(spec), 1, day) for day in (WED, FRI)]

    assert [one["distance_m"] for one in to_come] == left
    told = f"{metres // 1000}.{metres % 1000 // 100} km"
    rest = f"{(4500 - metres) // 1000}.{(4500 - metres) % 1000 // 100} km"
    reason = (
        f"You have run {told} this week already; the cap leaves {rest} for the other "
        f"days."
    )
    assert to_come[0]["reason"] == (None if left[0] == 1000 else reason)


def test_a_metre_that_was_run_is_taken_off_too():
    """In whole tenths, where nothing else is left of the cap."""
    spec = make_spec(today=day_of(1, WED), runs=(ran(1, TUE, 7501),))
    exact = make_spec(today=day_of(1, WED), runs=(ran(1, TUE, 7500),))

    more, just = (plan_of(one)[0]["volume_m"] for one in (spec, exact))

    assert just == 33_000
    assert more < just


@pytest.mark.parametrize(
    ("days", "coached", "waits"),
    [
        ((MON, WED, FRI), (), False),
        # A run may still be moved to Sunday, or was asked for there.
        ((MON, WED, FRI, SUN), (), True),
        ((MON, WED, FRI), (asked(1, SUN, "easy", 3000),), True),
        ((MON, WED, FRI), (asked(1, SUN, "strength"),), False),
    ],
)
def test_a_blank_week_is_over_when_no_day_for_a_run_is_left(days, coached, waits):
    spec = make_spec(
        runs_per_week=3,
        running_days=days,
        long_run_day=FRI,
        today=day_of(1, SAT),
        advice=(advised(day_of(1, SAT), "rest"), advised(day_of(1, SUN), "rest")),
        overrides=coached,
    )
    following = plan_of(spec)[1]

    assert workout(plan_of(spec), 1, SUN)["distance_m"] == 0
    assert following["why"].startswith("Nothing is planned yet") is waits
    assert following["is_restart"] is not waits
