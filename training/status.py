"""The columns of an athlete's status that follow from the plan and the runs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Subquery, Sum
from django.db.models.functions import Coalesce

from backpain.accounts import ranks
from backpain.accounts.models import AthleteStatus, User
from backpain.accounts.models.status import silent_from, start_of
from training.inputs import Inputs
from training.models import Run, Week
from training.planner import Unit, metres_of
from training.rows import week_row
from training.sentences import figures_of
from training.weeks import DAY, WEEK, monday_of

# A week is at risk once so many of its planned runs went by without one.
MISSED_RUNS = 2
# Columns that decide where an athlete stands.
RISK = ("risk", "risk_from", "risk_until")

Columns = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekNow:
    """The week in progress: what it holds, and the days to run and run so far."""

    athlete: User
    monday: dt.date
    planned_m: int
    cap_m: int
    run_m: int
    to_run: Sequence[dt.date]
    run_on: Collection[dt.date]


def keep_status(inputs: Inputs) -> None:
    """Store what the weeks that were just planned say of the one in progress."""
    plan, athlete = inputs.plan, inputs.athlete
    # Whoever flies west on the first day of a plan is back on the day before it.
    monday = monday_of(max(inputs.today, plan.started_on))
    week = next(one for one in inputs.weeks if one.start == monday)
    first = max(monday, plan.made_on)
    keep_week(
        WeekNow(
            athlete=athlete,
            monday=monday,
            planned_m=week.volume_m,
            cap_m=cap_as_shown(week_row(plan, week), inputs.spec.unit),
            run_m=inputs.run_by_week[monday],
            to_run=[
                day.date
                for day in week.days
                if day.date >= first and any(one.is_running for one in day.workouts)
            ],
            run_on={run.date for run in inputs.runs if first <= run.date <= week.end},
        )
    )


def cap_as_shown(week: Week, unit: Unit) -> int:
    """Return the metres that the athlete's own pages say a week may hold at most."""
    return min(week.cap_m, metres_of(figures_of(week, unit).cap, unit))


def keep_week(week: WeekNow) -> None:
    """Store the figures of a week, and where they put the athlete."""
    _keep(week.athlete, _columns_of(week))


def keep_status_without_plan(athlete: User, now: dt.datetime | None = None) -> None:
    """Store what was run this week by somebody who has no plan."""
    monday = monday_of(athlete.local_date(now))
    runs = Run.objects.filter(athlete=athlete, date__range=(monday, monday + 6 * DAY))
    metres = runs.values("athlete").values_list(Sum("distance_m"))
    run_m = Coalesce(Subquery(metres), 0)
    _store(athlete, _week_columns(athlete, monday) | {"run_m": run_m})


def _keep(athlete: User, columns: Columns) -> None:
    """Store the columns if any became another; most check-ins change none."""
    stored = AthleteStatus.objects.filter(athlete=athlete).values(*columns).first()
    if stored == columns:
        return
    _store(athlete, columns)
    if stored is None or any(stored[name] != columns[name] for name in RISK):
        ranks.keep_ranks(athlete)


def _store(athlete: User, columns: Columns) -> None:
    joined_on = athlete.local_date(athlete.date_joined)
    first_silent = silent_from(joined_on, athlete.zone)
    AthleteStatus.objects.bulk_create(
        [AthleteStatus(athlete=athlete, silent_from=first_silent, **columns)],
        update_conflicts=True,
        unique_fields=["athlete"],
        update_fields=list(columns),
    )


def _week_columns(athlete: User, monday: dt.date) -> Columns:
    return {
        "week_start": monday,
        "week_until": start_of(monday + WEEK, athlete.zone),
        "planned_m": None,
        "run_m": 0,
        "cap_m": None,
        "risk": "",
        "risk_from": None,
        "risk_until": None,
    }


def _columns_of(week: WeekNow) -> Columns:
    zone = week.athlete.zone
    columns = _week_columns(week.athlete, week.monday) | {
        "planned_m": week.planned_m,
        "cap_m": week.cap_m,
        "run_m": week.run_m,
    }
    missed_on = second_missed_on(week.to_run, week.run_on)
    if week.run_m > week.cap_m:
        risk, since = AthleteStatus.Risk.OVER, start_of(week.monday, zone)
    elif missed_on is not None:
        risk, since = AthleteStatus.Risk.MISSED, start_of(missed_on + DAY, zone)
    else:
        return columns
    return columns | {
        "risk": risk.value,
        "risk_from": since,
        "risk_until": columns["week_until"],
    }


def second_missed_on(
    to_run: Sequence[dt.date], run_on: Collection[dt.date]
) -> dt.date | None:
    """Return the day with whose end a second planned run of the week is missed.

    That is if nothing more is logged; a run on another day of the week counts for a
    planned one. to_run is in order. None if fewer than two are left over.
    """
    second = len(run_on) + MISSED_RUNS
    return to_run[second - 1] if second <= len(to_run) else None
