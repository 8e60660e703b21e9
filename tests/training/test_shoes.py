from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.make import make_episode
from tests.page import errors_at, form_of
from tests.training.make_log import DAY, log_run, text_of
from training.models import Run, Shoe
from training.shoes import wear_notice

LIST, NEW = "/shoes/", "/shoes/new/"
BEGAN = "Your pain began within three weeks of new shoes."


def make_shoe(athlete, name="Blue", **columns):
    columns = {"kind": "running", "support": "neutral"} | columns
    return Shoe.objects.create(athlete=athlete, name=name, **columns)


def shoe_data(**changes):
    data = {"name": "Blue", "kind": "running", "support": "neutral"} | changes
    return {name: value for name, value in data.items() if value is not None}


def url_of(shoe):
    return f"/shoes/{shoe.pk}/"


@pytest.mark.parametrize("path", [LIST, NEW, "/shoes/1/"])
def test_shoes_are_behind_the_login(client, db, path):
    response = client.get(path)

    assert response.status_code == 302
    assert response.url.startswith("/accounts/login/")


@pytest.mark.parametrize("data", [shoe_data(name="Mine"), {"retire": "1"}])
def test_shoes_of_a_stranger_are_not_found(alice, client_of_charlie, data):
    shoe = make_shoe(alice)

    assert client_of_charlie.get(url_of(shoe)).status_code == 404
    assert client_of_charlie.post(url_of(shoe), data).status_code == 404
    assert "No shoes yet" in text_of(client_of_charlie.get(LIST))
    shoe.refresh_from_db()
    assert (shoe.name, shoe.retired_on) == ("Blue", None)


def test_shoes_are_added_with_a_name_alone(client_of_alice, alice):
    shown = form_of(client_of_alice.get(NEW).content.decode())

    response = client_of_alice.post(NEW, shown | {"name": " Blue "}, follow=True)

    shoe = Shoe.objects.get()
    assert (shoe.athlete, shoe.name, shoe.kind) == (alice, "Blue", "running")
    assert (shoe.support, shoe.bought_on, shoe.run_before_m) == ("neutral", None, 0)
    assert "Saved: Blue." in text_of(response)


@pytest.mark.parametrize(
    ("units", "typed", "metres"), [("km", "120,5", 120_500), ("mi", "100", 160_934)]
)
def test_what_was_run_before_is_in_the_athletes_units(
    client_of_alice, alice, units, typed, metres
):
    alice.units = units
    alice.save()

    client_of_alice.post(NEW, shoe_data(run_before=typed, bought_on="2026-01-31"))

    shoe = Shoe.objects.get()
    assert shoe.run_before_m == metres
    assert f"{typed.split(',')[0]} {units}" in text_of(client_of_alice.get(LIST))
    shown = form_of(client_of_alice.get(url_of(shoe)).content.decode())
    assert shown["run_before"] == [typed.replace(",", ".")]
    assert shown["bought_on"] == ["2026-01-31"]


def test_shoes_are_changed(client_of_alice, alice):
    shoe = make_shoe(alice, run_before_m=100_000)
    shown = form_of(client_of_alice.get(url_of(shoe)).content.decode())

    client_of_alice.post(
        url_of(shoe), shown | {"support": "stability", "run_before": ""}
    )

    shoe.refresh_from_db()
    assert (shoe.name, shoe.support, shoe.run_before_m) == ("Blue", "stability", 0)


