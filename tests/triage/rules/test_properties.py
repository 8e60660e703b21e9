"""The safety properties, tried on reports drawn over the whole field dictionary."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings, strategies as st

from tests.triage.rules.reports import any_reports, reports
from triage.rules import (
    FIELDS,
    REQUIRED,
    RULESET_VERSION,
    RULESETS,
    Advice,
    Care,
    Field,
    SymptomReport,
    Verdict,
    assess,
)
from triage.rules.carried import floor_of

quick = settings(max_examples=100, deadline=None)

ORDERED = [
    field
    for field in FIELDS.values()
    if field.ordered_values or field.higher_is_worse is not None
]
# Around every threshold of the table.
NUMBERS = (*range(12), 29, 30, 31, 47, 48, 49, 50)
NERVE_SIGNS = ("saddle_numbness", "bladder_change", "bowel_change", "sexual_change")


def at_least_as_cautious(one: Advice, other: Advice) -> bool:
    return floor_of(one.findings).covers(floor_of(other.findings))


@st.composite
def better_and_worse(draw, field: Field) -> tuple[int | str, int | str]:
    """Two answers to an ordered field, the better first."""
    if field.is_number:
        numbers = st.integers(field.low, min(field.high, 60))
        pair = sorted((draw(numbers), draw(numbers)))
        return (pair[1], pair[0]) if field.higher_is_worse is False else (*pair,)
    values = field.ordered_values
    places = st.integers(0, len(values) - 1)
    low, high = sorted((draw(places), draw(places)))
    return values[low], values[high]


@quick
@given(report=reports() | any_reports(), data=st.data())
def test_a_worse_answer_never_relaxes_the_advice(report: SymptomReport, data):
    field = data.draw(st.sampled_from(ORDERED))
    better, worse = data.draw(better_and_worse(field))

    advice = assess(report.replace(**{field.name: better}))
    advice_if_worse = assess(report.replace(**{field.name: worse}))

    assert at_least_as_cautious(advice_if_worse, advice)


@pytest.mark.parametrize("field", ORDERED, ids=lambda field: field.name)
@settings(max_examples=5, deadline=None)
@given(report=reports())
def test_each_step_down_of_each_ordered_field_is_monotone(
    field: Field, report: SymptomReport
):
    steps: list = list(field.ordered_values)
    if field.is_number:
        steps = [n for n in NUMBERS if field.low <= n <= field.high]
    if field.higher_is_worse is False:
        steps.reverse()
    floors = [
        floor_of(assess(report.replace(**{field.name: step})).findings)
        for step in steps
    ]

    assert all(worse.covers(better) for better, worse in pairwise(floors))


@quick
@given(report=reports())
def test_an_emergency_outranks_everything_else(report: SymptomReport):
    advice = assess(report.replace(saddle_numbness="yes"))

    assert advice.verdict is Verdict.REST
    assert advice.care is Care.EMERGENCY
    assert advice.is_red_flag
    assert advice.findings[0].care is Care.EMERGENCY


@quick
@given(report=reports(), name=st.sampled_from(REQUIRED))
def test_a_missing_answer_is_never_read_as_the_best(report: SymptomReport, name: str):
    missing = assess(report.replace(**{name: None}))
    best = assess(report.replace(**{name: FIELDS[name].best}))

    assert at_least_as_cautious(missing, best)


@quick
@given(report=reports(), name=st.sampled_from(REQUIRED))
def test_nobody_runs_while_a_required_answer_is_missing(
    report: SymptomReport, name: str
):
    advice = assess(report.replace(**{name: None}))

    assert advice.verdict >= Verdict.WALK
    assert "INC-1" in {finding.rule_id for finding in advice.findings}


def test_an_empty_report_is_a_walk_and_not_a_run():
    advice = assess(SymptomReport())

    assert advice.verdict >= Verdict.WALK


@quick
@given(report=reports(), name=st.sampled_from(NERVE_SIGNS))
def test_unsure_is_not_no(report: SymptomReport, name: str):
    advice = assess(report.replace(**{name: "unsure"}))

    assert advice.verdict is Verdict.REST
    assert advice.care >= Care.URGENT_SAME_DAY


@quick
@given(report=reports())
def test_an_unmeasured_fever_is_not_no_fever(report: SymptomReport):
    assert assess(report.replace(fever="unsure")).verdict is Verdict.REST


@quick
@given(report=reports())
def test_the_findings_are_exactly_the_rules_that_hold(report: SymptomReport):
    rules = RULESETS[RULESET_VERSION]
    advice = assess(report)

    holding = {rule.id for rule in rules if rule.when.holds(report)}
    assert sorted(f.rule_id for f in advice.findings) == sorted(holding)
    assert advice.verdict == max((f.verdict for f in advice.findings), default=0)
    assert advice.care == max((f.care for f in advice.findings), default=0)


@quick
@given(report=reports())
def test_every_finding_names_answers_that_its_rule_looks_at(report: SymptomReport):
    looked_at = {
        rule.id: {field.name for field in rule.when.fields()}
        for rule in RULESETS[RULESET_VERSION]
    }

    for finding in assess(report).findings:
        assert finding.answers
        assert {name for name, _ in finding.answers} <= looked_at[finding.rule_id]
        assert all(report[name] == value for name, value in finding.answers)


@quick
@given(report=any_reports())
def test_the_named_answers_alone_make_the_rule_fire(report: SymptomReport):
    conditions = {rule.id: rule.when for rule in RULESETS[RULESET_VERSION]}

    for finding in assess(report).findings:
        alone = SymptomReport.from_answers(dict(finding.answers))
        assert conditions[finding.rule_id].holds(alone), finding


@quick
@given(report=reports())
def test_red_flags_come_first_then_care_then_verdict(report: SymptomReport):
    levels = [(f.care, f.verdict) for f in assess(report).findings]

    assert levels == sorted(levels, reverse=True)


@quick
@given(report=reports())
def test_the_same_answers_get_the_same_advice(report: SymptomReport):
    again = SymptomReport.from_answers(dict(reversed(report.answers().items())))

    assert assess(again) == assess(report)


@quick
@given(report=reports())
def test_hint_fields_never_change_the_advice(report: SymptomReport):
    hints_away = {n: None for n, f in FIELDS.items() if f.asked.value == "hint"}

    assert assess(report.replace(**hints_away)) == assess(report)


def test_an_unknown_ruleset_version_is_refused():
    with pytest.raises(KeyError):
        assess(SymptomReport(), ruleset_version="1900.1")
