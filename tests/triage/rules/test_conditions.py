"""Conditions on answers: when they hold, why, and what turns them round."""

from __future__ import annotations

import pytest

from tests.triage.rules.reports import make_report
from triage.rules import FIELDS, SymptomReport
from triage.rules.conditions import all_of, any_of, count_of, not_
from triage.rules.hints import LoadJump
from triage.rules.shared import OnsetBeforeAge

fever = FIELDS["fever"]
pain_now = FIELDS["pain_now"]
onset = FIELDS["onset"]
settled = FIELDS["last_run_settled"]
calm_days = FIELDS["days_pain_0_2"]
walking = FIELDS["walking"]


def ways(condition, wanted, **answers) -> list[dict]:
    report = SymptomReport.from_answers(answers)
    return [dict(way) for way in condition.ways(report, wanted=wanted)]


@pytest.mark.parametrize(
    ("make", "complaint"),
    [
        (lambda: fever.is_("perhaps"), "has no values"),
        (lambda: fever.at_least("perhaps"), "no ordered value"),
        (lambda: onset.at_least("sudden"), "no ordered value"),
        (lambda: pain_now.at_least(11), "cannot be compared"),
        (lambda: fever.at_most(3), "cannot be compared"),
    ],
)
def test_a_rule_cannot_name_a_value_that_does_not_exist(make, complaint):
    with pytest.raises(ValueError, match=complaint):
        make()


@pytest.mark.parametrize(
    ("condition", "answers", "expected"),
    [
        (pain_now.at_least(4), {"pain_now": 6}, [{"pain_now": 3}]),
        (pain_now.at_least(4), {"pain_now": 2}, [{}]),
        (walking.is_("limp"), {"walking": "limp"}, [{"walking": "normal_but_short"}]),
        (walking.is_("normal"), {"walking": "normal"}, []),
        (
            settled.is_("not_yet_known"),
            {"last_run_settled": "not_yet_known"},
            [{"last_run_settled": "same_day"}],
        ),
        (fever.missing(), {}, [{"fever": "no"}]),
        (not_(calm_days.at_least(2)), {}, [{"days_pain_0_2": 2}]),
        (
            all_of(fever.is_("yes"), pain_now.at_least(1)),
            {"fever": "yes", "pain_now": 5},
            [{"fever": "unsure"}, {"pain_now": 0}],
        ),
        (
            any_of(pain_now.at_least(1), pain_now.at_least(4)),
            {"pain_now": 5},
            [{"pain_now": 0}],
        ),
        (
            any_of(pain_now.at_least(4), pain_now.at_least(1)),
            {"pain_now": 5},
            [{"pain_now": 0}],
        ),
        (
            any_of(fever.is_("yes"), pain_now.at_least(4), walking.is_("limp")),
            {"fever": "yes", "pain_now": 5, "walking": "limp"},
            [{"fever": "unsure", "pain_now": 3, "walking": "normal_but_short"}],
        ),
        (
            count_of(2, *(FIELDS[n].is_("yes") for n in ("fever", "impact_pain"))),
            {"fever": "yes", "impact_pain": "yes"},
            [{"fever": "unsure"}, {"impact_pain": "no"}],
        ),
        (fever.is_("yes"), {"fever": "no"}, [{}]),
        (fever.missing(), {"fever": "no"}, [{}]),
        (all_of(fever.is_("yes"), pain_now.at_least(1)), {"pain_now": 5}, [{}]),
        (OnsetBeforeAge(45), {"age_years": 30}, []),
        (OnsetBeforeAge(45), {"age_years": 60}, [{}]),
        (LoadJump(), {"load_jump_from_m": 10, "load_jump_to_m": 12}, []),
        (LoadJump(), {}, [{}]),
    ],
)
def test_a_condition_is_turned_off_by_as_little_as_it_takes(
    condition, answers, expected
):
    assert ways(condition, False, **answers) == expected


@pytest.mark.parametrize("number", [0, 10])
def test_a_rule_can_name_the_ends_of_a_scale(number):
    assert pain_now.at_least(number).holds(make_report(pain_now=number))


def test_a_condition_is_turned_on_only_by_better_answers():
    assert ways(fever.is_("no"), True, fever="yes") == [{"fever": "no"}]
    assert ways(fever.missing(), True, fever="yes") == []


def test_none_of_no_parts_is_true():
    assert all_of().holds(SymptomReport())
    assert not any_of().holds(SymptomReport())


@pytest.mark.parametrize(
    ("answers", "is_before"),
    [
        ({"age_years": 0, "duration_days": 0}, True),
        ({"age_years": 1, "duration_days": 0}, False),
        ({"age_years": 1, "duration_days": 1}, True),
        ({"age_years": 2, "duration_days": 365}, False),
        ({"age_years": 2, "duration_days": 366}, True),
        # What is not answered is compared as 0.
        ({"duration_days": 0}, True),
        ({"age_years": 1}, False),
    ],
)
def test_an_onset_is_before_an_age_in_years_of_365_and_a_quarter_days(
    answers, is_before
):
    assert OnsetBeforeAge(1).holds(answers) is is_before


def test_of_an_onset_both_answers_are_the_cause():
    report = make_report(age_years=50, duration_days=3652)

    assert OnsetBeforeAge(41).because(report, wanted=True) == (
        "age_years",
        "duration_days",
    )
    assert OnsetBeforeAge(40).because(report, wanted=True) == ()


def test_a_condition_names_the_answers_that_make_it_false():
    gate = all_of(fever.is_("no"), pain_now.at_most(2))
    report = SymptomReport.from_answers({"fever": "no", "pain_now": 5})

    assert gate.because(report, wanted=True) == ()
    assert gate.because(report, wanted=False) == ("pain_now",)
    assert LoadJump().because(report, wanted=True) == ()
    assert LoadJump().because(report, wanted=False)
    assert OnsetBeforeAge(10).because(report, wanted=False) == ()


@pytest.mark.parametrize(("days", "holds"), [(5478, False), (5479, True)])
def test_pain_of_fifteen_years_began_before_45_at_60(days: int, holds: bool):
    """Fifteen years are 5478.75 days."""
    answers = {"age_years": 60, "duration_days": days}

    assert OnsetBeforeAge(45).holds(answers) is holds


def test_a_condition_names_the_fields_it_looks_at():
    condition = not_(all_of(fever.missing(), pain_now.at_least(1), fever.is_("yes")))

    assert condition.fields() == (fever, pain_now)
    assert OnsetBeforeAge(45).fields() == (
        FIELDS["age_years"],
        FIELDS["duration_days"],
    )
