"""What is left of a coach's workout on a day that a check-in has changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.training.planner.coached import refused, workout
from tests.training.planner.specs import (
    MON,
    THU,
    TUE,
    advised,
    asked,
    day_of,
    make_spec,
)
from training.planner import PlanSpec


@pytest.mark.parametrize(
    ("verdict", "care", "rule"),
    [
        ("run_easy", "none", "A3"),
        ("walk", "none", "A2"),
        ("rest", "none", "A1"),
        ("rest", "emergency", "HOLD"),
    ],
)
def test_the_advice_of_the_day_wins(verdict, care, rule):
    spec = make_spec(
        today=day_of(1, THU), advice=(advised(day_of(1, THU), verdict, care),)
    )

    found = refused(spec, asked(1, THU, "easy", 7_000))

    assert found.rule == rule
    assert found.is_health


def test_nothing_hard_is_asked_for_until_a_check_in_says_run():
    spec = make_spec(advice=(advised(day_of(1, MON), "run_easy"),))
    day = next(day for day in range(7) if workout(make_spec(), 4, day).kind.is_quality)

    found = refused(spec, asked(4, day, "tempo", 6_000))

    assert found.rule == "P8"


def test_a_run_made_shorter_is_not_shortened_twice_on_an_easy_day():
    """Three quarters of what was planned, not of what the coach left of it."""
    easy = (advised(day_of(1, THU), "run_easy"),)
    spec = make_spec(today=day_of(1, THU), advice=easy)
    planned = workout(make_spec(), 1, THU).distance_m
    fits = planned * 3 // 4 // 100 * 100

    assert refused(spec, asked(1, THU, "easy", 2_000)) is None
    assert refused(spec, asked(1, THU, "easy", fits)) is None
    assert refused(spec, asked(1, THU, "easy", fits + 100)).rule == "A3"


@pytest.mark.parametrize("verdict", ["run_easy", "walk", "rest"])
@pytest.mark.parametrize(
    ("kind", "usual"),
    [("walk", 1), ("strength", 1), ("cross_training", 1), ("rest", 1), ("easy", 0)],
)
def test_a_coachs_words_stand_only_where_the_check_in_says_run(verdict, kind, usual):
    """They may speak of a run, and nobody reads them before the athlete does."""
    words = "Run 10 km hard."
    override = asked(
        1,
        THU,
        kind,
        3_000 if kind == "easy" else 0,
        duration_s=1800 * usual,
        text=words,
    )
    spec = make_spec(overrides=(override,), today=day_of(1, THU))
    eased = replace(spec, advice=(advised(day_of(1, THU), verdict),))

    def texts(of: PlanSpec) -> list[str]:
        return [step.text for step in workout(of, 1, THU).steps]

    assert words in texts(spec)
    assert words in texts(replace(spec, advice=(advised(day_of(1, THU), "run"),)))
    assert words not in texts(eased)
    assert texts(eased)
    if kind not in ("easy", "rest") and verdict != "rest":
        now = workout(eased, 1, THU)
        assert (now.kind.value, now.duration_s) == (kind, 1800)
        assert now.activity == override.activity
        assert now.reason.endswith(
            "What your coach wrote is left out: your check-in does not say run today."
        )


def test_a_long_walk_is_shortened_on_a_day_for_walking():
    spec = make_spec(
        advice=(advised(day_of(1, THU), "walk"),),
        overrides=(asked(1, THU, "walk", duration_s=7_200),),
    )

    assert workout(spec, 1, THU).duration_s == 2_700
    assert "at most 45 minutes" in workout(spec, 1, THU).reason
    eased = replace(spec, advice=(advised(day_of(1, THU), "run_easy"),))
    assert workout(eased, 1, THU).duration_s == 7_200


def test_nothing_but_rest_is_planned_in_a_freeze():
    spec = make_spec(advice=(advised(day_of(1, MON), "rest", "emergency"),))

    assert refused(spec, asked(1, THU, "rest")) is None
    assert refused(spec, asked(1, TUE, "walk")).rule == "HOLD"
