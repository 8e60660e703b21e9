"""How much of a workout an advice to take it easy, or to walk, leaves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.training.planner.specs import (
    MON,
    advised,
    asked,
    day_of,
    make_spec,
    plan_of,
)
from tests.training.planner.weeks import STYLE, on, workout
from training.planner import Unit, WorkoutKind
from training.planner.adjust import Situation, adjust, limit_after
from training.planner.ladder import CONTINUOUS
from training.planner.workouts import rest, run

EASY_DAY = Situation(
    newest=advised(day_of(1, MON), "run_easy"),
    on_day=True,
    needs_day_between=False,
    last_run_m=None,
    level=CONTINUOUS,
    own_tenths=0,
    words="",
)


@pytest.mark.parametrize(
    ("unit", "planned", "eased"),
    # In miles 1.6 are 2,574 m, three quarters of which are less than the 1,931 m of 1.2.
    [(Unit.KM, 16, 12), (Unit.KM, 10, 7), (Unit.MI, 16, 11), (Unit.MI, 8, 6)],
)
def test_three_quarters_are_so_in_metres_and_as_displayed(unit, planned, eased):
    style = replace(STYLE, unit=unit)

    new = adjust(run(WorkoutKind.EASY, planned, style), EASY_DAY, style)

    assert (new.tenths, type(new.distance_m)) == (eased, int)


@pytest.mark.parametrize(
    ("asked_m", "most", "limit"),
    [
        (None, 8, 8),
        # Three quarters of the 0.8 km that are left, and ten per cent more: 660 m.
        (10_000, 8, 6),
        (10_000, None, 82),
    ],
)
def test_an_asked_for_first_run_counts_as_far_as_it_may_go(asked_m, most, limit):
    day = rest(STYLE)

    assert limit_after(day, asked_m, most, EASY_DAY, STYLE) == limit


def test_words_for_a_day_that_is_skipped_are_not_said_to_be_left_out():
    spec = make_spec(
        overrides=(replace(asked(1, MON, "strength"), text="As hard as you can."),),
        skips=(day_of(1, MON),),
        advice=(advised(day_of(1, MON), "run_easy"),),
    )
    day = workout(plan_of(spec), 1, MON)

    assert day["kind"] == "rest"
    assert day["reason"] == (
        "Your coach changed this workout. You skipped this one. It is not made up for on "
        "another day."
    )


@pytest.mark.parametrize(("minutes", "shown"), [(45, "45 min"), (46, "45 min")])
def test_on_a_walk_day_nothing_is_longer_than_a_walk(minutes, shown):
    override = asked(1, MON, "strength", duration_s=minutes * 60)
    changed = on(MON, "walk", overrides=(override,))

    assert changed["display"] == shown
    assert ("at most 45 minutes" in changed["reason"]) == (minutes > 45)
