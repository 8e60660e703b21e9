"""One week: seven days, the sum, and what holds for today."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from tests.make import make_check_in, make_plan_of
from tests.training.days import DAY, WEEK, monday, plan_with_a_run_today
from training.models import Change, Replan, Run, Workout
from training.services.changes import skip
from training.services.plan import replan


def days(page: str) -> list[str]:
    """The words of each of the seven days."""
    cards = re.findall(r'<li class="day .*?</li>', page, re.S)
    return [" ".join(re.sub(r"<[^>]+>", " ", card).split()) for card in cards]


def test_a_week_has_seven_days_that_lead_to_their_pages(client_of_alice, alice):
    make_plan_of(alice)
    start = monday(alice) + WEEK

    page = client_of_alice.get("/plan/weeks/2/").text

    assert len(days(page)) == 7
    for place in range(7):
        assert f'href="/plan/days/{start + place * DAY}/"' in page
    for text, workout in zip(
        days(page), Workout.objects.filter(week__number=2).order_by("date"), strict=True
    ):
        if workout.is_running:
            assert f"{workout.distance_m / 1000:.1f} km" in text
    assert "This week may still change" in page
    assert 'href="/plan/weeks/2/print/"' in page
    assert 'href="/plan/weeks/1/"' in page
    assert 'href="/plan/weeks/3/"' in page


def test_the_first_and_the_last_week_have_one_neighbour(client_of_alice, alice):
    make_plan_of(alice)

    assert 'rel="prev"' not in client_of_alice.get("/plan/weeks/1/").text
    assert 'rel="next"' not in client_of_alice.get("/plan/weeks/12/").text


@pytest.mark.parametrize("number", ["0", "13", "99999999999999999999", "x", "-1"])
def test_a_week_that_is_not_in_the_plan_is_not_found(client_of_alice, alice, number):
    make_plan_of(alice)

    assert client_of_alice.get(f"/plan/weeks/{number}/").status_code == 404


def test_a_week_is_only_read(client_of_alice, alice):
    make_plan_of(alice)

    assert client_of_alice.post("/plan/weeks/1/").status_code == 405


def test_without_a_check_in_a_run_of_today_is_not_cleared(client_of_alice, alice):
    plan_with_a_run_today(alice)
    today = alice.local_date()

    before = client_of_alice.get("/plan/weeks/1/").text
    make_check_in(alice)
    after = client_of_alice.get("/plan/weeks/1/").text

    assert "Today's run is planned, not cleared: check in first." in before
    assert "? check in first" in days(before)[today.weekday()]
    assert "check in first" not in after
    assert "today" in days(after)[today.weekday()]


def test_an_eased_day_says_what_it_was_and_why(client_of_alice, alice):
    plan_with_a_run_today(alice)
    make_check_in(alice, pain_now=4, pain_worst_24h=5)

    text = days(client_of_alice.get("/plan/weeks/1/").text)[
        alice.local_date().weekday()
    ]

    assert "Walk" in text
    assert "was long run" in text
    assert "Your check-in says walk today" in text


def test_a_red_flag_takes_out_all_days_that_are_to_come(client_of_alice, alice):
    make_plan_of(alice)
    make_check_in(alice, saddle_numbness="yes")
    today = alice.local_date()

    page = client_of_alice.get("/plan/weeks/1/").text
    later = client_of_alice.get("/plan/weeks/2/").text

    for place, text in enumerate(days(page)):
        if monday(alice) + place * DAY >= today:
            assert "Rest" in text
    assert all("Rest" in text for text in days(later))
    assert not any("km" in text.partition("was")[0] for text in days(later))
    # Said once, above the days, and not seven times.
    assert later.count("No training since") == 1
    assert "Running is on hold" in later


def test_a_skipped_day_is_marked(client_of_alice, alice):
    make_plan_of(alice)
    skip(athlete=alice, day=monday(alice) + 8 * DAY, by=alice)

    text = days(client_of_alice.get("/plan/weeks/2/").text)[1]

    assert "skipped" in text
    assert "Rest" in text
    assert "was " in text


def test_a_week_that_is_over_shows_what_was_made_of_it(client_of_alice, alice):
    now = timezone.now()
    plan = make_plan_of(alice, now=now - 2 * WEEK)
    replan(athlete=alice, cause=Replan.Cause.CHECK_IN, now=now - WEEK)
    first = Workout.objects.filter(week__number=2, activity=Workout.RUNNING).order_by(
        "date"
    )[0]
    Run.objects.create(athlete=alice, date=first.date, distance_m=first.distance_m)
    replan(athlete=alice, cause=Replan.Cause.RUN)
    assert plan.started_on == monday(alice) - 2 * WEEK

    page = client_of_alice.get("/plan/weeks/2/").text

    assert "◐</span>part of it" in page
    assert "✓ done" in days(page)[first.date.weekday()]
    assert "○ missed" in " ".join(days(page))
    assert "may still change" not in page
    assert "Today's run" not in page


def test_in_miles_every_number_is_in_miles(client_of_alice, alice):
    make_plan_of(alice)
    alice.units = "mi"
    alice.save()

    page = client_of_alice.get("/plan/weeks/1/").text

    assert " mi" in page
    assert not re.search(r"\d km", " ".join(days(page)))
    assert "Last week 12.4 mi" in page


def test_a_pause_of_several_days_says_why_once(client_of_alice, alice):
    make_plan_of(alice)
    start = monday(alice) + WEEK
    Change.objects.create(
        athlete=alice, kind="pause", first=start, last=start + 6 * DAY, cause="holiday"
    )
    replan(athlete=alice, cause=Replan.Cause.PAUSE)

    page = client_of_alice.get("/plan/weeks/2/").text

    assert page.count("Paused: no training up to and including") == 1
