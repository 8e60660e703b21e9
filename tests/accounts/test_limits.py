"""How often somebody may try, whatever they say about who and where they are."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import caches
from django.db import connection
from django.test import Client

from backpain import settings as ours
from tests.accounts.test_sessions import MORNING, log_in
from tests.codes import code_of
from tests.conftest import PASSWORD

WRONG, TOO_MANY = "do not belong together", "Too many wrong passwords"
LOG_IN = "/accounts/login/"


def guess(number: int = 0, client: Client | None = None, **headers: str) -> str:
    """Try a wrong password for somebody, and return the page."""
    data = {"login": f"{number}@example.org", "password": "wrong password"}
    return (client or Client()).post(LOG_IN, data, headers=headers).text


@pytest.fixture
def shared_cache(settings, db):
    """The table of the database that all workers share, as in production."""
    settings.CACHES = ours.CACHES
    return caches["default"]


@pytest.fixture
def one_proxy(settings, db):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1


def test_what_a_visitor_says_of_where_they_are_does_not_help(one_proxy):
    for number in range(10):
        said = f"10.0.0.{number}, {number}.example, 192.0.2.7"
        assert WRONG in guess(number, x_forwarded_for=said)

    assert TOO_MANY in guess(11, x_forwarded_for="198.51.100.1, 192.0.2.7")
    assert TOO_MANY in guess(12, x_forwarded_for="192.0.2.7")


def test_two_people_behind_a_proxy_have_a_count_each(one_proxy):
    for number in range(10):
        guess(number, x_forwarded_for="192.0.2.7")

    assert WRONG in guess(11, x_forwarded_for="192.0.2.8")


def test_without_a_proxy_the_header_is_not_believed(db):
    for number in range(10):
        assert WRONG in guess(number, x_forwarded_for=f"192.0.2.{number}")

    assert TOO_MANY in guess(11, x_forwarded_for="192.0.2.99")


@pytest.mark.parametrize("said", ["", "x", ",", "::1, x", "1.2.3.4:99999", "9" * 999])
def test_a_strange_header_is_no_fault(one_proxy, said):
    data = {"login": "a@example.org", "password": "wrong password"}

    answer = Client().post(LOG_IN, data, headers={"x-forwarded-for": said})

    assert answer.status_code in (200, 403)


def test_another_port_or_name_in_the_address_does_not_help(settings, confirmed_alice):
    settings.ALLOWED_HOSTS = [".example.org"]
    data = {"login": confirmed_alice.email, "password": "wrong password"}
    for number in range(5):
        host = f"{number}.example.org:{8000 + number}"
        page = Client().post(LOG_IN, data, headers={"host": host}).text
        assert WRONG in page

    data["password"] = PASSWORD
    page = Client().post(LOG_IN, data, headers={"host": "new.example.org:99"}).text

    assert TOO_MANY in page


def test_upper_case_does_not_help(confirmed_alice):
    for email in ("alice", "Alice", "ALICE", "aLICE", "alICE"):
        data = {"login": f" {email}@Example.org ", "password": "wrong password"}
        assert WRONG in Client().post(LOG_IN, data).text

    data = {"login": "alice@example.org", "password": PASSWORD}
    assert TOO_MANY in Client().post(LOG_IN, data).text


def test_door_of_the_admin_has_no_form_of_its_own(db):
    for path in ("/admin/login/", "/admin/"):
        answer = Client().post(path, {"username": "a@example.org", "password": "x"})

        assert answer.status_code == 302
        assert answer.headers["Location"].startswith(("/accounts/", "/admin/login/"))


def test_asking_for_the_password_again_has_a_limit(confirmed_alice):
    client = log_in(confirmed_alice)
    pages = [
        client.post("/accounts/reauthenticate/", {"password": "wrong password"})
        for _ in range(6)
    ]

    assert "That is not your password" in pages[4].text
    assert TOO_MANY in pages[5].text
    right = client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert TOO_MANY in right.text


def test_codes_have_a_limit_that_a_right_one_does_not_pass(confirmed_alice):
    secret, half_way = generate_totp_secret(), Client()
    TOTP.activate(confirmed_alice, secret)
    half_way.post(LOG_IN, {"login": confirmed_alice.email, "password": PASSWORD})
    path = "/accounts/2fa/authenticate/"
    for _ in range(5):
        assert "That code does not fit" in half_way.post(path, {"code": "000000"}).text

    page = half_way.post(path, {"code": code_of(secret)})

    assert TOO_MANY in page.text
    assert "_auth_user_id" not in half_way.session


def test_code_works_once_for_as_long_as_it_is_shown(
    shared_cache, confirmed_alice, time_machine
):
    time_machine.move_to(MORNING, tick=False)
    secret = generate_totp_secret()
    totp = TOTP.activate(confirmed_alice, secret)
    code = code_of(secret)

    assert totp.validate_code(code)
    for second in range(31):
        time_machine.move_to(MORNING.timestamp() + second, tick=False)
        assert not totp.validate_code(code), second


def test_counts_outlast_as_many_addresses_as_somebody_tries(shared_cache):
    """Django's cache forgets a third of everything from 300 entries on."""
    for number in range(400):
        shared_cache.set(f"try-{number}", number, 300)

    assert shared_cache.get("try-0") == 0
    assert shared_cache.get("try-399") == 399


def test_no_address_stands_among_the_counts(shared_cache, confirmed_alice):
    client = log_in(confirmed_alice)
    for path, data in {
        LOG_IN: {"login": "guess@example.org", "password": "wrong password"},
        "/accounts/signup/": {"email": "new@example.org", "password1": PASSWORD},
        "/accounts/password/reset/": {"email": "alice@example.org"},
    }.items():
        Client().post(path, data)
    client.post(
        "/me/coaches/invite/", {"email": "coach@example.org", "sees_plan": "on"}
    )

    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM cache_entries")
        kept = str(cursor.fetchall())

    assert len(re.findall(r"allauth:rl", kept)) >= 5
    for name in ("guess", "new@", "alice", "coach@"):
        assert name not in kept
