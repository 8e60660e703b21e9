"""Family I: missing answers, and one step at a time."""

from __future__ import annotations

from triage.rules.conditions import all_of, any_of, not_
from triage.rules.fields import FIELDS, REQUIRED
from triage.rules.fields_history import easy_runs_ok, prev_verdict
from triage.rules.levels import NONE, RUN_EASY, SELF_CARE, WALK
from triage.rules.shared import WALK_GATE_MET
from triage.rules.types import Rule, gettext_noop as _

RULES: tuple[Rule, ...] = (
    Rule(
        id="INC-1",
        when=any_of(*(FIELDS[name].missing() for name in REQUIRED)),
        verdict=WALK,
        care=SELF_CARE,
        reason=_(
            "You left a question empty. We never treat an empty answer as a no, so we "
            "cannot say run."
        ),
        source="safety property",
    ),
    Rule(
        id="HOLD-1",
        when=prev_verdict.is_("rest"),
        verdict=WALK,
        care=NONE,
        reason=_("One step at a time: from rest to walking."),
        source="S17-S19",
    ),
    Rule(
        id="HOLD-2",
        when=all_of(prev_verdict.is_("walk"), not_(WALK_GATE_MET)),
        verdict=WALK,
        care=NONE,
        reason=_(
            "Two calm days and a comfortable 30-minute brisk walk come before the next "
            "run."
        ),
        source="S17-S19",
    ),
    Rule(
        id="HOLD-3",
        when=all_of(prev_verdict.is_("walk"), WALK_GATE_MET),
        verdict=RUN_EASY,
        care=NONE,
        reason=_("First run back: easy run-walk only."),
        source="S17-S19",
    ),
    Rule(
        id="HOLD-4",
        when=all_of(prev_verdict.is_("run_easy"), easy_runs_ok.at_most(1)),
        verdict=RUN_EASY,
        care=NONE,
        reason=_(
            "Two easy runs that settle by next morning come before normal training."
        ),
        source="S18 (each phase at least twice)",
    ),
)
