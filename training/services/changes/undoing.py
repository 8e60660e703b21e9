"""Take a change back, as far as days that are over allow."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from backpain.accounts.models import User
from training.inputs import Inputs
from training.models import Change
from training.planner import Swap
from training.services.changes.keeping import cause_of, is_stale, locked_inputs
from training.services.changes.moving import refusal_to_move
from training.services.changes.refused import PLANNED_ANEW, RefusedError, StaleError
from training.services.plan import replan_from

ENDS_YESTERDAY = (Change.Kind.PAUSE, Change.Kind.CEILING)


@transaction.atomic
def undo(
    *,
    athlete: User,
    change: Change,
    by: User | None = None,
    seen: int | None = None,
) -> None:
    """Take a change back, as the athlete or a coach; days that are over stay.

    A pause that has begun ends yesterday, so that the way back is as gentle as the
    days without running ask for; so does a ceiling, which holds for the week it ends
    in. Raises RefusedError for what is over, for two days that may not change places
    again, and to a coach for what the athlete changed.
    """
    by = by or athlete
    inputs = locked_inputs(athlete)
    change.refresh_from_db()
    if change.undone_at is not None:
        return
    if is_stale(athlete, seen):
        raise StaleError(PLANNED_ANEW)
    _check(inputs, change, by)
    if change.first < inputs.today and change.kind in ENDS_YESTERDAY:
        change.last = inputs.today - dt.timedelta(days=1)
        change.save(update_fields=["last"])
    else:
        change.undone_at = timezone.now()
        change.save(update_fields=["undone_at"])
    left = [one for one in inputs.changes if one.pk != change.pk]
    if change.undone_at is None and change.last >= inputs.plan.started_on:
        left.append(change)
    cause = cause_of(change.kind, athlete, by)
    replan_from(inputs.with_changes(left), cause)


def _check(inputs: Inputs, change: Change, by: User) -> None:
    """Raise RefusedError unless this change may be taken back."""
    if by != inputs.athlete and change.made_by_id == inputs.athlete.pk:
        raise RefusedError(_("The athlete changed that: only they can take it back."))
    if change.last < inputs.today:
        raise RefusedError(_("These days are over: they stay as they were."))
    if change.kind == Change.Kind.SWAP:
        _check_swap_back(inputs, change, by)


def _check_swap_back(inputs: Inputs, change: Change, by: User) -> None:
    """Raise RefusedError unless two days may change places again.

    To put a workout back is to move it: a run that a check-in has taken out today, or
    that was run already, would be made up for on the other day.
    """
    days = {change.first, change.last}
    for later in inputs.changes:
        is_newer = later.kind == Change.Kind.SWAP and later.pk > change.pk
        if is_newer and days & {later.first, later.last}:
            raise RefusedError(
                _("One of these days was moved again later: put that back first.")
            )
    swap = Swap(date=change.first, other=change.last)
    if refusal := refusal_to_move(inputs, swap, by):
        raise refusal
