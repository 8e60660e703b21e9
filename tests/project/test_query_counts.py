"""A page asks the database at most eight times, however much there is to read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from backpain.accounts.models import User
from tests.coach.people import client_of
from tests.make import check_in_data
from tests.project.grown import grow, make_people, places_of
from tests.project.people import undone
from tests.training.make_log import DAY, run_data, text_of

pytestmark = pytest.mark.django_db

ROWS = (1, 10, 1_000)
MOST = 8
WRITES_WEEKS = re.compile(r'(INSERT INTO|DELETE FROM) "training_(week|workout)" ')

# Of somebody who has checked in (ann), not yet (ben), or has a care hold (cleo).
OF_ATHLETES = {
    "ann ben cleo": (
        "/",
        "/check-ins/new/",
        "/check-ins/{check_in}/",
        "/plan/",
        "/plan/weeks/2/",
        "/plan/weeks/2/print/",
        "/plan/days/{today}/",
        "/runs/new/",
    ),
    "ann ben": ("/plan/weeks/1/", "/plan/weeks/3/"),
    "ann": (
        "/check-ins/",
        "/plan/pauses/new/",
        "/runs/",
        "/runs/{run}/",
        "/runs/{run}/delete/",
        "/notes/",
        "/shoes/",
        "/shoes/new/",
        "/welcome/you/",
        "/welcome/running/",
        "/me/",
        "/me/coaches/",
        "/me/coaches/invite/",
    ),
}
# /coach/athletes/<athlete>/
OF_COACHED = {
    "ann ben cleo": ("", "weeks/2/", "weeks/2/print/", "days/{today}/"),
    "ann ben": ("weeks/1/", "weeks/3/change/", "days/{tomorrow}/change/"),
    "ann": (
        "check-ins/",
        "check-ins/{check_in}/",
        "runs/",
        "notes/",
        "export/",
        "ceilings/new/",
        "pauses/new/",
    ),
}
OF_THE_COACH = (
    "/coach/",
    "/coach/?show=me",
    "/coach/groups/",
    "/coach/groups/{group}/",
    "/coach/groups/{group}/message/",
    "/coach/groups/{group}/pause/",
    "/coach/code/",
)


def pages() -> Iterator[tuple[str, str]]:
    """Give who asks for which page, as an address with the names of places."""
    for names, paths in OF_ATHLETES.items():
        for name, path in product(names.split(), paths):
            yield name, path.replace("{", f"{{{name}_")
    for names, paths in OF_COACHED.items():
        for name, path in product(names.split(), paths):
            place = path.replace("{", f"{{{name}_")
            yield "kim", f"/coach/athletes/{{{name}}}/{place}"
    for path in OF_THE_COACH:
        yield "kim", path


# What is sent, and how many statements that may take: savepoints of the test included.
SENT = {
    ("ben", "/check-ins/new/"): 30,
    ("ben", "/runs/new/"): 33,
    ("ben", "/plan/pauses/new/"): 23,
    ("kim", "/coach/athletes/{ben}/days/{ben_long_run}/change/"): 30,
}


AFTER_PAIN = {
    "change_vs_last_week": "same",
    "fear_unsafe": "no",
    "brisk_walk_30_ok": "yes",
}


def data_for(address: str, ben: User) -> dict[str, Any]:
    """Return what is sent to an address of SENT."""
    if "check-ins" in address:
        return check_in_data(ben) | AFTER_PAIN
    if "runs" in address:
        return run_data(ben)
    if "pauses" in address:
        day = (ben.local_date() + 30 * DAY).isoformat()
        return {"first": day, "last": day, "cause": "holiday"}
    # Nobody is refused a day of rest.
    return {"kind": "rest", "distance": "", "minutes": "", "sport": "", "text": ""}


@pytest.fixture(scope="module")
def asked(django_db_setup, django_db_blocker):
    """Return the statements of each page: by who asks, the page and how many rows."""
    found = {}
    with django_db_blocker.unblock(), transaction.atomic():
        people = make_people()
        clients = {name: client_of(person) for name, person in people.items()}
        for rows in ROWS:
            grow(people, rows)
            places = places_of(people)
            for who, page in pages():
                with CaptureQueriesContext(connection) as queries:
                    response = clients[who].get(page.format(**places))
                assert response.status_code == 200, (who, page, response)
                found[who, page, rows] = [query["sql"] for query in queries]
            for who, page in SENT:
                data = data_for(page, people["ben"])
                with undone(), CaptureQueriesContext(connection) as queries:
                    response = clients[who].post(page.format(**places), data)
                assert response.status_code == 302, (page, text_of(response))
                found[who, page, rows, "sent"] = [query["sql"] for query in queries]
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize(("who", "address"), list(pages()))
def test_page_asks_as_often_with_many_rows_as_with_one_and_seldom(asked, who, address):
    counts = {rows: len(asked[who, address, rows]) for rows in ROWS}
    print(counts, *asked[who, address, ROWS[-1]], sep="\n  ")

    assert len(set(counts.values())) == 1, counts
    assert counts[1] <= MOST


@pytest.mark.parametrize(("who", "address"), SENT)
def test_what_is_sent_takes_as_many_statements_with_many_rows(asked, who, address):
    sent = {rows: asked[who, address, rows, "sent"] for rows in ROWS}
    print(*sent[ROWS[-1]], sep="\n  ")

    # Weeks, and what the roster shows, are only written where they are something else
    # by now.
    assert len(but_for_weeks(sent[10])) == len(but_for_weeks(sent[1_000]))
    assert max(map(len, sent.values())) <= SENT[who, address]


def but_for_weeks(statements: Sequence[str]) -> list[str]:
    """Return them without those that write weeks and their workouts."""
    return [one for one in statements if not WRITES_WEEKS.match(one)]
