"""Pauses: entered, refused, ended; and the way back from them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection

from tests.make import make_plan_of
from tests.page import errors_at, form_of, ways_to_answers
from tests.training.days import DAY, WEEK, monday
from training.models import Change, Replan, Week, Workout
from training.services.changes import LONGEST_PAUSE, RefusedError, move, pause, undo

URL = "/plan/pauses/new/"


@pytest.fixture(autouse=True)
def _plan(alice) -> None:
    make_plan_of(alice)


def data(alice, **changes: object) -> dict[str, object]:
    """A holiday in the whole of the third week."""
    first = monday(alice) + 2 * WEEK
    return {"first": first, "last": first + 6 * DAY, "cause": "holiday"} | changes


def paused(alice, first: dt.date, last: dt.date, cause: str = "holiday") -> Change:
    return pause(athlete=alice, first=first, last=last, cause=cause, by=alice)


def test_the_form_starts_today_and_says_what_comes_after(client_of_alice, alice):
    page = client_of_alice.get(URL).text

    assert form_of(page)["first"] == [alice.local_date().isoformat()]
    assert "The way back starts small" in page
    assert "After one week without running: half of the last week." in page
    assert "For pain, check in as well" in page


def test_a_pause_takes_out_its_days_and_the_week_after_starts_small(
    client_of_alice, alice
):
    before = Week.objects.get(number=2).volume_m

    response = client_of_alice.post(URL, data(alice), follow=True)

    assert response.redirect_chain == [("/plan/", 302)]
    assert "The plan is paused." in response.text
    change = Change.objects.get()
    assert (change.kind, change.cause, change.made_by) == ("pause", "holiday", alice)
    week, after = Week.objects.get(number=3), Week.objects.get(number=4)
    assert week.volume_m == 0
    assert set(week.workouts.values_list("kind", flat=True)) == {"rest"}
    assert after.is_restart
    assert 0 < after.volume_m <= before / 2
    assert Replan.objects.latest("id").cause == Replan.Cause.PAUSE
    connection.check_constraints()


def test_after_a_pause_for_pain_the_way_back_is_smaller_still(client_of_alice, alice):
    client_of_alice.post(URL, data(alice))
    holiday = Week.objects.get(number=4).cap_m
    undo(athlete=alice, change=Change.objects.get())

    response = client_of_alice.post(URL, data(alice, cause="pain"), follow=True)

    assert "Check in as well" in response.text
    assert Week.objects.get(number=4).cap_m <= holiday
    assert "the break was for pain" in Week.objects.get(number=4).why


@pytest.mark.parametrize(
    ("field", "days", "message"),
    [
        ("first", -1, "A pause begins today or later."),
        ("first", 367, "A pause begins within a year from today."),
        ("last", -1, "The last day comes before the first one."),
        ("last", 1000, "A pause of more than a year is a new start."),
    ],
)
def test_wrong_days_are_explained_and_kept(
    client_of_alice, alice, field, days, message
):
    today = alice.local_date()
    sent = {"first": today, "last": today + DAY, "cause": "illness"}
    sent[field] = today + days * DAY

    response = client_of_alice.post(URL, sent)

    assert response.status_code == 422
    assert errors_at(response.text, field)[0].startswith(message)
    form = form_of(response.text)
    assert form["first"] == [str(sent["first"])]
    assert form["last"] == [str(sent["last"])]
    assert form["cause"] == ["illness"]
    assert not Change.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"first": ""}, "first", "Enter the first day of the pause."),
        ({"last": ""}, "last", "Enter the last day of the pause."),
        ({"first": "3.12."}, "first", "Enter a date, for example 2026-11-03."),
        ({"last": "2026-02-30"}, "last", "Enter a date, for example 2026-11-03."),
        ({"last": "12/03/2027"}, "last", "Enter a date, for example 2026-11-03."),
        ({"last": "9" * 3000}, "last", "Enter a date, for example 2026-11-03."),
        ({"cause": ""}, "cause", "Choose an answer."),
        ({"cause": "boredom"}, "cause", "Choose an answer."),
    ],
)
def test_what_is_missing_or_wrong_is_asked_again(
    client_of_alice, alice, changes, field, message
):
    response = client_of_alice.post(URL, data(alice, **changes))

    assert response.status_code == 422
    assert errors_at(response.text, field) == [message]
    assert f"id_{field}" in ways_to_answers(response.text)
    assert not Change.objects.exists()


def test_nothing_at_all_is_asked_again(client_of_alice):
    response = client_of_alice.post(URL, {})

    assert response.status_code == 422
    assert errors_at(response.text, "first") == ["Enter the first day of the pause."]


@pytest.mark.parametrize(("starts", "ends"), [(-3, 0), (6, 9), (2, 3), (-1, 9)])
def test_pauses_do_not_overlap(client_of_alice, alice, starts, ends):
    client_of_alice.post(URL, data(alice))
    first = monday(alice) + 2 * WEEK
    sent = data(alice, first=first + starts * DAY, last=first + ends * DAY)

    response = client_of_alice.post(URL, sent)

    assert response.status_code == 409
    assert "Nothing was changed." in response.text
    assert "Some of these days are paused already." in response.text
    pause_before = Change.objects.get()
    way = f'href="/plan/#change-{pause_before.pk}"'
    assert way in response.text
    # There it is, with the button that ends it.
    _before, at_it = client_of_alice.get("/plan/").text.split(
        f'id="change-{pause_before.pk}"'
    )
    assert f"/plan/changes/{pause_before.pk}/undo/" in at_it.partition("</li>")[0]
    assert form_of(response.text)["last"] == [str(sent["last"])]
    assert Change.objects.count() == 1


def test_a_refusal_about_something_else_leads_to_no_pause(client_of_alice, alice):
    sent = data(alice, first=alice.local_date() - DAY)

    assert "#change-" not in client_of_alice.post(URL, sent).text


def test_one_pause_may_follow_another(alice):
    first = monday(alice) + 2 * WEEK
    paused(alice, first, first + 6 * DAY)
    paused(alice, first + WEEK, first + WEEK, "illness")

    assert Change.objects.standing().count() == 2


@pytest.mark.parametrize(
    ("first", "last", "message"),
    [
        (-1, 3, "A pause begins today or later."),
        (LONGEST_PAUSE.days + 1, LONGEST_PAUSE.days + 2, "within a year from today"),
        (3, 2, "The last day comes before the first one."),
        (0, LONGEST_PAUSE.days + 1, "more than a year is a new start"),
    ],
)
def test_the_service_refuses_what_the_form_would(alice, first, last, message):
    today = alice.local_date()

    with pytest.raises(RefusedError, match=message):
        paused(alice, today + first * DAY, today + last * DAY)

    assert not Change.objects.exists()


def test_a_pause_of_a_year_is_planned(client_of_alice, alice):
    today = alice.local_date()

    paused(alice, today, today + LONGEST_PAUSE)

    connection.check_constraints()
    assert client_of_alice.get("/plan/").status_code == 200
    later = Workout.objects.filter(date__gte=today)
    assert set(later.values_list("kind", flat=True)) == {"rest"}


def test_a_pause_to_come_is_taken_back_whole(client_of_alice, alice):
    before = list(Week.objects.order_by("number").values_list("volume_m", "cap_m"))
    client_of_alice.post(URL, data(alice))
    change = Change.objects.get()

    response = client_of_alice.post(f"/plan/changes/{change.pk}/undo/", follow=True)

    assert response.redirect_chain == [("/plan/", 302)]
    change.refresh_from_db()
    assert change.undone_at is not None
    weeks = Week.objects.order_by("number").values_list("volume_m", "cap_m")
    assert list(weeks) == before
    assert Replan.objects.latest("id").cause == Replan.Cause.PAUSE


def test_a_pause_that_has_begun_ends_yesterday(client_of_alice, alice):
    today = alice.local_date()
    change = Change.objects.create(
        athlete=alice,
        kind="pause",
        cause="illness",
        first=today - 3 * DAY,
        last=today + 9 * DAY,
    )
    assert "End the pause" in client_of_alice.get("/plan/").text

    client_of_alice.post(f"/plan/changes/{change.pk}/undo/")

    change.refresh_from_db()
    assert change.undone_at is None
    assert change.last == today - DAY
    assert "End the pause" not in client_of_alice.get("/plan/").text

    if today.weekday() > 0:
        yesterday = client_of_alice.get(f"/plan/days/{today - DAY}/").text
        assert "Changed by you" in yesterday
        assert "End the pause" not in yesterday
    again = client_of_alice.post(f"/plan/changes/{change.pk}/undo/")
    assert again.status_code == 409
    assert "These days are over: they stay as they were." in again.text
    assert again.templates[0].name == "training/plan.html"


def test_a_paused_day_says_so_and_cannot_be_moved(client_of_alice, alice):
    client_of_alice.post(URL, data(alice))
    day = monday(alice) + 2 * WEEK + DAY

    page = client_of_alice.get(f"/plan/days/{day}/").text

    assert "Paused: no training up to and including" in page
    assert ": holiday." in page
    assert "Take it back" in page
    assert 'name="to"' not in page
    refused = client_of_alice.post(f"/plan/days/{day}/move/", {"to": day + DAY})
    assert refused.status_code == 409
    assert "is paused: end the pause first." in refused.text
    assert f'href="/plan/#change-{Change.objects.get().pk}"' in refused.text


def test_a_workout_that_cannot_move_to_paused_days_leads_to_the_pause(
    client_of_alice, alice
):
    first = monday(alice) + WEEK + 4 * DAY
    pause_before = paused(alice, first, first + 2 * DAY)
    way = f'href="/plan/#change-{pause_before.pk}"'
    tuesday = f"/plan/days/{monday(alice) + WEEK + DAY}/"

    page = client_of_alice.get(tuesday).text

    assert page.count("is paused: end the pause first.") == 3
    assert page.count(way) == 1
    refused = client_of_alice.post(f"{tuesday}move/", {"to": first})
    assert refused.status_code == 409
    notice = refused.text.partition('role="alert"')[2].partition("</div>")[0]
    assert way in notice
    # What else refuses a day leads to no pause.
    other = client_of_alice.post(f"{tuesday}move/", {"to": first - WEEK})
    assert way not in other.text.partition('role="alert"')[2].partition("</div>")[0]


def test_what_was_moved_cannot_be_put_back_into_a_pause_and_leads_to_it(
    client_of_alice, alice
):
    tuesday = monday(alice) + WEEK + DAY
    moved = move(athlete=alice, day=tuesday, to=tuesday + DAY, by=alice)
    pause_before = paused(alice, tuesday, tuesday)

    refused = client_of_alice.post(f"/plan/changes/{moved.pk}/undo/")

    assert refused.status_code == 409
    assert "Tuesday is paused: end the pause first." in refused.text
    notice = refused.text.partition('role="alert"')[2].partition("</div>")[0]
    assert f'href="/plan/#change-{pause_before.pk}"' in notice
