"""What is left out says nothing either: two answers, one page for the plan tick."""

from __future__ import annotations

import re
from contextlib import contextmanager

import pytest
from django.db import transaction

from tests.coach.people import ALL, PLAN, client_of, make_coach, make_coaching
from tests.coach.states import DAY, make_athlete, page_of, row_of
from tests.make import make_check_in, make_episode
from tests.training.make_log import two_runs_last_week
from training.services import changes, coach_changes
from training.services.coach_changes import Asked
from training.services.plan import replan
from triage.models import HealthProfile

pytestmark = pytest.mark.usefixtures("a_monday")
# What differs each time, whatever was answered.
OF_THE_MOMENT = re.compile(
    r'csrfmiddlewaretoken" value="\w+"|"made_at": "[^"]+"|id="change-\d+"'
)


@pytest.fixture
def athlete(alice, kim):
    make_coaching(alice, kim, **PLAN)
    two_runs_last_week(alice)
    make_episode(alice)
    return alice


@contextmanager
def taken_back():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def plan_pages(athlete, kim):
    """Return what the coach reads of the plan, on the screen, on paper, as a file."""
    client, at = client_of(kim), f"/coach/athletes/{athlete.pk}/"
    days = [athlete.local_date() + ahead * DAY for ahead in range(4)]
    paths = ["", "weeks/2/", "weeks/2/print/", *(f"days/{day}/" for day in days)]
    pages = {path: client.get(f"{at}{path}").content.decode() for path in paths}
    pages["json"] = client.post(f"{at}export/", {"format": "json"}).content.decode()
    return {path: OF_THE_MOMENT.sub("", page) for path, page in pages.items()}


def with_tight_hamstrings(athlete, answer):
    HealthProfile.objects.filter(athlete=athlete).update(tight_hamstrings=answer)
    replan(athlete=athlete, cause="days")


def test_stretch_does_not_tell_of_tight_hamstrings(athlete, kim):
    seen = []
    for answer in ("no", "yes"):
        with taken_back():
            with_tight_hamstrings(athlete, answer)
            seen.append(plan_pages(athlete, kim))

    assert "Hamstring stretch" in seen[0]["json"]
    assert seen[0] == seen[1]


def test_stretch_is_told_as_it_is_with_the_health_tick(athlete, kim):
    athlete.coachings.update(sees_health=True)
    with_tight_hamstrings(athlete, "yes")

    assert "morning and evening" in plan_pages(athlete, kim)["weeks/2/print/"]


def paused(athlete, cause):
    today = athlete.local_date()
    changes.pause(
        athlete=athlete, first=today, last=today + 3 * DAY, cause=cause, by=athlete
    )


@pytest.mark.parametrize("cause", ["pain", "illness", "other"])
def test_pause_without_a_cause_is_not_one_for_health(athlete, kim, cause):
    """A holiday that is named would say what a pause is that names nothing."""
    seen = []
    for one in ("holiday", cause):
        with taken_back():
            paused(athlete, one)
            seen.append(plan_pages(athlete, kim))

    assert "Paused from" in seen[0][""]
    assert seen[0] == seen[1]


def test_own_pause_is_told_with_its_cause(athlete, kim):
    today = athlete.local_date()
    changes.pause(
        athlete=athlete, first=today, last=today + DAY, cause="holiday", by=kim
    )

    assert ": holiday." in plan_pages(athlete, kim)[""]


def test_row_does_not_tell_whom_the_rules_say_nothing_about(kim):
    for name, is_outside in (("Anna", False), ("Berta", True)):
        make_athlete(
            kim,
            name,
            shared=PLAN,
            is_outside=is_outside,
            verdict_until=None,
            cap_m=None,
        )
    page = page_of(client_of(kim))

    assert row_of(page, "Berta") == row_of(page, "Anna").replace("Anna", "Berta")


def test_refused_day_does_not_tell_of_a_pause_for_pain(athlete, kim):
    athlete.coachings.update(can_edit=True)
    day = athlete.local_date() + DAY
    said = []
    for cause in ("holiday", "pain"):
        with taken_back():
            paused(athlete, cause)
            page = client_of(kim).post(
                f"/coach/athletes/{athlete.pk}/days/{day}/change/",
                {"kind": "easy", "distance": "2", "reason": "Try it"},
            )
            assert page.status_code == 409
            said.append(re.findall(r"<b>Nothing was changed.</b>([^<]*)", page.text))

    assert said[0] == said[1] != []


def test_advice_of_two_days_reads_the_same_whatever_decided(athlete, kim):
    """Rest for pain and rest for the legs: one word, and no reason."""
    seen = []
    for pain in (6, 8):
        with taken_back():
            make_check_in(athlete, pain_now=pain, pain_worst_24h=pain)
            replan(athlete=athlete, cause="check_in")
            page = page_of(client_of(kim))
            seen.append(row_of(page, "Alice"))

    assert seen[0] == seen[1]


WORDS = "Slowly, because of the numb foot"


def walk_asked_by(coach, athlete, kind="walk"):
    activity = {"walk": "walking", "rest": "rest", "strength": "strength"}[kind]
    length = 0 if kind == "rest" else 1200
    coach_changes.change_workout(
        athlete=athlete,
        day=athlete.local_date() + DAY,
        asked=Asked(kind=kind, activity=activity, duration_s=length, text=WORDS),
        reason="Numb foot",
        by=coach,
    )


@pytest.mark.parametrize("kind", ["walk", "strength", "rest"])
def test_words_of_another_coach_in_a_workout_are_left_out(athlete, kim, kind):
    robin = make_coach("Robin")
    make_coaching(athlete, robin, **ALL)
    walk_asked_by(robin, athlete, kind)

    pages = plan_pages(athlete, kim)

    assert [path for path, page in pages.items() if "umb foot" in page] == []
    assert any("Another coach wrote what to do." in page for page in pages.values())


def test_own_words_in_a_workout_stay(athlete, kim):
    athlete.coachings.update(can_edit=True)
    walk_asked_by(kim, athlete)

    pages = plan_pages(athlete, kim)

    assert {path for path, page in pages.items() if WORDS in page} >= {"json"}
    assert WORDS in pages[f"days/{athlete.local_date() + DAY}/"]


def test_address_of_another_coach_is_not_shown(athlete, kim):
    robin = make_coach("Robin")
    robin.name = ""
    robin.save()
    make_coaching(athlete, robin, **ALL)
    walk_asked_by(robin, athlete)

    pages = plan_pages(athlete, kim)

    assert "By another coach on" in pages[""]
    assert [path for path, page in pages.items() if "robin@" in page] == []
