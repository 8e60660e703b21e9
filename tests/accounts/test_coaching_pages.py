"""The athlete's page of coaches, changing what they see, and ending it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from backpain.accounts import coaching as consent
from backpain.accounts.coaching import Ticks
from backpain.accounts.models import AccessLog, Coaching, User
from tests.accounts.coaching import (
    ALL,
    HEALTH,
    PLAN,
    WRONG_TICKS,
    browser_of,
    make_coach,
    make_coaching,
)

NEVER_THERE = 987_654_321


@pytest.fixture
def bob(db) -> User:
    return make_coach("Bob")


@pytest.fixture
def coaching(alice, bob) -> Coaching:
    return make_coaching(alice, bob, PLAN)


def looked(athlete: User, actor: User, **changes) -> None:
    look = {"actor_name": str(actor), "role": "coach", "page": "plan"} | changes
    AccessLog.objects.create(athlete=athlete, actor=actor, **look)


def test_page_without_anybody_offers_both_ways(client_of_alice):
    page = client_of_alice.get("/me/coaches/").text

    assert 'action="/me/coaches/invite/"' in page
    assert 'action="/me/coaches/join/"' in page
    assert "Nobody has looked so far." in page
    assert "Who may see what" not in page


def test_settings_lead_to_the_coaches(client_of_alice):
    assert 'href="/me/coaches/"' in client_of_alice.get("/me/").text


def test_page_says_who_sees_what_since_when(client_of_alice, coaching, bob):
    page = client_of_alice.get("/me/coaches/").text

    since = timezone.localtime(coaching.accepted_at, coaching.athlete.zone)
    assert f"since {since.day} {since:%B %Y, %H:%M}" in page
    assert "bob@example.org" in page
    assert "Plan and runs</span>" in page
    assert "Health answers</span>" not in page


def test_page_says_who_looked_at_what(client_of_alice, alice, coaching, bob, charlie):
    looked(alice, bob)
    looked(alice, bob)
    looked(alice, charlie, role="staff", page="account", reason="Lost her phone")
    looked(charlie, bob, page="notes")

    page = client_of_alice.get("/me/coaches/").text

    assert "Your plan" in page
    assert "2 times" in page
    assert "(support)" in page
    assert "Lost her phone" in page
    assert "Notes about you" not in page


def test_looks_of_one_coach_alone(client_of_alice, alice, coaching, bob, charlie):
    looked(alice, bob)
    looked(alice, charlie, role="staff", page="account")

    page = client_of_alice.get(f"/me/coaches/?coach={bob.pk}").text

    assert "Your plan" in page
    assert "Your account" not in page
    assert f'value="{bob.pk}" selected' in page


@pytest.mark.parametrize("key", ["x", "-1", "٣", "9" * 30, str(NEVER_THERE), "\0"])
def test_looks_of_nobody_known_are_404(client_of_alice, key):
    assert client_of_alice.get("/me/coaches/", {"coach": key}).status_code == 404


def test_looks_of_a_coach_of_others_are_404(client_of_alice, charlie, bob):
    make_coaching(charlie, bob)

    assert client_of_alice.get(f"/me/coaches/?coach={bob.pk}").status_code == 404


def test_queries_are_the_same_with_many(
    client_of_alice, alice, django_assert_num_queries
):
    def count(number: int) -> None:
        for index in range(number):
            coach = make_coach(f"Coach{number}x{index}")
            make_coaching(alice, coach, ALL)
            looked(alice, coach, at=timezone.now() - dt.timedelta(days=index))
            email = f"{number}x{index}@example.com"
            consent.invite(athlete=alice, email=email, ticks=PLAN)
            ended = make_coaching(alice, make_coach(f"Past{number}x{index}"))
            consent.end(coaching=ended, by=Coaching.Side.COACH)
        # Session, person, consents in force, offered and ended, looks.
        with django_assert_num_queries(6):
            assert client_of_alice.get("/me/coaches/").status_code == 200

    for number in (1, 10, 90):
        count(number)


def test_change_page_shows_what_is_ticked(client_of_alice, coaching):
    page = client_of_alice.get(f"/me/coaches/{coaching.pk}/").text

    assert 'id="id_sees_plan" aria-describedby="id_sees_plan_examples" checked' in page
    assert page.count(" checked>") == 1


def test_changed_ticks_are_saved(client_of_alice, coaching):
    response = client_of_alice.post(
        f"/me/coaches/{coaching.pk}/", {"sees_health": "on"}, follow=True
    )

    assert response.redirect_chain == [("/me/coaches/", 302)]
    coaching.refresh_from_db()
    assert Ticks.of(coaching) == HEALTH
    assert "What was agreed earlier" in response.text


def test_page_on_its_own_changes_nothing(client_of_alice, coaching):
    client_of_alice.get(f"/me/coaches/{coaching.pk}/?sees_health=on")

    coaching.refresh_from_db()
    assert Ticks.of(coaching) == PLAN


@pytest.mark.parametrize(("ticked", "message"), WRONG_TICKS)
def test_wrong_ticks_are_told_and_stay(client_of_alice, coaching, ticked, message):
    response = client_of_alice.post(f"/me/coaches/{coaching.pk}/", ticked)

    assert response.status_code == 422
    assert message in response.text
    assert response.text.count(" checked>") == len(ticked)
    coaching.refresh_from_db()
    assert Ticks.of(coaching) == PLAN


def test_extra_fields_change_nothing(client_of_alice, coaching, charlie):
    client_of_alice.post(
        f"/me/coaches/{coaching.pk}/",
        {"sees_health": "on", "coach": charlie.pk, "athlete": charlie.pk, "rank": 1},
    )

    now = Coaching.objects.in_force().get()
    assert (now.athlete, now.coach) == (coaching.athlete, coaching.coach)


def test_invitation_can_be_changed_before_it_is_accepted(client_of_alice, alice):
    coaching = consent.invite(athlete=alice, email="bob@example.org", ticks=ALL)

    client_of_alice.post(f"/me/coaches/{coaching.pk}/", {"sees_plan": "on"})

    assert Ticks.of(Coaching.objects.pending().get()) == PLAN
    assert Coaching.objects.count() == 1


def test_one_click_ends_it(client_of_alice, coaching):
    response = client_of_alice.post(f"/me/coaches/{coaching.pk}/end/", follow=True)

    coaching.refresh_from_db()
    assert coaching.ended_by == "athlete"
    assert "Bob sees nothing of yours any more." in response.text


def test_ending_twice_is_ending_once(client_of_alice, coaching):
    for _tap in range(2):
        response = client_of_alice.post(f"/me/coaches/{coaching.pk}/end/")
        assert response.headers["Location"] == "/me/coaches/"

    assert Coaching.objects.ended().count() == 1


def test_opening_the_address_ends_nothing(client_of_alice, coaching):
    assert client_of_alice.get(f"/me/coaches/{coaching.pk}/end/").status_code == 405
    assert Coaching.objects.in_force().exists()


def test_invitation_is_taken_back(client_of_alice, alice):
    coaching = consent.invite(athlete=alice, email="bob@example.org", ticks=ALL)

    response = client_of_alice.post(f"/me/coaches/{coaching.pk}/end/", follow=True)

    assert "The invitation is taken back." in response.text
    assert "bob@example.org" not in response.text


def test_what_ended_cannot_be_changed(client_of_alice, coaching):
    consent.end(coaching=coaching, by=Coaching.Side.COACH)

    response = client_of_alice.post(f"/me/coaches/{coaching.pk}/", {"sees_plan": "on"})

    assert response.status_code == 404


@pytest.mark.parametrize("way", ["get", "post"])
@pytest.mark.parametrize("path", ["", "end/", "again/"])
def test_consent_of_others_is_like_none(
    client_of_charlie, bob, coaching, alice, path, way
):
    invited = consent.invite(athlete=alice, email="eve@example.org", ticks=ALL)
    for client in (client_of_charlie, browser_of(bob)):
        answers = {
            (answer.status_code, answer.content)
            for pk in (coaching.pk, invited.pk, NEVER_THERE, 10**30)
            for answer in [getattr(client, way)(f"/me/coaches/{pk}/{path}")]
        }
        assert len(answers) == 1
        assert answers.pop()[0] in (404, 405)
    assert Coaching.objects.in_force().count() == 1


@pytest.mark.parametrize(
    "path",
    [
        "/me/coaches/",
        "/me/coaches/invite/",
        "/me/coaches/join/",
        "/me/coaches/join/ABCDEFGHJK/",
        "/me/coaches/1/",
        "/coach/code/",
        "/coach/invitations/1/",
        "/coach/athletes/1/end/",
        "/coach/second-factor/",
    ],
)
def test_nobody_who_is_not_logged_in_sees_anything(db, path):
    for answer in (Client().get(path), Client().post(path)):
        assert answer.headers["Location"].startswith("/accounts/login/?next=")
