"""What the check-ins of a day mean for the rest of it.

An advice holds for its day unless something has changed what it was judged on, and
another check-in on the same day may only be more cautious.
"""

from __future__ import annotations

import dataclasses
import datetime as dt

from django.utils.translation import gettext_noop as _

from triage.models import CheckIn
from triage.rules import (
    Care,
    EarlierToday,
    Finding,
    SymptomReport,
    Verdict,
    allowed_floor,
)
from triage.situation import Situation

# An older advice is shown as expired (clinical.md 2, H8).
ADVICE_HOLDS = dt.timedelta(hours=24)
# After a red flag was assessed, the way back starts with a day of walking.
DAY_OF_ASSESSMENT = dt.timedelta(hours=24)
AFTER_ASSESSMENT = EarlierToday(
    verdict=Verdict.WALK,
    care=Care.NONE,
    reasons=(
        _("After a warning sign was looked at, the way back starts with walking."),
    ),
)


def advice_in_force(situation: Situation) -> CheckIn | None:
    """Return the check-in whose advice holds today, None if one is still to be made.

    An advice is valid for its local day, but no longer than 24 hours, and not once
    another check-in was made after it, dated earlier (whoever flew west lives a date
    twice), nor once a clinician's assessment, a change of the health profile or
    something that puts the athlete outside the rules has changed what it was judged on.
    """
    newest = next(iter(situation.earlier_today), None)
    if (
        newest is None
        or newest.pk != situation.newest_made
        or (situation.outside_the_rules and not newest.advice.is_red_flag)
        or situation.now - newest.created_at >= ADVICE_HOLDS
        or _health_changed_since(situation, newest.created_at)
        or situation.was_assessed_since(newest.created_at)
    ):
        return None
    return newest


def _health_changed_since(situation: Situation, moment: dt.datetime) -> bool:
    profile = situation.profile
    return (
        profile is not None
        and profile.changed_at is not None
        and profile.changed_at > moment
    )


def floor_of_today(situation: Situation, report: SymptomReport) -> EarlierToday | None:
    """Return what today's earlier check-ins hold the advice to, None if there are none.

    A red flag that a clinician has assessed since then no longer counts; the day
    goes on at walk (clinical.md 2, any -> after urgent/emergency).
    """
    earlier = situation.earlier_today
    if not earlier:
        was_held = situation.was_assessed_since(situation.now - DAY_OF_ASSESSMENT)
        return AFTER_ASSESSMENT if was_held else None
    assessed = situation.was_assessed_since(earlier[-1].created_at)
    findings: list[Finding] = [
        finding
        for one in earlier
        for finding in one.advice.findings
        if not (assessed and finding.is_red_flag)
    ]
    floor = allowed_floor(
        findings,
        report,
        hours_since_painkiller=_hours_since_painkiller(situation, earlier),
    )
    if assessed:
        floor = dataclasses.replace(
            floor,
            verdict=max(floor.verdict, AFTER_ASSESSMENT.verdict),
            reasons=(*AFTER_ASSESSMENT.reasons, *floor.reasons),
        )
    return floor


def _hours_since_painkiller(situation: Situation, earlier: list[CheckIn]) -> float:
    """Return the hours since the last check-in of today that told of a painkiller."""
    told = [
        one.created_at for one in earlier if one.report.get("painkiller_8h") != "none"
    ]
    since = situation.now - max(told, default=earlier[-1].created_at)
    return since.total_seconds() / 3600
