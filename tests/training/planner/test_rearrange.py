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
    ran,
    swapped,
)
from tests.training.planner.swaps_asked import NOVICE, SPEC, asked, kind_on, refused
from training.planner import PlanSpec, Race, skip_why_not, why_not


def skipped(spec: PlanSpec, week: int, day: int) -> str | None:
    said = skip_why_not(spec, day_of(week, day))
    assert said is None or said.date == day_of(week, day)
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
    assert (skipped(make_spec(today=day_of(-1, MON)), week, FRI) is None) == bool(is_in)


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
    said = why_not(spec, swapped(1, SAT, FRI))
    assert said.to_coach == "A coach changed that day: undo that change first."
    assert said.date == day_of(1, FRI)
    assert asked(spec, 1, MON, WED) is None


def test_of_two_days_that_a_coach_changed_the_earlier_is_named():
    spec = make_spec(overrides=(by_coach(1, SAT, "walk"), by_coach(1, FRI, "walk")))

    assert refused(spec, 1, FRI, SAT).date == day_of(1, FRI)


def test_what_is_refused_of_two_days_is_about_the_earlier():
    spec = make_spec(
        cross_training=(), runs_per_week=3, running_days=(TUE, THU, SUN), skips=()
    )
    frozen = replace(spec, advice=(advised(day_of(1, SAT), "rest", "emergency"),))

    assert refused(spec, 1, FRI, SAT).date == day_of(1, FRI)
    # A warning sign of Saturday holds from then on: on Friday nothing is planned.
    assert refused(frozen, 1, FRI, SAT).rule == ""
    assert refused(frozen, 1, SAT, SUN).date == day_of(1, SAT)
    assert refused(frozen, 1, SAT, SUN).rule == "HOLD"


def test_something_is_planned_on_one_of_the_days():
    spec = make_spec(cross_training=(), runs_per_week=3, running_days=(TUE, THU, SUN))
    rests = [d for d in range(7) if kind_on(spec, d) == "rest"]
    said = "Nothing is planned on either day: choose another one."

    assert asked(spec, 1, *rests) == said
    assert asked(spec, 1, FRI, SAT) == said
    assert asked(spec, 1, THU, FRI) is None


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


def test_while_a_warning_sign_stops_all_no_other_day_is_asked_for():
    spec = make_spec(
        today=day_of(1, WED), advice=(advised(day_of(1, TUE), "rest", "emergency"),)
    )

    for said in (refused(spec, 1, THU, SAT), skip_why_not(spec, day_of(1, THU))):
        assert said.text.startswith("No training since 1 December: please be seen")
        assert (said.rule, said.is_health) == ("HOLD", True)
