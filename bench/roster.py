"""Pages of coaches as the field grows; each ratio is taken in one run.

One coach has 10 athletes, one 1,000, one the rest of 100,000. The pages of the first
are timed while there is nobody else, and again when the field is filled.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from backpain.accounts import ranks
from backpain.accounts.models import Coaching, User
from bench.database import analyze, own_database
from bench.field import (
    give_check_ins,
    make_athlete_with,
    make_field,
    sample_check_ins,
)
from bench.figure import Figure
from bench.turns import Request, medians_of_requests
from tests.coach.people import client_of, make_coach
from training.coach.roster import Wanted, page_of
from triage.models import CheckIn

FEW, SOME, ALL = 10, 1_000, 100_000
WITH_A_YEAR, DAYS = 2_000, 365
THREE_YEARS, ONE_WEEK = 3 * 365, 7
ROUNDS = 40
FIELD_LIMIT, HISTORY_LIMIT = 1.2, 1.5
# The most rows of coachings that a first page may read, of however many.
ROWS_LIMIT = 60

Fill = Callable[[list[User], list[CheckIn]], None]


def figures() -> Iterator[Figure]:
    with own_database():
        yield from measure(_a_year_of_some)


def _a_year_of_some(athletes: list[User], samples: list[CheckIn]) -> None:
    give_check_ins(athletes[:WITH_A_YEAR], samples, DAYS)


def measure(fill: Fill) -> Iterator[Figure]:
    """Time the roster in a small field, fill it, and time it again."""
    samples = sample_check_ins()
    few, some, most = (make_coach(name) for name in ("Few", "Some", "Most"))
    make_field(few, FEW)
    # What else the machine does while the field is filled must not count.
    floor = _get(few, "/coach/groups/")
    ranks.keep_due_ranks()
    analyze()
    alone, floor_alone = _medians(_get(few, "/coach/"), floor)

    make_field(some, SOME)
    athletes = make_field(most, ALL - SOME - FEW)
    _say("filled", lambda: fill(athletes, samples))
    _say("ranked", ranks.keep_due_ranks)
    _say("vacuumed", analyze)
    yield from _rosters(few, some, most, floor, alone / floor_alone)
    yield _rows_read(most)
    yield _histories(samples)


def _rosters(
    few: User, some: User, most: User, floor: Request, alone: float
) -> Iterator[Figure]:
    pages = [_get(coach, "/coach/") for coach in (few, some, most)]
    of_few, of_some, of_most, floor_now = _medians(*pages, floor)
    size = f"{User.objects.count():,} accounts, {CheckIn.objects.count():,} check-ins"
    yield Figure(
        name=f"roster of {FEW} among {ALL:,} / alone",
        ratio=of_few / floor_now / alone,
        limit=FIELD_LIMIT,
        note=f"{of_few * 1000:.1f} ms; {size}",
    )
    yield Figure(
        name=f"roster of {ALL:,} / of {SOME:,}, first page",
        ratio=of_most / of_some,
        limit=FIELD_LIMIT,
        note=f"{of_most * 1000:.1f} ms, {of_some * 1000:.1f} ms",
    )


def _histories(samples: list[CheckIn]) -> Figure:
    coach = make_coach("Kim")
    lives = [
        make_athlete_with(coach, samples, days) for days in (THREE_YEARS, ONE_WEEK)
    ]
    pages = [_get(coach, f"/coach/athletes/{one.pk}/") for one in lives]
    of_years, of_week = _medians(*pages)
    return Figure(
        name="athlete page with three years / with a week",
        ratio=of_years / of_week,
        limit=HISTORY_LIMIT,
        note=f"{of_years * 1000:.1f} ms, {of_week * 1000:.1f} ms",
    )


def _get(user: User, address: str) -> Request:
    return partial(client_of(user).get, address)


def _medians(*pages: Request) -> list[float]:
    return medians_of_requests(*pages, rounds=ROUNDS)


def _say(what: str, work: Callable[[], Any]) -> None:
    start = time.monotonic()
    work()
    print(f"{what} in {time.monotonic() - start:.0f} s", file=sys.stderr, flush=True)


def _rows_read(coach: User) -> Figure:
    """Count the coachings that Postgres reads for the first page of a roster."""
    with CaptureQueriesContext(connection) as queries:
        page_of(coach, Wanted(), timezone.now())
    with connection.cursor() as cursor:
        # nosemgrep: built-sql - Django's own query of a moment ago, asked again
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {queries[-1]['sql']}")
        plan = cursor.fetchone()[0]
    plan = json.loads(plan) if isinstance(plan, str) else plan
    return Figure(
        name="coachings read for a first page, a row",
        ratio=sum(_read(plan[0]["Plan"])),
        limit=ROWS_LIMIT,
        note=f"of {Coaching.objects.filter(coach=coach).count():,}",
    )


def _read(node: dict[str, Any]) -> Iterable[int]:
    if node.get("Relation Name") == Coaching._meta.db_table:
        removed = node.get("Rows Removed by Filter", 0)
        yield int((node["Actual Rows"] + removed) * node["Actual Loops"])
    for child in node.get("Plans", []):
        yield from _read(child)
