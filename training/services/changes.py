"""Move, skip and pause: what an athlete changes in the plan, and takes back."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from backpain.accounts.models import User
from training.inputs import Inputs
from training.models import Change, Plan, Replan
from training.planner import InvalidSpec, Swap, skip_why_not, why_not
from training.services.plan import active_plan, replan
from triage.situation import lock

LONGEST_PAUSE = dt.timedelta(days=366)
BEGINS_LATER = gettext_lazy(
    "A pause begins today or later. Days that are over stay as they were."
)
ENDS_EARLIER = gettext_lazy("The last day comes before the first one.")
TOO_LONG = gettext_lazy("A pause of more than a year is a new start.")
STARTS_TOO_LATE = gettext_lazy("A pause begins within a year from today.")


class RefusedError(Exception):
    """A change that a rule forbids; the message says which one, and what to do."""


@transaction.atomic
def move(*, athlete: User, day: dt.date, to: dt.date, by: User) -> Change:
    """Let the workouts of two days of a week change places.

    Raises RefusedError where a rule forbids it.
    """
    inputs = _locked_inputs(athlete)
    try:
        swap = Swap(date=day, other=to)
    except InvalidSpec:
        raise RefusedError(_("Choose another day of the same week.")) from None
    reason = why_not(inputs.spec, swap)
    if reason is not None:
        raise RefusedError(_(reason))
    first, last = sorted((day, to))
    return _kept(athlete, by, Change.Kind.SWAP, first, last)


@transaction.atomic
def skip(*, athlete: User, day: dt.date, by: User) -> Change:
    """Leave a day's workout out; its metres go nowhere else. Raises RefusedError."""
    inputs = _locked_inputs(athlete)
    reason = skip_why_not(inputs.spec, day)
    if reason is not None:
        raise RefusedError(_(reason))
    return _kept(athlete, by, Change.Kind.SKIP, day, day)


@transaction.atomic
def pause(
    *, athlete: User, first: dt.date, last: dt.date, cause: str, by: User
) -> Change:
    """Pause the plan from one day to another, both included. Raises RefusedError."""
    inputs = _locked_inputs(athlete)
    refused = (
        (BEGINS_LATER, first < inputs.today),
        (STARTS_TOO_LATE, first - inputs.today > LONGEST_PAUSE),
        (ENDS_EARLIER, last < first),
        (TOO_LONG, last - first > LONGEST_PAUSE),
    )
    for message, holds in refused:
        if holds:
            raise RefusedError(message)
    overlap = [
        change
        for change in inputs.changes
        if change.kind == Change.Kind.PAUSE
        and change.first <= last
        and change.last >= first
    ]
    if overlap:
        raise RefusedError(
            _("Some of these days are paused already. End that pause first.")
        )
    return _kept(athlete, by, Change.Kind.PAUSE, first, last, cause)


@transaction.atomic
def undo(*, athlete: User, change: Change) -> None:
    """Take a change back; days that are over stay as they were.

    A pause that has begun ends yesterday, so that the way back is as gentle as the
    days without running ask for. Raises RefusedError for what is over, and for two
    days that may not change places again.
    """
    inputs = _locked_inputs(athlete)
    change.refresh_from_db()
    if change.undone_at is not None:
        return
    if change.last < inputs.today:
        raise RefusedError(_("These days are over: they stay as they were."))
    if change.kind == Change.Kind.SWAP:
        _check_swap_back(inputs, change)
    if change.first < inputs.today and change.kind == Change.Kind.PAUSE:
        change.last = inputs.today - dt.timedelta(days=1)
        change.save(update_fields=["last"])
    else:
        change.undone_at = timezone.now()
        change.save(update_fields=["undone_at"])
    replan(athlete=athlete, cause=_cause(change.kind))


def _check_swap_back(inputs: Inputs, change: Change) -> None:
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
    reason = why_not(inputs.spec, Swap(date=change.first, other=change.last))
    if reason is not None:
        raise RefusedError(_(reason))


def _locked_inputs(athlete: User) -> Inputs:
    lock(athlete)
    plan = active_plan(athlete)
    if plan is None:
        raise RefusedError(_("There is no plan yet."))
    if plan.ends_on < athlete.local_date():
        replan(athlete=athlete, cause=Replan.Cause.NEXT_PLAN)
        plan = Plan.objects.active().get(athlete=athlete)
    return Inputs.of(athlete, plan)


def _kept(
    athlete: User,
    by: User,
    kind: Change.Kind,
    first: dt.date,
    last: dt.date,
    cause: str = "",
) -> Change:
    change = Change.objects.create(
        athlete=athlete, made_by=by, kind=kind, first=first, last=last, cause=cause
    )
    replan(athlete=athlete, cause=_cause(kind))
    return change


def _cause(kind: str) -> Replan.Cause:
    return Replan.Cause.PAUSE if kind == Change.Kind.PAUSE else Replan.Cause.MOVED
