"""A coach hands out a code; the athlete sees whose it is, and agrees or does not."""

from __future__ import annotations

import re

import pytest
from django.core import mail

from backpain.accounts import coaching as consent
from backpain.accounts.coaching import Ticks
from backpain.accounts.models import CoachCode, Coaching, User
from tests.accounts.coaching import (
    ALL,
    HEALTH,
    PLAN,
    WRONG_TICKS,
    browser_of,
    make_coach,
    make_coaching,
    make_person,
)

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
WRONG = "AAAAAAAAAA"


@pytest.fixture
def bob(db) -> User:
    return make_coach("Bob")


@pytest.fixture
def link(bob) -> str:
    return f"/me/coaches/join/{bob.coach_code.code}/"


def test_code_leads_to_whose_it_is(client_of_alice, bob, link):
    code = bob.coach_code.code
    typed = f" {code[:5].lower()}-{code[5:]} "

    response = client_of_alice.post("/me/coaches/join/", {"code": typed})

    assert response.headers["Location"] == link
    assert not Coaching.objects.exists()


def test_page_names_the_coach_and_ticks_nothing(client_of_alice, link):
    page = client_of_alice.get(link).text

    assert "Is Bob your coach?" in page
    assert "bob@example.org" in page
    assert "today&#x27;s answer: run, easy run, walk or rest" in page
    assert "pain, now and over time" in page
    assert "set a limit or a pause" in page
    assert " checked" not in page
    assert not Coaching.objects.exists()


def test_only_the_button_agrees(client_of_alice, alice, bob, link):
    client_of_alice.get(f"{link}?sees_plan=on")
    assert not Coaching.objects.exists()

    response = client_of_alice.post(link, {"sees_plan": "on", "can_edit": "on"})

    assert response.headers["Location"] == "/me/coaches/"
    coaching = Coaching.objects.in_force().get()
    assert (coaching.athlete, coaching.coach) == (alice, bob)
    assert Ticks.of(coaching) == Ticks(sees_plan=True, can_edit=True)
    assert not mail.outbox


@pytest.mark.parametrize(("ticked", "message"), WRONG_TICKS)
def test_wrong_ticks_are_told_and_stay(client_of_alice, link, ticked, message):
    response = client_of_alice.post(link, ticked)

    assert response.status_code == 422
    assert message in response.text
    assert response.text.count(" checked>") == len(ticked)
    assert not Coaching.objects.exists()


@pytest.mark.parametrize("code", ["", " ", WRONG, "x" * 41, "\0", "Ⅷ" * 10, "%2e%2e"])
def test_wrong_code_is_told_and_stays(client_of_alice, bob, code):
    response = client_of_alice.post("/me/coaches/join/", {"code": code})

    assert response.status_code == 422
    assert 'aria-invalid="true"' in response.text
    assert "Bob" not in response.text
    if code.strip() and code != "\0":
        assert f'value="{code}"' in response.text


def test_wrong_link_is_told_without_a_hint(client_of_alice, bob):
    closed = make_coach("Eve")
    User.objects.filter(pk=closed.pk).update(is_active=False)
    codes = [WRONG, closed.coach_code.code]

    pages = {
        TOKEN.sub("", client_of_alice.get(f"/me/coaches/join/{code}/").text).replace(
            code, ""
        )
        for code in codes
    }

    assert len(pages) == 1
    answer = client_of_alice.post(f"/me/coaches/join/{WRONG}/", {"sees_plan": "on"})
    assert answer.status_code == 404
    assert "No coach has this code." in answer.text


@pytest.mark.parametrize("code", ["%00", "A" * 300, "%F0%9F%8F%83", "a%2Fb"])
def test_made_up_link_is_told_once(client_of_alice, bob, code):
    response = client_of_alice.get(f"/me/coaches/join/{code}/")

    assert response.status_code == 404
    assert response.text.count("No coach has this code.") <= 1


def test_own_code_is_refused(bob, link):
    client = browser_of(bob)

    typed = client.post("/me/coaches/join/", {"code": bob.coach_code.code})
    opened = client.post(link, {"sees_plan": "on"})

    assert client.get(link).headers["Location"] == "/coach/code/"
    assert (typed.status_code, opened.status_code) == (422, 409)
    assert "That is your own code." in typed.text
    assert "That is your own code." in opened.text
    assert not Coaching.objects.exists()


