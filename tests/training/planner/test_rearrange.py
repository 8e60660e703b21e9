"""Which swaps and skips are allowed: each rule at its boundary and beside it."""

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
    paused,
    plan_of,
    ran,
    swapped,
)
from training.planner import PlanSpec, Race, Refusal, skip_why_not, why_not

# Tempo on Tuesday, intervals on Thursday, easy on Friday, long on Sunday; strength on
# Monday and Wednesday, rest on Saturday.
SPEC = make_spec()
# Tempo on Monday, intervals on Wednesday, easy on Friday, long on Saturday; strength
# on Thursday and Sunday, rest on Tuesday.
EARLY = make_spec(running_days=(MON, WED, FRI, SAT), long_run_day=SAT)
# Three runs, with a day between: Tuesday, Thursday, Sunday.
NOVICE = make_spec(recent_weeks_m=(None,) * 4, longest_run_30d_m=None)
APART = "hard days need a day between them, so choose another day."
BETWEEN = "for now you need a day between two runs, so choose another day."


def asked(spec: PlanSpec, week: int, one: int, other: int) -> str | None:
    """What is said to a swap, whichever day of it is named first."""
    said = refused(spec, week, one, other)
    return said and said.text


def refused(spec: PlanSpec, week: int, one: int, other: int) -> Refusal | None:
    said = why_not(spec, swapped(week, one, other))
    assert why_not(spec, swapped(week, other, one)) == said
    return said


def skipped(spec: PlanSpec, week: int, day: int) -> str | None:
    said = skip_why_not(spec, day_of(week, day))
    return said and said.text


@pytest.mark.parametrize(("week", "is_in"), [(0, False), (1, True), (8, True), (9, 0)])
def test_both_days_are_in_the_plan(week, is_in):
    said = asked(make_spec(today=day_of(-1, MON)), week, FRI, SAT)

    if is_in:
        assert said is None
    else:
        assert said == (
            "That day is not in this plan: choose one from 30 November to 24 January."
        )


@pytest.mark.parametrize(("today", "is_over"), [(FRI, False), (SAT, True)])
def test_no_day_is_over(today, is_over):
    said = asked(make_spec(today=day_of(1, today)), 1, FRI, SAT)

    expected = "Friday is over: choose today or a later day." if is_over else None
    assert said == expected


@pytest.mark.parametrize(("metres", "is_run"), [(0, False), (1, True)])
def test_no_run_was_logged_on_either_day(metres, is_run):
    spec = make_spec(runs=(ran(1, FRI, metres),))
    logged = "You have logged a run on Friday: choose a day without one."

    assert asked(spec, 1, FRI, SAT) == (logged if is_run else None)
    assert asked(spec, 1, MON, WED) is None


def test_the_race_stays_where_it_is():
    spec = make_spec(race=Race(date=day_of(2, SUN), distance_m=10_000))

    assert asked(spec, 2, SAT, SUN) == "Your race is on Sunday: choose another day."
    assert asked(spec, 2, FRI, SAT) is None
    assert asked(spec, 1, SAT, SUN) is None


def test_no_day_is_paused():
    spec = make_spec(pauses=(paused(1, 5),))

    assert asked(spec, 1, FRI, SAT) == "Friday is paused: end the pause first."
    assert asked(spec, 1, SAT, SUN) is None


def test_no_day_was_skipped():
    spec = make_spec(skips=(day_of(1, FRI),))

    assert asked(spec, 1, FRI, SAT) == "You skipped Friday: take that back first."
    assert asked(spec, 1, MON, WED) is None


def test_what_a_coach_put_on_a_day_stays_there():
    spec = make_spec(overrides=(by_coach(1, FRI, "walk"),))

    assert asked(spec, 1, FRI, SAT) == (
        "Your coach changed that day: undo that change first."
    )
    to_coach = why_not(spec, swapped(1, SAT, FRI), to_coach=True)
    assert to_coach.text == "A coach changed that day: undo that change first."
    assert to_coach.date == day_of(1, FRI)
    assert asked(spec, 1, MON, WED) is None


def test_something_is_planned_on_one_of_the_days():
    spec = make_spec(cross_training=(), runs_per_week=3, running_days=(TUE, THU, SUN))
    rests = [d for d in range(7) if _kind(spec, d) == "rest"]
    said = "Nothing is planned on either day: choose another one."

    assert asked(spec, 1, *rests) == said
    assert asked(spec, 1, FRI, SAT) == said
    assert asked(spec, 1, THU, FRI) is None


