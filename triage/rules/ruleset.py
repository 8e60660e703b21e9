"""List every rule in one place, by version of the ruleset."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from triage.rules import (
    bone,
    course,
    hold,
    inflammation,
    last_run,
    nerves,
    organs,
    pain,
    person,
    vessels,
)
from triage.rules.types import Rule

# The rule table, clinical.md 1.2, in its order: 118 rules.
TABLE_RULES: tuple[Rule, ...] = (
    *nerves.RULES,
    *bone.RULES,
    *organs.RULES,
    *vessels.RULES,
    *inflammation.RULES,
    *person.RULES,
    *pain.RULES,
    *last_run.RULES,
    *course.RULES,
    *hold.RULES,
)

# Stored with every advice. A change of any rule is a new version, and the old one
# stays below so that past advice can be replayed.
RULESET_VERSION = "2026.1"

RULESETS: Mapping[str, tuple[Rule, ...]] = MappingProxyType(
    {RULESET_VERSION: (*TABLE_RULES, *course.HISTORY_RULES)}
)
