from __future__ import annotations

import pytest
from django.db import connection

from tests.page import form_of
from tests.training.make_log import (
    DAY,
    log_run,
    make_history,
    run_data,
    text_of,
    two_runs_last_week,
)
from training.models import Run, Shoe, Workout

NEW = "/runs/new/"
LIST = "/runs/"


@pytest.fixture
def last_week(alice):
    """Alice ran 20 km last week: 8 and 12. Gives those two runs, and a checked log."""
    yield two_runs_last_week(alice)
    connection.check_constraints()


def test_run_is_logged_with_day_and_distance_alone(client_of_alice, alice):
    response = client_of_alice.post(NEW, run_data(alice), follow=True)

    run = Run.objects.get()
    assert (run.athlete, run.date, run.distance_m) == (alice, alice.local_date(), 5_200)
    assert (run.duration_s, run.session_rpe, run.pain_max) == (None, None, None)
    assert (run.trend, run.limp, run.settled, run.surface) == ("", "", "", "")
    assert run.source == Run.Source.FORM
    assert "Logged: 5.2 km." in text_of(response)


def test_run_is_logged_with_all_that_can_be_told(client_of_alice, alice):
    shoe = Shoe.objects.create(
        athlete=alice, name="Blue", kind="running", support="neutral"
    )
    yesterday = alice.local_date() - DAY
    data = run_data(
        alice,
        date=yesterday.isoformat(),
        duration="34:20",
        session_rpe="3",
        pain_max="0",
        trend="eased",
        limp="no",
        settled="same_day",
        surface="treadmill",
        shoe=str(shoe.pk),
    )

    response = client_of_alice.post(NEW, data, follow=True)

    run = Run.objects.get()
    assert (run.date, run.duration_s, run.session_rpe) == (yesterday, 2_060, 3)
    assert (run.pain_max, run.trend, run.limp) == (0, "eased", "no")
    assert (run.settled, run.surface, run.shoe) == ("same_day", "treadmill", shoe)
    line = "5.2 km 34:20 · 6:36 per km · treadmill · effort 3 · pain 0"
    assert line in text_of(response)


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [
        ("34", 2_040),
        (" 34 ", 2_040),
        ("34:05", 2_045),
        ("90", 5_400),
        ("1:02:30", 3_750),
        ("", None),
    ],
)
def test_time_is_typed_as_runners_do(client_of_alice, alice, typed, seconds):
    client_of_alice.post(NEW, run_data(alice, distance="10", duration=typed))

    assert Run.objects.get().duration_s == seconds


@pytest.mark.parametrize(
    ("units", "typed", "metres"),
    [("km", "5,25", 5_250), ("mi", "5,2", 8_369), ("mi", "26.22", 42_197)],
)
def test_distance_is_in_the_athletes_units(
    client_of_alice, alice, units, typed, metres
):
    alice.units = units
    alice.save()

    client_of_alice.post(NEW, run_data(alice, distance=typed))

    run = Run.objects.get()
    assert run.distance_m == metres
    page = client_of_alice.get(run.get_absolute_url()).content.decode()
    assert form_of(page)["distance"] == [typed.replace(",", ".")]
    assert f"{typed.replace(',', '.')} {units}" in text_of(client_of_alice.get(LIST))


def test_page_starts_with_today_or_the_day_of_its_address(client_of_alice, alice):
    today = alice.local_date()
    days = {
        "": today,
        f"?date={today - DAY}": today - DAY,
        f"?date={today + DAY}": today,
        "?date=0001-01-01": today,
        "?date=abc": today,
        "?date=%00": today,
        f"?date={'9' * 5_000}": today,
    }

    for query, day in days.items():
        page = client_of_alice.get(NEW + query).content.decode()
        assert form_of(page)["date"] == [day.isoformat()]
        assert form_of(page)["distance"] == [""]


