"""What a plan is built from: each limit, below, at and above, named by its field."""

from __future__ import annotations

import pytest

from tests.training.planner.specs import (
    FRI,
    MON,
    MONDAY,
    SUN,
    THU,
    TUE,
    asked,
    limited_to,
    make_spec,
    refused_spec,
)
from training.planner import (
    SPORTS,
    AdviceOf,
    Override,
    Pause,
    PlanSpec,
    Race,
    RunLogged,
    WorkoutKind,
)
from training.planner.refusal import Refusal
from training.planner.size import WeekBehind
from training.planner.types import code_of
from triage.rules import Care, Verdict

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def run_of(metres: int) -> RunLogged:
    return RunLogged(date=MONDAY, distance_m=metres)


def race_of(metres: int) -> Race:
    return Race(date=MONDAY, distance_m=metres)


def weeks_of(metres: int) -> PlanSpec:
    return make_spec(recent_weeks_m=(None, 0, None, metres))


@pytest.mark.parametrize(
    ("field", "make", "least", "most"),
    [
        ("distance_m", run_of, 0, 200_000),
        ("race.distance_m", race_of, 400, 250_000),
        ("overrides.distance_m", lambda m: asked(1, TUE, "easy", m), 0, 200_000),
        (
            "overrides.duration_s",
            lambda s: asked(1, TUE, "walk", duration_s=s),
            0,
            36_000,
        ),
        ("ceilings.metres", lambda m: limited_to(m, 1), 0, 300_000),
        ("weeks", lambda n: make_spec(weeks=n), 1, 52),
        ("recent_weeks_m", weeks_of, 0, 300_000),
        ("longest_run_30d_m", lambda m: make_spec(longest_run_30d_m=m), 0, 200_000),
        ("ran_before_m", lambda m: make_spec(ran_before_m=m), 0, 300_000),
        ("easy_pace_s_per_km", lambda s: make_spec(easy_pace_s_per_km=s), 120, 1200),
    ],
)
def test_a_number_outside_of_its_limits_is_refused_with_both(field, make, least, most):
    make(least)
    make(most)

    for wrong in (least - 1, most + 1):
        assert refused_spec(lambda given=wrong: make(given)) == (
            f"{field}: {wrong} is not allowed, only an integer from {least} to {most}"
        )


@pytest.mark.parametrize("kind", ["walk", "strength", "cross_training", "rest"])
def test_only_a_run_has_a_distance(kind):
    assert refused_spec(lambda: asked(1, TUE, kind, 1)) == (
        "overrides.distance_m: 1 is not allowed, only an integer from 0 to 0"
    )


def test_an_activity_is_one_of_its_kind_or_a_sport():
    def made(kind: WorkoutKind, activity: str) -> Override:
        return Override(date=MONDAY, kind=kind, activity=activity)

    for sport in SPORTS:
        assert made(WorkoutKind.CROSS_TRAINING, sport).activity == sport
    assert refused_spec(lambda: made(WorkoutKind.CROSS_TRAINING, "chess")) == (
        "overrides.activity: 'chess' is not allowed, only "
        "cycling, swimming, strength, yoga, rowing, elliptical"
    )
    assert refused_spec(lambda: made(WorkoutKind.EASY, "cycling")) == (
        "overrides.activity: 'cycling' is not allowed, only running"
    )


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"runs_per_week": 2}, "runs_per_week: 2 is not allowed, only 3 or 4"),
        ({"runs_per_week": 5}, "runs_per_week: 5 is not allowed, only 3 or 4"),
        (
            {"running_days": (TUE, TUE, THU, FRI, SUN)},
            "running_days: ['tue', 'tue', 'thu', 'fri', 'sun'] is not allowed, only "
            "distinct days of the week",
        ),
        (
            {"running_days": (TUE, THU, FRI, SUN, 7)},
            "running_days: ['tue', 'thu', 'fri', 'sun', '7'] is not allowed, only "
            "distinct days of the week",
        ),
        (
            {"running_days": (-1, TUE, THU, FRI, SUN)},
            "running_days: ['-1', 'tue', 'thu', 'fri', 'sun'] is not allowed, only "
            "distinct days of the week",
        ),
        (
            {"running_days": (TUE, THU, SUN)},
            "running_days: ['tue', 'thu', 'sun'] is not allowed, only at least as many "
            "days as runs (4)",
        ),
        (
            {"long_run_day": MON},
            "long_run_day: 'mon' is not allowed, only one of running_days",
        ),
        (
            {"long_run_day": 7},
            "long_run_day: '7' is not allowed, only one of running_days",
        ),
        (
            {"recent_weeks_m": (1, None, 3)},
            "recent_weeks_m: [1, None, 3] is not allowed, only four weeks, oldest first",
        ),
        (
            {"recent_weeks_m": (1, 2, 3, 4, 5)},
            "recent_weeks_m: [1, 2, 3, 4, 5] is not allowed, only four weeks, oldest "
            "first",
        ),
        (
            {"cross_training": ("yoga", "chess")},
            "cross_training: 'chess' is not allowed, only distinct ones of cycling, "
            "swimming, strength, yoga, rowing, elliptical",
        ),
    ],
)
def test_what_makes_no_week_is_refused_and_shown(changed, said):
    assert refused_spec(lambda: make_spec(**changed)) == said


