"""Another address for an account, and what the old one can do about it."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from tests.accounts.test_sessions import is_in, log_in
from tests.conftest import PASSWORD
from tests.signed_in import signed_in

OLD, NEW = "alice@example.org", "mallory@example.net"
ADDRESS, RESET = "/accounts/email/", "/accounts/password/reset/"
OTHER = "battery staple horse"
NOT_YOU = "Was it not you?"


@pytest.fixture
def mallory(confirmed_alice) -> Client:
    """The browser of somebody who knows Alice's password."""
    client = log_in(confirmed_alice)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def ask_for(client: Client, email: str) -> None:
    client.post(ADDRESS, {"email": email, "action_add": ""})


def link_to(email: str) -> str:
    """Return the path of the only link in the newest mail to an address."""
    message = next(one for one in reversed(mail.outbox) if one.to == [email])
    (path,) = re.findall(r"http://testserver(/\S+)", str(message.body))
    return path


def newest_to(email: str) -> str:
    return next(str(one.body) for one in reversed(mail.outbox) if one.to == [email])


def confirm(client: Client, email: str) -> None:
    path = link_to(email)
    client.get(path)
    client.post(path)


def set_password_by_mail(client: Client, email: str) -> None:
    client.post(RESET, {"email": email})
    form = client.get(link_to(email)).headers["Location"]
    client.post(form, {"password1": OTHER})


def test_old_address_is_told_while_it_still_opens_the_account(mallory, confirmed_alice):
    ask_for(mallory, NEW)
    link = link_to(NEW)
    told = newest_to(OLD)
    assert NOT_YOU in told
    # What it was to be changed to is nobody else's business.
    assert NEW not in told
    assert link_to(OLD) == RESET

    set_password_by_mail(Client(), OLD)

    confirmed_alice.refresh_from_db()
    assert confirmed_alice.check_password(OTHER)
    assert not is_in(mallory)
    # The other address is off, and so is the link to it.
    for step in (mallory.get, mallory.post):
        step(link)
    assert [one.email for one in EmailAddress.objects.all()] == [OLD]
    confirmed_alice.refresh_from_db()
    assert confirmed_alice.email == OLD


def test_the_pages_of_a_new_password_say_that_it_takes_back_a_change_that_waits(
    mallory, confirmed_alice
):
    said = "A new password takes that change back"
    owner = Client()
    owner.post(RESET, {"email": OLD})
    by_mail = owner.get(link_to(OLD)).headers["Location"]
    assert said not in owner.get(by_mail).text
    assert said not in mallory.get("/accounts/password/change/").text

    ask_for(mallory, NEW)

    page = owner.get(by_mail).text
    assert said in page
    # What it was to be changed to is nobody else's business.
    assert NEW not in page
    assert said in owner.post(by_mail, {"password1": "short"}).text
    assert said in mallory.get("/accounts/password/change/").text
    confirmed_alice.set_unusable_password()
    confirmed_alice.save()
    without = signed_in(confirmed_alice)
    assert said in without.get("/accounts/password/set/").text


def test_an_address_that_nobody_confirmed_when_signing_up_is_not_taken_back(db, client):
    client.post("/accounts/signup/", {"email": OLD, "password1": PASSWORD})
    client.post(RESET, {"email": OLD})

    page = client.get(client.get(link_to(OLD)).headers["Location"]).text

    assert "Save the password" in page
    assert "takes that change back" not in page


def test_another_wish_for_a_change_does_not_spoil_the_way_back(
    mallory, confirmed_alice
):
    ask_for(mallory, NEW)
    owner = Client()
    owner.post(RESET, {"email": OLD})
    link = link_to(OLD)

    ask_for(mallory, "third@example.net")

    owner.post(owner.get(link).headers["Location"], {"password1": OTHER})
    confirmed_alice.refresh_from_db()
    assert confirmed_alice.check_password(OTHER)


def test_the_old_address_is_not_flooded(mallory, confirmed_alice):
    for number in range(8):
        ask_for(mallory, f"new{number}@example.net")

    assert sum(NOT_YOU in one.body for one in mail.outbox if one.to == [OLD]) == 5


def test_after_it_was_changed_a_browser_that_is_logged_in_is_the_way_back(
    mallory, confirmed_alice
):
    mine = log_in(confirmed_alice)
    ask_for(mallory, NEW)
    confirm(mallory, NEW)
    told = newest_to(OLD)
    assert NOT_YOU in told
    assert "this one does not open the account any more" in told
    # In this order: a new password takes back a change that was not confirmed yet.
    steps = ("change the address back", "open the link", "set a new password")
    assert [*steps] == sorted(steps, key=told.index)
    assert NEW not in told
    assert link_to(OLD) == ADDRESS
    # What it says is so: by this address there is no way in.
    Client().post(RESET, {"email": OLD})
    assert "there is no account with this address" in newest_to(OLD)

    mine.post("/accounts/reauthenticate/", {"password": PASSWORD})
    ask_for(mine, OLD)
    confirm(mine, OLD)
    data = {"oldpassword": PASSWORD, "password1": OTHER}
    mine.post("/accounts/password/change/", data)

    confirmed_alice.refresh_from_db()
    assert confirmed_alice.email == OLD
    assert confirmed_alice.check_password(OTHER)
    assert is_in(mine)
    assert not is_in(mallory)


@pytest.mark.parametrize(
    ("operator", "said"),
    [
        ("help@backpain.example", "write to help@backpain.example."),
        ("", "tell whoever runs this site."),
    ],
)
def test_who_is_logged_in_nowhere_is_told_whom_to_write_to(
    mallory, settings, operator, said
):
    settings.OPERATOR_EMAIL = operator
    ask_for(mallory, NEW)

    confirm(mallory, NEW)

    assert f"If none is, {said}" in newest_to(OLD)


def test_an_address_that_is_not_confirmed_yet_outlives_a_new_password(db, client):
    """Whoever has only signed up would else be locked out."""
    client.post("/accounts/signup/", {"email": OLD, "password1": PASSWORD})

    set_password_by_mail(Client(), OLD)

    assert EmailAddress.objects.get().email == OLD


def test_a_mail_to_the_old_address_that_fails_keeps_nobody_from_changing(
    mallory, settings
):
    settings.EMAIL_BACKEND = "tests.accounts.broken_mail.EmailBackend"

    ask_for(mallory, NEW)

    assert EmailAddress.objects.filter(email=NEW).exists()
