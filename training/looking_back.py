"""The weeks that are over: whole plans of the past, and the week to ask about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from training.plan_now import PlanNow
from training.presentation import WeekText, week_text
from training.weeks import WEEK


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierPlan:
    """A plan that is over, with all of its weeks."""

    first: dt.date
    last: dt.date
    weeks: Sequence[WeekText]


def earlier_plans(now: PlanNow) -> list[EarlierPlan]:
    """Return the plans before this one, the newest first."""
    found = []
    for plan in now.earlier:
        weeks = [week_text(plan, week) for week in plan.weeks]
        if weeks:
            first, last = weeks[0].week.start, weeks[-1].week.end
            found.append(EarlierPlan(first=first, last=last, weeks=weeks))
    return found


def blank_week(now: PlanNow) -> WeekText | None:
    """Return the newest week with nothing logged, if no week after it was run.

    A week that is followed by one with running no longer makes this one smaller.
    """
    for one in _weeks_back(now):
        if one.run_m:
            return None
        if one.is_assumed_blank:
            return one
    return None


def _weeks_back(now: PlanNow) -> Iterator[WeekText]:
    """Give the weeks that are over, newest first, back to the last of an old plan."""
    for week in reversed(now.weeks):
        if week.end < now.today:
            yield week_text(now, week)
    for plan in now.earlier[:1]:
        for week in plan.weeks:
            if week.start == now.plan.started_on - WEEK:
                yield week_text(plan, week)
