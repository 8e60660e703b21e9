"""Plans and logs for tests, relative to the athlete's own today.

Postgres takes its own clock for what is over, so no test of a plan can choose its day:
what is to be over lies in last week, and any weekday will do as today.
"""

from __future__ import annotations

import datetime as dt
import html
import re
import uuid
from typing import Any

from backpain.accounts.models import User
from tests.make import make_profile
from training.models import Plan, Run, RunningHistory, Workout
from training.services.log import record_run
from training.services.plan import make_plan
from training.weeks import monday_of

DAY = dt.timedelta(days=1)
WEEK = 7 * DAY


def this_monday(athlete: User) -> dt.date:
    return monday_of(athlete.local_date())


def make_history(athlete: User, **changes: Any) -> RunningHistory:
    """Return four even weeks of 20 km, run on Tuesday, Thursday and Sunday."""
    columns = {
        "recent_weeks_m": [20_000] * 4,
        "longest_run_30d_m": 8_000,
        "runs_per_week": 3,
        "running_days": [2, 4, 7],
        "long_run_day": 7,
        "easy_pace_s_per_km": 390,
        "cross_training": ["cycling"],
        "answered_on": athlete.local_date(),
    }
    return RunningHistory.objects.create(athlete=athlete, **columns | changes)


def plan_since_last_week(athlete: User, **history: Any) -> Plan:
    """Return a plan in its second week; the runs of the first are still to be logged.

    Log at least one: Postgres refuses a week measured against runs that were not run.
    """
    make_profile(athlete)
    make_history(athlete, **history)
    monday = this_monday(athlete) - WEEK
    noon = dt.datetime.combine(monday, dt.time(12), tzinfo=dt.UTC)
    return make_plan(athlete=athlete, now=noon)


def log_run(athlete: User, day: dt.date, distance_m: int, **columns: Any) -> Run:
    return record_run(
        athlete=athlete,
        submission_key=uuid.uuid4(),
        date=day,
        distance_m=distance_m,
        **columns,
    )


def two_runs_last_week(athlete: User) -> tuple[Run, Run]:
    """Return the runs of last week, 8 and 12 km, of an athlete with a plan for 22."""
    plan_since_last_week(athlete)
    monday = this_monday(athlete)
    first = log_run(athlete, monday - 6 * DAY, 8_000)
    return first, log_run(athlete, monday - DAY, 12_000)


def workouts_of(athlete: User, week: int = 1, **wanted: Any) -> list[Workout]:
    found = Workout.objects.filter(athlete=athlete, week__number=week, **wanted)
    return list(found.order_by("date"))


def run_data(athlete: User, **changes: Any) -> dict[str, Any]:
    """Return what the page posts for a run of 5.2 today; None leaves a field out."""
    data = {
        "submission_key": str(uuid.uuid4()),
        "date": athlete.local_date().isoformat(),
        "distance": "5.2",
    } | changes
    return {name: value for name, value in data.items() if value is not None}


def text_of(response: Any) -> str:
    """Return what is read on a page, on one line."""
    words = re.sub(r"<[^>]+>", " ", response.content.decode())
    return html.unescape(" ".join(words.split()))
