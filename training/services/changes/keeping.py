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
from training.models import Change, Replan
from training.planner import InvalidSpec, Swap, skip_why_not, why_not
from training.record import Record
from training.services.plan import replan_from
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
PAUSED_ALREADY = gettext_lazy(
    "Some of these days are paused already. End that pause first."
)
PAUSED_BY_ANOTHER = gettext_lazy(
    "Some of these days are paused already, and not by you. The athlete can end that "
    "pause."
)
PLANNED_ANEW = gettext_lazy(
    "The plan has changed since you opened this page: look at what stands now."
)
# What somebody may know who may not see what the athlete answered.
NOT_AT_PRESENT = gettext_lazy("That cannot be planned at present.")


class RefusedError(Exception):
    """A change that a rule forbids; the message says which one, and what to do.

    rule is the rule's id, "" where it is only about dates. plain says as much as
    somebody may know who does not see health answers. pause is what stands in the way.
    """

    def __init__(
        self,
        message: StrOrPromise,
        *,
        rule: str = "",
        plain: StrOrPromise = "",
        pause: Change | None = None,
    ) -> None:
        super().__init__(message)
        self.rule, self.pause = rule, pause
        self.plain = str(plain or message)


class StaleError(RefusedError):
    """The plan is another one than the page showed that this was sent from."""


def version_of(athlete: User) -> int:
    """Return what changes each time a plan becomes another one; 0 without a plan."""
    newest = Replan.objects.filter(athlete=athlete).order_by("-id")
    return newest.values_list("pk", flat=True).first() or 0


# What a page asks for; the rest of a change is who and when.
ASKED_FOR = ("kind", "first", "last", "cause", "ceiling_m", "reason")
ENDS_YESTERDAY = (Change.Kind.PAUSE, Change.Kind.CEILING)


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
    if inputs.coached_by.keys() & {day, to}:
        raise RefusedError(COACHED if by == athlete else COACHED_DAY)
    refused = why_not(inputs.spec, swap, to_coach=by != athlete)
    if refused is not None:
        raise RefusedError(_(refused), plain=_plain(refused))
    return kept(inputs, by, Change.Kind.SWAP, first, last, reason=reason)


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
    refused = skip_why_not(inputs.spec, day, to_coach=by != athlete)
    if refused is not None:
        raise RefusedError(_(refused))
    return kept(inputs, by, Change.Kind.SKIP, day, day, reason=reason)


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
    refused = (
        (BEGINS_LATER, first < inputs.today),
        (STARTS_TOO_LATE, first - inputs.today > LONGEST_PAUSE),
        (ENDS_EARLIER, last < first),
        (TOO_LONG, last - first > LONGEST_PAUSE),
    )
    for message, holds in refused:
        if holds:
            raise RefusedError(message)
    _check_not_paused(inputs, first, last, by)
    return kept(inputs, by, Change.Kind.PAUSE, first, last, cause=cause, reason=reason)


def _check_not_paused(inputs: Inputs, first: dt.date, last: dt.date, by: User) -> None:
    for one in inputs.changes:
        if one.kind == Change.Kind.PAUSE and one.first <= last and one.last >= first:
            may_end = by.pk in (inputs.athlete.pk, one.made_by_id)
            raise RefusedError(
                PAUSED_ALREADY if may_end else PAUSED_BY_ANOTHER, pause=one
            )


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
    if _is_stale(athlete, seen):
        raise StaleError(PLANNED_ANEW)
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
    left = [one for one in inputs.changes if one.pk != change.pk]
    if change.undone_at is None and change.last >= inputs.plan.started_on:
        left.append(change)
    cause = cause_of(change.kind, athlete, by)
    replan_from(inputs.with_changes(left), cause)


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
    record = Record.of(athlete, now)
    if record.plan is None:
        raise RefusedError(_("There is no plan yet."))
    inputs = Inputs.of(record)
    if inputs.plan.ends_on < inputs.today:
        replan_from(inputs, Replan.Cause.NEXT_PLAN, now)
        return Inputs.of(Record.of(athlete, now))
    return inputs


def made_before(
    athlete: User, by: User, made: Change, seen: int | None
) -> Change | None:
    """Return the change that the very same page has made already, None the first time.

    Raises StaleError where something else was changed since the page was opened.
    """
    if not _is_stale(athlete, seen):
        return None
    opened = Replan.objects.filter(athlete=athlete, pk=seen or 0).values("at")
    same = Change.objects.standing().filter(
        athlete=athlete,
        made_by=by,
        made_at__gt=opened[:1],
        **{name: getattr(made, name) for name in ASKED_FOR},
    )
    if made.workout is not None:
        same = same.filter(workout=made.workout)
    if before := same.order_by("-id").first():
        return before
    raise StaleError(PLANNED_ANEW)


def _is_stale(athlete: User, seen: int | None) -> bool:
    return seen is not None and seen != version_of(athlete)


def kept(
    inputs: Inputs,
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
        athlete=inputs.athlete,
        made_by=by,
        made_at=now or timezone.now(),
        kind=kind,
        first=first,
        last=last,
        **columns,
    )
    cause = cause_of(kind, inputs.athlete, by)
    replan_from(inputs.with_changes([*inputs.changes, change]), cause, now)
    return change


def cause_of(kind: str, athlete: User, by: User) -> Replan.Cause:
    """Return why the weeks are planned anew after a change of this kind."""
    if by != athlete:
        return Replan.Cause.COACH
    return Replan.Cause.PAUSE if kind == Change.Kind.PAUSE else Replan.Cause.MOVED
