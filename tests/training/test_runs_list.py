from __future__ import annotations

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.training.make_log import (
    DAY,
    WEEK,
    log_run,
    run_data,
    text_of,
    this_monday,
    two_runs_last_week,
)
from training.models import Run

LIST, NEW = "/runs/", "/runs/new/"


@pytest.fixture
def last_week(alice):
    """Alice ran 20 km last week: 8 and 12. Gives those two runs, and a checked log."""
    yield two_runs_last_week(alice)
    connection.check_constraints()


@pytest.mark.parametrize(
    "path", [LIST, NEW, "/runs/1/", "/runs/1/delete/", "/runs/done/"]
)
def test_log_is_behind_the_login(client, db, path):
    response = client.get(path)

    assert response.status_code == 302
    assert response.url.startswith("/accounts/login/")


def test_list_of_a_stranger_stays_empty(alice, client_of_charlie):
    log_run(alice, alice.local_date(), 5_000)

    assert "No runs yet" in text_of(client_of_charlie.get(LIST))


def test_list_has_the_newest_first_by_week_with_whole_sums(client_of_alice, alice):
    monday = this_monday(alice)
    for back, metres in ((0, 5_230), (0, 3_000), (1, 10_000), (9, 4_000)):
        log_run(alice, monday - back * DAY, metres)

    page = text_of(client_of_alice.get(LIST))

    parts = ["This week 8.23 km", "3.0 km", "5.23 km", "Last week 10.0 km", "4.0 km"]
    places = [page.index(part) for part in parts]
    assert places == sorted(places)


def test_older_runs_are_on_the_next_page(client_of_alice, alice):
    today = alice.local_date()
    Run.objects.bulk_create(
        Run(athlete=alice, date=today - back // 2 * DAY, distance_m=1_000 + back)
        for back in range(120)
    )

    pages, url = [], LIST
    while url:
        page = client_of_alice.get(url).content.decode()
        pages.append(re.findall(r"/runs/(\d+)/", page))
        link = re.search(r'href="(\?before=[^"]+)"', page)
        url = link and LIST + html.unescape(link[1])

    assert [len(page) for page in pages] == [50, 50, 20]
    newest = Run.objects.filter(athlete=alice).newest_first()
    assert [int(pk) for page in pages for pk in page] == [run.pk for run in newest]


@pytest.mark.parametrize(
    "before", ["abc", "2026-13-01_5", "2026-11-01_", "%00", "2026-11-01_" + "9" * 30]
)
def test_page_of_an_unknown_place_is_the_first_one(client_of_alice, alice, before):
    log_run(alice, alice.local_date(), 5_000)

    response = client_of_alice.get(f"{LIST}?before={before}")

    assert response.status_code == 200
    assert "5.0 km" in text_of(response)


def test_page_before_all_runs_says_so(client_of_alice, alice):
    log_run(alice, alice.local_date(), 5_000)

    page = text_of(client_of_alice.get(f"{LIST}?before=2000-01-01_1"))

    assert "There are no earlier runs." in page
    assert "No runs yet" not in page


def queries_of(client, path, data=None):
    with CaptureQueriesContext(connection) as queries:
        if data is None:
            assert client.get(path).status_code == 200
        else:
            assert client.post(path, data).status_code == 302
    return [query["sql"] for query in queries]


@pytest.mark.parametrize("what", ["list", "new", "detail", "delete"])
def test_pages_ask_as_often_however_long_the_log(
    client_of_alice, alice, last_week, what
):
    paths = {
        "list": LIST,
        "new": NEW,
        "detail": last_week[0].get_absolute_url(),
        "delete": f"{last_week[0].get_absolute_url()}delete/",
    }
    client_of_alice.get(LIST)
    few = queries_of(client_of_alice, paths[what])
    old = alice.local_date() - 20 * WEEK
    Run.objects.bulk_create(
        Run(athlete=alice, date=old - back * DAY, distance_m=5_000)
        for back in range(200)
    )

    many = queries_of(client_of_alice, paths[what])

    assert len(many) == len(few) <= 18, many


def test_run_is_logged_with_as_many_queries_however_long_the_log(
    client_of_alice, alice, last_week
):
    client_of_alice.get(LIST)
    counts = []
    for number in range(2):
        day = this_monday(alice) - (2 + number) * DAY
        data = run_data(alice, date=day.isoformat(), distance="1")
        counts.append(len(queries_of(client_of_alice, NEW, data)))
        Run.objects.bulk_create(
            Run(athlete=alice, date=day - 100 * DAY, distance_m=5_000)
            for _ in range(200)
        )

    assert counts[0] == counts[1] <= 44, counts
