"""Work out the status of athletes anew from what is stored."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from backpain.accounts.models import AthleteStatus, User
from training.plan_now import PlanNow
from training.status import WeekNow, cap_as_shown, keep_status_without_plan, keep_week
from triage.situation import lock
from triage.status import keep_status as keep_status_of_check_ins


@transaction.atomic
def rebuild_status(athlete: User, now: dt.datetime | None = None) -> bool:
    """Store an athlete's status as it follows from everything that is stored.

    Returns whether it was another one. Nothing else is changed: a plan whose weeks
    are outdated is planned anew in memory only.
    """
    lock(athlete)
    before = _columns(athlete)
    keep_status_of_check_ins(athlete, now)
    plan = PlanNow.of(athlete, now)
    if plan is None:
        keep_status_without_plan(athlete, now)
    else:
        keep_week(_week_now(plan))
    return _columns(athlete) != before


def _week_now(plan: PlanNow) -> WeekNow:
    """Return the week in progress as the athlete's own pages show it."""
    week = plan.this_week
    first = max(week.start, plan.plan.made_on)
    return WeekNow(
        athlete=plan.athlete,
        monday=week.start,
        planned_m=week.volume_m,
        cap_m=cap_as_shown(week, plan.unit),
        run_m=plan.run_by_week[week.start],
        to_run=[
            one.date
            for one in plan.workouts(week)
            if one.is_running and one.date >= first
        ],
        run_on={one.date for one in plan.record.runs if first <= one.date <= week.end},
    )


def _columns(athlete: User) -> Mapping[str, object] | None:
    return AthleteStatus.objects.filter(athlete=athlete).values().first()
