"""What a coach changes: another workout for a day, a whole week, a ceiling.

Tightening is free; loosening needs a reason. Past the verdict, the hold, the cap or any
other rule of the plan, a change is refused with the rule that refuses it: the plan is
built with it, and what comes out must be what was asked for. Whoever writes past these
services is refused by Postgres what passes the cap, the hold, the advice or a ceiling
(migrations 0004, 0006, 0008); the other rules of the plan are kept here and by the planner.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _, gettext_lazy
from django_stubs_ext import StrOrPromise

from backpain.accounts.models import User
from training.changes_for_planner import override_of
from training.inputs import Inputs
from training.models import LONGEST_WEEK_M, Change, Workout
from training.planner import (
    BLANK_BELOW_M,
    InvalidSpec,
    PlannedWorkout,
    Refusal,
    WorkoutKind,
    override_why_not,
    workouts_by_day,
)
from training.services.changes.keeping import (
    cause_of,
    kept,
    locked_inputs,
    made_before,
)
from training.services.changes.refused import (
    NOT_AT_PRESENT,
    PLANNED_ANEW,
    RefusedError,
    StaleError,
    refusal_of,
)
from training.services.plan import replan_from

LONGEST_CEILING = dt.timedelta(days=366)
NO_TRAINING = gettext_lazy("No training can be planned at present.")
NOT_TODAY = gettext_lazy("Today's advice does not allow that.")
ON_HOLD = gettext_lazy(
    "No training can be planned: a care hold is open. It ends once a clinician has "
    "assessed the athlete. Rest, a pause and a ceiling can be."
)
REASON_NEEDED = gettext_lazy(
    "This asks for more or harder training than planned: say why. The athlete reads it."
)
# From the least to the most demanding.
RANKS = (
    WorkoutKind.REST,
    WorkoutKind.WALK,
    WorkoutKind.STRENGTH,
    WorkoutKind.CROSS_TRAINING,
    WorkoutKind.RUN_WALK,
    WorkoutKind.EASY,
    WorkoutKind.LONG,
    WorkoutKind.TEMPO,
    WorkoutKind.INTERVALS,
)


class ReasonNeededError(RefusedError):
    """More or harder training than planned, without a reason."""


class ConflictError(StaleError):
    """The plan is not what it was when the form was made; standing is what it is now."""

    def __init__(
        self, message: StrOrPromise, *, standing: Mapping[dt.date, PlannedWorkout]
    ) -> None:
        super().__init__(message)
        self.standing = standing


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a coach asks for on one day: metres of a run, seconds of anything else.

    kind is one of Workout.Kind; activity "running", "walking", "strength", "rest" or,
    for cross-training, a sport. text is what to do, "" for the plan's own words.
    """

    kind: str
    activity: str
    distance_m: int = 0
    duration_s: int = 0
    text: str = ""


def is_loosening(planned: Workout | PlannedWorkout, asked: Asked) -> bool:
    """Say whether this is longer or harder than planned, or a run in place of none.

    A walk in place of a run is neither, however long.
    """
    was, kind = WorkoutKind(planned.kind), WorkoutKind(asked.kind)
    if RANKS.index(kind) > RANKS.index(was):
        return True
    if asked.activity == Workout.RUNNING:
        return asked.distance_m > planned.distance_m
    if planned.is_running and kind is WorkoutKind.WALK:
        return False
    return asked.duration_s > planned.duration_s


def change_workout(
    *,
    athlete: User,
    day: dt.date,
    asked: Asked,
    reason: str,
    by: User,
    now: dt.datetime | None = None,
    seen: int | None = None,
) -> Change:
    """Plan another workout for a day.

    seen is the version_of the plan that the form was made from; None is not checked.
    Raises RefusedError where a rule forbids it, ReasonNeededError for more than planned
    without a reason, ConflictError if the plan is another one by now.
    """
    asked_for = {day: asked}
    return change_week(
        athlete=athlete, asked=asked_for, reason=reason, by=by, now=now, seen=seen
    )[0]


