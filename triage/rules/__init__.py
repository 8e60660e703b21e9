"""The rules of triage: a symptom report in, advice with every reason out.

Pure: no Django, no clock, no files, no randomness. The rule table, its evidence and
its limits are the product's clinical specification; general guidance, no diagnosis.
Other code imports from here, not from the modules inside.
"""

from __future__ import annotations

from triage.rules.assess import assess
from triage.rules.carried import (
    SAME_DAY,
    EarlierToday,
    Latch,
    allowed_floor,
    floor_of,
    latches_after,
)
from triage.rules.field import Asked, Field
from triage.rules.fields import FIELDS, REQUIRED
from triage.rules.hints import hints
from triage.rules.history import (
    PastCheckIn,
    RunReport,
    history_features,
    told_twice,
)
from triage.rules.lift import Lift, way_back, what_would_change
from triage.rules.report import InvalidAnswer, SymptomReport
from triage.rules.ruleset import RULESET_VERSION, RULESETS, TABLE_RULES
from triage.rules.sources import SOURCES
from triage.rules.stop_rules import STOP_RULES, STOP_RULES_NOTE, STOP_RULES_TITLE
from triage.rules.types import (
    RED_FLAG_CARE,
    Advice,
    Care,
    Finding,
    Hint,
    Rule,
    Value,
    Verdict,
)

__all__ = [
    "FIELDS",
    "RED_FLAG_CARE",
    "REQUIRED",
    "RULESETS",
    "RULESET_VERSION",
    "SAME_DAY",
    "SOURCES",
    "STOP_RULES",
    "STOP_RULES_NOTE",
    "STOP_RULES_TITLE",
    "TABLE_RULES",
    "Advice",
    "Asked",
    "Care",
    "EarlierToday",
    "Field",
    "Finding",
    "Hint",
    "InvalidAnswer",
    "Latch",
    "Lift",
    "PastCheckIn",
    "Rule",
    "RunReport",
    "SymptomReport",
    "Value",
    "Verdict",
    "allowed_floor",
    "assess",
    "floor_of",
    "hints",
    "history_features",
    "latches_after",
    "told_twice",
    "way_back",
    "what_would_change",
]
