"""The roster and every other page beside 36 million check-ins, and each statement.

Postgres itself times the statements (pg_stat_statements), in a cluster of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from django.db import connection
from django.test import Client

from backpain.accounts.models import User
from bench import pages, roster
from bench.database import own_database
from bench.figure import Figure
from bench.fill import give_everybody_check_ins
from bench.turns import in_a_rollback
from tests.coach.people import client_of, make_coaching
from tests.make import make_check_in
from triage.models import CheckIn

TIMES = 20
# Milliseconds, the mean of a statement.
STATEMENT_LIMIT = 10.0


def figures() -> Iterator[Figure]:
    with own_database():
        yield from roster.measure(_a_year_of_all)
        yield from _statements()


def _a_year_of_all(athletes: Sequence[User], samples: Sequence[CheckIn]) -> None:
    give_everybody_check_ins(samples[0], roster.DAYS)


def _statements() -> Iterator[Figure]:
    """Open every page of the day, and have Postgres say what was slow."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements")
    athlete = pages.make_athlete()
    client = Client()
    client.force_login(athlete)
    _reset()
    data = pages.answers(athlete)
    for _time in range(TIMES):
        in_a_rollback(lambda: client.post("/check-ins/new/", data), status=302)
        in_a_rollback(lambda: client.get("/"))
    make_check_in(athlete, pain_now=2, pain_worst_24h=3)
    for coach in User.objects.filter(is_coach=True):
        make_coaching(athlete, coach)
        _open(client_of(coach), pages.AFTER_IT, pages.keys(athlete), is_coachs=True)
    _open(client, pages.AFTER_IT, pages.keys(athlete), is_coachs=False)
    yield from _slowest()


def _open(
    client: Client,
    asked: Sequence[pages.Asked],
    keys: dict[str, Any],
    *,
    is_coachs: bool,
) -> None:
    for page in asked:
        if page.is_coachs == is_coachs:
            get = partial(client.get, page.address.format(**keys))
            for _time in range(TIMES):
                in_a_rollback(get)


def _reset() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_statements_reset()")


def _slowest(count: int = 3) -> Iterator[Figure]:
    """Yield the slowest statements that pages send, without what only measures."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT mean_exec_time, max_exec_time, calls, query "
            "FROM pg_stat_statements "
            "WHERE dbid = (SELECT oid FROM pg_database WHERE datname = "
            "current_database()) AND query !~ 'pg_stat_statements|setval' "
            "AND calls >= %s ORDER BY mean_exec_time DESC LIMIT %s",
            [TIMES, count],
        )
        slowest = cursor.fetchall()
    for place, (mean, most, calls, query) in enumerate(slowest, 1):
        yield Figure(
            name=f"slowest statement, no. {place}, in ms",
            ratio=mean,
            limit=STATEMENT_LIMIT,
            note=f"at most {most:.1f} ms of {calls} calls: {query[:300]}",
        )
