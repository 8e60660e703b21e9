"""An athlete invites an address; whoever it belongs to accepts or declines."""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import quote

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from backpain.accounts import coaching as consent
from backpain.accounts.coaching import Ticks
from backpain.accounts.models import Coaching, User
from tests.accounts.coaching import (
    ALL,
    HEALTH,
    PLAN,
    browser_of,
    make_coach,
    make_coaching,
    make_person,
)
from tests.conftest import PASSWORD

EMAIL = "bob@example.org"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
SEND = {"email": EMAIL, "sees_plan": "on", "send": "yes"}


@pytest.fixture
def bob(db) -> User:
    return make_person("Bob")


@pytest.fixture
def invited(alice) -> Coaching:
    return consent.invite(athlete=alice, email=EMAIL, ticks=ALL)


def invite(client: Client, **changes):
    return client.post("/me/coaches/invite/", SEND | changes)


def test_address_leads_to_the_ticks_and_nothing_is_sent(client_of_alice):
    response = client_of_alice.post("/me/coaches/invite/", {"email": EMAIL})

    assert response.status_code == 200
    assert f'value="{EMAIL}"' in response.text
    assert " checked" not in response.text
    assert "pain, now and over time" in response.text
    assert not mail.outbox
    assert not Coaching.objects.exists()


def test_ticks_send_the_invitation(client_of_alice, link_of_mail):
    response = invite(client_of_alice)

    assert response.headers["Location"] == "/me/coaches/"
    coaching = Coaching.objects.get()
    assert Ticks.of(coaching) == PLAN
    (message,) = mail.outbox
    assert message.to == [EMAIL]
    assert link_of_mail() == f"/coach/invitations/{coaching.pk}/"
    assert "alice@example.org asks you to be their coach" in message.body
    page = client_of_alice.get("/me/coaches/").text
    assert "They see nothing until they accept." in page
    assert "may accept until" in page


def test_mail_holds_nothing_that_somebody_typed(client_of_alice, alice):
    alice.name = "Win at http://evil.example"
    alice.save()

    invite(client_of_alice)

    assert "evil" not in mail.outbox[0].subject + str(mail.outbox[0].body)


@pytest.mark.parametrize("changes", [{}, {"send": "yes", "sees_plan": "on"}])
@pytest.mark.parametrize("email", ["", "bob", "bob@", "a@b.c\0", "x" * 300 + "@x.org"])
def test_wrong_address_is_told_and_stays(client_of_alice, email, changes):
    data = {"email": email} | changes

    response = client_of_alice.post("/me/coaches/invite/", data)

    assert response.status_code == 422
    assert 'aria-invalid="true"' in response.text
    assert f'value="{email}"'.replace("\0", "") in response.text.replace("\0", "")
    assert response.text.count(" checked>") == ("sees_plan" in data)
    assert "otherwise nothing is shared" not in response.text
    assert not Coaching.objects.exists()


def test_without_a_tick_nothing_is_sent_and_the_address_stays(client_of_alice):
    response = client_of_alice.post(
        "/me/coaches/invite/", {"email": EMAIL, "send": "yes"}
    )

    assert response.status_code == 422
    assert "otherwise nothing is shared" in response.text
    assert f'value="{EMAIL}"' in response.text
    assert not mail.outbox


def test_own_address_and_a_coach_of_ones_own_are_refused(client_of_alice, alice):
    make_coaching(alice, make_coach("Dora"))

    own = invite(client_of_alice, email=alice.email)
    known = invite(client_of_alice, email="dora@example.org")

    assert own.status_code == known.status_code == 409
    assert "That is your own address." in own.text
    assert "Dora is your coach already." in known.text
    assert known.text.count(" checked>") == 1
    assert not mail.outbox


