"""Time the pages of coaches as the field grows; each ratio is taken in one run.

Fills a database of its own with COPY: 100,000 athletes with a status and a coach,
2,000 of them with a year of check-ins, one coach with 10 athletes and one with 5,000.
Every page goes through the whole stack of middleware, in turns with the one that it is
compared with, each inside a transaction that is rolled back.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backpain.settings")
os.environ.setdefault("DEBUG", "0")
os.environ.setdefault("DEMO", "1")
os.environ.setdefault("TEST_DATABASE_NAME", "bench_backpain_roster")

import django

django.setup()

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from backpain.accounts import ranks
from backpain.accounts.models import Coaching, User
from bench.field import (
    give_check_ins,
    make_athlete_with,
    make_field,
    sample_check_ins,
)
from bench.own_database import run_in_own_database
from tests.coach.people import make_coach
from training.roster import Wanted, page_of
from triage.models import CheckIn

ATHLETES, WITH_A_YEAR, DAYS = 100_000, 2_000, 365
FEW, MANY, OTHERS = 10, 5_000, 20
THREE_YEARS, ONE_WEEK = 3 * 365, 7
ROUNDS = 60
# How many times as long as the page it is compared with a page may take.
FIELD_LIMIT, MANY_LIMIT, HISTORY_LIMIT = 1.2, 2.5, 1.5
# The most rows of coachings that a first page may read, of however many.
ROWS_LIMIT = 60


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def time_of(client: Client, address: str) -> float:
    with transaction.atomic():
        start = time.perf_counter()
        response = client.get(address)
        taken = time.perf_counter() - start
        assert response.status_code == 200, response
        transaction.set_rollback(True)
    return taken


Page = tuple[Client, str]


def medians(*pages: Page) -> list[float]:
    """Return the median of each page in seconds, opened in turns."""
    for page in pages:
        time_of(*page)
    taken = [[time_of(*page) for page in pages] for _round in range(ROUNDS)]
    return [statistics.median(times) for times in zip(*taken, strict=True)]


def show(what: str, one: float, other: float, limit: float) -> None:
    times = one / other
    reached = "kept" if times <= limit else "NOT KEPT"
    print(
        f"{what}: {one * 1000:.1f} ms against {other * 1000:.1f} ms, "
        f"ratio {times:.2f} (limit {limit}: {reached})",
        flush=True,
    )


def timed(what: str, action: Callable[[], Any]) -> Any:
    start = time.perf_counter()
    found = action()
    print(f"{what}: {time.perf_counter() - start:.1f} s", flush=True)
    return found


def rows_read(coach: User) -> int:
    """Return how many coachings Postgres reads for the first page of a roster."""
    with CaptureQueriesContext(connection) as queries:
        page_of(coach, Wanted(), timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {queries[-1]['sql']}")
        plan = cursor.fetchone()[0]
    plan = json.loads(plan) if isinstance(plan, str) else plan
    return sum(_read(plan[0]["Plan"]))


def _read(node: dict[str, Any]) -> Iterable[int]:
    if node.get("Relation Name") == Coaching._meta.db_table:
        removed = node.get("Rows Removed by Filter", 0)
        yield int((node["Actual Rows"] + removed) * node["Actual Loops"])
    for child in node.get("Plans", []):
        yield from _read(child)


def analyze() -> None:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def fill(samples: Sequence[CheckIn], many: User) -> None:
    """Write the field: the athletes of the coach of many, and everybody else's."""
    theirs = make_field(many, MANY)
    left = ATHLETES - MANY - FEW
    others = [make_coach(f"Other{number}") for number in range(OTHERS)]
    for coach in others:
        make_field(coach, left // OTHERS)
    year = theirs[:WITH_A_YEAR]
    give_check_ins(year, samples, DAYS)


def measure() -> None:
    samples = sample_check_ins()
    few, many = make_coach("Few"), make_coach("Many")
    make_field(few, FEW)
    of_few, of_many = (signed_in(few), "/coach/"), (signed_in(many), "/coach/")
    # What else the machine does while the field is filled must not count.
    floor = (of_few[0], "/coach/groups/")
    ranks.keep_due_ranks()
    analyze()
    alone, floor_alone = medians(of_few, floor)

    timed("filled", lambda: fill(samples, many))
    timed("ranked", ranks.keep_due_ranks)
    timed("vacuumed", analyze)
    print(
        f"{User.objects.count():,} accounts, {CheckIn.objects.count():,} check-ins, "
        f"{Coaching.objects.count():,} coachings"
    )

    among_all, first_of_many, floor_among = medians(of_few, of_many, floor)
    alone *= floor_among / floor_alone
    show(
        f"roster of {FEW} among {ATHLETES:,} athletes, among {FEW}",
        among_all,
        alone,
        FIELD_LIMIT,
    )
    show(f"roster of {MANY:,}, one of {FEW}", first_of_many, among_all, MANY_LIMIT)
    count = rows_read(many)
    reached = "kept" if count <= ROWS_LIMIT else "NOT KEPT"
    print(f"coachings read for it: {count} of {MANY:,} (limit {ROWS_LIMIT}: {reached})")
    Coaching.objects.filter(coach=many).update(rank_until=timezone.now())
    outdated, _among_all = medians(of_many, of_few)
    print(f"the same if no rank was refreshed: {outdated * 1000:.1f} ms")

    coach = make_coach("Kim")
    long = make_athlete_with(coach, samples, THREE_YEARS)
    short = make_athlete_with(coach, samples, ONE_WEEK)
    client = signed_in(coach)
    pages = [(client, f"/coach/athletes/{one.pk}/") for one in (long, short)]
    show("athlete of three years, of a week", *medians(*pages), HISTORY_LIMIT)


if __name__ == "__main__":
    run_in_own_database(measure)
