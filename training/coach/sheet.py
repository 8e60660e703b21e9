"""An athlete's week on paper, as their coach may print it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from backpain.accounts.models import User
from training.coach.seen import Seen
from training.coach.words import day_without_health, why_without_health
from training.models import Week
from training.print_week import (
    PrintDay,
    Sheet,
    newest_red_flags,
    sheet_of,
    size_of_type,
    why_of,
)
from training.short_steps import short_steps


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachSheet:
    """One sheet and whose it is.

    no_training is what stands in place of the days where a warning sign stops the
    plan and the coach may not know of it, "" everywhere else.
    """

    sheet: Sheet
    athlete: User
    today: dt.date
    no_training: str


def sheet_for_coach(seen: Seen, week: Week) -> CoachSheet:
    """Return the sheet of a week of the plan, which there has to be."""
    if seen.plan is None:
        raise LookupError("there is no plan to print")
    reported = newest_red_flags(seen.situation) if seen.sees_health else []
    sheet = sheet_of(
        seen.plan,
        week,
        is_checked_in=seen.check_in is not None,
        latches=seen.latches,
        reported=reported,
    )
    if not seen.sees_health:
        sheet = _without_health(sheet, seen)
    return CoachSheet(
        sheet=sheet,
        athlete=seen.athlete,
        today=seen.today,
        no_training=seen.no_training,
    )


def _without_health(sheet: Sheet, seen: Seen) -> Sheet:
    """Return a sheet without reasons, effort and pain; without days in a stop."""
    days: list[PrintDay] = []
    is_stopped = bool(seen.no_training)
    said = ""
    for day in [] if is_stopped else sheet.days:
        text = day_without_health(day.text, seen.is_own)
        why = why_of(text.workout.reason, said)
        steps = short_steps(text.workout)
        days.append(replace(day, text=text, steps=steps, why=why, effort="", pain=""))
        said = text.workout.reason or said
    why = "" if is_stopped else why_without_health(sheet.why)
    return replace(
        sheet,
        days=days,
        why=why,
        hamstrings_twice=False,
        size=size_of_type(days, why, ()),
    )