def test_answer_does_not_tell_who_has_an_account(client_of_alice, bob):
    answers = []
    for email in (bob.email, "zed@example.org"):
        invite(client_of_alice, email=email)
        page = TOKEN.sub("", client_of_alice.get("/me/coaches/").text)
        coaching = Coaching.objects.get()
        message = mail.outbox[-1]
        answers.append(
            [
                text.replace(email, "").replace(f"/{coaching.pk}/", "//")
                for text in (page, message.subject, str(message.body))
            ]
        )
        coaching.delete()

    assert answers[0] == answers[1]


def test_inviting_twice_sends_it_again(client_of_alice):
    invite(client_of_alice)
    invite(client_of_alice, sees_health="on")

    assert len(mail.outbox) == 2
    assert Coaching.objects.get().sees_health


def test_invitation_that_ran_out_is_sent_again(client_of_alice, invited):
    long_ago = timezone.now() - dt.timedelta(days=20)
    Coaching.objects.update(invited_at=long_ago)
    assert "ran out on" in client_of_alice.get("/me/coaches/").text

    response = client_of_alice.post(f"/me/coaches/{invited.pk}/again/", follow=True)

    assert response.redirect_chain == [("/me/coaches/", 302)]
    assert "may accept until" in response.text
    assert Coaching.objects.pending().get() == invited
    assert len(mail.outbox) == 1


def test_mail_server_that_is_down_loses_no_invitation(
    client_of_alice, settings, caplog
):
    settings.EMAIL_BACKEND = "tests.accounts.broken_mail.EmailBackend"

    response = client_of_alice.post("/me/coaches/invite/", SEND, follow=True)

    assert "the mail could not be sent just now" in response.text
    assert "They see nothing until they accept." not in response.text
    assert Coaching.objects.pending().exists()
    assert EMAIL not in caplog.text


def test_demo_shows_the_link_of_the_mail(client_of_alice, settings, invited):
    link = f'href="/coach/invitations/{invited.pk}/"'
    settings.DEMO = False
    assert link not in client_of_alice.get("/me/coaches/").text

    settings.DEMO = True
    assert link in client_of_alice.get("/me/coaches/").text


def test_too_many_invitations_are_stopped(client_of_alice):
    answers = [
        invite(client_of_alice, email=f"{number}@example.org").status_code
        for number in range(12)
    ]

    assert answers == [302] * 10 + [429] * 2
    assert len(mail.outbox) == 10


def test_one_address_is_not_flooded_by_many(db):
    for number in range(30):
        assert invite(browser_of(make_person(f"P{number}"))).status_code == 302
    assert invite(browser_of(make_person("P31"))).status_code == 429

    assert len(mail.outbox) == 30


def test_whoever_invites_a_coach_too_often_keeps_nobody_else_from_it(
    client_of_charlie, client_of_alice
):
    answers = [invite(client_of_charlie).status_code for _time in range(9)]

    assert answers == [302] * 3 + [429] * 6
    assert invite(client_of_alice).status_code == 302


def test_invitation_says_who_and_what(bob, invited):
    page = browser_of(bob).get(f"/coach/invitations/{invited.pk}/").text

    assert "Alice asks you to be their coach" in page
    assert "alice@example.org" in page
    assert "pain, now and over time" in page
    assert "second factor" in page


def test_what_is_not_shared_is_said(bob, alice):
    coaching = consent.invite(athlete=alice, email=EMAIL, ticks=PLAN)

    page = browser_of(bob).get(f"/coach/invitations/{coaching.pk}/").text

    assert page.count("</svg>no</span>") == 2
    assert "pain, now and over time" not in page


def test_accepting_begins_it_and_tells_the_athlete(bob, invited):
    client = browser_of(bob)

    response = client.post(f"/coach/invitations/{invited.pk}/", {"answer": "accept"})

    assert response.headers["Location"] == "/coach/"
    assert Coaching.objects.in_force().get().coach == bob
    (message,) = mail.outbox
    assert message.to == ["alice@example.org"]
    assert "bob@example.org accepted" in message.body
    assert "/me/coaches/" in message.body
    again = client.post(f"/coach/invitations/{invited.pk}/", {"answer": "accept"})
    assert again.headers["Location"] == "/coach/"
    assert len(mail.outbox) == 1


