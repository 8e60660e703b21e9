"""The steps of a workout as every page shows them."""

from __future__ import annotations

import re
from dataclasses import asdict
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from training.planner import EXERCISES, Unit, WorkoutKind
from training.planner.workouts import Style, rest, run, strength
from training.templatetags.training import distance, drawing, minutes

STYLE = Style(unit=Unit.KM, pace_s_per_km=390, names_pace=False, hamstring_prone=False)


def steps_page(steps: list[dict[str, object]]) -> str:
    return render_to_string("training/_steps.html", {"steps": steps})


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (1, "1 s"),
        (30, "30 s"),
        (59, "59 s"),
        (60, "1 min"),
        (61, "2 min"),
        (1981, "34 min"),
        (2040, "34 min"),
        (7201, "121 min"),
    ],
)
def test_minutes_are_rounded_up_and_seconds_are_not(seconds: int, shown: str) -> None:
    assert minutes(seconds) == shown


@pytest.mark.parametrize(
    ("metres", "units", "shown"),
    [
        (0, "km", "0.0 km"),
        (5200, "km", "5.2 km"),
        (5299, "km", "5.2 km"),
        (8046, "mi", "5.0 mi"),
    ],
)
def test_distance_is_in_the_readers_units(metres: int, units: str, shown: str) -> None:
    assert distance(metres, units) == shown


def test_distance_refuses_a_unit_nobody_reads() -> None:
    with pytest.raises(ValueError, match="furlong"):
        distance(1000, "furlong")


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda one: one.code)
def test_every_exercise_has_a_drawing(exercise) -> None:
    template = drawing(exercise.name)

    svg = ElementTree.fromstring(render_to_string(template))
    assert template == f"training/exercises/{exercise.code}.html"
    assert svg.get("aria-hidden") == "true"
    assert svg.get("stroke") == "currentColor"
    assert svg.get("viewBox")


@pytest.mark.parametrize("name", ["warm-up", "main part", "rest", "bridge", ""])
def test_what_is_no_exercise_has_no_drawing(name: str) -> None:
    assert drawing(name) == ""


def test_steps_say_how_long_what_and_how() -> None:
    workout = run(WorkoutKind.EASY, 50, STYLE)
    page = steps_page([asdict(step) for step in workout.steps])

    assert page.count("<li ") == len(workout.steps)
    assert re.findall(r"step-time\">(.*?)<", page) == [
        "10 min",
        "33 min",
        "5 min",
        "2 min",
    ]
    assert "<b>Warm-up</b>" in page
    assert "Run 5.0 km easily" in page
    assert page.count("<svg") == 1


def test_strength_shows_a_drawing_beside_every_exercise() -> None:
    page = steps_page([asdict(step) for step in strength(STYLE).steps])

    assert page.count("<svg") == page.count("<li ") == len(EXERCISES)


def test_step_without_a_duration_names_none() -> None:
    page = steps_page([asdict(step) for step in rest(STYLE).steps[:1]])

    assert "<b>Rest</b>" in page
    assert '<span class="step-time"></span>' in page


def test_step_text_is_escaped_and_keeps_its_per_cent() -> None:
    step = {"name": "main part", "duration_s": 60, "text": "At 90 %, <b>easy</b>"}

    assert "At 90 %, &lt;b&gt;easy&lt;/b&gt;" in steps_page([step])


def test_drawing_is_found_in_every_language() -> None:
    step = asdict(EXERCISES[0].step())

    with translation.override("de"):
        assert steps_page([step]).count("<svg") == 1


def test_pages_with_steps_hold_no_inline_style_or_script() -> None:
    page = steps_page([asdict(step) for step in strength(STYLE).steps])

    assert not re.search(r"<script|<style|\sstyle=|\son[a-z]+=", page)
