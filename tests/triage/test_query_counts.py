from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.make import check_in_data, make_check_in, make_episode, make_profile

NOW = dt.datetime(2026, 12, 3, 6, 30, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
MOST = 8


@pytest.fixture
def history(time_machine, alice):
    time_machine.move_to(NOW, tick=False)
    make_profile(alice)
    make_episode(alice)
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval('triage_checkin_id_seq', 1000)")

    def make(length: int) -> str:
        """Fill up to so many check-ins: one judged, and copies of it before it."""
        newest = alice.check_ins.newest_first().first()
        newest = newest or make_check_in(alice, now=NOW, saddle_numbness="yes")
        url, first = newest.get_absolute_url(), newest.pk
        for back in range(alice.check_ins.count(), length):
            # Made before the newest one: their keys are lower.
            newest.pk = first - back
            newest.submission_key = f"00000000-0000-4000-8000-{back:012}"
            newest.local_date = (NOW - back * DAY).date()
            newest.created_at = NOW - back * DAY
            newest.save(force_insert=True)
        return url

    return make


def queries_of(client, path):
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return [query["sql"] for query in queries]


@pytest.mark.parametrize("path", ["/", "/check-ins/?days=90", "/check-ins/new/", ""])
def test_pages_ask_the_database_as_often_however_long_the_history(
    client_of_alice, history, path
):
    counts = {}
    for length in (1, 10, 200):
        advice = history(length)
        queries = queries_of(client_of_alice, path or advice)
        assert len(queries) <= MOST, queries
        counts[length] = len(queries)

    assert len(set(counts.values())) == 1, counts


@pytest.mark.parametrize("count", [1, 200])
def test_check_in_is_recorded_with_as_many_queries(
    client_of_alice, alice, history, count
):
    history(count)
    data = check_in_data(alice)

    with CaptureQueriesContext(connection) as queries:
        client_of_alice.post("/check-ins/new/", data)

    assert len(queries) <= 25, [query["sql"] for query in queries]
