from __future__ import annotations

import re

import pytest
from django.test import Client

from backpain.accounts.models import User
from backpain.accounts.one_time import make_link_path
from tests.conftest import PASSWORD

ACTIVATE, AUTHENTICATE = "/accounts/2fa/totp/activate/", "/accounts/2fa/authenticate/"


def shown_code(page: str) -> str | None:
    found = re.search(r'<b class="secret">(\d{6})</b>', page)
    return found and found[1]


@pytest.fixture(autouse=True)
def _demo(settings):
    settings.DEMO = True
    settings.EMAIL_HOST = ""


def test_demo_shows_the_code_that_turns_the_app_on(logged_in):
    code = shown_code(logged_in.get(ACTIVATE).text)

    response = logged_in.post(ACTIVATE, {"code": code})

    assert response.headers["Location"] == "/accounts/2fa/recovery-codes/"


@pytest.mark.parametrize("setting", [{"DEMO": False}, {"EMAIL_HOST": "mail.invalid"}])
def test_nobody_is_shown_a_code_outside_of_the_demo(logged_in, settings, setting):
    for name, value in setting.items():
        setattr(settings, name, value)

    assert shown_code(logged_in.get(ACTIVATE).text) is None


def turn_on(client: Client) -> None:
    client.post(ACTIVATE, {"code": shown_code(client.get(ACTIVATE).text)})


def test_whoever_came_by_a_link_goes_on_to_the_recovery_codes(db):
    kim = User.objects.create_user("kim@demo.invalid", name="Kim")
    client = Client()
    client.post(make_link_path(kim))

    response = client.post(
        ACTIVATE, {"code": shown_code(client.get(ACTIVATE).text)}, follow=True
    )

    assert response.redirect_chain == [("/accounts/2fa/recovery-codes/", 302)]
    assert response.status_code == 200


def test_people_of_the_demo_log_in_with_the_code_on_the_page(db):
    kim = User.objects.create_user("kim@demo.invalid", name="Kim")
    client = Client()
    client.post(make_link_path(kim))
    turn_on(client)
    kim.refresh_from_db()
    again = Client()
    again.post(make_link_path(kim))
    assert again.get("/me/").status_code == 302

    code = shown_code(again.get(AUTHENTICATE).text)

    assert code is not None


def test_whoever_signed_up_is_asked_for_their_own_code(logged_in, confirmed_alice):
    turn_on(logged_in)
    other = Client()
    other.post(
        "/accounts/login/", {"login": confirmed_alice.email, "password": PASSWORD}
    )

    page = other.get(AUTHENTICATE)

    assert page.status_code == 200
    assert shown_code(page.text) is None
