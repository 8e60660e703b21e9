"""What lifts an advice of an older ruleset: the rules that it was given by."""

from __future__ import annotations

from importlib import import_module

import pytest

from tests.triage.rules.reports import make_report
from triage.rules import (
    RULESET_VERSION,
    RULESETS,
    Verdict,
    assess,
    lift,
    way_back,
    what_would_change,
)

FLARED = {"pain_now": 4, "pain_worst_24h": 4, "flares_14d": 2}


@pytest.fixture
def older(monkeypatch) -> str:
    """The version of a ruleset that knew none of four rules."""
    unknown = ("PAIN-2", "PAIN-6", "RUN-8", "HOLD-4")
    newest = RULESETS[RULESET_VERSION]
    rules = tuple(rule for rule in newest if rule.id not in unknown)
    both = {RULESET_VERSION: newest, "older": rules}
    for module in (lift, import_module("triage.rules.assess")):
        monkeypatch.setattr(module, "RULESETS", both)
    return "older"


def test_an_older_advice_is_lifted_by_the_rules_it_was_given_by(older):
    report = make_report(**FLARED)

    then, now = (
        what_would_change(report, assess(report, ruleset_version=version))
        for version in (older, RULESET_VERSION)
    )

    assert (then.verdict, now.verdict) == (Verdict.RUN, Verdict.RUN_EASY)


def test_what_an_older_advice_does_not_need_is_dropped(older):
    report = make_report(**FLARED)
    changes = {"pain_now": 3, "fever": "no"}
    lifted = assess(report.replace(**changes), ruleset_version=older)

    assert lift._needed(report, changes, lifted) == {"pain_now": 3}


def test_the_way_back_from_an_older_advice_is_by_its_own_rules(older):
    sore = make_report(
        ran_last_7d="yes",
        hours_since_last_run=24,
        last_run_pain_max=3,
        last_run_settled="same_day",
    )

    then, now = (
        way_back(assess(sore, ruleset_version=version))
        for version in (older, RULESET_VERSION)
    )

    assert then == "On a calm morning tomorrow it could be a normal run."
    assert now != then
