"""Move, skip and pause: what an athlete or a coach changes in the plan, and takes back."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy
from django_stubs_ext import StrOrPromise

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
COACHED = gettext_lazy("Your coach changed that day: undo that change first.")
COACHED_DAY = gettext_lazy("A coach changed that day: undo that change first.")
# What somebody may know who may not see what the athlete answered.
NOT_AT_PRESENT = gettext_lazy("That cannot be planned at present.")


class RefusedError(Exception):
    """A change that a rule forbids; the message says which one, and what to do.

    rule is the rule's id, "" where it is only about dates. plain says as much as
    somebody may know who does not see health answers.
    """

    def __init__(
        self, message: StrOrPromise, *, rule: str = "", plain: StrOrPromise = ""
    ) -> None:
        super().__init__(message)
        self.rule = rule
        self.plain = str(plain or message)


ENDS_YESTERDAY = (Change.Kind.PAUSE, Change.Kind.CEILING)


@transaction.atomic
def move(
    *, athlete: User, day: dt.date, to: dt.date, by: User, reason: str = ""
) -> Change:
    """Let the workouts of two days of a week change places.

    Raises RefusedError where a rule forbids it, and for a day that a coach changed.
    """
    inputs = locked_inputs(athlete)
    try:
        swap = Swap(date=day, other=to)
    except InvalidSpec:
        raise RefusedError(_("Choose another day of the same week.")) from None
    if inputs.coached_by.keys() & {day, to}:
        raise RefusedError(COACHED if by == athlete else COACHED_DAY)
    refused = why_not(inputs.spec, swap, to_coach=by != athlete)
    if refused is not None:
        raise RefusedError(_(refused), plain=_plain(refused))
    first, last = sorted((day, to))
    return kept(athlete, by, Change.Kind.SWAP, first, last, reason=reason)


@transaction.atomic
def skip(*, athlete: User, day: dt.date, by: User, reason: str = "") -> Change:
    """Leave a day's workout out; its metres go nowhere else. Raises RefusedError.

    Also one that a coach put there: nobody has to train.
    """
    inputs = locked_inputs(athlete)
    refused = skip_why_not(inputs.spec, day, to_coach=by != athlete)
    if refused is not None:
        raise RefusedError(_(refused))
    return kept(athlete, by, Change.Kind.SKIP, day, day, reason=reason)


@transaction.atomic
def pause(
    *,
    athlete: User,
    first: dt.date,
    last: dt.date,
    cause: str,
    by: User,
    reason: str = "",
) -> Change:
    """Pause the plan from one day to another, both included. Raises RefusedError."""
    inputs = locked_inputs(athlete)
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
    return kept(athlete, by, Change.Kind.PAUSE, first, last, cause=cause, reason=reason)


@transaction.atomic
def undo(*, athlete: User, change: Change, by: User | None = None) -> None:
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
    if by != athlete and change.made_by_id == athlete.pk:
        raise RefusedError(_("The athlete changed that: only they can take it back."))
    if change.last < inputs.today:
        raise RefusedError(_("These days are over: they stay as they were."))
    if change.kind == Change.Kind.SWAP:
        _check_swap_back(inputs, change, by)
    if change.first < inputs.today and change.kind in ENDS_YESTERDAY:
        change.last = inputs.today - dt.timedelta(days=1)
        change.save(update_fields=["last"])
    else:
        change.undone_at = timezone.now()
        change.save(update_fields=["undone_at"])
    replan(athlete=athlete, cause=cause_of(change.kind, athlete, by))


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
    if inputs.coached_by.keys() & days:
        raise RefusedError(COACHED if by == inputs.athlete else COACHED_DAY)
    swap = Swap(date=change.first, other=change.last)
    refused = why_not(inputs.spec, swap, to_coach=by != inputs.athlete)
    if refused is not None:
        raise RefusedError(_(refused), plain=_plain(refused))


def _plain(refused: str) -> StrOrPromise:
    """Return what to say of a refused move without naming a check-in."""
    return NOT_AT_PRESENT if "check-in" in refused else _(refused)


def locked_inputs(athlete: User, now: dt.datetime | None = None) -> Inputs:
    """Return what the plan is built from; nobody else changes it until the end.

    Raises RefusedError without a plan.
    """
    lock(athlete)
    plan = active_plan(athlete)
    if plan is None:
        raise RefusedError(_("There is no plan yet."))
    if plan.ends_on < athlete.local_date(now):
        replan(athlete=athlete, cause=Replan.Cause.NEXT_PLAN, now=now)
        plan = Plan.objects.active().get(athlete=athlete)
    return Inputs.of(athlete, plan, now)


def kept(
    athlete: User,
    by: User,
    kind: Change.Kind,
    first: dt.date,
    last: dt.date,
    *,
    now: dt.datetime | None = None,
    **columns: Any,
) -> Change:
    """Return a change, stored, and plan with it."""
    change = Change.objects.create(
        athlete=athlete,
        made_by=by,
        made_at=now or timezone.now(),
        kind=kind,
        first=first,
        last=last,
        **columns,
    )
    replan(athlete=athlete, cause=cause_of(kind, athlete, by), now=now)
    return change


def cause_of(kind: str, athlete: User, by: User) -> Replan.Cause:
    """Return why the weeks are planned anew after a change of this kind."""
    if by != athlete:
        return Replan.Cause.COACH
    return Replan.Cause.PAUSE if kind == Change.Kind.PAUSE else Replan.Cause.MOVED
