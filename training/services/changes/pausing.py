"""Pause the plan: which days may be paused, and for how long."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy

from backpain.accounts.models import User
from training.inputs import Inputs
from training.models import Change
from training.services.changes.keeping import kept, locked_inputs, made_before
from training.services.changes.refused import RefusedError, may_end

LONGEST_PAUSE = dt.timedelta(days=366)
BEGINS_LATER = gettext_lazy(
    "A pause begins today or later. Days that are over stay as they were."
)
ENDS_EARLIER = gettext_lazy("The last day comes before the first one.")
TOO_LONG = gettext_lazy("A pause of more than a year is a new start.")
STARTS_TOO_LATE = gettext_lazy("A pause begins within a year from today.")
PAUSED_ALREADY = gettext_lazy(
    "Some of these days are paused already. End that pause first."
)
PAUSED_BY_ANOTHER = gettext_lazy(
    "Some of these days are paused already, and not by you. The athlete can end that "
    "pause."
)


@transaction.atomic
def pause(
    *,
    athlete: User,
    first: dt.date,
    last: dt.date,
    cause: str,
    by: User,
    reason: str = "",
    seen: int | None = None,
) -> Change:
    """Pause the plan from one day to another, both included. See move."""
    inputs = locked_inputs(athlete)
    made = Change(
        kind=Change.Kind.PAUSE, first=first, last=last, cause=cause, reason=reason
    )
    if before := made_before(athlete, by, made, seen):
        return before
    _check_days(inputs.today, first, last)
    _check_not_paused(inputs, first, last, by)
    return kept(inputs, by, Change.Kind.PAUSE, first, last, cause=cause, reason=reason)


def _check_days(today: dt.date, first: dt.date, last: dt.date) -> None:
    """Raise RefusedError unless these days may be paused."""
    refused = (
        (BEGINS_LATER, first < today),
        (STARTS_TOO_LATE, first - today > LONGEST_PAUSE),
        (ENDS_EARLIER, last < first),
        (TOO_LONG, last - first > LONGEST_PAUSE),
    )
    for message, holds in refused:
        if holds:
            raise RefusedError(message)


def _check_not_paused(inputs: Inputs, first: dt.date, last: dt.date, by: User) -> None:
    for one in inputs.changes:
        if one.kind == Change.Kind.PAUSE and one.first <= last and one.last >= first:
            text = PAUSED_ALREADY if may_end(one, by) else PAUSED_BY_ANOTHER
            raise RefusedError(text, pause=one)