def _kind(spec: PlanSpec, weekday: int, week: int = 1) -> str:
    return plan_of(spec)[week - 1]["days"][weekday]["workouts"][0]["kind"]


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
    assert _kind(spec, SAT) == "rest"
    assert asked(spec, 1, SAT, SUN) is None


def test_a_walk_between_runs_is_not_moved():
    advice = (advised(day_of(1, TUE), "run_easy"),)
    spec = make_spec(today=day_of(1, WED), advice=advice)

    assert _kind(spec, FRI) == "walk"
    assert asked(spec, 1, FRI, SAT).startswith("Your check-in changed the workout on")


def test_a_walk_between_runs_does_not_become_a_run_again():
    advice = (advised(day_of(1, TUE), "run_easy"),)
    spec = make_spec(today=day_of(1, WED), advice=advice)
    alone = replace(spec, running_days=(TUE, THU, SUN), runs_per_week=3)

    easy = make_spec(
        **LATE, today=day_of(1, MON), advice=(advised(MONDAY, "run_easy"),)
    )
    assert [_kind(easy, day) for day in (WED, THU, FRI)] == ["easy", "walk", "rest"]
    assert asked(easy, 1, TUE, WED).startswith("A walk that your check-in asks for")
    lost = refused(easy, 1, TUE, WED)
    assert (lost.rule, lost.is_health) == ("A4", True)
    assert asked(alone, 1, THU, FRI) is None


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

    assert _kind(spec, THU) == "easy"
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


def test_strength_that_was_before_the_long_run_may_stay():
    spec = make_spec(running_days=(TUE, THU, FRI, SUN), swaps=(swapped(1, MON, SAT),))

    assert _kind(spec, SAT) == "strength"
    assert asked(spec, 1, WED, FRI) is None


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, None),
        ({"today": day_of(1, THU)}, None),
        ({"today": day_of(1, FRI)}, "Thursday is over: choose today or a later day."),
        ({"runs": (ran(1, WED, 5000),)}, None),
        (
            {"runs": (ran(1, THU, 5000),)},
            "You have logged a run on Thursday: choose a day without one.",
        ),
        (
            {"race": Race(date=day_of(1, THU), distance_m=5000)},
            "Your race is on Thursday: choose another day.",
        ),
        ({"skips": (day_of(1, WED),)}, None),
        (
            {"skips": (day_of(1, THU),)},
            "You skipped Thursday: take that back first.",
        ),
        ({"pauses": (paused(1, 4),)}, "Thursday is paused: end the pause first."),
        (
            {"advice": (advised(day_of(1, THU), "rest"),)},
            "Nothing is planned on Thursday: choose another day.",
        ),
        ({"advice": (advised(day_of(1, THU), "walk"),)}, None),
    ],
)
def test_which_days_may_be_skipped(changes, said):
    assert skipped(make_spec(**changes), 1, THU) == said


def test_a_refusal_says_whether_a_pause_is_why():
    spec = make_spec(pauses=(paused(1, 4),), skips=(day_of(1, FRI),))

    assert refused(spec, 1, WED, SUN).is_pause
    assert refused(spec, 1, WED, SUN).date == day_of(1, WED)
    assert skip_why_not(spec, day_of(1, THU)).is_pause
    assert not skip_why_not(spec, day_of(1, FRI)).is_pause
    assert not refused(spec, 1, FRI, SAT).is_pause


EASED = make_spec(advice=(advised(MONDAY - timedelta(days=9), "run_easy"),))
RESTED = make_spec(today=day_of(1, TUE), advice=(advised(day_of(1, TUE), "rest"),))


@pytest.mark.parametrize(
    ("spec", "days", "rule", "is_health"),
    [
        (make_spec(today=day_of(1, FRI)), (THU, FRI), "", False),
        (SPEC, (FRI, SUN), "P7", False),
        (SPEC, (WED, SAT), "P11", False),
        (NOVICE, (TUE, WED), "P10", False),
        (EASED, (WED, FRI), "P10", True),
        (RESTED, (TUE, THU), "A4", True),
    ],
)
def test_a_refusal_names_its_rule_and_says_if_answers_are_behind_it(
    spec, days, rule, is_health
):
    said = refused(spec, 1, *days)

    assert (said.rule, said.is_health) == (rule, is_health)
    assert said.date == day_of(1, days[0])


def test_only_what_is_planned_may_be_skipped():
    assert skipped(SPEC, 1, WED) is None
    assert skipped(SPEC, 1, SAT) == (
        "Nothing is planned on Saturday: choose another day."
    )
    assert "not in this plan" in skipped(SPEC, 9, MON)
