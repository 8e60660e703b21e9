"""When to stop during a run: printed with every run and easy run (clinical.md 1.3)."""

from __future__ import annotations

from triage.rules.types import gettext_noop as _

STOP_RULES_TITLE = _("Stop and walk home if")

STOP_RULES: tuple[str, ...] = (
    _("pain goes above 5"),
    _("pain rises 2 points or more from the start"),
    _("you limp or change how you run"),
    _("pain, tingling or weakness spreads down a leg"),
    _("it stabs at each landing"),
)

STOP_RULES_NOTE = _("Pain that starts at 1-3 and eases as you warm up is fine.")
