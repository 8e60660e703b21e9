"""The week on paper: a plan to print, and the words of the sheet."""

from __future__ import annotations

import datetime as dt
import html
import re

from backpain.accounts.models import User
from tests.clock import stop_at
from tests.make import make_profile
from training.models import Plan, Run, RunningHistory, Workout
from training.services.plan import make_plan

# A Thursday; the plan was made on the Monday.
NOW = dt.datetime(2026, 12, 3, 6, 30, tzinfo=dt.UTC)
MONDAY = dt.datetime(2026, 11, 30, 6, 30, tzinfo=dt.UTC)
THIS_WEEK = "/plan/weeks/1/print/"


def tell(athlete, **changes) -> RunningHistory:
    told = {
        "recent_weeks_m": [18_000, 19_000, 19_600, 19_600],
        "longest_run_30d_m": 8000,
        "runs_per_week": 3,
        "running_days": [2, 4, 7],
        "long_run_day": 7,
        "cross_training": ["cycling"],
        "easy_pace_s_per_km": 390,
        "answered_on": athlete.local_date(),
    }
    return RunningHistory.objects.create(athlete=athlete, **told | changes)


def plan_on_a_monday(time_machine, athlete: User) -> Plan:
    """Return the athlete's plan, made on the Monday before the Thursday that it is."""
    stop_at(time_machine, MONDAY)
    make_profile(athlete)
    tell(athlete)
    made = make_plan(athlete=athlete)
    stop_at(time_machine, NOW)
    return made


def text_of(page: str) -> str:
    """Return the words of a page, one space between them."""
    body = page[page.index("<main") : page.index("</main>")]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def day_of(page: str, day: str) -> str:
    """Return the words of one day, such as "Thu 3"."""
    days = re.findall(r"<tbody>.*?</tbody>", page, re.S)
    found = next(one for one in days if f">{day}</th>" in one)
    return text_of(f"<main>{found}</main>")


def log(athlete, day: int, **changes) -> Run:
    told = {"distance_m": 5100, "session_rpe": 3, "pain_max": 0}
    date = dt.date(2026, 12, day)
    return Run.objects.create(athlete=athlete, date=date, **told | changes)


def lines(page: str) -> int:
    return page.count('<span class="line"></span>')


def days_with_lines() -> int:
    """Return on how many days of the first week there is something to write down."""
    week = Workout.objects.filter(week__number=1)
    return week.exclude(kind=Workout.Kind.REST).count()