def test_declining_ends_it_without_a_mail(bob, invited):
    client = browser_of(bob)

    response = client.post(f"/coach/invitations/{invited.pk}/", {"answer": "decline"})

    assert response.headers["Location"] == "/coach/code/"
    invited.refresh_from_db()
    assert invited.ended_by == "coach"
    assert not mail.outbox
    page = client.get(f"/coach/invitations/{invited.pk}/").text
    assert "no longer open" in page


def test_opening_the_link_accepts_nothing(bob, invited):
    browser_of(bob).get(f"/coach/invitations/{invited.pk}/?answer=accept")

    assert not Coaching.objects.in_force().exists()


@pytest.mark.parametrize("answer", ["", "maybe", "\0"])
def test_other_answers_are_asked_again(bob, invited, answer):
    response = browser_of(bob).post(
        f"/coach/invitations/{invited.pk}/", {"answer": answer}
    )

    assert response.status_code == 422
    assert Coaching.objects.pending().exists()


def test_taken_back_is_told_as_no_longer_open(bob, invited):
    client = browser_of(bob)
    consent.end(coaching=invited, by=Coaching.Side.ATHLETE)

    assert "no longer open" in client.get(f"/coach/invitations/{invited.pk}/").text
    late = client.post(f"/coach/invitations/{invited.pk}/", {"answer": "accept"})

    assert late.status_code == 409
    assert not Coaching.objects.in_force().exists()


def test_who_coaches_already_reads_it_on_the_page(alice):
    coach = make_coach("Bob")
    coach.emailaddress_set.create(email="bob@club.example", verified=True)
    coaching = consent.invite(athlete=alice, email="bob@club.example", ticks=ALL)
    Coaching.objects.create(
        athlete=alice, coach=coach, accepted_at=timezone.now(), sees_plan=True
    )

    response = browser_of(coach).post(
        f"/coach/invitations/{coaching.pk}/", {"answer": "accept"}
    )

    assert response.status_code == 409
    assert "You coach Alice already." in response.text


def test_only_the_confirmed_owner_of_the_address_finds_it(alice, bob, invited):
    unconfirmed = User.objects.create_user("bob2@example.org", PASSWORD)
    unconfirmed.emailaddress_set.create(email=EMAIL.replace("bob", "bob3"))
    theirs = consent.invite(athlete=alice, email="bob3@example.org", ticks=HEALTH)
    for person in (alice, make_coach("Eve"), unconfirmed):
        client = browser_of(person)
        for way in (client.get, client.post):
            answers = {
                (answer.status_code, answer.content)
                for pk in (invited.pk, theirs.pk, 987_654_321, 10**30)
                for answer in [way(f"/coach/invitations/{pk}/", {"answer": "accept"})]
            }
            assert [status for status, _body in answers] == [404]
    assert not Coaching.objects.in_force().exists()


def test_invitation_accepted_by_somebody_else_is_nothing(alice, bob, invited):
    consent.accept(coach=make_coach("Eve"), coaching=invited)

    assert browser_of(bob).get(f"/coach/invitations/{invited.pk}/").status_code == 404


def test_without_an_account_the_link_leads_through_the_sign_up(
    client_of_alice, link_of_mail
):
    invite(client_of_alice)
    path, browser = link_of_mail(), Client()

    login = browser.get(path).headers["Location"]
    assert login == f"/accounts/login/?next={path}"
    signup = f"/accounts/signup/?next={quote(path, safe='')}"
    assert f'href="{signup}"' in browser.get(login).text
    browser.post(
        "/accounts/signup/", {"email": EMAIL, "password1": PASSWORD, "next": path}
    )
    response = browser.post(link_of_mail())

    assert response.headers["Location"] == path
    assert "asks you to be their coach" in browser.get(path).text
