"""The door of the coach's pages: 404, 403, second factor, and every look noted."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import Http404, HttpResponse
from django.test import Client, RequestFactory

from backpain.accounts import coaching as consent
from backpain.accounts.door import with_athlete, with_roster
from backpain.accounts.models import AccessLog, Coaching, User
from tests.accounts.coaching import (
    ALL,
    HEALTH,
    PLAN,
    add_second_factor,
    browser_of,
    make_coach,
    make_coaching,
)
from tests.codes import code_of
from tests.conftest import PASSWORD
from tests.signed_in import note_second_factor


@with_athlete("plan", "sees_plan")
def plan(request, coaching):
    return HttpResponse(f"plan of {coaching.athlete}")


@with_athlete("check-ins", "sees_health")
def check_ins(request, coaching):
    return HttpResponse(f"pain of {coaching.athlete}")


@with_athlete("change", "sees_plan", "can_edit")
def change(request, coaching):
    return HttpResponse("changed")


@with_roster
def roster(request):
    return HttpResponse("roster")


@pytest.fixture
def bob(db) -> User:
    return make_coach("Bob")


def ask(view, user: User, path: str = "/coach/x/?a=1", method: str = "get", **url):
    request = getattr(RequestFactory(), method)(path)
    request.user = user
    for middleware in (SessionMiddleware, MessageMiddleware):
        middleware(lambda _request: HttpResponse()).process_request(request)
    note_second_factor(request.session, user)
    return view(request, **url)


def test_strangers_athlete_is_nobody(alice, bob):
    make_coaching(alice, make_coach("Eve"), ALL)
    consent.invite(athlete=alice, email=bob.email, ticks=ALL)

    for pk in (alice.pk, bob.pk, 987_654_321):
        with pytest.raises(Http404, match="No Coaching matches"):
            ask(plan, bob, athlete=pk)
    assert not AccessLog.objects.exists()


def test_what_was_ticked_opens(alice, bob):
    make_coaching(alice, bob, PLAN)

    assert ask(plan, bob, athlete=alice.pk).text == "plan of Alice"


@pytest.mark.parametrize(
    ("ticks", "view", "words"),
    [
        (PLAN, check_ins, "health answers: pain, advice and reasons"),
        (PLAN, change, "that you change workouts"),
        (HEALTH, plan, "plan and runs"),
    ],
)
def test_what_was_not_ticked_is_said_in_words(alice, bob, ticks, view, words):
    make_coaching(alice, bob, ticks)
    add_second_factor(bob)

    response = ask(view, bob, athlete=alice.pk)

    assert response.status_code == 403
    assert words in response.text
    assert "Alice does not share this with you" in response.text
    assert not AccessLog.objects.exists()


def test_ticks_count_at_the_next_request(alice, bob):
    coaching = make_coaching(alice, bob, PLAN)
    add_second_factor(bob)
    assert ask(check_ins, bob, athlete=alice.pk).status_code == 403

    consent.change_ticks(coaching=coaching, ticks=HEALTH)

    assert ask(check_ins, bob, athlete=alice.pk).status_code == 200
    assert ask(plan, bob, athlete=alice.pk).status_code == 403


@pytest.mark.parametrize("side", Coaching.Side)
def test_end_closes_the_door_at_the_next_request(alice, bob, side):
    coaching = make_coaching(alice, bob, PLAN)
    assert ask(plan, bob, athlete=alice.pk).status_code == 200

    consent.end(coaching=coaching, by=side)

    with pytest.raises(Http404):
        ask(plan, bob, athlete=alice.pk)


def test_ended_by_a_click_closes_the_page_at_the_next(client_of_alice, alice, bob):
    coaching = make_coaching(alice, bob, PLAN)
    client, path = browser_of(bob), f"/coach/athletes/{alice.pk}/"
    assert client.get(path).status_code == 200
    assert (
        "Bob" in client_of_alice.get("/me/coaches/").context["page"].days[0][1][0].who
    )

    client_of_alice.post(f"/me/coaches/{coaching.pk}/end/")

    closed, nobodys = client.get(path), client.get("/coach/athletes/987654321/")
    assert closed.status_code == nobodys.status_code == 404
    assert closed.content == nobodys.content
    assert AccessLog.objects.count() == 1


def test_every_look_is_noted(alice, bob):
    make_coaching(alice, bob, ALL)
    add_second_factor(bob)

    ask(plan, bob, athlete=alice.pk)
    ask(change, bob, athlete=alice.pk, method="post")

    looks = AccessLog.objects.order_by("pk").values_list(
        "athlete", "actor", "actor_name", "page", "method", "is_health"
    )
    assert list(looks) == [
        (alice.pk, bob.pk, "Bob", "plan", "GET", True),
        (alice.pk, bob.pk, "Bob", "change", "POST", True),
    ]


@pytest.mark.parametrize("view", [plan, roster])
def test_health_of_anybody_asks_for_a_second_factor_first(alice, charlie, bob, view):
    make_coaching(charlie, bob, PLAN)
    url = {"athlete": charlie.pk} if view is plan else {}
    assert ask(view, bob, **url).status_code == 200

    make_coaching(alice, bob, HEALTH)

    response = ask(view, bob, **url)
    assert response.headers["Location"] == (
        "/coach/second-factor/?next=%2Fcoach%2Fx%2F%3Fa%3D1"
    )
    posted = ask(view, bob, method="post", **url)
    assert posted.headers["Location"] == "/coach/second-factor/?next=%2Fcoach%2F"
    add_second_factor(bob)
    assert ask(view, bob, **url).status_code == 200


def test_second_factor_that_is_turned_off_is_asked_for_again(alice, bob):
    make_coaching(alice, bob, HEALTH)
    add_second_factor(bob)
    assert ask(check_ins, bob, athlete=alice.pk).status_code == 200

    Authenticator.objects.filter(user=bob).delete()

    response = ask(check_ins, bob, athlete=alice.pk)
    assert response.headers["Location"].startswith("/coach/second-factor/")


@pytest.mark.django_db(transaction=True)
def test_short_way_to_an_app_leads_back(alice, bob):
    make_coaching(alice, bob, HEALTH)
    client = Client()
    client.post("/accounts/login/", {"login": bob.email, "password": PASSWORD})
    page = client.get("/coach/second-factor/?next=/coach/athletes/7/").text
    assert 'value="/coach/athletes/7/"' in page

    way = client.post(
        "/coach/second-factor/", {"way": "app", "next": "/coach/athletes/7/"}
    )
    assert way.headers["Location"] == "/accounts/2fa/totp/activate/"
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.get("/accounts/2fa/totp/activate/")
    code = code_of(client.session["mfa.totp.secret"])
    codes = client.post("/accounts/2fa/totp/activate/", {"code": code}, follow=True)

    assert codes.redirect_chain == [("/accounts/2fa/recovery-codes/", 302)]
    assert 'href="/coach/second-factor/"' in codes.text
    on = client.get("/coach/second-factor/")
    assert on.headers["Location"] == "/coach/athletes/7/"
    later = client.get("/accounts/2fa/recovery-codes/").text
    assert "Go on to your athletes" not in later


def test_page_of_the_second_factor_leads_to_no_page_that_leads_here(alice, bob):
    make_coaching(alice, bob, HEALTH)

    page = browser_of(bob).get("/coach/second-factor/").text

    assert 'class="back"' not in page


def test_who_never_asked_is_not_sent_on(logged_in, confirmed_alice):
    add_second_factor(confirmed_alice)

    assert "Go on to your athletes" not in logged_in.get("/accounts/2fa/").text


@pytest.mark.parametrize(
    ("way", "path"), [("passkey", "webauthn/add/"), ("app", "totp/activate/")]
)
def test_both_ways_lead_to_their_pages(bob, way, path):
    response = browser_of(bob).post("/coach/second-factor/", {"way": way})

    assert response.headers["Location"] == f"/accounts/2fa/{path}"


def test_unknown_way_is_asked_again_and_keeps_where_to(bob):
    response = browser_of(bob).post(
        "/coach/second-factor/", {"way": "sms", "next": "/coach/code/"}
    )

    assert response.status_code == 422
    assert 'value="/coach/code/"' in response.text


@pytest.mark.parametrize(
    ("wanted", "path"),
    [
        ("/coach/athletes/7/", "/coach/athletes/7/"),
        ("", "/coach/"),
        ("https://evil.example/", "/coach/"),
        ("//evil.example/", "/coach/"),
        ("/\\evil.example/", "/coach/"),
        ("javascript:alert(1)", "/coach/"),
        ("coach/", "/coach/"),
        ("http://testserver/coach/", "/coach/"),
    ],
)
def test_with_a_factor_it_goes_on_to_own_paths_only(bob, wanted, path):
    add_second_factor(bob)

    response = browser_of(bob).get("/coach/second-factor/", {"next": wanted})

    assert response.headers["Location"] == path
