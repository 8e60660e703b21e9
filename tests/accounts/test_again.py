"""Whoever changes how they log in, takes their data or erases it is asked once more."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from backpain.accounts.models import User
from tests.accounts.test_sessions import MORNING, log_in
from tests.conftest import PASSWORD

AGAIN = "/accounts/reauthenticate/"
NEW = {"email": "new@example.org", "action_add": ""}
# Pages and buttons that ask, and what is sent to them.
ASKING = {
    "/accounts/2fa/totp/activate/": {"code": "123456"},
    "/accounts/2fa/webauthn/add/": {"credential": "{}"},
    "/me/export/": {"format": "json"},
    "/me/erase/": {"password": PASSWORD},
}


@pytest.fixture
def late(confirmed_alice, time_machine) -> Client:
    """Alice's browser, in which she was asked a second longer ago than counts."""
    time_machine.move_to(MORNING, tick=False)
    client = log_in(confirmed_alice)
    client.post(AGAIN, {"password": PASSWORD})
    time_machine.shift(300)
    return client


@pytest.fixture
def just_logged_in(confirmed_alice) -> Client:
    return log_in(confirmed_alice)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("path", ASKING)
@pytest.mark.parametrize("who", ["late", "just_logged_in"])
def test_password_is_asked_for_first(request, who, path, method):
    client = request.getfixturevalue(who)

    answer = getattr(client, method)(path, ASKING[path])

    assert answer.headers["Location"].startswith(f"{AGAIN}?next=")
    assert User.objects.count() == 1
    assert not Authenticator.objects.exists()


def test_it_counts_for_five_minutes_to_the_second(late, time_machine):
    assert late.get("/me/export/").status_code == 302
    time_machine.shift(-1)
    assert late.get("/me/export/").status_code == 200


@pytest.mark.parametrize(
    "data",
    [
        NEW,
        {"email": "alice@example.org", "action_remove": ""},
        {"email": "second@example.org", "action_primary": ""},
    ],
)
def test_address_is_changed_only_after_it(late, confirmed_alice, data):
    EmailAddress.objects.create(
        user=confirmed_alice, email="second@example.org", verified=True
    )

    answer = late.post("/accounts/email/", data)

    assert answer.headers["Location"].startswith(AGAIN)
    assert EmailAddress.objects.count() == 2
    assert EmailAddress.objects.get(primary=True).email == "alice@example.org"
    assert mail.outbox == []


def test_address_can_be_changed_once_it_is_typed(late, confirmed_alice):
    late.post("/accounts/email/", NEW)

    done = late.post(f"{AGAIN}?next=/accounts/email/", {"password": PASSWORD})

    assert done.headers["Location"] == "/accounts/email/"
    # The old address is told, the new one is asked.
    assert [message.to for message in mail.outbox] == [
        ["alice@example.org"],
        ["new@example.org"],
    ]


def test_new_password_needs_the_old_one_in_the_same_form(late):
    data = {"oldpassword": "", "password1": "battery staple horse"}

    answer = late.post("/accounts/password/change/", data)

    assert "id_oldpassword_error" in answer.text
    assert User.objects.get().check_password(PASSWORD)


def test_passwords_are_not_kept_while_it_is_asked(late):
    """allauth keeps what was sent, to send it on; a session is no place for that."""
    late.post("/me/erase/", {"password": PASSWORD})

    assert PASSWORD not in str(dict(late.session))


def test_nothing_is_erased_or_exported_by_what_was_sent_before(late):
    late.post("/me/erase/", {"password": PASSWORD})

    answer = late.post(f"{AGAIN}?next=/me/erase/", {"password": PASSWORD})

    assert answer.headers["Location"] == "/me/erase/"
    assert User.objects.exists()
