"""A report takes only answers that the field dictionary allows."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings, strategies as st

from tests.triage.rules.reports import reports
from triage.rules import FIELDS, REQUIRED, InvalidAnswer, SymptomReport

ODD_VALUES = [
    True,
    False,
    3.0,
    "3",
    -1,
    11,
    10**5000,
    float("nan"),
    b"3",
    [3],
    {"a": 1},
    (),
    object(),
]


@pytest.mark.parametrize("value", [0, 5, 10])
def test_a_pain_score_is_an_integer_from_0_to_10(value: int):
    assert SymptomReport.from_answers({"pain_now": value})["pain_now"] == value


@pytest.mark.parametrize("value", ODD_VALUES, ids=lambda value: type(value).__name__)
def test_an_odd_pain_score_is_refused(value: object):
    with pytest.raises(InvalidAnswer) as caught:
        SymptomReport.from_answers({"pain_now": value})

    assert caught.value.field == "pain_now"
    assert caught.value.value is value
    assert caught.value.allowed == "an integer from 0 to 10"
    assert str(caught.value).startswith("pain_now: ")


@pytest.mark.parametrize("value", ["maybe", "YES", "", 1, True, ["yes"], "y\nes"])
def test_an_unknown_choice_is_refused(value: object):
    with pytest.raises(InvalidAnswer, match="only one of no, unsure, yes"):
        SymptomReport.from_answers({"fever": value})


@pytest.mark.parametrize("name", ["pain", "", "pain\nnow", 3, None])
def test_an_unknown_field_is_refused(name: object):
    with pytest.raises(InvalidAnswer, match="only the fields age_years, "):
        SymptomReport.from_answers({name: 1})


@settings(max_examples=100, deadline=None)
@given(
    name=st.text() | st.sampled_from(list(FIELDS)),
    value=st.just("a\nb") | st.floats() | st.lists(st.text()) | st.binary(),
)
def test_the_complaint_is_one_line(name: str, value: object):
    with pytest.raises(InvalidAnswer) as caught:
        SymptomReport.from_answers({name: value})

    assert len(str(caught.value).splitlines()) == 1
    assert len(str(caught.value)) < 4000


@pytest.mark.parametrize(
    ("name", "value", "complaint"),
    [
        ("pain_now", 11, "pain_now: 11 is not allowed, only an integer from 0 to 10"),
        (
            "pain_now",
            10**5000,
            "pain_now: a number with too many digits is not allowed, only an integer "
            "from 0 to 10",
        ),
        ("pain now", 1, "'pain now': 1 is not allowed, only the fields age_years, "),
    ],
    ids=["too high", "too many digits", "no field"],
)
def test_the_complaint_names_the_field_and_the_answer(name, value, complaint):
    with pytest.raises(InvalidAnswer) as caught:
        SymptomReport.from_answers({name: value})

    assert str(caught.value).startswith(complaint)


def test_the_complaint_repeats_sixty_characters():
    with pytest.raises(InvalidAnswer) as caught:
        SymptomReport.from_answers({"pain_now": "9" * 61})

    assert f": '{'9' * 27}...{'9' * 28}' is not" in str(caught.value)


def test_none_and_missing_are_both_not_answered():
    report = SymptomReport.from_answers({"pain_now": None})

    assert report == SymptomReport()
    assert report["pain_now"] is None
    assert report.answers() == {}


def test_asking_for_an_unknown_field_is_an_error():
    with pytest.raises(KeyError):
        SymptomReport()["pain"]


def test_equal_answers_make_equal_reports_whatever_their_order():
    one = SymptomReport.from_answers({"pain_now": 3, "fever": "no"})
    other = SymptomReport.from_answers({"fever": "no", "pain_now": 3})

    assert one == other
    assert hash(one) == hash(other)


def test_replace_changes_adds_and_takes_away():
    report = SymptomReport.from_answers({"pain_now": 3, "fever": "no"})
    changed = report.replace(pain_now=4, fever=None, walking="limp")

    assert changed.answers() == {"pain_now": 4, "walking": "limp"}
    assert report["pain_now"] == 3


@settings(max_examples=100, deadline=None)
@given(report=reports())
def test_answers_survive_json(report: SymptomReport):
    stored = json.loads(json.dumps(report.answers()))

    assert SymptomReport.from_answers(stored) == report


def test_the_required_questions_are_those_decided():
    assert set(REQUIRED) == {
        *("saddle_numbness", "bladder_change", "bowel_change", "sexual_change"),
        *("unsteady_gait", "leg_pain", "leg_numb_tingle", "leg_weakness", "fever"),
        *("very_unwell", "night_sweats", "weight_loss", "chest_pain_or_breathless"),
        *("tummy_pain", "pulsing_tummy", "urine_symptoms", "trauma", "night_pain"),
        *("focal_bone_pain", "impact_pain", "pain_now", "pain_worst_24h", "walking"),
        *("painkiller_8h", "age_years", "pregnancy", "cancer_history"),
        *("osteoporosis", "steroid_tablets_3m", "immune_weak", "injected_drugs"),
        *("recent_infection_or_spine_procedure", "known_aneurysm"),
        *("low_energy_signs", "clinician_advice"),
    }
    assert len(REQUIRED) == 35
