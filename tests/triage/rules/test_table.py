"""The verdict and care of every row of the rule table, written out a second time.

A slip in a rule module shows here; a change of a level is made in both places.
"""

from __future__ import annotations

from tests.triage.rules.reports import make_report
from triage.rules import RULESET_VERSION, RULESETS, TABLE_RULES, assess

TABLE = """
CES-1 rest emergency
CES-2 rest emergency
CES-3 rest emergency
CES-4 rest emergency
CES-5 rest emergency
CES-6 rest emergency
CES-7 rest urgent_same_day
CES-8 rest urgent_same_day
CES-9 rest emergency
NEU-1 rest urgent_same_day
NEU-2 walk routine
NEU-3 run_easy self_care
RAD-1 walk routine
RAD-2 walk routine
RAD-3 rest routine
RAD-4 run_easy self_care
RAD-5 walk routine
FX-1 rest emergency
FX-2 rest urgent_same_day
FX-3 rest urgent_same_day
FX-4 walk routine
FX-5 walk routine
FX-6 rest routine
FX-7 walk routine
FX-8 walk self_care
FX-9 run_easy self_care
FX-10 run_easy self_care
FX-11 walk routine
RED-1 run_easy routine
RED-2 run routine
CA-1 rest urgent_same_day
CA-2 run_easy routine
CA-3 walk routine
CA-4 walk urgent_same_day
CA-5 run routine
CA-6 rest urgent_same_day
CA-7 rest urgent_same_day
CA-8 walk urgent_same_day
THO-1 walk routine
THO-2 rest urgent_same_day
INF-1 rest urgent_same_day
INF-2 rest emergency
INF-3 rest self_care
INF-4 rest urgent_same_day
INF-5 rest urgent_same_day
INF-6 run_easy routine
INF-7 walk routine
URI-1 walk routine
URI-2 rest urgent_same_day
URI-3 rest urgent_same_day
URI-4 rest emergency
VIS-1 rest emergency
VIS-2 rest emergency
VIS-3 rest urgent_same_day
VIS-4 rest emergency
VIS-5 rest emergency
VIS-6 rest emergency
VIS-7 rest emergency
VIS-8 run_easy routine
IBP-1 run routine
IBP-2 run routine
NIT-1 run_easy routine
NIT-2 run self_care
PREG-1 rest emergency
PREG-2 rest urgent_same_day
PREG-3 walk routine
PREG-4 run_easy routine
PREG-5 run_easy self_care
PREG-6 walk self_care
PREG-7 walk routine
AGE-1 walk routine
AGE-2 run_easy self_care
AGE-3 walk routine
AGE-4 run_easy self_care
CLN-1 walk self_care
CLN-2 rest self_care
PAIN-1 run self_care
PAIN-2 run_easy self_care
PAIN-3 walk self_care
PAIN-4 rest self_care
PAIN-5 rest routine
PAIN-6 run_easy self_care
PAIN-7 walk self_care
FUN-1 walk self_care
FUN-2 rest routine
FUN-3 rest urgent_same_day
FUN-4 walk routine
FUN-5 rest routine
STR-1 walk self_care
STR-2 run_easy self_care
STR-3 rest routine
STR-4 walk routine
RUN-1 run_easy self_care
RUN-2 walk self_care
RUN-3 walk self_care
RUN-4 run_easy self_care
RUN-5 walk self_care
RUN-6 walk self_care
RUN-7 walk routine
RUN-8 walk routine
RUN-9 walk self_care
MED-1 walk self_care
MED-2 run_easy self_care
MED-3 walk routine
TRD-1 run_easy self_care
TRD-2 walk routine
TRD-3 rest urgent_same_day
TRD-4 run_easy routine
DUR-1 run routine
YF-1 run routine
YF-2 run routine
YF-3 run self_care
POS-1 run routine
INC-1 walk self_care
HOLD-1 walk none
HOLD-2 walk none
HOLD-3 run_easy none
HOLD-4 run_easy none
"""

HISTORY = """
H2-1 walk self_care
H2-2 rest self_care
"""


def levels(table: str) -> list[tuple[str, str, str]]:
    return [tuple(line.split()) for line in table.strip().splitlines()]


def test_every_rule_of_the_table_has_its_verdict_and_care_in_the_tables_order():
    built = [(rule.id, rule.verdict.code, rule.care.code) for rule in TABLE_RULES]

    assert built == levels(TABLE)


def test_the_table_has_118_rules():
    assert len(TABLE_RULES) == 118


def test_the_ruleset_adds_only_the_two_history_rules():
    added = RULESETS[RULESET_VERSION][len(TABLE_RULES) :]

    assert [(r.id, r.verdict.code, r.care.code) for r in added] == levels(HISTORY)


def test_every_rule_says_why_in_a_sentence_and_names_its_source():
    for rule in RULESETS[RULESET_VERSION]:
        assert rule.reason[0].isupper(), rule.id
        assert rule.reason.endswith((".", ".)")), rule.id
        assert rule.source, rule.id


def test_red_flags_are_the_rules_with_same_day_or_emergency_care():
    red_flags = {rule.id for rule in TABLE_RULES if rule.is_red_flag}

    assert "CES-1" in red_flags
    assert "CA-4" in red_flags
    assert "FX-6" not in red_flags
    assert "INF-3" not in red_flags


def test_findings_come_by_care_and_then_by_verdict_the_most_cautious_first():
    report = make_report(pain_now=7, pain_worst_24h=7, daily_life="a_lot")

    findings = assess(report).findings

    assert [(f.rule_id, f.care.name, f.verdict.name) for f in findings[:3]] == [
        ("FUN-4", "ROUTINE", "WALK"),
        ("PAIN-4", "SELF_CARE", "REST"),
        ("PAIN-3", "SELF_CARE", "WALK"),
    ]
    assert findings[-1].verdict.name == "RUN_EASY"


def test_what_an_advice_was_given_under_can_be_replayed():
    """Each advice is stored with its version: none of them may be lost or renamed."""
    assert {"2026.1"} <= set(RULESETS)
    assert RULESET_VERSION in RULESETS
