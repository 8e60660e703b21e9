"""What a coach's runs keep apart: days between, hard days, four runs a week."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.training.planner.coached import NEW, refused, workout
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
    make_spec,
    ran,
)
from training.planner import Race, WorkoutKind


def test_a_new_runner_keeps_a_day_between_two_runs_and_walks_between():
    spec = make_spec(**NOVICE)
    run_days = [day for day in range(7) if workout(spec, 1, day).is_running]
    free = next(day for day in range(7) if day not in run_days)

    assert refused(spec, asked(1, free, "run_walk", 500)).rule == "P10"
    found = refused(spec, asked(1, run_days[0], "easy", 500))
    assert found.rule == "LADDER"
    assert refused(spec, asked(1, run_days[0], "run_walk", 500)) is None


def test_a_new_runner_may_run_on_the_day_that_a_coach_took_the_run_off_beside():
    spec = make_spec(**NOVICE)
    assert [day for day in range(7) if workout(spec, 1, day).is_running][-1] == SUN
    saturday = asked(1, SAT, "run_walk", 500)

    assert refused(spec, saturday, asked(1, SUN, "rest")) is None
    assert refused(spec, saturday, asked(1, SUN, "run_walk", 500)).rule == "P10"


@pytest.mark.parametrize(("week", "rule"), [(5, ""), (6, "P10")])
def test_after_five_weeks_without_running_there_is_a_day_between_two_runs(week, rule):
    back = make_spec(weeks=26, today=day_of(week, MON))
    friday = asked(week, FRI, "run_walk", 300)

    found = refused(back, friday)

    assert (found.rule if found else "") == rule
    now = workout(replace(back, overrides=(friday,)), week, FRI)
    assert now.is_running is (not rule)


def test_no_hard_workout_on_the_day_after_one_that_a_coach_put_there():
    spec = make_spec(runs_per_week=3)
    sunday, wednesday = asked(1, SUN, "rest"), asked(1, WED, "intervals", 9_000)

    after_hard = refused(spec, asked(1, TUE, "long", 7_000), wednesday, sunday)
    after_easy = refused(spec, asked(1, TUE, "easy", 7_000), wednesday, sunday)

    assert (after_hard.date, after_hard.rule) == (wednesday.date, "P7")
    assert after_easy is None


def test_a_second_long_run_and_more_hard_ones_are_easy():
    spec = make_spec(running_days=(TUE, THU, SAT, SUN), runs_per_week=3)
    runs = [day for day in range(7) if workout(spec, 1, day).is_running]
    quality = [day for day in runs if workout(spec, 1, day).kind.is_quality]
    other = next(day for day in runs if day not in (*quality, SUN))

    assert refused(spec, asked(1, other, "tempo", 4_000)).rule in ("P7", "P8")
    assert refused(spec, asked(1, other, "long", 4_000)).rule in ("P7", "P9")


@pytest.mark.parametrize(
    ("race_on", "rule"), [(WED, "P7"), (SAT, "P8")], ids=["next day", "days later"]
)
def test_no_hard_workout_on_the_day_next_to_a_race(race_on, rule):
    spec = make_spec(
        runs_per_week=3,
        running_days=(TUE, THU, SUN),
        race=Race(date=day_of(4, race_on), distance_m=10_000),
    )

    for day in (TUE, THU):
        assert refused(spec, asked(4, day, "tempo", 3_000)).rule == rule


def test_a_new_runner_keeps_a_day_from_a_run_that_a_coach_puts_after_it():
    """Friday follows Thursday's run, and nothing is on Saturday."""
    found = refused(NEW, asked(1, FRI, "run_walk", 900))

    assert found.rule == "P10"
    assert refused(NEW, asked(1, SAT, "run_walk", 900)).rule == "P10"
    # Once the new start is behind, only the run itself is in the way.
    later = asked(3, FRI, "run_walk", 900)
    moved = replace(NEW, overrides=(asked(3, THU, "rest"),))
    assert refused(NEW, later).rule == "P10"
    assert refused(moved, later) is None


