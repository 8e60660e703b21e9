"""Short names for the levels, so that a rule reads like a row of the table."""

from __future__ import annotations

from triage.rules.types import Care, Verdict

RUN = Verdict.RUN
RUN_EASY = Verdict.RUN_EASY
WALK = Verdict.WALK
REST = Verdict.REST

NONE = Care.NONE
SELF_CARE = Care.SELF_CARE
ROUTINE = Care.ROUTINE
URGENT_SAME_DAY = Care.URGENT_SAME_DAY
EMERGENCY = Care.EMERGENCY
