from __future__ import annotations

import re

import pytest
from django.db import connection

from tests.page import form_of
from tests.training.make_log import (
    log_run,
    run_data,
    text_of,
    two_runs_last_week,
)
from training.models import Run, Shoe
from training.plan_now import PlanNow


@pytest.fixture
def last_week(alice):
    """Alice ran 20 km last week: 8 and 12. Gives those two runs, and a checked log."""
    yield two_runs_last_week(alice)
    connection.check_constraints()


@pytest.mark.parametrize("action", ["", "delete/"])
def test_run_of_a_stranger_is_not_found(alice, client_of_charlie, action):
    run = log_run(alice, alice.local_date(), 5_000)
    url = run.get_absolute_url() + action

    assert client_of_charlie.get(url).status_code == 404
    data = run_data(alice, distance="1")
    assert client_of_charlie.post(url, data).status_code == 404
    assert Run.objects.get().distance_m == 5_000


@pytest.mark.parametrize("pk", [0, 10**17, 10**30])
def test_run_that_is_not_there_is_not_found(client_of_alice, pk):
    assert client_of_alice.get(f"/runs/{pk}/").status_code == 404


def test_run_is_changed_at_once_when_the_plan_stays(client_of_alice, alice, last_week):
    run = last_week[0]
    url = run.get_absolute_url()
    shown = form_of(client_of_alice.get(url).content.decode())

    response = client_of_alice.post(url, shown | {"pain_max": "2", "limp": "no"})

    assert response.status_code == 302
    run.refresh_from_db()
    assert (run.distance_m, run.pain_max, run.limp) == (8_000, 2, "no")


@pytest.mark.parametrize(("units", "metres"), [("km", 5_234), ("mi", 8_368)])
def test_distance_that_is_not_changed_stays_to_the_metre(
    client_of_alice, alice, units, metres
):
    alice.units = units
    alice.save()
    run = log_run(alice, alice.local_date(), metres, duration_s=2_400)
    url = run.get_absolute_url()

    client_of_alice.post(url, form_of(client_of_alice.get(url).content.decode()))

    run.refresh_from_db()
    assert (run.distance_m, run.duration_s) == (metres, 2_400)


def test_change_that_moves_the_plan_is_confirmed_first(
    client_of_alice, alice, last_week
):
    run = last_week[0]
    url = run.get_absolute_url()
    shown = form_of(client_of_alice.get(url).content.decode())

    response = client_of_alice.post(url, shown | {"distance": "6", "pain_max": "3"})

    run.refresh_from_db()
    assert response.status_code == 200
    assert (run.distance_m, run.pain_max) == (8_000, None)
    assert "This week's cap falls from 22.0 to 19.8 km; planned" in text_of(response)
    asked = form_of(response.content.decode())
    assert (asked["distance"], asked["pain_max"]) == (["6"], ["3"])

    assert client_of_alice.post(url, asked).status_code == 302
    run.refresh_from_db()
    assert (run.distance_m, run.pain_max) == (6_000, 3)
    assert PlanNow.of(alice).week(2).cap_m == 19_800
    connection.check_constraints()


def test_confirmation_holds_for_what_was_shown_only(client_of_alice, alice, last_week):
    run = last_week[0]
    url = run.get_absolute_url()
    shown = form_of(client_of_alice.get(url).content.decode())
    response = client_of_alice.post(url, shown | {"distance": "6"})
    asked = form_of(response.content.decode())

    response = client_of_alice.post(url, asked | {"distance": "5"})

    assert "This week's cap falls from 22.0 to 18.7 km; planned" in text_of(response)
    run.refresh_from_db()
    assert run.distance_m == 8_000


def test_consequences_are_in_miles_for_who_runs_miles(
    client_of_alice, alice, last_week
):
    alice.units = "mi"
    alice.save()
    url = last_week[0].get_absolute_url()
    shown = form_of(client_of_alice.get(url).content.decode())

    response = client_of_alice.post(url, shown | {"distance": "3"})

    found = re.search(
        r"This week's cap falls from ([\d.]+) to ([\d.]+) mi", text_of(response)
    )
    assert found
    assert (float(found[1]), float(found[2])) == (13.6, 11.5)


def test_deletion_is_confirmed_first(client_of_alice, alice, last_week):
    url = f"{last_week[0].get_absolute_url()}delete/"

    page = client_of_alice.get(url)

    assert "This week's cap falls from 22.0 to 13.2 km; planned" in text_of(page)
    assert Run.objects.count() == 2
    unseen = client_of_alice.post(url)
    assert unseen.status_code == 409
    assert Run.objects.count() == 2
    response = client_of_alice.post(url, form_of(page.content.decode()), follow=True)
    assert "The run is deleted." in text_of(response)
    assert list(Run.objects.all()) == [last_week[1]]
    assert PlanNow.of(alice).week(2).cap_m == 13_200
    connection.check_constraints()


def test_deletion_that_leaves_the_plan_says_so(client_of_alice, alice):
    run = log_run(alice, alice.local_date(), 5_000)
    url = f"{run.get_absolute_url()}delete/"

    assert "Your plan stays as it is." in text_of(client_of_alice.get(url))
    assert client_of_alice.post(url).status_code == 302
    assert not Run.objects.exists()
    assert client_of_alice.post(url).status_code == 404


def test_run_keeps_the_retired_shoe_it_was_run_in(client_of_alice, alice):
    today = alice.local_date()
    old = Shoe.objects.create(
        athlete=alice, name="Old", kind="running", support="neutral", retired_on=today
    )
    run = log_run(alice, today, 5_000, shoe=old)
    url = run.get_absolute_url()

    shown = form_of(client_of_alice.get(url).content.decode())
    client_of_alice.post(url, shown)

    run.refresh_from_db()
    assert run.shoe == old


def test_effort_can_be_taken_back_but_not_how_the_back_felt(client_of_alice, alice):
    """Leaving it open again would be a way around what the run meant for the back."""
    run = log_run(alice, alice.local_date(), 5_000, session_rpe=3, trend="rose")
    url = run.get_absolute_url()
    shown = form_of(client_of_alice.get(url).content.decode())

    client_of_alice.post(url, shown | {"session_rpe": "", "trend": ""})

    run.refresh_from_db()
    assert (run.session_rpe, run.trend) == (None, "rose")
