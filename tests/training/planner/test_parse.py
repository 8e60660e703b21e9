"""A spec of JSON: read field by field, and refused by the name of the field.

test_build_plan_command.py has what a caller sees of it.
"""

from __future__ import annotations

from datetime import date

import pytest

from tests.training.planner.specs import refused_spec
from training.planner import (
    AdviceOf,
    PlanSpec,
    Race,
    RunLogged,
    Unit,
    build,
    plan_json,
    spec_from,
)
from triage.rules import Care, Verdict

REQUIRED = {
    "start": "2026-11-30",
    "weeks": 12,
    "today": "2026-12-02",
    "runs_per_week": 3,
    "running_days": ["tue", "thu", "sun"],
    "long_run_day": "sun",
    "recent_weeks_m": [18_000, None, 0, 20_000],
    "longest_run_30d_m": None,
    "easy_pace_s_per_km": None,
    "unit": "mi",
}
OPTIONAL = {
    "cross_training": ["cycling", "swimming"],
    "hamstring_prone": True,
    "race": {"date": "2027-03-07", "distance_m": 21_097},
    "runs": [{"date": "2026-12-01", "distance_m": 5000}],
    "advice": [{"date": "2026-12-01", "verdict": "walk", "care": "self_care"}],
}
LEAST = PlanSpec(
    start=date(2026, 11, 30),
    weeks=12,
    today=date(2026, 12, 2),
    runs_per_week=3,
    running_days=(1, 3, 6),
    long_run_day=6,
    recent_weeks_m=(18_000, None, 0, 20_000),
    unit=Unit.MI,
)


def refused(given: dict) -> str:
    return refused_spec(lambda: spec_from(given))


def test_a_spec_is_read_field_by_field():
    assert spec_from(REQUIRED) == LEAST
    known = REQUIRED | {"longest_run_30d_m": 9000, "easy_pace_s_per_km": 390}
    whole = spec_from(known | OPTIONAL)

    assert (whole.longest_run_30d_m, whole.easy_pace_s_per_km) == (9000, 390)
    assert whole.cross_training == ("cycling", "swimming")
    assert whole.hamstring_prone
    assert whole.race == Race(date=date(2027, 3, 7), distance_m=21_097)
    day = date(2026, 12, 1)
    assert whole.runs == (RunLogged(date=day, distance_m=5000),)
    assert whole.advice == (
        AdviceOf(date=day, verdict=Verdict.WALK, care=Care.SELF_CARE),
    )
    assert spec_from(REQUIRED | {"race": None}).race is None


@pytest.mark.parametrize("name", REQUIRED)
def test_nothing_that_is_required_may_be_missing(name):
    given = {key: value for key, value in REQUIRED.items() if key != name}

    assert refused(given) == f"{name}: 'missing' is not allowed, only with a value"


@pytest.mark.parametrize("name", OPTIONAL)
def test_what_may_be_left_out_may_be_left_out_alone(name):
    left = {key: value for key, value in OPTIONAL.items() if key != name}

    assert getattr(spec_from(REQUIRED | left), name) == getattr(LEAST, name)


@pytest.mark.parametrize(
    ("field", "value", "allowed"),
    [
        ("weeks", True, "an integer"),
        ("weeks", "12", "an integer"),
        ("runs_per_week", 3.0, "an integer"),
        ("easy_pace_s_per_km", "6:30", "an integer"),
        ("longest_run_30d_m", False, "an integer"),
        ("recent_weeks_m", (1, 2, 3, 4), "an array of at most 10000 entries"),
        ("runs", [None] * 10_001, "an array of at most 10000 entries"),
        ("start", "20261130", "a date such as 2026-11-30"),
        ("start", 20261130, "a date such as 2026-11-30"),
        ("today", "2026-02-30", "a date such as 2026-11-30"),
        ("long_run_day", 6, "one of mon, tue, wed, thu, fri, sat, sun"),
        ("long_run_day", "Sun", "one of mon, tue, wed, thu, fri, sat, sun"),
        ("hamstring_prone", 1, "true or false"),
        ("cross_training", ["cycling", "cycling"], "distinct sports"),
        ("unit", "m", "one of km, mi"),
        ("race", [], "an object of date, distance_m"),
        ("runs_per_week", "3", "an integer"),
    ],
)
def test_a_value_of_another_kind_is_refused_with_what_is_allowed(field, value, allowed):
    said = refused(REQUIRED | {field: value})

    assert said == f"{field}: {ascii(value)[:60]} is not allowed, only {allowed}"


