"""What is moved in a week that a coach has changed: it keeps off the coach's runs."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.training.planner.specs import (
    FRI,
    MON,
    MONDAY,
    SAT,
    SUN,
    THU,
    TUE,
    WED,
    advised,
    asked as by_coach,
    day_of,
    make_spec,
    plan_of,
    ran,
    swapped,
)
from tests.training.planner.swaps_asked import (
    APART,
    BETWEEN,
    EARLY,
    NOVICE,
    asked,
    kind_on,
    refused,
)


def test_a_run_that_was_left_out_beside_a_coachs_does_not_come_back():
    spec = make_spec(
        runs_per_week=3,
        running_days=(MON, WED, SAT),
        long_run_day=SAT,
        recent_weeks_m=(20_000, 0, 0, 0),
        longest_run_30d_m=None,
        advice=(
            advised(MONDAY - timedelta(days=9), "rest"),
            advised(MONDAY - timedelta(days=1), "run"),
        ),
        overrides=(by_coach(1, FRI, "run_walk", 2000),),
    )
    moved = replace(spec, swaps=(swapped(1, SAT, SUN),))

    assert plan_of(spec)[0]["volume_m"] == 2800
    assert plan_of(moved)[0]["volume_m"] == 4200
    said = refused(spec, 1, SAT, SUN)
    assert said.text == (
        "Running that was left out, made shorter or made easier would come back: it is "
        "not made up for, so choose another workout or day."
    )
    assert (said.rule, said.is_health) == ("A4", True)


COACHED = make_spec(
    overrides=(by_coach(1, FRI, "tempo", 7000), by_coach(1, THU, "rest"))
)


def test_a_coachs_hard_run_keeps_its_day_from_what_is_moved():
    assert asked(COACHED, 1, SAT, SUN) == (
        "The long run would be the day after the tempo run on Friday: " + APART
    )
    easy = replace(COACHED, overrides=(by_coach(1, FRI, "easy", 7000),))
    assert asked(easy, 1, SAT, SUN) is None


def test_a_hard_run_that_a_coach_took_out_keeps_nothing_away():
    strength = make_spec(overrides=(by_coach(1, TUE, "strength"),))
    rest = make_spec(overrides=(by_coach(1, SUN, "rest"),))

    assert asked(strength, 1, WED, THU) is None
    assert asked(rest, 1, THU, SAT) is None


def test_a_coachs_strength_is_not_the_day_before_the_long_run():
    spec = make_spec(overrides=(by_coach(1, FRI, "strength"),))

    assert asked(spec, 1, SAT, SUN).startswith("Strength would be on Friday, the day")


def test_a_new_runner_keeps_a_day_from_a_coachs_run_and_not_from_its_rest():
    """Tuesday, Thursday and Sunday, of which a coach changed one or two."""
    known = replace(NOVICE, runs_per_week=3, longest_run_30d_m=3000)
    run = replace(
        known,
        overrides=(by_coach(1, SUN, "rest"), by_coach(1, SAT, "run_walk", 1000)),
    )
    rest = replace(NOVICE, runs_per_week=3, overrides=(by_coach(1, TUE, "rest"),))

    assert asked(run, 1, THU, FRI) == (
        "You would run on Friday and on Saturday: " + BETWEEN
    )
    assert asked(rest, 1, WED, THU) is None


def test_a_coachs_run_that_gave_way_to_a_move_comes_back_with_it():
    moved = replace(COACHED, swaps=(swapped(1, SAT, SUN),))

    assert kind_on(COACHED, FRI) == "tempo"
    assert kind_on(moved, FRI) == "easy"
    assert asked(moved, 1, SAT, SUN) is None


@pytest.mark.parametrize("kind", ["tempo", "long"])
@pytest.mark.parametrize(
    ("today", "is_over"), [((1, MON), False), ((1, SUN), False), ((2, MON), True)]
)
def test_a_coachs_run_of_the_day_before_does_not_become_hard_again(
    today, is_over, kind
):
    """Sunday's run is easy for the one of Monday; a Sunday that is over stays."""
    spec = replace(
        EARLY,
        today=day_of(*today),
        overrides=(
            *(by_coach(1, day, "rest") for day in (WED, SAT)),
            by_coach(1, SUN, kind, 5000),
        ),
        runs=(ran(1, MON, 9000), ran(1, SUN, 5000)) if is_over else (),
    )

    assert kind_on(spec, SUN) == "easy"
    moved = replace(spec, swaps=(swapped(2, MON, TUE),))
    assert kind_on(moved, SUN) == kind
    said = asked(spec, 2, MON, TUE)
    if is_over:
        assert said is None
    else:
        assert said.startswith("Running that was left out, made shorter")


def test_a_coachs_run_of_the_day_after_the_week_does_not_become_hard_again():
    """Monday's tempo is easy as long as the long run is on Sunday."""
    spec = make_spec(
        overrides=(by_coach(2, MON, "tempo", 8000), by_coach(2, TUE, "rest"))
    )
    moved = replace(spec, swaps=(swapped(1, SAT, SUN),))

    assert kind_on(spec, MON, 2) == "easy"
    assert kind_on(moved, MON, 2) == "tempo"
    assert asked(spec, 1, SAT, SUN).startswith("Running that was left out, made")
    assert asked(replace(spec, overrides=()), 1, SAT, SUN) is None


def test_a_coachs_run_that_stays_out_keeps_nothing_away():
    """Wednesday's would be on the day after Tuesday's: what was planned there stays."""
    spec = replace(
        NOVICE,
        runs_per_week=3,
        running_days=(TUE, THU, SUN),
        overrides=(by_coach(2, WED, "long", 1000),),
    )

    assert kind_on(spec, WED, 2) != "run_walk"
    assert kind_on(spec, MON, 2) == "strength"
    plain = replace(spec, overrides=())
    assert asked(spec, 2, FRI, TUE) == asked(plain, 2, FRI, TUE)
    assert asked(spec, 2, MON, SAT) == asked(plain, 2, MON, SAT)


def test_a_coachs_long_run_that_stays_out_keeps_no_run_of_sunday_away():
    """It would be on the day after one of the plan's, once that is moved to Sunday."""
    spec = replace(
        NOVICE,
        runs_per_week=4,
        running_days=(TUE, WED, THU, SAT),
        long_run_day=WED,
        overrides=(by_coach(3, MON, "long", 1312),),
    )

    assert asked(spec, 2, SAT, SUN) is None