def test_the_value_is_shown_on_one_short_line():
    said = refused_spec(lambda: make_spec(cross_training=("é\n" * 60,)))

    assert said.startswith("cross_training: '\\xe9\\n")
    assert len(said.partition(" is not allowed")[0]) == len("cross_training: ") + 60


def test_what_is_left_out_is_unknown_or_none():
    spec = PlanSpec(
        start=MONDAY,
        weeks=1,
        today=MONDAY,
        runs_per_week=3,
        running_days=(TUE, THU, SUN),
        long_run_day=SUN,
    )

    assert spec.recent_weeks_m == (None,) * 4
    assert (spec.longest_run_30d_m, spec.easy_pace_s_per_km) == (None, None)
    assert spec.hamstring_prone is False
    assert spec.ran_before_m == 0
    assert spec.race is None


@pytest.mark.parametrize(
    ("made", "unsaid"),
    [
        (
            AdviceOf(date=MONDAY, verdict=Verdict.RUN),
            {"care": Care.NONE, "is_first_run_back": False},
        ),
        (
            asked(1, TUE, "easy"),
            {"distance_m": 0, "duration_s": 0, "text": "", "reason": ""},
        ),
        (Pause(first=MONDAY, last=MONDAY), {"is_pain": False, "reason": ""}),
        (
            Refusal(date=MONDAY, text="No.", to_coach="No."),
            {"rule": "", "is_health": False, "is_pause": False},
        ),
        (
            WeekBehind(counts_m=0),
            {
                "volume_m": 0,
                "quality_s": 0,
                "is_over": True,
                "may_grow": False,
                "is_paused": False,
            },
        ),
    ],
    ids=["advice", "override", "pause", "refusal", "week"],
)
def test_what_nobody_said_is_no_and_empty(made, unsaid):
    for name, value in unsaid.items():
        assert getattr(made, name) == value
        assert type(getattr(made, name)) is type(value)


@pytest.mark.parametrize(
    ("care", "verdict", "is_freeze", "is_run"),
    [
        (Care.ROUTINE, Verdict.RUN, False, True),
        (Care.URGENT_SAME_DAY, Verdict.RUN, True, False),
        (Care.EMERGENCY, Verdict.RUN, True, False),
        (Care.NONE, Verdict.RUN_EASY, False, False),
        (Care.EMERGENCY, Verdict.REST, True, False),
    ],
)
def test_urgent_care_stops_all_training(care, verdict, is_freeze, is_run):
    one = AdviceOf(date=MONDAY, verdict=verdict, care=care)

    assert (one.is_freeze, one.is_run) == (is_freeze, is_run)


def test_a_weekday_has_a_code_and_what_is_none_its_number():
    assert tuple(code_of(day) for day in range(7)) == WEEK
    assert (code_of(7), code_of(-1)) == ("7", "-1")
