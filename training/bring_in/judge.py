"""Check-ins of a file, each judged again: nothing in one is taken at its word."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from training.bring_in.values import refuse
from training.bring_in.words import place_of, place_of_all
from triage.models import CareHold, CheckIn
from triage.replay import replayed
from triage.rules import Advice, EarlierToday, Latch, SymptomReport, latches_after
from triage.same_day import AFTER_ASSESSMENT
from triage.services import CORRECTION_TIME, shown_with

DAY = dt.timedelta(days=1)


def judge(check_ins: list[CheckIn], holds: list[CareHold]) -> None:
    """Refuse check-ins whose advice would be another one, and what does not follow.

    Holds come out open, whatever the file says: that a clinician has looked at a
    warning sign is recorded here, by the athlete, again.
    """
    opened_by = {hold.opened_by_id: hold for hold in holds}
    if len(opened_by) != len(holds):
        refuse(place_of_all(CareHold), _("two are of one check-in"))
    known: list[Any] = []
    reasons = set(AFTER_ASSESSMENT.reasons)
    earlier: dict[int, CheckIn] = {}
    for check_in in check_ins:
        advice = _advice(check_in)
        _refuse_wrong_time(check_in, earlier)
        _refuse_unknown(check_in.latches, known, check_in)
        floor = check_in.earlier_today
        if floor:
            _refuse_unknown(floor["reasons"], reasons, check_in)
        latches = _opens(check_in, advice)
        hold = opened_by.pop(check_in.pk, None)
        if (hold.latches if hold else []) != latches:
            refuse(
                place_of(check_in), _("its warning signs are not those that are held")
            )
        known += latches
        reasons |= {finding.reason for finding in advice.findings}
        earlier[check_in.pk] = check_in
    if opened_by:
        refuse(place_of_all(CareHold), _("no check-in tells of one of them"))
    for hold in holds:
        hold.opened_at = earlier[hold.opened_by_id].created_at
        hold.cleared_at = hold.seen_on = None
        hold.clearance = hold.seen_by = ""


def _advice(check_in: CheckIn) -> Advice:
    """Return the advice judged again; refuse the check-in if it was another one."""
    try:
        advice = replayed(check_in)
        report = SymptomReport.from_answers(check_in.report)
        as_stored = (
            report.answers(),
            [Latch.from_json(latch).to_json() for latch in check_in.latches],
            _floor(check_in.earlier_today),
        )
    except (KeyError, ValueError, TypeError, AttributeError):
        refuse(place_of(check_in), _("its answers are not those of this version"))
    told = (
        *(check_in.report, check_in.latches, check_in.earlier_today),
        *(check_in.verdict, check_in.care),
        *(check_in.pain_now, check_in.pain_worst_24h),
        check_in.findings,
    )
    judged = (
        *(*as_stored, advice.verdict, advice.care),
        *(report["pain_now"], report["pain_worst_24h"]),
        # As it is stored: a tuple is a list in JSON.
        json.loads(json.dumps([finding.to_json() for finding in advice.findings])),
    )
    if told != judged:
        refuse(place_of(check_in), _("its answers give another advice than it holds"))
    # What stood beside the advice is written anew: only that is known to be ours.
    check_in.shown = shown_with(report, advice)
    return advice


def _floor(stored: Any) -> dict[str, Any] | None:
    return EarlierToday.from_json(stored).to_json() if stored else None


def _refuse_wrong_time(check_in: CheckIn, earlier: dict[int, CheckIn]) -> None:
    """Refuse a check-in that was not made on its day, or not after those before it."""
    newest = next(reversed(earlier.values()), None)
    is_in_order = newest is None or newest.created_at <= check_in.created_at
    made_on = check_in.created_at.astimezone(dt.UTC).date()
    if not is_in_order or abs(check_in.local_date - made_on) > DAY:
        refuse(place_of(check_in), _("it was made at another time"))
    if check_in.ran_on and check_in.ran_on > check_in.local_date:
        refuse(place_of(check_in), _("its run was still to come"))
    if check_in.supersedes_id is None:
        return
    corrected = earlier.get(check_in.supersedes_id)
    if (
        corrected is None
        or check_in.created_at - corrected.created_at > CORRECTION_TIME
    ):
        refuse(place_of(check_in), _("it corrects none of the ten minutes before"))


def _refuse_unknown(given: Iterable[Any], known: Any, check_in: CheckIn) -> None:
    if any(one not in known for one in given):
        refuse(place_of(check_in), _("it refers to what was not said before it"))


def _opens(check_in: CheckIn, advice: Advice) -> list[dict[str, Any]]:
    """Return the warning signs that the check-in is the first to tell of."""
    before = [Latch.from_json(latch) for latch in check_in.latches]
    after = latches_after(advice, day=check_in.local_date, latches=before)
    return [latch.to_json() for latch in after[len(before) :]]
