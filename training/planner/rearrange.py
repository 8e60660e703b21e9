"""Say whether two days may change places or one be skipped, and if not, why.

What is allowed at one time may not be later, for instance after another advice: build
obeys every limit whatever is swapped, and leaves out or softens what comes too near.

Source: clinical.md 7.7, A4, P7, P10 and P11.
"""

from __future__ import annotations

from datetime import date, timedelta

from training.planner.build import workouts_by_day
from training.planner.changes import days_off
from training.planner.history import advice_book
from training.planner.planned import WorkoutKind
from training.planner.reasons import Reason, frozen_since
from training.planner.refusal import Refusal
from training.planner.swapping import Swapping
from training.planner.text import gettext_noop
from training.planner.types import PlanSpec, Swap

OUTSIDE = Reason(
    gettext_noop("That day is not in this plan: choose one from {first} to {last}.")
)
OVER = Reason(gettext_noop("{day} is over: choose today or a later day."))
LOGGED = Reason(
    gettext_noop("You have logged a run on {day}: choose a day without one."),
    to_coach=gettext_noop(
        "A run is logged on {day} already: choose a day without one."
    ),
)
RACE = Reason(
    gettext_noop("Your race is on {day}: choose another day."),
    to_coach=gettext_noop("The race is on {day}: choose another day."),
)
PAUSED = Reason(gettext_noop("{day} is paused: end the pause first."))
SKIPPED = Reason(
    gettext_noop("You skipped {day}: take that back first."),
    to_coach=gettext_noop("{day} is skipped: take that back first."),
)
COACHED = Reason(
    gettext_noop("Your coach changed that day: undo that change first."),
    to_coach=gettext_noop("A coach changed that day: undo that change first."),
)
NOTHING_TO_MOVE = Reason(
    gettext_noop("Nothing is planned on either day: choose another one.")
)
NOTHING_TO_SKIP = Reason(
    gettext_noop("Nothing is planned on {day}: choose another day.")
)
CHECKED_IN = Reason(
    gettext_noop(
        "Your check-in changed the workout on {day}: it is not made up for on another "
        "day, so choose another workout."
    ),
    rule="A4",
    is_health=True,
    to_coach=gettext_noop(
        "A check-in changed the workout on {day}: it is not made up for on another "
        "day, so choose another workout."
    ),
)


def why_not(spec: PlanSpec, swap: Swap) -> Refusal | None:
    """Return None if the swap is allowed, else which rule refuses it."""
    days = sorted((swap.date, swap.other))
    coached = [one.date for one in spec.overrides if one.date in days]
    if coached:
        # Its share of the week would stay, and the day that it goes to has another.
        return Refusal.of(min(coached), COACHED)
    for day in days:
        closed = closed_why(spec, day)
        if closed is not None:
            return closed
    view = Swapping.of(spec, swap)
    if all(view.workouts[day].kind is WorkoutKind.REST for day in days):
        return _frozen(spec, days[0]) or Refusal.of(days[0], NOTHING_TO_MOVE)
    for day in days:
        if view.is_checked_in(day):
            return Refusal.of(day, CHECKED_IN.format(day=f"{day:%A}"))
    return (
        view.hard_days_meet()
        or view.runs_meet()
        or view.strength_before_long()
        or view.adds_running()
    )


def skip_why_not(spec: PlanSpec, day: date) -> Refusal | None:
    """Return None if the day may be skipped, else why not."""
    closed = closed_why(spec, day)
    if closed is not None:
        return closed
    if workouts_by_day(spec)[day].kind is WorkoutKind.REST:
        nothing = NOTHING_TO_SKIP.format(day=f"{day:%A}")
        return _frozen(spec, day) or Refusal.of(day, nothing)
    return None


def closed_why(spec: PlanSpec, day: date) -> Refusal | None:
    """Return why nothing can be changed on this day; None if something can."""
    last = spec.start + timedelta(days=7 * spec.weeks - 1)
    if not spec.start <= day <= last:
        first, end = (f"{one.day} {one:%B}" for one in (spec.start, last))
        return Refusal.of(day, OUTSIDE.format(first=first, last=end))
    reasons = (
        (OVER, day < spec.today),
        (LOGGED, any(run.date == day and run.distance_m for run in spec.runs)),
        (RACE, spec.race is not None and spec.race.date == day),
        (PAUSED, day in days_off(spec).paused),
        (SKIPPED, day in spec.skips),
    )
    found = (
        Refusal.of(day, why.format(day=f"{day:%A}"), is_pause=why is PAUSED)
        for why, holds in reasons
        if holds
    )
    return next(found, None)


def _frozen(spec: PlanSpec, day: date) -> Refusal | None:
    """Return that a warning sign has stopped all training, None if none has."""
    newest = advice_book(spec).newest(max(day, spec.today))
    if newest is None or not newest.is_freeze:
        return None
    return Refusal.of(day, frozen_since(newest.date))