@pytest.mark.parametrize(
    ("at", "typed", "message"),
    [
        ("name", None, "Give them a name"),
        ("name", "  ", "Give them a name"),
        ("name", "x" * 81, "it has 81"),
        ("name", "x" * 100_000, "it has 100000"),
        ("name", "a\0b", "Null characters"),
        ("name", "Taken", "have shoes of that name already"),
        ("kind", None, "Choose an answer"),
        ("kind", "flying", "Choose an answer"),
        ("support", None, "Choose an answer"),
        ("support", "\0", "Choose an answer"),
        ("bought_on", "abc", "Enter a date"),
        ("bought_on", "\0", "Enter a date"),
        ("bought_on", "9" * 100_000, "Enter a date"),
        ("bought_on", "9999-12-31", "still to come"),
        ("bought_on", "0001-01-01", "check the year"),
        ("run_before", "abc", "Enter a number"),
        ("run_before", "-1", "below zero"),
        ("run_before", "5000.01", "further than we can believe"),
        ("run_before", "1" * 100_000, "check the distance"),
        ("run_before", "NaN", "Enter a number"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_bad_answer_is_refused_at_its_question_and_nothing_is_lost(
    client_of_alice, alice, at, typed, message
):
    make_shoe(alice, "Taken")
    kept = {"name": "Kept", "bought_on": "2026-02-01", "run_before": "7"}

    response = client_of_alice.post(NEW, shoe_data(**kept | {at: typed}))

    page = response.content.decode()
    assert response.status_code == 422
    assert any(message in error for error in errors_at(page, at)), page
    assert Shoe.objects.count() == 1
    shown = form_of(page)
    for name, value in kept.items():
        if name != at:
            assert shown[name] == [value]


def test_name_of_a_strangers_shoes_is_free(client_of_alice, charlie):
    make_shoe(charlie)

    assert client_of_alice.post(NEW, shoe_data()).status_code == 302


def test_shoes_keep_their_own_name(client_of_alice, alice):
    shoe = make_shoe(alice)

    assert client_of_alice.post(url_of(shoe), shoe_data()).status_code == 302


def test_shoes_sent_twice_are_added_once(client_of_alice, alice):
    client_of_alice.post(NEW, shoe_data())
    response = client_of_alice.post(NEW, shoe_data())

    assert response.status_code == 422
    assert Shoe.objects.count() == 1


def test_shoes_are_retired_and_brought_back(client_of_alice, alice):
    shoe = make_shoe(alice, run_before_m=900_000)

    for _ in range(2):
        client_of_alice.post(url_of(shoe), {"retire": "1"})
    shoe.refresh_from_db()
    assert shoe.retired_on == alice.local_date()
    page = text_of(client_of_alice.get(LIST))
    assert "Retired Blue 900 km" in page
    assert "nearly all shoes are worn" not in page

    client_of_alice.post(url_of(shoe), {"bring_back": "1"})
    shoe.refresh_from_db()
    assert shoe.retired_on is None


def test_kilometres_are_those_before_and_those_logged(client_of_alice, alice):
    blue, red = make_shoe(alice, run_before_m=100_000), make_shoe(alice, "Red")
    for back in range(3):
        log_run(alice, alice.local_date() - back * DAY, 10_500, shoe=blue)
    log_run(alice, alice.local_date(), 7_000, shoe=red)
    Run.objects.create(athlete=alice, date=alice.local_date(), shoe=red)

    page = text_of(client_of_alice.get(LIST))

    assert "Blue 132 km" in page
    assert "Red 7 km" in page


@pytest.mark.parametrize(
    ("total_m", "says"),
    [
        (499_999, ""),
        (500_000, "At 500 to 800 km most shoes are worn"),
        (799_999, "At 500 to 800 km most shoes are worn"),
        (800_000, "Beyond 800 km nearly all shoes are worn"),
    ],
)
def test_wear_is_told_from_500_and_plainly_from_800_km(total_m, says):
    notice = wear_notice(total_m, "km")

    assert notice.startswith(says)
    assert bool(notice) == bool(says)


def test_wear_is_told_in_miles_to_who_runs_miles():
    assert wear_notice(500_000, "mi").startswith("At 310 to 500 mi")


@pytest.mark.parametrize(
    ("days_before", "says"), [(0, True), (21, True), (22, False), (-1, False)]
)
@pytest.mark.parametrize("what", ["bought", "first run"])
def test_new_shoes_before_the_pain_began_are_named(
    client_of_alice, alice, days_before, says, what
):
    began = alice.local_date() - 14 * DAY
    make_episode(alice, started_on=began - 300 * DAY)
    make_episode(alice, started_on=began)
    day = began - days_before * DAY
    shoe = make_shoe(alice, bought_on=day if what == "bought" else None)
    if what == "first run":
        log_run(alice, day, 5_000, shoe=shoe)
        log_run(alice, alice.local_date(), 5_000, shoe=shoe)

    assert (BEGAN in text_of(client_of_alice.get(LIST))) is says


def test_shoes_that_were_run_in_before_are_not_new(client_of_alice, alice):
    make_episode(alice)
    shoe = make_shoe(alice, run_before_m=200_000)
    log_run(alice, alice.local_date() - 20 * DAY, 5_000, shoe=shoe)

    assert BEGAN not in text_of(client_of_alice.get(LIST))


def test_running_in_other_shoes_is_told(client_of_alice, alice):
    shoe = make_shoe(alice, kind="walking")
    says = "These are not running shoes"

    assert says not in text_of(client_of_alice.get(LIST))
    log_run(alice, alice.local_date(), 5_000, shoe=shoe)
    assert says in text_of(client_of_alice.get(LIST))


def test_list_asks_as_often_however_many_shoes_and_runs(client_of_alice, alice):
    client_of_alice.get(LIST)
    counts = []
    for count in (1, 200):
        for number in range(count):
            shoe = make_shoe(alice, f"{count} {number}")
            Run.objects.create(
                athlete=alice, date=alice.local_date(), distance_m=1, shoe=shoe
            )
        with CaptureQueriesContext(connection) as queries:
            assert client_of_alice.get(LIST).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 10
