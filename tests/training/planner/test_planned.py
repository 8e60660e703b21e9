"""What the parts of a plan say of themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.training.planner.specs import make_spec
from training.planner import build
from training.planner.planned import PlannedWorkout, WorkoutKind
from training.planner.reasons import EASY_DAY, FIRST_BACK

WALK = PlannedWorkout(
    kind=WorkoutKind.WALK, activity="walking", display="45 min", steps=()
)


@pytest.mark.parametrize(
    ("kind", "activities"),
    [
        ("easy", ("running",)),
        ("long", ("running",)),
        ("tempo", ("running",)),
        ("intervals", ("running",)),
        ("run_walk", ("running",)),
        ("walk", ("walking",)),
        # Any sport.
        ("cross_training", ()),
        ("strength", ("strength",)),
        ("rest", ("rest",)),
    ],
)
def test_each_kind_has_its_activity(kind, activities):
    assert WorkoutKind(kind).activities == activities


def test_some_kinds_are_hard_and_two_of_them_are_quality():
    assert [kind.value for kind in WorkoutKind if kind.is_hard] == [
        "long",
        "tempo",
        "intervals",
    ]
    assert [kind.value for kind in WorkoutKind if kind.is_quality] == [
        "tempo",
        "intervals",
    ]


def test_reasons_are_one_text():
    assert WALK.reason is None
    assert replace(WALK, reasons=(EASY_DAY,)).reason == EASY_DAY.text
    assert replace(WALK, reasons=(EASY_DAY, FIRST_BACK)).reason == (
        f"{EASY_DAY.text} {FIRST_BACK.text}"
    )


def test_only_running_counts_towards_the_volume():
    assert not WALK.is_running
    assert replace(WALK, activity="running").is_running


def test_a_workout_has_no_numbers_but_those_it_is_given():
    assert (WALK.tenths, WALK.distance_m, WALK.duration_s, WALK.hard_s) == (0,) * 4


def test_a_week_ends_on_its_sunday():
    assert [week.end for week in build(make_spec(weeks=2))] == [
        date(2026, 12, 6),
        date(2026, 12, 13),
    ]