@pytest.mark.parametrize(
    ("name", "value", "field"),
    [
        ("runs", [{"date": "2026-12-01"}], "runs[0].distance_m"),
        (
            "runs",
            [OPTIONAL["runs"][0], {"date": "x", "distance_m": 1}],
            "runs[1].date",
        ),
        ("runs", [{"date": "2026-12-01", "distance_m": 1, "at": 1}], "runs[0].at"),
        ("race", {"date": "2027-03-07", "distance_m": 1.5}, "race.distance_m"),
        ("race", {"date": "7 March", "distance_m": 5000}, "race.date"),
        ("runs", [{"date": "2026-12-01", "distance_m": "1"}], "runs[0].distance_m"),
        ("advice", [None], "advice[0]"),
        ("advice", [{"verdict": "run"}], "advice[0].date"),
        ("advice", [OPTIONAL["advice"][0] | {"date": "today"}], "advice[0].date"),
        ("advice", [OPTIONAL["advice"][0] | {"care": "some"}], "advice[0].care"),
        ("advice", [OPTIONAL["advice"][0] | {"verdict": "no"}], "advice[0].verdict"),
        ("running_days", ["tue", "Thu", "sun"], "running_days[1]"),
        ("cross_training", ["cycling", "chess"], "cross_training[1]"),
        ("recent_weeks_m", [1, 2, "3", 4], "recent_weeks_m[2]"),
        ("no name", 1, "'no name'"),
        ("pauses", [], "pauses"),
    ],
)
def test_what_is_wrong_inside_is_named_by_its_place(name, value, field):
    assert refused(REQUIRED | {name: value}).startswith(f"{field}: ")


def test_a_field_that_came_twice_is_refused():
    class Given(dict):
        repeated = "weeks"

    assert refused(Given(REQUIRED)) == (
        "weeks: 12 is not allowed, only one value a field"
    )


def test_a_name_that_is_none_is_shown_on_one_short_line():
    said = refused(REQUIRED | {"no name " * 10: 1})

    assert said.startswith("'no name no name")
    assert len(said.partition(": 1 is not")[0]) == 60


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("verdict", "run, run_easy, walk, rest"),
        ("care", "none, self_care, routine, urgent_same_day, emergency"),
    ],
)
def test_advice_of_another_code_is_refused_with_all_codes(name, codes):
    given = OPTIONAL["advice"][0] | {name: "Some"}

    assert refused(REQUIRED | {"advice": [given]}) == (
        f"advice[0].{name}: 'Some' is not allowed, only one of {codes}"
    )


def test_a_first_run_back_is_not_told_in_json():
    given = {"date": "2026-12-01", "verdict": "run_easy", "care": "self_care"}
    (one,) = spec_from(REQUIRED | {"advice": [given]}).advice

    assert (one.verdict, one.care) == (Verdict.RUN_EASY, Care.SELF_CARE)
    assert not one.is_first_run_back


def test_an_array_may_have_ten_thousand_entries():
    advice = OPTIONAL["advice"] * 10_000

    assert len(spec_from({**REQUIRED, "advice": advice}).advice) == 10_000


def test_each_step_of_a_workout_is_told_with_its_seconds():
    (week, *_) = plan_json(build(spec_from(REQUIRED)))["weeks"]
    run = week["days"][3]["workouts"][0]

    assert [list(step) for step in run["steps"]] == [["name", "duration_s", "text"]] * 4
    assert [step["duration_s"] for step in run["steps"]] == [
        *(600, run["duration_s"], 300, 120)
    ]
    assert run["before"] is None
