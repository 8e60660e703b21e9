"""Days that a test of the plan talks of, right on whatever weekday it runs.

Postgres has its own clock, so these tests cannot choose their date.
"""

from __future__ import annotations

import datetime as dt

from backpain.accounts.models import User
from tests.make import make_plan_of
from training.models import Plan

DAY = dt.timedelta(days=1)
WEEK = 7 * DAY
MON, TUE, WED, THU, FRI, SAT, SUN = range(7)


def monday(athlete: User) -> dt.date:
    """Return the Monday of this week."""
    today = athlete.local_date()
    return today - today.weekday() * DAY


def next_week(athlete: User, weekday: int) -> dt.date:
    """Return a day of the next week: it is never over."""
    return monday(athlete) + WEEK + weekday * DAY


def running_days(isoweekday: int) -> dict[str, object]:
    """Return three running days with a day between them, the long run on this one."""
    days = {isoweekday, (isoweekday + 1) % 7 + 1, (isoweekday + 3) % 7 + 1}
    return {"running_days": sorted(days), "long_run_day": isoweekday}


def plan_with_a_run_today(athlete: User) -> Plan:
    return make_plan_of(athlete, **running_days(athlete.local_date().isoweekday()))