def test_coach_they_have_is_not_agreed_with_again(client_of_alice, alice, bob, link):
    make_coaching(alice, bob, PLAN)

    response = client_of_alice.post(link, {"sees_health": "on"})

    assert response.status_code == 409
    assert "Bob is your coach already." in response.text
    assert response.text.count(" checked>") == 1
    assert Ticks.of(Coaching.objects.in_force().get()) == PLAN


def test_agreeing_twice_is_agreeing_once(client_of_alice, link):
    for _tap in range(2):
        assert client_of_alice.post(link, {"sees_health": "on"}).status_code == 302

    assert Ticks.of(Coaching.objects.get()) == HEALTH


@pytest.mark.parametrize("way", ["get", "post"])
def test_nobody_guesses_codes(client_of_alice, bob, link, way):
    """Not by typing them, nor by opening links; and then not the right one either."""
    for number in range(20):
        if way == "post":
            client_of_alice.post("/me/coaches/join/", {"code": WRONG})
        else:
            client_of_alice.get(f"/me/coaches/join/AAAAAAAA{number:02}/")

    typed = client_of_alice.post("/me/coaches/join/", {"code": bob.coach_code.code})
    assert (typed.status_code, client_of_alice.get(link).status_code) == (429, 429)
    assert "Bob" not in typed.text
    assert browser_of(make_person("Dora")).get(link).status_code == 200


def test_becoming_a_coach_takes_a_button(client_of_alice, alice):
    page = client_of_alice.get("/coach/code/").text
    assert "Become a coach" in page
    assert not CoachCode.objects.exists()

    page = client_of_alice.post("/coach/code/", {"action": "become"}, follow=True).text

    alice.refresh_from_db()
    assert alice.is_coach
    code = alice.coach_code.code
    assert f"{code[:5]}-{code[5:]}" in page
    assert f"http://testserver/me/coaches/join/{code}/" in page


def test_new_code_voids_the_link(bob, client_of_alice, link):
    client = browser_of(bob)
    client.post("/coach/code/", {"action": "become"})
    assert client_of_alice.get(link).status_code == 200

    page = client.post("/coach/code/", {"action": "renew"}, follow=True).text

    assert "The old one is void." in page
    assert client_of_alice.get(link).status_code == 404


def test_who_is_no_coach_renews_nothing_but_becomes_one(client_of_alice, alice):
    client_of_alice.post("/coach/code/", {"action": "renew"})

    alice.refresh_from_db()
    assert alice.is_coach


def test_code_page_shows_who_waits_for_an_answer(client_of_alice, bob):
    client_of_alice.post(
        "/me/coaches/invite/", {"email": bob.email, "sees_plan": "on", "send": "yes"}
    )

    page = browser_of(bob).get("/coach/code/").text

    assert "1 athlete invites you" in page
    assert f'href="/coach/invitations/{Coaching.objects.get().pk}/"' in page


def test_coach_ends_it_after_being_asked(alice, bob):
    make_coaching(alice, bob, ALL)
    client = browser_of(bob)
    path = f"/coach/athletes/{alice.pk}/end/"
    assert "Stop coaching Alice?" in client.get(path).text
    assert Coaching.objects.in_force().exists()

    for _tap in range(2):
        assert client.post(path).headers["Location"] == "/coach/"

    coaching = Coaching.objects.get()
    assert coaching.ended_by == "coach"
    assert client.get(path).status_code == 404


def test_coach_ends_what_was_changed_before(alice, bob):
    coaching = make_coaching(alice, bob, PLAN)
    consent.change_ticks(coaching=coaching, ticks=HEALTH)

    browser_of(bob).post(f"/coach/athletes/{alice.pk}/end/")

    assert not Coaching.objects.in_force().exists()
    assert Coaching.objects.get(pk=coaching.pk).ended_by == "coach"


def test_coach_ends_only_what_is_theirs(alice, charlie, bob):
    make_coaching(alice, make_coach("Eve"), ALL)
    client = browser_of(bob)
    for way in (client.get, client.post):
        answers = {
            (answer.status_code, answer.content)
            for pk in (alice.pk, charlie.pk, bob.pk, 987_654_321, 10**30)
            for answer in [way(f"/coach/athletes/{pk}/end/")]
        }
        assert [status for status, _body in answers] == [404]

    assert Coaching.objects.in_force().exists()
