"""The second factor is shown in each browser, not once for the account."""

from __future__ import annotations

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from backpain.accounts.models import User
from tests.accounts.coaching import ALL, make_coach, make_coaching
from tests.accounts.test_sessions import is_in, key_of, log_in
from tests.codes import code_of
from tests.conftest import PASSWORD

ROSTER, DOOR = "/coach/", "/coach/second-factor/?next=%2Fcoach%2F"
BY_CODE = "/accounts/2fa/reauthenticate/"
ACTIVATE = "/accounts/2fa/totp/activate/"


@pytest.fixture
def bob(alice) -> User:
    """A coach who may see Alice's health answers."""
    bob = make_coach("Bob")
    make_coaching(alice, bob, ALL)
    return bob


@pytest.fixture
def early(bob) -> Client:
    """Bob's browser from before he had a second factor, his password typed just now."""
    client = log_in(bob)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


@pytest.fixture
def secret(bob, early) -> str:
    """Bob's app, set up as if the end of other sessions had failed."""
    secret = generate_totp_secret()
    TOTP.activate(bob, secret)
    RecoveryCodes.activate(bob)
    return secret


def test_browser_of_before_shows_it_first(early, secret):
    assert early.get(ROSTER).headers["Location"] == DOOR
    way = early.get(DOOR)
    assert way.headers["Location"] == f"{BY_CODE}?next=%2Fcoach%2F"
    old = key_of(early)

    shown = early.post(way.headers["Location"], {"code": code_of(secret)})

    assert shown.headers["Location"] == ROSTER
    assert early.get(ROSTER).status_code == 200
    assert key_of(early) != old


def test_wrong_code_opens_nothing(early, secret):
    page = early.post(f"{BY_CODE}?next=/coach/", {"code": "000000"})

    assert "That code does not fit" in page.text
    assert early.get(ROSTER).headers["Location"] == DOOR


def test_same_holds_for_staff(bob, early, secret):
    User.objects.filter(pk=bob.pk).update(is_staff=True)

    assert early.get("/admin/").status_code == 302
    hops = [path for path, _ in early.get("/admin/", follow=True).redirect_chain]
    assert any(path.startswith(BY_CODE) for path in hops)

    early.post(BY_CODE, {"code": code_of(secret)})

    assert early.get("/admin/").status_code == 200


def test_log_in_with_it_is_enough(bob, secret):
    client = Client()
    client.post("/accounts/login/", {"login": bob.email, "password": PASSWORD})
    half_way = client.get(ROSTER)
    client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})

    assert half_way.headers["Location"].startswith("/accounts/login/")
    assert client.get(ROSTER).status_code == 200


def test_recovery_code_counts(early, secret, bob):
    codes = Authenticator.objects.get(user=bob, type="recovery_codes").wrap()

    early.post(BY_CODE, {"code": codes.get_unused_codes()[0]})

    assert early.get(ROSTER).status_code == 200


def test_what_was_shown_ends_with_the_second_factor(early, secret, bob):
    early.post(BY_CODE, {"code": code_of(secret)})
    assert early.get(ROSTER).status_code == 200

    Authenticator.objects.filter(user=bob).delete()

    assert early.get(ROSTER).headers["Location"] == DOOR
    assert "One step before you see health answers" in early.get(DOOR).text


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/2fa/totp/deactivate/",
        "/accounts/2fa/recovery-codes/generate/",
        "/accounts/2fa/webauthn/add/",
        "/me/export/",
        "/me/erase/",
    ],
)
def test_password_alone_changes_nothing_where_there_is_a_second_factor(
    bob, early, secret, time_machine, path
):
    """Else whoever has the password would just turn the second factor off."""
    time_machine.move_to(time.time() + 301)
    again = early.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert again.headers["Location"] == BY_CODE

    data = {"email": "new@example.org", "action_add": "", "password": PASSWORD}
    answer = early.post(path, data)

    assert answer.headers["Location"].startswith(BY_CODE)
    assert Authenticator.objects.filter(user=bob).count() == 2
    assert User.objects.filter(pk=bob.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_setting_it_up_ends_the_other_browsers(bob, early):
    other, old = log_in(bob), key_of(early)
    early.get(ACTIVATE)
    code = code_of(early.session["mfa.totp.secret"])

    page = early.post(ACTIVATE, {"code": code}, follow=True).text

    assert "Other browsers are logged out" in page
    assert not is_in(other)
    assert early.get(ROSTER).status_code == 200
    assert key_of(early) != old


def test_turning_it_off_ends_the_other_browsers(bob, early, secret):
    other = Client()
    other.post("/accounts/login/", {"login": bob.email, "password": PASSWORD})
    codes = Authenticator.objects.get(user=bob, type="recovery_codes").wrap()
    other.post("/accounts/2fa/authenticate/", {"code": codes.get_unused_codes()[0]})
    assert is_in(other)
    early.post(BY_CODE, {"code": code_of(secret)})

    early.post("/accounts/2fa/totp/deactivate/")

    assert not Authenticator.objects.filter(user=bob).exists()
    assert not is_in(other)
    assert is_in(early)


def test_new_password_by_mail_does_not_skip_it(bob, secret, link_of_mail):
    client = Client()
    client.post("/accounts/password/reset/", {"email": bob.email})
    form = client.get(link_of_mail()).headers["Location"]
    new = "battery staple horse"
    client.post(form, {"password1": new})
    assert "_auth_user_id" not in client.session

    half = client.post("/accounts/login/", {"login": bob.email, "password": new})

    assert half.headers["Location"] == "/accounts/2fa/authenticate/"
    assert not is_in(client)
