"""One day: the workout in full, and what may be done with it."""

from __future__ import annotations

import datetime as dt
import html

import pytest
from django.utils import timezone

from tests.make import make_check_in, make_plan_of
from tests.training.days import (
    TUE,
    WEEK,
    next_week,
    plan_with_a_run_today,
)
from training.models import Replan, Run, Workout, WorkoutDone
from training.services.plan import replan

WALK = {"pain_now": 4, "pain_worst_24h": 5}


def url_of(day: dt.date, act: str = "") -> str:
    return f"/plan/days/{day}/{act}"


@pytest.fixture
def plan(alice):
    """Runs on Tuesday, Thursday and, the long one, Sunday."""
    return make_plan_of(alice)


def test_a_run_is_shown_with_every_step_and_when_to_stop(client_of_alice, alice, plan):
    day = next_week(alice, TUE)
    workout = Workout.objects.get(date=day)

    page = html.unescape(client_of_alice.get(url_of(day)).text)

    assert f"{workout.get_kind_display()} · {workout.distance_m / 1000:.1f} km" in page
    for step in workout.steps:
        assert step["text"] in page
    assert "Stop and walk home if" in page
    assert "pain goes above 5" in page
    assert "This day may still change" in page
    assert 'href="/plan/weeks/2/"' in page
    assert "Done as planned" not in page


def test_a_day_that_is_no_run_has_no_stop_rules(client_of_alice, alice, plan):
    day = Workout.objects.exclude(activity="running").filter(week__number=2)[0].date

    assert "Stop and walk home if" not in client_of_alice.get(url_of(day)).text


@pytest.mark.parametrize(
    "day",
    ["2026-13-01", "2026-02-30", "0000-01-01", "1999-01-01", "9999-12-31", "20261203"],
)
@pytest.mark.parametrize("act", ["", "move/", "skip/"])
def test_what_is_no_day_of_the_plan_is_not_found(client_of_alice, plan, day, act):
    ask = client_of_alice.post if act else client_of_alice.get

    assert ask(f"/plan/days/{day}/{act}").status_code == 404


@pytest.mark.parametrize("act", ["move/", "skip/"])
def test_a_change_is_never_made_by_a_link(client_of_alice, alice, plan, act):
    assert client_of_alice.get(url_of(next_week(alice, TUE), act)).status_code == 405


def test_a_run_of_today_waits_for_the_check_in(client_of_alice, alice):
    plan_with_a_run_today(alice)
    today = alice.local_date()

    before = client_of_alice.get(url_of(today)).text
    make_check_in(alice)
    after = client_of_alice.get(url_of(today)).text

    assert "Planned, not cleared: check in first." in before
    assert "Done as planned" not in before
    assert "It went differently" not in before
    assert f'href="/runs/new/?date={today}"' in before
    assert "not cleared" not in after
    assert "Done as planned" in after
    assert f'name="date" value="{today}"' in after
    assert f'href="/runs/new/?date={today}"' in after


def test_a_run_that_became_a_walk_says_what_it_was_and_why(client_of_alice, alice):
    plan_with_a_run_today(alice)
    make_check_in(alice, **WALK)

    page = client_of_alice.get(url_of(alice.local_date())).text

    assert "Walk · " in page
    assert "Planned was: long run" in page
    assert "Your check-in says walk today: a walk replaces the run." in page
    assert "Stop and walk home if" not in page


def test_a_red_flag_stands_above_the_day_and_nothing_can_be_moved(
    client_of_alice, alice, plan
):
    make_check_in(alice, saddle_numbness="yes")
    day = next_week(alice, TUE)

    page = client_of_alice.get(url_of(day)).text

    assert page.index("Running is on hold") < page.index('id="workout"')
    assert ">Rest</h1>" in page
    assert "Skip it" not in page
    assert 'name="to"' not in page


def test_a_logged_run_is_shown_and_the_day_may_not_change(client_of_alice, alice):
    plan_with_a_run_today(alice)
    today = alice.local_date()
    make_check_in(alice)
    Run.objects.create(athlete=alice, date=today, distance_m=5_000)

    page = client_of_alice.get(url_of(today)).text

    assert "You ran 5.0 km." in page
    assert "Done as planned" not in page
    assert "Move it" not in page
    assert "Skip it" not in page


def test_another_workout_that_was_done_can_be_taken_back(client_of_alice, alice, plan):
    today = alice.local_date()
    WorkoutDone.objects.create(athlete=alice, date=today, kind="strength")

    page = client_of_alice.get(url_of(today)).text

    assert "It was not done" in page
    assert 'action="/runs/not-done/"' in page


def test_a_missed_day_can_be_logged_and_not_changed(client_of_alice, alice):
    make_plan_of(alice, now=timezone.now() - WEEK)
    replan(athlete=alice, cause=Replan.Cause.RUN)
    missed = Workout.objects.filter(week__number=1, activity="running").latest("date")
    if missed.date < alice.local_date() - WEEK:
        missed = Workout.objects.filter(week__number=1).latest("date")

    page = client_of_alice.get(url_of(missed.date)).text

    assert f'href="/runs/new/?date={missed.date}"' in page
    assert ("Done as planned" in page) == (not missed.is_rest)
    assert "Move it" not in page
    assert "Skip it" not in page
