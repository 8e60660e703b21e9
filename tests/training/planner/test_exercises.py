"""What a strength workout and the day's stretch hold."""

from __future__ import annotations

import pytest

from tests.training.planner.specs import MON, make_spec, plan_of
from tests.training.planner.weeks import workout
from training.planner import EXERCISES
from training.planner.exercises import hamstring_step


def test_exercises_keep_the_codes_of_their_drawings():
    assert [(one.code, one.duration_s) for one in EXERCISES] == [
        ("bridge", 180),
        ("side-plank", 180),
        ("bird-dog", 180),
        ("dead-bug", 180),
        ("hip-hinge", 150),
        ("calf-raise", 150),
        ("hamstring-stretch", 120),
    ]


def test_a_strength_workout_is_every_exercise_but_the_stretch_each_with_when_to_stop():
    *steps, stretch = workout(plan_of(make_spec()), 1, MON)["steps"][-7:]
    exercises = EXERCISES[:-1]

    assert [step["name"] for step in steps] == [one.name for one in exercises]
    assert [step["text"] for step in steps] == [
        f"{one.how} {one.sets} {one.stop}" for one in exercises
    ]
    assert all("Stop if" in step["text"] for step in steps)
    assert stretch["text"].endswith("Once today.")


@pytest.mark.parametrize(
    ("is_prone", "seconds", "often"),
    [(False, 120, "Once today."), (True, 240, "Twice today, morning and evening.")],
)
def test_hamstrings_prone_to_pull_are_stretched_twice(is_prone, seconds, often):
    step = hamstring_step(is_prone=is_prone)

    assert step.duration_s == seconds
    assert step.text.endswith(often)
    for day in plan_of(make_spec(hamstring_prone=is_prone))[0]["days"]:
        assert day["workouts"][0]["steps"][-1]["text"] == step.text
