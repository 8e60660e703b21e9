from __future__ import annotations

import re

import pytest
from django.core import mail
from django.test import Client

from backpain.accounts.models import User
from tests.conftest import PASSWORD

OTHER = "battery staple horse"
TOKEN = re.compile(r'<input type="hidden" name="csrf.*?>')


def ask(client: Client, email: str) -> str:
    response = client.post("/accounts/password/reset/", {"email": email})
    return TOKEN.sub("", client.get(response.headers["Location"]).text)


def test_reset_sets_a_new_password_once(client, confirmed_alice, link_of_mail):
    ask(client, "alice@example.org")
    path = link_of_mail()
    form = client.get(path).headers["Location"]

    response = client.post(form, {"password1": OTHER})

    assert response.headers["Location"] == "/accounts/password/reset/key/done/"
    confirmed_alice.refresh_from_db()
    assert confirmed_alice.check_password(OTHER)
    assert "This link does not work" in Client().get(path, follow=True).text


@pytest.mark.parametrize("password", ["", "short", "password1234", "alice@example.org"])
def test_weak_password_is_told_at_the_field(
    client, confirmed_alice, link_of_mail, password
):
    ask(client, "alice@example.org")
    form = client.get(link_of_mail()).headers["Location"]

    response = client.post(form, {"password1": password})

    assert 'aria-invalid="true"' in response.text
    confirmed_alice.refresh_from_db()
    assert confirmed_alice.check_password(PASSWORD)


@pytest.mark.parametrize("demo", [True, False])
def test_unknown_address_gives_the_same_page_and_one_mail(
    settings, confirmed_alice, demo
):
    settings.DEMO, settings.EMAIL_HOST = demo, ""

    pages = {ask(Client(), email) for email in ("alice@example.org", "x@example.org")}

    assert len(pages) == 1
    assert len(mail.outbox) == 2


def test_demo_shows_the_link_to_a_browser_that_knows_the_account(
    client, settings, confirmed_alice, link_of_mail
):
    settings.DEMO, settings.EMAIL_HOST = True, ""
    client.post(
        "/accounts/login/", {"login": "alice@example.org", "password": PASSWORD}
    )
    client.post("/accounts/logout/")

    page = ask(client, "alice@example.org")

    assert link_of_mail() in page


def test_demo_shows_the_link_to_whoever_has_just_signed_up(
    client, settings, db, link_of_mail
):
    settings.DEMO, settings.EMAIL_HOST = True, ""
    client.post(
        "/accounts/signup/", {"email": "dora@example.org", "password1": PASSWORD}
    )

    page = ask(client, "dora@example.org")

    assert link_of_mail() in page


def test_demo_shows_nobody_elses_link(client, settings, confirmed_alice, charlie):
    settings.DEMO, settings.EMAIL_HOST = True, ""
    client.post(
        "/accounts/login/", {"login": "alice@example.org", "password": PASSWORD}
    )
    client.post("/accounts/logout/")
    ask(client, "alice@example.org")

    page = ask(client, charlie.email)

    assert "/password/reset/key/" not in page


def test_tampered_cookie_shows_nothing(client, settings, confirmed_alice):
    settings.DEMO, settings.EMAIL_HOST = True, ""
    client.cookies["demo_accounts"] = f"[{confirmed_alice.pk}]:made-up"

    assert "/password/reset/key/" not in ask(client, "alice@example.org")


def test_outside_the_demo_there_is_no_cookie_and_no_link(
    client, settings, confirmed_alice
):
    settings.DEMO = False
    client.post(
        "/accounts/login/", {"login": "alice@example.org", "password": PASSWORD}
    )

    assert "demo_accounts" not in client.cookies
    client.post("/accounts/logout/")
    assert "/password/reset/key/" not in ask(client, "alice@example.org")


def test_change_needs_the_password_and_keeps_this_browser_in(
    logged_in, confirmed_alice
):
    url = "/accounts/password/change/"
    wrong = logged_in.post(url, {"oldpassword": "wrong", "password1": OTHER})
    assert "That is not your password" in wrong.text

    logged_in.post(url, {"oldpassword": PASSWORD, "password1": OTHER})

    assert User.objects.get().check_password(OTHER)
    assert logged_in.get("/me/").status_code == 200
    assert mail.outbox[-1].subject == "Your password was changed"
