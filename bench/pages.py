"""Pages against a bare view with their session, CSRF and SQL, in turns, in one process.

Each request goes through the whole stack of middleware, inside a transaction that is
rolled back, so that every round finds the same database.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.test import Client
from django.utils import timezone

from backpain.accounts.models import User
from bench.bare import record
from bench.database import analyze, own_database
from bench.field import make_field
from bench.figure import Figure
from bench.turns import Request, medians_of_requests
from tests.coach.people import client_of, make_coach, make_coaching
from tests.make import check_in_data, make_check_in, make_episode
from tests.training.make_log import (
    DAY,
    WEEK,
    this_monday,
    two_runs_last_week,
)
from training.models import Run
from training.services.rebuild import rebuild_status

ROUNDS = 40
# What a page should cost at most, in times of the bare view.
AIM = 1.5
DAYS = 60
ROSTER = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A page, and the ratio above which the benchmark fails."""

    name: str
    address: str
    limit: float
    is_coachs: bool = False


BEFORE_THE_CHECK_IN = [
    Asked(name="Today, the check-in", address="/", limit=5.5),
]
AFTER_IT = [
    Asked(name="Today, the advice", address="/", limit=3.5),
    Asked(name="plan", address="/plan/", limit=4.5),
    Asked(name="plan week", address="/plan/weeks/{week}/", limit=3.5),
    Asked(name="print page", address="/plan/weeks/{week}/print/", limit=3.5),
    Asked(name="history", address="/check-ins/", limit=5),
    Asked(name="roster of 25", address="/coach/", limit=5, is_coachs=True),
    Asked(
        name="athlete page",
        address="/coach/athletes/{athlete}/",
        limit=5.5,
        is_coachs=True,
    ),
]
POST_LIMIT = 3.0
# Else the check-in would ask how they felt.
EASILY_RUN = {
    "pain_max": 1,
    "trend": "steady",
    "limp": "no",
    "settled": "same_day",
}


# Postgres measures a plan of last week by its own clock once all of it is there.
@transaction.atomic
def make_athlete() -> User:
    """Return an athlete with sixty days of check-ins and runs, in a plan's 2nd week."""
    athlete = User.objects.create_user("bench@example.org", time_zone="Europe/Berlin")
    two_runs_last_week(athlete)
    Run.objects.filter(athlete=athlete).update(**EASILY_RUN)
    make_episode(athlete)
    now = timezone.now()
    for back in range(DAYS, 0, -1):
        pain = back % 3
        make_check_in(
            athlete,
            now=now - back * DAY,
            pain_now=pain,
            pain_worst_24h=pain + 1,
            change_vs_last_week="same",
        )
    monday = this_monday(athlete) - WEEK
    for day in range(-DAYS, 0, 3):
        Run.objects.create(
            athlete=athlete, date=monday + day * DAY, distance_m=5_000, **EASILY_RUN
        )
    rebuild_status(athlete)
    return athlete


def figures() -> Iterator[Figure]:
    with own_database():
        athlete, coach = make_athlete(), make_coach()
        make_coaching(athlete, coach)
        make_field(coach, ROSTER)
        analyze()
        client = _signed_in(athlete)
        yield _posted(client, athlete)
        yield from _opened(BEFORE_THE_CHECK_IN, client, {})
        make_check_in(athlete, pain_now=2, pain_worst_24h=3)
        known = keys(athlete)
        for one in AFTER_IT:
            opened_by = client_of(coach) if one.is_coachs else client
            yield from _opened([one], opened_by, known)


def keys(athlete: User) -> dict[str, Any]:
    plan = athlete.plans.get()
    week = plan.weeks.get(start=this_monday(athlete))
    return {"athlete": athlete.pk, "week": week.number}


def _signed_in(athlete: User) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(athlete)
    client.get("/")
    return client


def answers(athlete: User) -> dict[str, Any]:
    return check_in_data(
        athlete,
        pain_now="2",
        pain_worst_24h="3",
        change_vs_last_week="same",
        daily_life="none",
    )


def _posted(client: Client, athlete: User) -> Figure:
    data = answers(athlete)
    data["csrfmiddlewaretoken"] = client.cookies[settings.CSRF_COOKIE_NAME].value
    return _against_bare(
        "check-in POST",
        lambda: client.post("/check-ins/new/", data),
        lambda: client.post("/bare/", data),
        limit=POST_LIMIT,
        status=302,
    )


def _opened(
    pages: Sequence[Asked], client: Client, keys: dict[str, Any]
) -> Iterator[Figure]:
    for page in pages:
        address = page.address.format(**keys)
        yield _against_bare(
            page.name,
            partial(client.get, address),
            lambda: client.get("/bare/"),
            limit=page.limit,
        )


def _against_bare(
    name: str, page: Request, floor: Request, *, limit: float, status: int = 200
) -> Figure:
    count = record(page)
    one, other = medians_of_requests(
        page, floor, rounds=ROUNDS, statuses=[status, status]
    )
    return Figure(
        name=f"{name} / bare view",
        ratio=one / other,
        limit=limit,
        aim=AIM,
        note=f"{one * 1000:.1f} ms, bare {other * 1000:.1f} ms, {count} SQL",
    )
