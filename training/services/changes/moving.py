"""Move and skip: what becomes of the workout of a day."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from backpain.accounts.models import User
from training.inputs import Inputs
from training.models import Change
from training.planner import InvalidSpec, Swap, skip_why_not, why_not
from training.services.changes.keeping import kept, locked_inputs, made_before
from training.services.changes.refused import RefusedError, refusal_of


@transaction.atomic
def move(
    *,
    athlete: User,
    day: dt.date,
    to: dt.date,
    by: User,
    reason: str = "",
    seen: int | None = None,
) -> Change:
    """Let the workouts of two days of a week change places.

    seen is the version_of the plan that the page showed; None is not checked. The
    same page sent twice gives the first change again.

    Raises RefusedError where a rule forbids it, and for a day that a coach changed;
    StaleError if the plan is another one by now.
    """
    inputs = locked_inputs(athlete)
    first, last = sorted((day, to))
    made = Change(kind=Change.Kind.SWAP, first=first, last=last, reason=reason)
    if before := made_before(athlete, by, made, seen):
        return before
    try:
        swap = Swap(date=day, other=to)
    except InvalidSpec:
        raise RefusedError(_("Choose another day of the same week.")) from None
    if refusal := refusal_to_move(inputs, swap, by):
        raise refusal
    return kept(inputs, by, Change.Kind.SWAP, first, last, reason=reason)


def refusal_to_move(inputs: Inputs, swap: Swap, by: User) -> RefusedError | None:
    """Return why two days may not change places, None if they may."""
    refused = why_not(inputs.spec, swap)
    return None if refused is None else refusal_of(inputs, refused, by=by)


@transaction.atomic
def skip(
    *,
    athlete: User,
    day: dt.date,
    by: User,
    reason: str = "",
    seen: int | None = None,
) -> Change:
    """Leave a day's workout out; its metres go nowhere else. See move.

    Also one that a coach put there: nobody has to train.
    """
    inputs = locked_inputs(athlete)
    made = Change(kind=Change.Kind.SKIP, first=day, last=day, reason=reason)
    if before := made_before(athlete, by, made, seen):
        return before
    refused = skip_why_not(inputs.spec, day)
    if refused is not None:
        raise refusal_of(inputs, refused, by=by)
    return kept(inputs, by, Change.Kind.SKIP, day, day, reason=reason)
