"""The field dictionary: what each question may be answered, and in which words."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.triage.rules.reports import make_report
from triage.rules import (
    FIELDS,
    SOURCES,
    STOP_RULES,
    STOP_RULES_NOTE,
    STOP_RULES_TITLE,
    Care,
    Verdict,
)
from triage.rules.field import Asked, Changeable, Field, choice, no_yes, number

DICTIONARY = Path(__file__).with_name("dictionary.csv")

fever = FIELDS["fever"]
pain_now = FIELDS["pain_now"]
onset = FIELDS["onset"]
settled = FIELDS["last_run_settled"]
walking = FIELDS["walking"]


def entry(field: Field) -> dict[str, str]:
    """Return what dictionary.csv says of a field."""
    order = "later is worse" if field.ordered else ""
    if field.higher_is_worse is not None:
        order = "more is worse" if field.higher_is_worse else "less is worse"
    numbers = f"{field.low} to {field.high}"
    return {
        "name": field.name,
        "asked": field.asked.value,
        "values": numbers if field.is_number else " ".join(field.values),
        "best": str(field.best),
        "order": order,
        "required": "yes" if field.required else "no",
        "may change": field.changeable.value,
    }


def test_the_dictionary_is_what_was_agreed():
    """Answers are stored and exported by these codes, and none may be lost unseen.

    A field that lost its order would no longer be held to the promise that a worse
    answer never gives a more permissive advice (test_properties.py).
    """
    with DICTIONARY.open(newline="") as file:
        agreed = list(csv.DictReader(file))

    assert [entry(field) for field in FIELDS.values()] == agreed


@pytest.mark.parametrize(
    ("field", "one", "other", "steps"),
    [
        (walking, "normal", "normal_but_short", 1),
        (walking, "normal", "cannot", 3),
        (walking, "cannot", "normal", 3),
        (walking, "normal_but_short", "cannot", 2),
        (walking, "normal", "normal", 1),
        (pain_now, 2, 7, 5),
        (pain_now, 7, 2, 5),
        (pain_now, 3, 2, 1),
        (pain_now, 3, 3, 1),
        (FIELDS["morning_stiffness_min"], 10, 60, 1),
        (walking, None, "cannot", 1),
    ],
)
def test_steps_between_two_answers(field, one, other, steps):
    assert field.steps(one, other) == steps


def test_every_field_has_a_label_and_words_for_each_value():
    for name, field in FIELDS.items():
        assert field.name == name
        assert field.label
        assert len(field.words) == len(field.values)
        assert field.allows(field.best)


def test_not_yet_known_is_outside_the_order():
    assert settled.ordered_values[-1] == "over_72h"
    assert onset.ordered_values == ()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        (fever, "yes", "38 °C or more"),
        (pain_now, 4, "4"),
        (fever, None, "not answered"),
    ],
)
def test_an_answer_is_shown_in_words(field, value, words):
    assert field.in_words(value) == words


def test_a_field_that_is_told_no_phrase_is_told_of_by_its_label():
    mood = choice("mood", Asked.DAILY, "Mood", {"good": "bright", "bad": "low"})
    cups = number("cups", Asked.DAILY, "Cups", high=9)
    tired = no_yes("tired", Asked.DAILY, "Tired")

    assert [mood.phrase("good"), mood.phrase("bad")] == ["Mood: bright", "Mood: low"]
    assert [cups.phrase(0), cups.phrase(9)] == ["Cups: 0", "Cups: 9"]
    assert [tired.phrase("no"), tired.phrase("yes")] == ["Tired: no", "Tired: yes"]
    assert [mood.unit, cups.unit] == ["", ""]


@pytest.mark.parametrize(
    ("count", "phrase"), [(0, "0"), (1, "one"), (2, "two"), (3, "three"), (4, "4")]
)
def test_a_small_count_is_told_in_words(count, phrase):
    days = number(
        "days", Asked.DAILY, "Days", high=9, best=9, lift="after {count} calm days"
    )

    assert days.phrase(count) == f"after {phrase} calm days"


def test_only_what_may_change_has_a_phrase_for_its_best_answer():
    assert {
        name
        for name, field in FIELDS.items()
        if field.clear and field.changeable is Changeable.NO
    } == set()


@pytest.mark.parametrize(
    ("name", "one", "other", "better"),
    [
        ("pain_now", 3, 5, 3),
        ("days_pain_0_2", 3, 5, 5),
        ("fever", "yes", "unsure", "unsure"),
    ],
)
def test_it_knows_the_better_of_two_answers(name, one, other, better):
    assert FIELDS[name].better(one, other) == better
    assert FIELDS[name].better(other, one) == better


def test_only_open_questions_and_what_can_change_may_change():
    assert pain_now.may_change_from(4)
    assert not FIELDS["age_years"].may_change_from(70)
    assert FIELDS["age_years"].may_change_from(None)
    assert settled.may_change_from("not_yet_known")
    assert not settled.may_change_from("over_24h")


@pytest.mark.parametrize("level", [*Verdict, *Care])
def test_levels_have_a_code_and_come_back_from_it(level):
    assert type(level).from_code(level.code) is level


@pytest.mark.parametrize(
    ("kind", "codes"),
    [
        (Verdict, "run, run_easy, walk, rest"),
        (Care, "none, self_care, routine, urgent_same_day, emergency"),
    ],
)
@pytest.mark.parametrize(
    ("code", "shown"), [("stop", "'stop'"), ("9" * 99, f"'{'9' * 59}")]
)
def test_an_unknown_code_is_refused(kind, codes, code, shown):
    with pytest.raises(ValueError, match="is not allowed, only") as caught:
        kind.from_code(code)

    assert str(caught.value) == f"{shown} is not allowed, only {codes}"


def test_levels_are_in_order_and_stored_as_numbers():
    assert {verdict.code: verdict.value for verdict in Verdict} == {
        "run": 0,
        "run_easy": 1,
        "walk": 2,
        "rest": 3,
    }
    assert {care.code: care.value for care in Care} == {
        "none": 0,
        "self_care": 1,
        "routine": 2,
        "urgent_same_day": 3,
        "emergency": 4,
    }
    for kind in (Verdict, Care):
        assert list(kind) == sorted(kind)


def test_there_are_five_reasons_to_stop_a_run():
    assert len(STOP_RULES) == 5
    assert STOP_RULES[0] == "pain goes above 5"
    assert STOP_RULES_TITLE == "Stop and walk home if"
    assert STOP_RULES_NOTE.endswith("eases as you warm up is fine.")


def test_sources_are_spelled_out():
    assert SOURCES["S5"].startswith("NICE NG59")


def test_a_report_holds_the_healthy_runner():
    assert make_report()["age_years"] == 30