def test_after_effect_is_asked_only_of_a_day_that_is_over(client_of_alice, alice):
    today = alice.local_date()

    assert 'name="settled"' not in client_of_alice.get(NEW).content.decode()
    page = client_of_alice.get(f"{NEW}?date={today - DAY}").content.decode()
    assert 'name="settled"' in page
    client_of_alice.post(NEW, run_data(alice, settled="over_72h"))
    assert Run.objects.get().settled == ""


def test_planned_distance_is_named_and_not_filled_in(client_of_alice, alice, last_week):
    workout = Workout.objects.filter(
        athlete=alice, week__number=1, activity="running"
    ).first()

    response = client_of_alice.get(f"{NEW}?date={workout.date}")

    planned = f"{workout.distance_m / 1000} km"
    assert f"Planned for this day: {planned}." in text_of(response)
    assert form_of(response.content.decode())["distance"] == [""]


def test_run_sent_twice_is_logged_once(client_of_alice, alice):
    data = run_data(alice)

    first = client_of_alice.post(NEW, data)
    second = client_of_alice.post(NEW, data)

    assert (first.status_code, second.status_code) == (302, 302)
    assert Run.objects.count() == 1


def test_page_sent_again_with_other_answers_asks(client_of_alice, alice):
    data = run_data(alice)
    client_of_alice.post(NEW, data)

    response = client_of_alice.post(NEW, data | {"distance": "7"})

    assert response.status_code == 409
    assert "is logged already, with other answers" in text_of(response)
    assert Run.objects.get().distance_m == 5_200
    again = form_of(response.content.decode())
    assert again["distance"] == ["7"]
    assert client_of_alice.post(NEW, again).status_code == 302
    assert Run.objects.count() == 2


def test_second_run_of_a_day_is_asked_about_and_logged(client_of_alice, alice):
    first = log_run(alice, alice.local_date(), 5_000)

    response = client_of_alice.post(NEW, run_data(alice, distance="3"))

    assert response.status_code == 409
    assert "You have logged a run on" in text_of(response)
    assert first.get_absolute_url() in response.content.decode()
    again = form_of(response.content.decode())
    assert again["distance"] == ["3"]
    client_of_alice.post(NEW, again)
    assert sorted(Run.objects.values_list("distance_m", flat=True)) == [3_000, 5_000]


def test_page_that_has_told_of_the_first_run_does_not_ask(client_of_alice, alice):
    log_run(alice, alice.local_date(), 5_000)
    shown = form_of(client_of_alice.get(NEW).content.decode())

    response = client_of_alice.post(NEW, shown | {"distance": "3"})

    assert response.status_code == 302
    assert Run.objects.count() == 2


def test_shoe_of_the_last_run_is_chosen_already(client_of_alice, alice):
    blue, red = (
        Shoe.objects.create(athlete=alice, name=name, kind="running", support="neutral")
        for name in ("Blue", "Red")
    )
    today = alice.local_date()
    log_run(alice, today - 2 * DAY, 5_000, shoe=blue)
    log_run(alice, today - 3 * DAY, 5_000, shoe=red)
    log_run(alice, today - DAY, 5_000)

    page = client_of_alice.get(NEW)
    assert form_of(page.content.decode())["shoe"] == [str(blue.pk)]
    assert "Already chosen: those of your last run." in text_of(page)

    blue.retired_on = today
    blue.save()
    page = client_of_alice.get(NEW)
    assert "Blue" not in text_of(page)
    assert form_of(page.content.decode())["shoe"] == [str(red.pk)]


def test_log_works_without_a_plan_or_a_profile(client_of_alice, alice):
    make_history(alice)

    assert client_of_alice.get(NEW).status_code == 200
    assert client_of_alice.post(NEW, run_data(alice)).status_code == 302
    run = Run.objects.get()
    response = client_of_alice.post(
        run.get_absolute_url(), run_data(alice, distance="4")
    )
    assert response.status_code == 302
