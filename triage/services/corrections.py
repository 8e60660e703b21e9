"""Correcting a check-in: for how long, and what was known without it."""

from __future__ import annotations

import dataclasses
import datetime as dt

from triage.models import CareHold, CheckIn
from triage.situation import Situation

# A mistyped answer may be corrected for this long (clinical.md 2, last paragraph).
CORRECTION_TIME = dt.timedelta(minutes=10)


def without(situation: Situation, corrected: CheckIn | None) -> Situation:
    """Return the situation as if the corrected check-in had never been made."""
    if corrected is None:
        return situation
    return dataclasses.replace(
        situation,
        days=[one for one in situation.days if one.pk != corrected.pk],
        holds=[h for h in situation.holds if h.opened_by_id != corrected.pk],
        corrected_pk=corrected.pk,
    )


def correctable(situation: Situation, check_in: CheckIn | None) -> CheckIn | None:
    """Return the check-in if it may still be corrected, else None.

    Only today's newest, and only ten minutes from the first of a row of corrections.
    """
    if check_in is None or situation.earlier_today[:1] != [check_in]:
        return None
    first = check_in
    while first.supersedes is not None:
        first = first.supersedes
    since = situation.now - first.created_at
    return check_in if dt.timedelta() <= since < CORRECTION_TIME else None


def may_be_corrected(situation: Situation, check_in: CheckIn) -> bool:
    return correctable(situation, check_in) is not None


def as_if_not_made(
    situation: Situation, corrects: CheckIn | None, sent: CheckIn | None = None
) -> Situation:
    """Return the situation that a page asked from, of a correction or sent before.

    sent is the check-in that was made of the very same page, None the first time.
    """
    return without(situation, sent or correctable(situation, corrects))


def clear_corrected(check_in: CheckIn, now: dt.datetime) -> None:
    CareHold.objects.filter(opened_by=check_in, cleared_at=None).update(
        cleared_at=now, clearance=CareHold.Clearance.CORRECTED
    )
