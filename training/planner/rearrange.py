"""Say whether two days may change places or one be skipped, and if not, why.

What is allowed at one time may not be later, for instance after another advice: build
obeys every limit whatever is swapped, and leaves out or softens what comes too near.

Source: clinical.md 7.7, A4, P7, P10 and P11.
"""

from __future__ import annotations

from datetime import date, timedelta

from training.planner.build import workouts_by_day
from training.planner.changes import days_off
from training.planner.planned import WorkoutKind
from training.planner.refusal import Refusal
from training.planner.swapping import Swapping
from training.planner.text import gettext_noop
from training.planner.types import PlanSpec, Swap

OUTSIDE = gettext_noop(
    "That day is not in this plan: choose one from {first} to {last}."
)
OVER = gettext_noop("{day} is over: choose today or a later day.")
LOGGED = gettext_noop("You have logged a run on {day}: choose a day without one.")
RACE = gettext_noop("Your race is on {day}: choose another day.")
PAUSED = gettext_noop("{day} is paused: end the pause first.")
SKIPPED = gettext_noop("You skipped {day}: take that back first.")
# The same for a coach, who did not do it.
LOGGED_BY_ATHLETE = gettext_noop(
    "A run is logged on {day} already: choose a day without one."
)
RACE_OF_ATHLETE = gettext_noop("The race is on {day}: choose another day.")
SKIPPED_BY_ATHLETE = gettext_noop("{day} is skipped: take that back first.")
COACHED = gettext_noop("Your coach changed that day: undo that change first.")
COACHED_BY_ANOTHER = gettext_noop("A coach changed that day: undo that change first.")
NOTHING_TO_MOVE = gettext_noop("Nothing is planned on either day: choose another one.")
NOTHING_TO_SKIP = gettext_noop("Nothing is planned on {day}: choose another day.")
CHECKED_IN = gettext_noop(
    "Your check-in changed the workout on {day}: it is not made up for on another day, "
    "so choose another workout."
)


def why_not(spec: PlanSpec, swap: Swap, *, to_coach: bool = False) -> Refusal | None:
    """Return None if the swap is allowed, else which rule refuses it.

    to_coach asks for a sentence to somebody else than the athlete.
    """
    days = sorted((swap.date, swap.other))
    coached = [one.date for one in spec.overrides if one.date in days]
    if coached:
        # Its share of the week would stay, and the day that it goes to has another.
        text = COACHED_BY_ANOTHER if to_coach else COACHED
        return Refusal(date=min(coached), text=text)
    for day in days:
        closed = closed_why(spec, day, to_coach=to_coach)
        if closed is not None:
            return closed
    view = Swapping.of(spec, swap)
    if all(view.workouts[day].kind is WorkoutKind.REST for day in days):
        return Refusal(date=days[0], text=NOTHING_TO_MOVE)
    for day in days:
        if view.is_checked_in(day):
            text = CHECKED_IN.format(day=f"{day:%A}")
            return Refusal(date=day, rule="A4", text=text, is_health=True)
    return (
        view.hard_days_meet()
        or view.runs_meet()
        or view.strength_before_long()
        or view.adds_running()
    )


def skip_why_not(
    spec: PlanSpec, day: date, *, to_coach: bool = False
) -> Refusal | None:
    """Return None if the day may be skipped, else why not."""
    closed = closed_why(spec, day, to_coach=to_coach)
    if closed is not None:
        return closed
    if workouts_by_day(spec)[day].kind is WorkoutKind.REST:
        return Refusal(date=day, text=NOTHING_TO_SKIP.format(day=f"{day:%A}"))
    return None


def closed_why(spec: PlanSpec, day: date, *, to_coach: bool = False) -> Refusal | None:
    """Return why nothing can be changed on this day; None if something can."""
    last = spec.start + timedelta(days=7 * spec.weeks - 1)
    if not spec.start <= day <= last:
        first, end = (f"{one.day} {one:%B}" for one in (spec.start, last))
        return Refusal(date=day, text=OUTSIDE.format(first=first, last=end))
    logged, race, skipped = LOGGED, RACE, SKIPPED
    if to_coach:
        logged, race = LOGGED_BY_ATHLETE, RACE_OF_ATHLETE
        skipped = SKIPPED_BY_ATHLETE
    reasons = (
        (OVER, day < spec.today),
        (logged, any(run.date == day and run.distance_m for run in spec.runs)),
        (race, spec.race is not None and spec.race.date == day),
        (PAUSED, day in days_off(spec).paused),
        (skipped, day in spec.skips),
    )
    found = (
        Refusal(date=day, text=text.format(day=f"{day:%A}"), is_pause=text is PAUSED)
        for text, holds in reasons
        if holds
    )
    return next(found, None)
