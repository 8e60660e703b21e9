"""What may be done with a day: moved, skipped, and put back."""

from __future__ import annotations

import datetime as dt
import html
import re

import pytest
from django.test import Client
from django.utils import timezone

from tests.make import make_check_in, make_plan_of, make_profile
from tests.training.days import (
    DAY,
    MON,
    SAT,
    SUN,
    TUE,
    WEEK,
    monday,
    next_week,
    plan_with_a_run_today,
)
from training.models import Change, Replan, Workout
from training.services.changes import skip
from training.services.plan import replan

WALK = {"pain_now": 4, "pain_worst_24h": 5}


def url_of(day: dt.date, act: str = "") -> str:
    return f"/plan/days/{day}/{act}"


@pytest.fixture
def plan(alice):
    """Runs on Tuesday, Thursday and, the long one, Sunday."""
    return make_plan_of(alice)


def options(page: str) -> dict[str, str]:
    """What is written at each day that a workout may move to."""
    found = re.findall(r'<label class="option.*?</label>', page, re.S)
    return {
        re.search(r'value="([0-9-]+)"', one)[1]: " ".join(
            re.sub(r"<[^>]+>", " ", html.unescape(one)).split()
        )
        + (" (disabled)" if " disabled" in one else "")
        for one in found
    }


def test_every_other_day_is_offered_and_refused_ones_say_why(
    client_of_alice, alice, plan
):
    page = client_of_alice.get(url_of(next_week(alice, SUN))).text

    offered = options(page)
    assert len(offered) == 6
    monday_text = offered[str(next_week(alice, MON))]
    assert "hard days need a day between them" in monday_text
    assert monday_text.endswith("(disabled)")
    assert "(disabled)" not in offered[str(next_week(alice, SAT))]


def test_a_workout_is_moved_and_put_back(client_of_alice, alice, plan):
    day, other = next_week(alice, SUN), next_week(alice, SAT)

    moved = client_of_alice.post(url_of(day, "move/"), {"to": other}, follow=True)

    assert moved.redirect_chain == [("/plan/weeks/2/", 302)]
    assert "Moved: Sunday and Saturday changed places." in moved.text
    assert Workout.objects.get(date=other).kind == "long"
    change = Change.objects.get()
    for one in (day, other):
        page = client_of_alice.get(url_of(one)).text
        assert "Saturday and Sunday changed places" in page
        assert f'action="/plan/changes/{change.pk}/undo/"' in page

    undone = client_of_alice.post(f"/plan/changes/{change.pk}/undo/", follow=True)

    assert undone.redirect_chain == [("/plan/weeks/2/", 302)]
    assert "Put back as it was." in undone.text
    assert Workout.objects.get(date=day).kind == "long"
    assert "Changed by you" not in client_of_alice.get(url_of(day)).text


def test_a_workout_is_skipped_and_the_page_says_what_that_means(
    client_of_alice, alice, plan
):
    day = next_week(alice, TUE)
    size = f"{Workout.objects.get(date=day).distance_m / 1000:.1f} km"
    assert f"The {size} go nowhere else" in client_of_alice.get(url_of(day)).text

    skipped = client_of_alice.post(url_of(day, "skip/"), follow=True)

    assert "Tuesday is skipped. Nothing is added to another day." in skipped.text
    page = client_of_alice.get(url_of(day)).text
    assert "You skipped this day." in page
    assert "Take it back" in page
    assert "Skip it" not in page
    assert "Move" not in page.partition("Changed by you")[2]


def test_a_refused_move_says_why_and_changes_nothing(client_of_alice, alice, plan):
    day, other = next_week(alice, SUN), next_week(alice, MON)

    response = client_of_alice.post(url_of(day, "move/"), {"to": other})

    assert response.status_code == 409
    assert "Nothing was changed." in response.text
    assert "hard days need a day between them" in response.text
    # What was chosen is still chosen, and the form is open.
    assert f'value="{other}" id="id_to_0" checked disabled' in response.text
    assert '<details class="panel day-change" open>' in response.text
    assert not Change.objects.exists()


@pytest.mark.parametrize("to", ["", "x", "2026-02-30", "day after", "\x00", "9" * 5000])
def test_a_move_to_nowhere_asks_again(client_of_alice, alice, plan, to):
    response = client_of_alice.post(url_of(next_week(alice, SUN), "move/"), {"to": to})

    assert response.status_code == 422
    assert "Choose one of the days." in response.text
    assert not Change.objects.exists()


