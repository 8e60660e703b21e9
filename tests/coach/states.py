"""Athletes in the states that a roster tells apart, and what is read on its page."""

from __future__ import annotations

import datetime as dt
import html
import re

from django.utils import timezone

from backpain.accounts.models import AthleteStatus, User
from tests.coach.people import make_coaching
from triage.rules import Care, Verdict

PATH = "/coach/"
HOUR = dt.timedelta(hours=1)
DAY = 24 * HOUR
WHY = "Pain of 6 or more"


def make_athlete(coach, name, *, shared=None, **status):
    """Return an athlete of a coach who checked in two hours ago and may run."""
    now = timezone.now()
    athlete = User.objects.create_user(f"{name.lower()}@example.org", name=name)
    columns = {
        "verdict": Verdict.RUN,
        "care": Care.NONE,
        "pain_now": 1,
        "pains": [*[None] * 11, 2, 1, 1],
        "checked_in_at": now - 2 * HOUR - dt.timedelta(minutes=5),
        "checked_in_on": athlete.local_date(now),
        "day_until": now + HOUR,
        "verdict_until": now + HOUR,
        "silent_from": now + 3 * DAY,
        "week_start": now.date(),
        "week_until": now + DAY,
        "planned_m": 20_000,
        "cap_m": 22_000,
        "run_m": 8_000,
    } | status
    AthleteStatus.objects.create(athlete=athlete, **columns)
    make_coaching(athlete, coach, **(shared or {}))
    return athlete


def held():
    return {
        "verdict": Verdict.REST,
        "care": Care.EMERGENCY,
        "held_since": dt.date(2026, 11, 25),
        "why": WHY,
    }


def worse():
    return {
        "verdict": Verdict.WALK,
        "verdict_before": Verdict.RUN,
        "worse_until": timezone.now() + HOUR,
        "why": WHY,
    }


def rising():
    return {
        "pain_before": 1,
        "pains": [*[None] * 11, 1, 1, 4],
        "rising_until": timezone.now() + HOUR,
    }


def at_risk():
    now = timezone.now()
    return {"run_m": 23_000, "risk": "over", "risk_from": now, "risk_until": now + DAY}


def silent():
    now = timezone.now()
    long_ago = now - 5 * DAY
    return {
        "checked_in_at": long_ago,
        "checked_in_on": long_ago.date(),
        "day_until": now - 4 * DAY,
        "verdict_until": now - 4 * DAY,
        "silent_from": now - DAY,
    }


def page_of(client, path=PATH):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def names_on(page):
    found = re.findall(r'roster-name"><a href="[^"]+"><bdi>([^<]+)', page)
    return [html.unescape(name) for name in found]


def row_of(page, name):
    """Return what is read in one athlete's row, on one line."""
    row = next(row for row in page.split("<tr ") if f"<bdi>{name}</bdi>" in row)
    text = re.sub(r"<[^>]+>", " ", row.split("</tr>")[0])
    return html.unescape(" ".join(text.split()))


def everybody(coach):
    return {
        "Quiet": make_athlete(coach, "Quiet"),
        "Silent": make_athlete(coach, "Silent", **silent()),
        "Risky": make_athlete(coach, "Risky", **at_risk()),
        "Rising": make_athlete(coach, "Rising", **rising()),
        "Worse": make_athlete(coach, "Worse", **worse()),
        "Held": make_athlete(coach, "Held", **held()),
    }


WORST_FIRST = ["Held", "Worse", "Rising", "Risky", "Silent", "Quiet"]
