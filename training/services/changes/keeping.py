"""What every change has in common: one at a time, once, kept and planned with."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from backpain.accounts.models import User
from training.inputs import Inputs
from training.models import Change, Replan
from training.record import Record
from training.services.changes.refused import PLANNED_ANEW, RefusedError, StaleError
from training.services.plan import replan_from
from triage.situation import lock

# What a page asks for; the rest of a change is who and when.
ASKED_FOR = ("kind", "first", "last", "cause", "ceiling_m", "reason")


def version_of(athlete: User) -> int:
    """Return what changes each time a plan becomes another one; 0 without a plan."""
    newest = Replan.objects.filter(athlete=athlete).order_by("-id")
    return newest.values_list("pk", flat=True).first() or 0


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
    if not is_stale(athlete, seen):
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


def is_stale(athlete: User, seen: int | None) -> bool:
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