def test_a_move_to_another_week_or_nothing_at_all_asks_again(
    client_of_alice, alice, plan
):
    day = next_week(alice, SUN)

    for data in ({"to": day + DAY}, {"to": day}, {}):
        assert client_of_alice.post(url_of(day, "move/"), data).status_code == 422
    assert not Change.objects.exists()


def test_a_refused_skip_says_why(client_of_alice, alice, plan):
    day = Workout.objects.filter(week__number=2, kind="rest")[0].date

    response = client_of_alice.post(url_of(day, "skip/"))

    assert response.status_code == 409
    assert "Nothing is planned on" in response.text


def test_a_skip_that_comes_twice_is_refused_and_stands(client_of_alice, alice, plan):
    day = next_week(alice, TUE)
    client_of_alice.post(url_of(day, "skip/"))

    response = client_of_alice.post(url_of(day, "skip/"))

    assert response.status_code == 409
    assert "You skipped Tuesday: take that back first." in response.text
    assert Change.objects.count() == 1


def test_a_stranger_cannot_take_a_change_back(
    client_of_alice, alice, plan, client_of_charlie, charlie
):
    change = skip(athlete=alice, day=next_week(alice, TUE), by=alice)
    make_plan_of(charlie)

    response = client_of_charlie.post(f"/plan/changes/{change.pk}/undo/")

    assert response.status_code == 404
    assert Change.objects.standing().count() == 1
    anonymous = Client().post(f"/plan/changes/{change.pk}/undo/")
    assert anonymous.url.startswith("/accounts/login/")


@pytest.mark.parametrize("pk", ["0", "99999999999999999999999"])
def test_a_change_that_is_not_there_is_not_found(client_of_alice, plan, pk):
    assert client_of_alice.post(f"/plan/changes/{pk}/undo/").status_code == 404


def test_a_change_of_days_that_are_over_is_not_taken_back(client_of_alice, alice):
    make_plan_of(alice, now=timezone.now() - 2 * WEEK)
    replan(athlete=alice, cause=Replan.Cause.RUN)
    day = monday(alice) - 3 * DAY
    change = Change.objects.create(athlete=alice, kind="skip", first=day, last=day)

    response = client_of_alice.post(f"/plan/changes/{change.pk}/undo/")

    assert response.status_code == 409
    assert "These days are over: they stay as they were." in response.text
    assert ">Take it back<" not in response.text


def test_a_change_of_an_earlier_plan_is_answered_by_the_plan(client_of_alice, alice):
    make_plan_of(alice)
    day = monday(alice) - 3 * DAY
    change = Change.objects.create(athlete=alice, kind="skip", first=day, last=day)

    response = client_of_alice.post(f"/plan/changes/{change.pk}/undo/")

    assert response.status_code == 409
    assert response.templates[0].name == "training/plan.html"


@pytest.mark.parametrize("act", ["", "move/", "skip/"])
def test_outside_of_the_rules_no_day_is_shown_or_changed(client_of_alice, alice, act):
    make_profile(alice, had_spine_surgery_6m=True)
    make_plan_of(alice)
    day = next_week(alice, TUE)
    ask = client_of_alice.post if act else client_of_alice.get

    response = ask(url_of(day, act), {"to": day + DAY})

    assert response.templates[0].name == "triage/outside_the_rules.html"
    assert not Change.objects.exists()


def test_outside_of_the_rules_a_change_stays(client_of_alice, alice):
    make_profile(alice, had_spine_surgery_6m=True)
    make_plan_of(alice)
    day = next_week(alice, TUE)
    change = Change.objects.create(athlete=alice, kind="skip", first=day, last=day)

    response = client_of_alice.post(f"/plan/changes/{change.pk}/undo/")

    assert response.templates[0].name == "triage/outside_the_rules.html"
    assert Change.objects.standing().count() == 1


def test_what_a_check_in_took_out_is_not_offered_elsewhere(client_of_alice, alice):
    plan_with_a_run_today(alice)
    make_check_in(alice, **WALK)
    today = alice.local_date()
    if today.weekday() == SUN:
        pytest.skip("today is the last day of its week")

    page = client_of_alice.get(url_of(today)).text

    # All days are refused for the same reason: it is said once, without a form.
    assert page.count("it is not made up for on another day") == 1
    assert 'name="to"' not in page


def test_on_the_last_day_of_a_week_there_is_nowhere_to_move(client_of_alice, alice):
    make_plan_of(alice)
    today = alice.local_date()
    if today.weekday() != SUN:
        pytest.skip("only a Sunday has no later day")

    page = client_of_alice.get(url_of(today)).text

    assert "This is the last day of its week" in page
