"""An advice judged again from what was stored with it."""

from __future__ import annotations

from triage.models import CheckIn
from triage.rules import Advice, EarlierToday, Latch, SymptomReport, assess


def replayed(check_in: CheckIn) -> Advice:
    """Return the advice that the check-in's own ruleset gives on its stored report.

    Raises KeyError for a ruleset version that is gone, and InvalidAnswer (a
    ValueError) for a report that the field dictionary no longer understands.
    """
    floor = check_in.earlier_today
    return assess(
        SymptomReport.from_answers(check_in.report),
        latches=[Latch.from_json(latch) for latch in check_in.latches],
        earlier_today=EarlierToday.from_json(floor) if floor else None,
        ruleset_version=check_in.ruleset_version,
    )
