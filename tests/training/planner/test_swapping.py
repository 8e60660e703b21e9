"""What two days that change places would do to the days around them."""

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
    day_of,
    make_spec,
    ran,
    swapped,
)
from tests.training.planner.swaps_asked import (
    APART,
    BETWEEN,
    EARLY,
    NOVICE,
    SPEC,
    asked,
    kind_on,
    refused,
)
from training.planner import Race


@pytest.mark.parametrize("verdict", ["run", "run_easy", "walk", "rest"])
def test_what_a_check_in_took_off_is_not_moved(verdict):
    spec = make_spec(today=day_of(1, TUE), advice=(advised(day_of(1, TUE), verdict),))
    said = asked(spec, 1, TUE, THU)

    if verdict == "run":
        assert said is None
    else:
        assert said.startswith("Your check-in changed the workout on Tuesday")


def test_a_day_without_workout_may_be_moved_after_a_check_in():
    days = {"running_days": (TUE, THU, SUN), "runs_per_week": 3}
    spec = make_spec(
        **days, today=day_of(1, SAT), advice=(advised(day_of(1, SAT), "rest"),)
    )

    # Nothing was changed on the rest day; what is moved to it becomes rest.
    assert kind_on(spec, SAT) == "rest"
    assert asked(spec, 1, SAT, SUN) is None


def test_a_walk_between_runs_is_not_moved():
    advice = (advised(day_of(1, TUE), "run_easy"),)
    spec = make_spec(today=day_of(1, WED), advice=advice)

    assert kind_on(spec, FRI) == "walk"
    assert asked(spec, 1, FRI, SAT).startswith("Your check-in changed the workout on")


def test_a_walk_between_runs_does_not_become_a_run_again():
    advice = (advised(day_of(1, TUE), "run_easy"),)
    spec = make_spec(today=day_of(1, WED), advice=advice)
    alone = replace(spec, running_days=(TUE, THU, SUN), runs_per_week=3)

    easy = make_spec(
        **LATE, today=day_of(1, MON), advice=(advised(MONDAY, "run_easy"),)
    )
    assert [kind_on(easy, day) for day in (WED, THU, FRI)] == ["easy", "walk", "rest"]
    assert asked(easy, 1, TUE, WED).startswith("A walk that your check-in asks for")
    lost = refused(easy, 1, TUE, WED)
    assert (lost.rule, lost.is_health, lost.date) == ("A4", True, day_of(1, TUE))
    assert asked(alone, 1, THU, FRI) is None


def test_what_an_earlier_move_took_may_come_back():
    """Tempo on Tuesday is easy on Saturday, the day before the long run."""
    spec = make_spec(swaps=(swapped(1, TUE, SAT),))

    assert kind_on(spec, SAT) == "easy"
    assert kind_on(SPEC, TUE) == "tempo"
    assert asked(spec, 1, TUE, SAT) is None


@pytest.mark.parametrize("day", [MON, WED])
def test_it_may_come_back_on_the_first_and_the_last_day_of_a_week_too(day):
    """The long run beside Tuesday makes its tempo easy, until it is back on Sunday."""
    for swap in (swapped(1, day, SUN), swapped(1, SUN, day)):
        spec = make_spec(swaps=(swap,))

        assert kind_on(spec, TUE) == "easy"
        assert asked(spec, 1, day, SUN) is None


def test_what_an_earlier_move_took_may_come_back_on_another_day():
    spec = make_spec(
        runs_per_week=3, running_days=(TUE, THU, SUN), swaps=(swapped(1, TUE, SAT),)
    )

    assert kind_on(spec, SAT) == "easy"
    assert asked(spec, 1, SAT, FRI) is None
    there = replace(spec, swaps=(*spec.swaps, swapped(1, SAT, FRI)))
    assert kind_on(there, FRI) == "tempo"


# Runs on Wednesday and Thursday, and the long one on Saturday.
LATE = {
    "running_days": (WED, THU, SAT),
    "long_run_day": SAT,
    "runs_per_week": 3,
    "recent_weeks_m": (20_000,) * 4,
}


def test_the_long_run_keeps_a_day_from_other_hard_days():
    assert asked(SPEC, 1, FRI, SUN) == (
        "The long run would be the day after the interval run on Thursday: " + APART
    )
    assert asked(SPEC, 1, MON, SUN) == (
        "The long run would be the day before the tempo run on Tuesday: " + APART
    )
    assert asked(SPEC, 1, SAT, SUN) is None


def test_tempo_and_intervals_are_48_hours_apart():
    assert asked(SPEC, 1, TUE, WED) == (
        "The tempo run would be the day before the interval run on Thursday: " + APART
    )
    assert asked(SPEC, 1, WED, THU) == (
        "The interval run would be the day after the tempo run on Tuesday: " + APART
    )
    # One day further, and two hard workouts that change places.
    assert asked(SPEC, 1, MON, TUE) is None
    assert asked(SPEC, 1, TUE, THU) is None


def test_the_race_is_a_hard_day_too():
    days = {"running_days": (MON, WED, FRI), "long_run_day": WED, "runs_per_week": 3}
    spec = make_spec(**days, race=Race(date=day_of(2, SUN), distance_m=10_000))

    assert asked(spec, 2, WED, SAT) == (
        "The long run would be the day before the race on Sunday: " + APART
    )
    assert asked(spec, 1, WED, SAT) is None
    assert asked(spec, 2, FRI, SAT) is None


