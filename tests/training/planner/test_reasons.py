"""Why something was changed or refused: to the athlete, and to somebody else."""

from __future__ import annotations

import re

import pytest

from tests.training.planner.specs import (
    THU,
    TUE,
    WED,
    advised,
    asked,
    day_of,
    make_spec,
    ran,
)
from training.planner import override_why_not, rearrange, reasons, refusals, swapping
from training.planner.reasons import Reason
from training.planner.refusal import Refusal

OF_REASONS = [one for one in vars(reasons).values() if isinstance(one, Reason)]
ALL = {
    f"{module.__name__.rpartition('.')[2]}.{name}": value
    for module in (reasons, rearrange, refusals, swapping)
    for name, value in vars(module).items()
    if isinstance(value, Reason) and (module is reasons or value not in OF_REASONS)
}
MINE = Reason("Mine.", rule="A1", is_health=True, to_coach="Theirs.")
PLAIN = Reason("Plain.")
RULED = Reason("Ruled.", rule="P2")


# The rule that each follows from, "" for a wish of the athlete or the coach.
RULES = {
    "reasons": {
        "": ("SKIPPED", "PAUSED", "PAUSED_FOR_PAIN", "CHANGED"),
        "HOLD": ("FROZEN",),
        "HOLD-3": ("FIRST_BACK",),
        "A1": ("REST_DAY",),
        "A2": ("WALK_DAY", "SHORT_DAY"),
        "A3": ("EASY_DAY", "LAST_RUN"),
        "A6": ("NO_WORDS",),
        "P1": ("TOO_MANY_RUNS",),
        "P2": ("ABOVE_CAP", "LESS_LEFT", "NOT_OPEN", "RUN_ALREADY"),
        "P4": ("AFTER_SHORT", "TOO_LONG", "FIRST_RUNS"),
        "P5": ("SECOND_LONG",),
        "P7": ("HARD_MEET", "TOO_NEAR"),
        "P8": ("NOT_YET", "NO_MORE_HARD", "TOO_SHORT"),
        "P9": ("ONE_LONG_RUN",),
        "P10": ("DAY_BETWEEN", "DAY_BETWEEN_RUNS"),
        "P14": ("NO_RISE",),
        "CEILING": ("ABOVE_CEILING",),
        "LADDER": ("WITH_BREAKS",),
    },
    "rearrange": {
        "": (
            *("OUTSIDE", "OVER", "LOGGED", "RACE", "PAUSED", "SKIPPED", "COACHED"),
            *("NOTHING_TO_MOVE", "NOTHING_TO_SKIP"),
        ),
        "A4": ("CHECKED_IN",),
    },
    "refusals": {"": ("OTHERWISE",)},
    "swapping": {
        "A4": ("WALK_STAYS", "NOT_MADE_UP"),
        "P7": ("HARD_AFTER", "HARD_BEFORE"),
        "P10": ("RUNS_MEET",),
        "P11": ("STRENGTH_BEFORE_LONG",),
    },
}
# What a coach learns only from an athlete who shares health answers.
OF_HEALTH = {
    *("FROZEN", "FIRST_BACK", "REST_DAY", "WALK_DAY", "SHORT_DAY", "EASY_DAY"),
    *("LAST_RUN", "NO_WORDS", "NOT_YET", "DAY_BETWEEN", "PAUSED_FOR_PAIN"),
    *("CHECKED_IN", "OTHERWISE", "WALK_STAYS", "NOT_MADE_UP"),
}


def test_each_reason_names_its_rule():
    assert {name: one.rule for name, one in ALL.items()} == {
        f"{module}.{name}": rule
        for module, rules in RULES.items()
        for rule, names in rules.items()
        for name in names
    }


def test_what_follows_from_an_answer_says_so():
    found = {name.partition(".")[2] for name, one in ALL.items() if one.is_health}

    assert found == OF_HEALTH
    assert all(type(one.is_health) is bool for one in ALL.values())


@pytest.mark.parametrize("name", ALL)
def test_nobody_but_the_athlete_is_addressed(name):
    one = ALL[name]

    assert not re.search(r"\byou(r|rs)?\b", one.to_coach or one.text, re.IGNORECASE)
    blanks = re.findall(r"\{\w+\}", one.text)
    assert not one.to_coach or re.findall(r"\{\w+\}", one.to_coach) == blanks


def test_blanks_are_filled_in_for_both():
    one = Reason("You, {day}.", rule="P2", to_coach="They, {day}.").format(day="Friday")

    assert one == Reason("You, Friday.", rule="P2", to_coach="They, Friday.")


@pytest.mark.parametrize(
    ("given", "rule", "is_health"),
    [
        ([PLAIN], "", False),
        ([PLAIN, RULED], "P2", False),
        ([RULED, MINE], "A1", True),
        ([MINE, RULED], "A1", True),
    ],
)
def test_of_several_reasons_the_rule_is_that_which_not_everybody_may_know(
    given, rule, is_health
):
    said = Refusal.of(day_of(1, TUE), *given)

    assert (said.rule, said.is_health) == (rule, is_health)
    assert said.text == " ".join(one.text for one in given)
    assert said.to_coach == " ".join(one.to_coach or one.text for one in given)
    assert not said.is_pause


def test_a_coach_reads_what_was_run_not_what_they_ran():
    spec = make_spec(today=day_of(1, WED), runs=(ran(1, TUE, 24_000),))
    said = override_why_not(spec, [asked(1, THU, "easy", 9000)])

    assert "what you have run already" in said.text
    assert "what was run already" in said.to_coach
    assert not re.search(r"\byou\b", said.to_coach, re.IGNORECASE)


@pytest.mark.parametrize(
    "one",
    [
        asked(1, THU, "walk"),
        asked(1, THU, "walk", duration_s=1200),
        asked(1, THU, "cross_training"),
        asked(1, THU, "strength", duration_s=1),
        asked(1, THU, "rest", duration_s=600),
        asked(1, THU, "easy", 5049),
    ],
)
def test_what_comes_out_as_it_was_asked_for_is_not_refused(one):
    """Without minutes it is as long as usual, and a day of rest has none."""
    assert override_why_not(make_spec(), [one]) is None


@pytest.mark.parametrize("seconds", [2701, 7200])
def test_a_walk_that_comes_out_shorter_is_refused(seconds):
    spec = make_spec(advice=(advised(day_of(1, THU), "walk"),))

    assert override_why_not(spec, [asked(1, THU, "walk", duration_s=2700)]) is None
    assert override_why_not(spec, [asked(1, THU, "walk")]) is None
    said = override_why_not(spec, [asked(1, THU, "walk", duration_s=seconds)])
    assert (said.rule, said.date) == ("A2", day_of(1, THU))


@pytest.mark.parametrize("metres", [0, 49])
def test_a_run_of_no_distance_is_refused_with_what_tells_nobody_anything(metres):
    said = override_why_not(make_spec(), [asked(1, THU, "easy", metres)])

    assert said == Refusal.of(day_of(1, THU), refusals.OTHERWISE)
    assert said.text == "The plan cannot hold that: choose another workout."
