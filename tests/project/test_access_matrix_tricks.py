"""What nobody's browser would send: other methods, other people's keys, more fields."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.template.loader import render_to_string

from backpain.accounts.models import CoachingGroup, User
from tests.page import errors_at
from tests.project.asking import Answered, answers, ask
from tests.project.measure import count_tables
from tests.project.named_objects import (
    FIELDS,
    KEYS,
    POSTED_KEYS,
    TEXTS,
    WORDS,
    fields_that_name,
    names_read,
)
from tests.project.people import NO_SUCH, ROLES, World, undone
from tests.project.rows import ROWS

pytestmark = pytest.mark.django_db
# What differs between two answers that say the same.
OWN_TO_EACH = {"Date", "Set-Cookie", "Content-Length", "X-Request-ID"}


# Other methods


# The page that says so, whoever asks and wherever.
REFUSED = render_to_string("405.html")


@pytest.mark.parametrize("pattern", ROWS)
def test_other_methods_are_refused(world, pattern):
    wrong = [
        f"{method} {answered}: {answered.written}"
        for method in ("PUT", "PATCH", "DELETE")
        for answered in answers(world, ROWS[pattern], method, undo=False)
        if answered.response.status_code != 405
        or answered.written
        or answered.body != REFUSED
    ]

    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("pattern", ROWS)
def test_head_is_answered_as_get_and_changes_nothing(world, tables_before, pattern):
    row, wrong = ROWS[pattern], []
    with undone():
        for answered in answers(world, row, "HEAD", undo=False):
            if not (answered.fits(row.get[answered.role]) or answered.fits(405)):
                wrong.append(f"{answered}, not {row.get[answered.role]}")
            if answered.body or answered.written:
                wrong.append(f"{answered} has {answered.body} {answered.written}")
        tables_after = count_tables()

    assert not wrong, "\n".join(wrong)
    assert tables_after == tables_before


# Other people's keys in the address


WITH_KEYS = [
    pattern
    for pattern, row in ROWS.items()
    if "{" in row.at and 404 in (*row.get.values(), *row.post.values())
    if not pattern.startswith(("admin/", "demo/", "accounts/^", "learn/"))
]


def same(one: Answered, other: Answered) -> bool:
    headers = [
        {k: v for k, v in answered.response.headers.items() if k not in OWN_TO_EACH}
        for answered in (one, other)
    ]
    return (
        one.response.status_code == other.response.status_code
        and headers[0] == headers[1]
        and one.text == other.text
    )


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("pattern", WITH_KEYS)
def test_strangers_object_is_as_one_that_does_not_exist(world, pattern, method):
    row, wrong = ROWS[pattern], []
    wanted = row.get if method == "GET" else row.post
    for role in (role for role in ROLES if wanted[role] == 404):
        path, nowhere = row.at.format(**world.places), row.at.format(**world.nowhere)
        with undone():
            hers = ask(world, role, method, path, {})
            none = ask(world, role, method, nowhere, {})
        if not same(hers, none):
            wrong.append(f"{role}: {path} is not as {nowhere}")

    assert not wrong, "\n".join(wrong)


def test_addresses_with_keys_are_tried():
    assert len(WITH_KEYS) > 20


# Keys in queries and fields


def test_every_name_that_is_read_is_known():
    assert names_read() == WORDS | KEYS | POSTED_KEYS


def test_every_field_that_names_an_object_is_known():
    assert fields_that_name() == FIELDS | TEXTS


# key: who asks where for what is not theirs. A cursor begins behind a key, so that
# it is enough that nothing is shown of whose key it is.
QUERIES = {
    "group": [("other_coach", "/coach/?group={group}")],
    "coach": [
        ("other_athlete", "/me/coaches/?coach={ended_coach}"),
        ("other_athlete", "/me/coaches/?coach={staff}"),
    ],
    "corrects": [
        ("other_athlete", "/check-ins/new/?corrects={check_in}"),
        ("coach", "/check-ins/new/?corrects={check_in}"),
    ],
}
CURSORS = {
    "after": [
        ("other_coach", "/coach/?after={athlete}"),
        ("other_coach", "/coach/groups/{other_group}/print/?after={athlete}"),
    ],
    "before": [
        ("other_athlete", "/me/coaches/?before={note}"),
        ("other_athlete", "/notes/?before={note}"),
        ("other_athlete", "/runs/?before={run}"),
    ],
}


def test_every_key_in_a_query_is_tried():
    assert {*QUERIES, *CURSORS} == KEYS


def cases(queries: dict[str, list[tuple[str, str]]]) -> list[tuple[str, str]]:
    return [case for tried in queries.values() for case in tried]


def places_of(world: World) -> dict[str, Any]:
    people = world.people
    return world.places | {
        "other_group": people["other_coach"].coaching_groups.get().pk,
        "ended_coach": people["ended"].pk,
        "staff": people["staff"].pk,
    }


@pytest.mark.parametrize(("role", "path"), cases(QUERIES))
def test_strangers_key_in_a_query_is_as_one_that_does_not_exist(world, role, path):
    places = places_of(world)
    hers = ask(world, role, "GET", path.format(**places), {})
    nowhere = dict.fromkeys(places, NO_SUCH)
    none = ask(world, role, "GET", path.format(**nowhere), {})

    assert same(hers, none)


@pytest.mark.parametrize(("role", "path"), cases(CURSORS))
def test_page_behind_a_strangers_key_shows_nothing_of_them(world, role, path):
    answered = ask(world, role, "GET", path.format(**places_of(world)), {})

    assert answered.response.status_code == 200
    assert "Name of athlete" not in answered.text
    assert "A private word" not in answered.text


@pytest.mark.parametrize("place", ["other_shoe", "nothing"])
def test_run_is_not_run_in_a_strangers_shoe(world, place):
    today = world.people["athlete"].local_date()
    shoe = world.places.get(place, NO_SUCH)
    data = {"submission_key": uuid.uuid4(), "date": today, "distance": 1, "shoe": shoe}
    with undone():
        answered = ask(world, "athlete", "POST", "/runs/new/", data)

    assert answered.response.status_code == 422
    assert not answered.written
    assert errors_at(answered.text, "shoe")


def test_strangers_check_in_is_not_corrected(world):
    for place in (world.places["check_in"], world.nowhere["check_in"]):
        with undone():
            data = {"corrects": place}
            answered = ask(world, "other_athlete", "POST", "/check-ins/new/", data)

        assert answered.response.status_code == 404
        assert not answered.written


def test_strangers_browser_stays_logged_in(world):
    path, results = "/accounts/sessions/", []
    with undone():
        hers = UserSession.objects.create(
            user=world.people["athlete"],
            session_key=world.sessions["athlete"],
            ip="127.0.0.1",
            user_agent="Hers",
        )
        for key in (hers.pk, NO_SUCH):
            results.append(ask(world, "other_athlete", "POST", path, {"browser": key}))
        still_there = UserSession.objects.filter(pk=hers.pk).exists()
        page = ask(world, "athlete", "GET", "/me/", {})

    assert same(*results)
    assert still_there
    assert page.response.status_code == 200


def test_group_takes_no_strangers_athlete(world):
    group = world.people["other_coach"].coaching_groups.get()
    path, kept = f"/coach/groups/{group.pk}/", set(group.coachings.all())
    for key in (world.places["coaching"], world.nowhere["coaching"]):
        with undone():
            data = {"name": "Tuesday", "members": [key]}
            answered = ask(world, "other_coach", "POST", path, data)
            members = set(CoachingGroup.objects.get(pk=group.pk).coachings.all())

        assert answered.response.status_code == 422
        assert members == kept
        assert "Name of athlete" not in answered.text


def test_code_of_nobody_and_of_a_closed_account_are_answered_alike(world):
    with undone():
        User.objects.filter(pk=world.people["other_coach"].pk).update(is_active=False)
        closed, nobody = (
            ask(world, "athlete", "POST", "/me/coaches/join/", {"code": code})
            for code in (world.places["code"], "ZZZZZZZZZZ")
        )

    assert closed.response.status_code == nobody.response.status_code == 422
    assert closed.text.replace(world.places["code"], "") == (
        nobody.text.replace("ZZZZZZZZZZ", "")
    )