def test_an_easy_run_may_be_next_to_a_hard_one():
    assert asked(SPEC, 1, FRI, WED) is None


def test_hard_days_are_apart_across_the_weeks_too():
    said = "The long run would be the day before the tempo run on Monday: " + APART
    assert asked(EARLY, 1, SAT, SUN) == said
    # There is no Monday after the last week: only the strength is in the way.
    assert asked(EARLY, 8, SAT, SUN).startswith("Strength would be on Saturday")
    # Tempo on Monday, after the long run was moved to Sunday.
    after = make_spec(swaps=(swapped(1, SAT, SUN),))
    assert asked(after, 2, MON, TUE) is None
    assert asked(SPEC, 2, MON, TUE) == (
        "The tempo run would be the day after the long run on Sunday: " + APART
    )
    assert asked(SPEC, 2, MON, SUN) == (
        "The long run would be the day after the long run on Sunday: " + APART
    )


def test_what_advice_has_made_easy_for_now_counts_as_hard():
    spec = make_spec(
        today=day_of(1, WED), advice=(advised(day_of(1, TUE), "run_easy"),)
    )

    assert kind_on(spec, THU) == "easy"
    assert APART in asked(spec, 1, THU, SAT)


def test_a_new_runner_has_a_day_between_two_runs():
    assert asked(NOVICE, 1, TUE, WED) == (
        "You would run on Wednesday and on Thursday: " + BETWEEN
    )
    assert asked(NOVICE, 1, MON, TUE) is None
    assert asked(NOVICE, 2, MON, TUE) == (
        "You would run on Sunday and on Monday: " + BETWEEN
    )
    # A runner who is none may.
    assert asked(SPEC, 1, FRI, WED) is None


def test_the_day_between_counts_a_run_that_was_logged():
    spec = replace(NOVICE, today=day_of(1, WED))
    ran_before = replace(spec, runs=(ran(1, WED, 900),))
    days = {"running_days": (MON, THU, SUN), "long_run_day": SUN, "runs_per_week": 3}

    logged = replace(ran_before, **days, today=day_of(1, THU))
    assert asked(replace(spec, **days), 1, THU, FRI) is None
    assert asked(replace(logged, runs=(ran(1, TUE, 900),)), 1, THU, FRI) is None
    early = replace(spec, **days, runs=(ran(1, TUE, 900),))
    assert asked(early, 1, WED, THU) == (
        "You would run on Tuesday and on Wednesday: " + BETWEEN
    )


@pytest.mark.parametrize("verdict", ["run", "run_easy"])
def test_until_the_advice_is_run_there_is_a_day_between_two_runs(verdict):
    advice = (advised(MONDAY - timedelta(days=9), verdict),)
    spec = make_spec(advice=advice)

    said = asked(spec, 1, FRI, WED)

    expected = "You would run on Tuesday and on Wednesday: " + BETWEEN
    assert said == (None if verdict == "run" else expected)
    assert asked(spec, 1, SAT, MON) == asked(SPEC, 1, SAT, MON)


def test_advice_of_a_later_day_is_not_known_yet():
    spec = make_spec(advice=(advised(day_of(1, SUN), "run_easy"),))

    assert asked(spec, 1, FRI, WED) is None


@pytest.mark.parametrize(("blank", "is_long"), [(2, False), (3, True)])
def test_after_a_long_gap_there_is_a_day_between_two_runs(blank, is_long):
    """For pain, three blank weeks are the row in which all begins anew."""
    spec = make_spec(
        runs_per_week=3,
        running_days=(TUE, THU, SUN),
        recent_weeks_m=(*(30_000,) * (4 - blank), *(0,) * blank),
        advice=(
            advised(MONDAY - timedelta(days=9), "walk"),
            advised(MONDAY - timedelta(days=1), "run"),
        ),
    )

    said = asked(spec, 1, TUE, WED)

    expected = "You would run on Wednesday and on Thursday: " + BETWEEN
    assert said == (expected if is_long else None)


def test_no_strength_on_the_day_before_the_long_run():
    assert asked(SPEC, 1, WED, SAT) == (
        "Strength would be on Saturday, the day before the long run: keep that day "
        "light, and choose another one."
    )
    assert asked(SPEC, 1, WED, FRI) is None


def test_a_run_walk_on_the_day_of_the_long_run_counts_as_one():
    spec = replace(NOVICE, running_days=(TUE, THU, SUN), runs_per_week=3)
    strength = next(day for day in range(7) if kind_on(spec, day) == "strength")

    assert kind_on(spec, SUN) == "run_walk"
    assert kind_on(spec, SAT) != "strength"
    said = asked(spec, 1, strength, SAT)
    assert said.startswith("Strength would be on Saturday, the day before the long")


def test_strength_that_was_before_the_long_run_may_stay():
    spec = make_spec(running_days=(TUE, THU, FRI, SUN), swaps=(swapped(1, MON, SAT),))

    assert kind_on(spec, SAT) == "strength"
    assert asked(spec, 1, WED, FRI) is None