@transaction.atomic
def change_week(
    *,
    athlete: User,
    asked: Mapping[dt.date, Asked],
    reason: str,
    by: User,
    now: dt.datetime | None = None,
    seen: int | None = None,
) -> list[Change]:
    """Plan other workouts for several days, all or none; see change_workout."""
    inputs = locked_inputs(athlete, now)
    standing = workouts_by_day(inputs.spec)
    changes = [
        _override(athlete, by, day, one, reason.strip())
        for day, one in sorted(asked.items())
    ]
    try:
        before = [made_before(athlete, by, one, seen) for one in changes]
    except StaleError:
        stands = {day: standing[day] for day in asked if day in standing}
        raise ConflictError(PLANNED_ANEW, standing=stands) from None
    if any(before):
        return [one for one in before if one is not None]
    _check(inputs, changes, by)
    is_more = any(is_loosening(standing[day], one) for day, one in asked.items())
    if is_more and not reason.strip():
        raise ReasonNeededError(REASON_NEEDED)
    for change in changes:
        change.made_at = now or timezone.now()
        change.save()
    if changes:
        cause = cause_of(Change.Kind.OVERRIDE, athlete, by)
        replan_from(inputs.with_changes([*inputs.changes, *changes]), cause, now)
    return changes


def _override(
    athlete: User, by: User, day: dt.date, asked: Asked, reason: str
) -> Change:
    """Return the change to what is asked for on a day, not saved yet."""
    return Change(
        athlete=athlete,
        made_by=by,
        kind=Change.Kind.OVERRIDE,
        first=day,
        last=day,
        workout=dataclasses.asdict(asked),
        reason=reason,
    )


@transaction.atomic
def set_ceiling(
    *,
    athlete: User,
    last: dt.date,
    ceiling_m: int,
    reason: str,
    by: User,
    now: dt.datetime | None = None,
    seen: int | None = None,
) -> Change:
    """Let no week from this one on hold more than ceiling_m, up to the week of last.

    Raises RefusedError for a day that is over or too far away, and for a ceiling so low
    that a pause says it better.
    """
    inputs = locked_inputs(athlete, now)
    _check_ceiling(inputs.today, last, ceiling_m)
    first = max(inputs.today, inputs.plan.started_on)
    made = Change(
        kind=Change.Kind.CEILING,
        first=first,
        last=max(first, last),
        ceiling_m=ceiling_m,
        reason=reason.strip(),
    )
    if before := made_before(athlete, by, made, seen):
        return before
    return kept(
        inputs,
        by,
        Change.Kind.CEILING,
        made.first,
        made.last,
        ceiling_m=made.ceiling_m,
        reason=made.reason,
        now=now,
    )


def _check_ceiling(today: dt.date, last: dt.date, ceiling_m: int) -> None:
    """Raise RefusedError unless such a ceiling makes sense."""
    for message, holds in (
        (_("A ceiling holds until today or a later day."), last < today),
        (_("A ceiling ends within a year from today."), last - today > LONGEST_CEILING),
        (
            _("A week of less than a kilometre is none: enter a pause instead."),
            ceiling_m < BLANK_BELOW_M,
        ),
        (_("Nobody runs that far in a week."), ceiling_m > LONGEST_WEEK_M),
    ):
        if holds:
            raise RefusedError(message)


def _check(inputs: Inputs, changes: Sequence[Change], by: User) -> None:
    """Raise RefusedError unless all of these workouts come out as asked for."""
    try:
        overrides = [override_of(change) for change in changes]
    except (InvalidSpec, ValueError) as error:
        raise RefusedError(str(error)) from None
    if inputs.is_on_hold and any(one.kind is not WorkoutKind.REST for one in overrides):
        raise RefusedError(ON_HOLD, rule="HOLD", plain=NO_TRAINING)
    if any(one.is_running and one.distance_m == 0 for one in overrides):
        raise RefusedError(_("Enter how far to run."))
    refusal = override_why_not(inputs.spec, overrides)
    if refusal is not None:
        # Of several days, which one it is.
        day = f"{date_format(refusal.date, 'l')}: " if len(changes) > 1 else ""
        said = refusal_of(inputs, refusal, by=by)
        plain = said.plain if said.pause else _plain(refusal, inputs)
        raise RefusedError(
            f"{day}{said}",
            rule=refusal.rule,
            plain=f"{day}{plain}",
            pause=said.pause,
        )


def _plain(refusal: Refusal, inputs: Inputs) -> StrOrPromise:
    """Return what to say without what the athlete answered."""
    if not refusal.is_health:
        return _(refusal.to_coach)
    if refusal.rule == "HOLD":
        return NO_TRAINING
    days = [one.date for one in inputs.spec.advice if one.date <= inputs.today]
    is_today = refusal.date == inputs.today == max(days, default=None)
    return NOT_TODAY if is_today else NOT_AT_PRESENT