def test_a_run_that_stays_out_keeps_no_other_one_away():
    """Wednesday's is out beside Tuesday's, so Thursday's stands."""
    spec = replace(NEW, overrides=(asked(1, WED, "run_walk", 900),))

    assert workout(spec, 1, WED).kind is not WorkoutKind.RUN_WALK
    assert refused(spec, asked(1, THU, "run_walk", 900)) is None


def test_a_run_after_the_plan_keeps_none_of_its_last_day_away():
    spec = replace(NEW, running_days=(TUE, THU, SAT), long_run_day=SAT)
    spec = replace(spec, overrides=(asked(8, SAT, "rest"), asked(9, MON, "easy", 900)))

    assert refused(spec, asked(8, SUN, "run_walk", 900)) is None


def test_a_second_hard_run_for_one_that_was_taken_out_is_easy():
    """Tuesday's tempo was taken out; Monday's stands for it, and Thursday's does not."""
    spec = make_spec(runs_per_week=3, running_days=(TUE, THU, SUN))
    spec = replace(
        spec, overrides=(asked(1, TUE, "easy", 1_000), asked(1, MON, "tempo", 9_000))
    )

    assert workout(spec, 1, MON).kind is WorkoutKind.TEMPO
    found = refused(spec, asked(1, THU, "tempo", 6_000))
    assert found.rule == "P8"
    assert "no room for more tempo or intervals" in found.text


def test_a_fifth_run_is_too_many_wherever_the_other_four_are():
    """Those before it, whatever becomes of the later days; those after as laid out."""
    spec = make_spec()
    assert refused(spec, asked(2, WED, "easy", 2_000)).rule == "P1"
    free = replace(spec, overrides=(asked(2, SUN, "rest"),))
    assert refused(free, asked(2, WED, "easy", 2_000)) is None
    # Saturday comes after it, and gives way itself.
    both = (asked(2, WED, "easy", 2_000), asked(2, SAT, "easy", 2_000))
    assert refused(free, *both).date == day_of(2, SAT)
    assert refused(free, *both).rule == "P1"


def test_the_day_after_a_coachs_run_has_a_walk_where_a_day_between_is_a_must():
    """In the second week as in the first: Thursday follows Wednesday's run."""
    spec = make_spec(
        runs_per_week=3,
        running_days=(TUE, THU, SUN),
        today=day_of(2, MON),
        runs=(ran(1, TUE, 10_000), ran(1, THU, 10_000), ran(1, SUN, 12_000)),
        advice=(advised(day_of(2, MON), "run_easy"),),
    )
    coached = replace(
        spec, overrides=(asked(2, TUE, "rest"), asked(2, WED, "easy", 2_000))
    )

    assert workout(spec, 2, THU).kind is WorkoutKind.EASY
    assert workout(coached, 2, THU).kind is WorkoutKind.WALK
    assert workout(coached, 2, SUN).is_running


def test_a_run_on_sunday_makes_the_monday_after_a_walk():
    spec = make_spec(
        runs_per_week=3,
        running_days=(MON, WED, FRI),
        long_run_day=FRI,
        advice=(advised(day_of(1, MON), "run_easy"),),
        overrides=(asked(1, SUN, "easy", 2_000),),
    )

    assert workout(spec, 2, MON).kind is WorkoutKind.WALK
    assert workout(replace(spec, overrides=()), 2, MON).is_running
    assert workout(spec, 3, MON).is_running


def test_a_long_run_that_stays_out_leaves_the_other_one():
    """Wednesday's would be the fifth run, so Sunday's is the one of the week."""
    spec = make_spec(overrides=(asked(2, WED, "long", 9_000),))

    assert refused(make_spec(), asked(2, WED, "long", 9_000)).rule == "P1"
    assert refused(spec, asked(2, SUN, "long", 9_000)) is None


def test_the_longest_run_of_a_week_is_not_the_next_mondays():
    spec = make_spec(
        running_days=(MON, WED, FRI, SAT),
        long_run_day=SAT,
        overrides=(
            asked(1, FRI, "rest"),
            asked(1, SAT, "long", 13_000),
            asked(2, MON, "easy", 13_100),
        ),
    )

    assert workout(spec, 1, SAT).distance_m == 13_000
    assert workout(spec, 1, SAT).reason == "Your coach changed this workout."
