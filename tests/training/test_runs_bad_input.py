from __future__ import annotations

import datetime as dt

import pytest

from tests.page import errors_at, form_of, ways_to_answers
from tests.training.make_log import DAY, log_run, run_data
from training.models import Run, Shoe

NEW = "/runs/new/"
# More than that, and the whole page is refused before any form sees it.
LONG = "1" * 100_000


def _bad(athlete):
    """Return field, what is typed there, and a part of the message."""
    today = athlete.local_date()
    years_ago = (today - dt.timedelta(days=3 * 366)).isoformat()
    return [
        ("date", None, "Enter the day of the run"),
        ("date", "abc", "Enter a date"),
        ("date", "\0", "Enter a date"),
        ("date", LONG, "Enter a date"),
        ("date", "-1", "Enter a date"),
        ("date", "11/03/2026", "Enter a date"),
        ("date", "2026-02-30", "Enter a date"),
        ("date", (today + DAY).isoformat(), "still to come"),
        ("date", "9999-12-31", "still to come"),
        ("date", "0001-01-01", "more than three years ago"),
        ("date", years_ago, "more than three years ago"),
        ("distance", None, "Enter how far you ran, in km"),
        ("distance", " ", "Enter a number"),
        ("distance", "abc", "Enter a number"),
        ("distance", "\0", "Enter a number"),
        ("distance", LONG, "check the distance"),
        ("distance", "-1", "below zero"),
        ("distance", "0", "above zero"),
        ("distance", "0,00", "above zero"),
        ("distance", "200.01", "further than we can believe"),
        ("distance", "99999999", "check the distance"),
        ("distance", "1e400", "check the distance"),
        ("distance", "NaN", "Enter a number"),
        ("distance", "Infinity", "Enter a number"),
        ("distance", "1.234", "Two decimals"),
        ("distance", "1,2,3", "Enter a number"),
        ("duration", "abc", "Enter minutes"),
        ("duration", "\0", "Null characters"),
        ("duration", LONG, "Enter minutes"),
        ("duration", "-5", "Enter minutes"),
        ("duration", "1.5", "Enter minutes"),
        ("duration", "12:60", "Enter minutes"),
        ("duration", "1:60:00", "Enter minutes"),
        ("duration", "٣٤", "Enter minutes"),
        ("duration", "0", "up to 48 hours"),
        ("duration", "99:00:00", "up to 48 hours"),
        ("duration", "1:30", "cannot be"),
        ("duration", "1000", "cannot be"),
        ("session_rpe", "11", "from 0 to 10"),
        ("session_rpe", "-1", "from 0 to 10"),
        ("session_rpe", "abc", "from 0 to 10"),
        ("session_rpe", "\0", "from 0 to 10"),
        ("session_rpe", "3.5", "from 0 to 10"),
        ("session_rpe", LONG, "from 0 to 10"),
        ("pain_max", "11", "from 0 to 10"),
        ("pain_max", "٣", "from 0 to 10"),
        ("trend", "sideways", "Choose an answer"),
        ("limp", "perhaps", "Choose an answer"),
        ("surface", "water", "Choose from the list"),
        ("surface", "\0", "Choose from the list"),
        ("surface", LONG, "Choose from the list"),
    ]


@pytest.mark.parametrize("number", range(51))
def test_bad_answer_is_refused_at_its_question_and_nothing_is_lost(
    client_of_alice, alice, number
):
    at, typed, message = _bad(alice)[number]
    kept = {"distance": "7", "duration": "45", "surface": "trail", "session_rpe": "4"}

    response = client_of_alice.post(NEW, run_data(alice, **kept | {at: typed}))

    page = response.content.decode()
    assert response.status_code == 422
    assert [error for error in errors_at(page, at) if message in error], page
    assert f"id_{at}" in ways_to_answers(page)
    assert not Run.objects.exists()
    shown = form_of(page)
    for name, value in kept.items():
        if name != at:
            assert shown[name] == [value]


def test_every_bad_answer_is_tried(alice):
    assert len(_bad(alice)) == 51


@pytest.mark.parametrize("key", [None, "", "abc", "\0", LONG])
def test_page_that_lost_its_key_is_sent_again(client_of_alice, alice, key):
    response = client_of_alice.post(NEW, run_data(alice, submission_key=key))

    assert response.status_code == 422
    assert not Run.objects.exists()
    again = form_of(response.content.decode())
    assert client_of_alice.post(NEW, again).status_code == 302
    assert Run.objects.get().distance_m == 5_200


@pytest.mark.parametrize("at", ["date", "distance", "duration", "submission_key"])
def test_a_million_characters_are_refused_as_a_whole(client_of_alice, alice, at):
    response = client_of_alice.post(NEW, run_data(alice, **{at: "1" * 10**6}))

    assert response.status_code == 413
    assert not Run.objects.exists()


def make_shoe(athlete, name="Blue", **columns):
    return Shoe.objects.create(
        athlete=athlete, name=name, kind="running", support="neutral", **columns
    )


@pytest.mark.parametrize("whose", ["a stranger's", "retired", "none", "abc", "\0"])
def test_only_own_shoes_in_use_can_be_chosen(client_of_alice, alice, charlie, whose):
    make_shoe(alice)
    pks = {
        "a stranger's": str(make_shoe(charlie).pk),
        "retired": str(make_shoe(alice, "Old", retired_on=alice.local_date()).pk),
        "none": "0",
    }

    response = client_of_alice.post(NEW, run_data(alice, shoe=pks.get(whose, whose)))

    page = response.content.decode()
    assert response.status_code == 422
    assert errors_at(page, "shoe") == ["Choose from the list."]
    assert not Run.objects.exists()


def test_shoes_of_a_stranger_are_nothing_to_who_has_none(
    client_of_alice, alice, charlie
):
    client_of_alice.post(NEW, run_data(alice, shoe=str(make_shoe(charlie).pk)))

    assert Run.objects.get().shoe is None


@pytest.mark.parametrize(
    ("settled", "days_ago", "is_known"),
    [
        ("over_24h", 1, True),
        ("over_72h", 2, False),
        ("over_72h", 3, True),
        ("not_yet_known", 1, True),
    ],
)
def test_after_effect_cannot_have_lasted_longer_than_the_time_since(
    client_of_alice, alice, settled, days_ago, is_known
):
    day = (alice.local_date() - days_ago * DAY).isoformat()

    response = client_of_alice.post(NEW, run_data(alice, date=day, settled=settled))

    assert response.status_code == (302 if is_known else 422)
    assert Run.objects.exists() == is_known
    if not is_known:
        errors = errors_at(response.content.decode(), "settled")
        assert errors == ["So much time has not passed since then."]


@pytest.mark.parametrize(
    ("at", "typed", "message"),
    [
        ("distance", "abc", "Enter a number"),
        ("distance", "", "Enter how far"),
        ("date", "0001-01-01", "more than three years ago"),
        ("pain_max", "11", "from 0 to 10"),
    ],
)
def test_bad_change_is_refused_and_the_run_stays(
    client_of_alice, alice, at, typed, message
):
    run = log_run(alice, alice.local_date(), 5_000, surface="road")
    url = run.get_absolute_url()
    shown = form_of(client_of_alice.get(url).content.decode())

    response = client_of_alice.post(url, shown | {at: typed, "surface": "trail"})

    page = response.content.decode()
    assert response.status_code == 422
    assert any(message in error for error in errors_at(page, at))
    assert form_of(page)["surface"] == ["trail"]
    run.refresh_from_db()
    assert (run.distance_m, run.surface) == (5_000, "road")
