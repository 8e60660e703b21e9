"""What support does for somebody: has mail sent again, closes and opens an account."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.core import mail
from django.core.cache import cache
from django.test import Client

from backpain.accounts.models import Coaching, User
from tests.accounts.staff import address_of, browser_of, make_staff
from tests.conftest import PASSWORD


@pytest.fixture
def support(db) -> Client:
    return browser_of(make_staff())


@pytest.fixture
def superuser(db) -> Client:
    return browser_of(make_staff("root@example.org", is_superuser=True))


# Mail


@pytest.fixture
def _no_limits_yet() -> None:
    cache.clear()


@pytest.mark.usefixtures("_no_limits_yet")
@pytest.mark.parametrize("demo", [True, False])
def test_support_has_the_confirmation_sent_again(support, alice, settings, demo):
    settings.DEMO = demo
    EmailAddress.objects.create(user=alice, email=alice.email, primary=True)
    assert "Mail to confirm" in support.get(address_of(alice)).text

    page = support.post(
        address_of(alice, "mail"), {"mail": "confirmation"}, follow=True
    )

    (message,) = mail.outbox
    assert message.to == ["alice@example.org"]
    assert "/accounts/confirm-email/" in message.body
    assert "confirm-email" not in page.text
    assert "confirm-email" not in str(dict(support.session))
    assert "Sent" in page.text


@pytest.mark.usefixtures("_no_limits_yet")
@pytest.mark.parametrize("demo", [True, False])
def test_support_has_a_reset_sent_and_never_sees_it(support, alice, settings, demo):
    settings.DEMO = demo

    page = support.post(address_of(alice, "mail"), {"mail": "reset"}, follow=True)

    (message,) = mail.outbox
    assert message.to == ["alice@example.org"]
    assert "/accounts/password/reset/key/" in message.body
    assert "reset/key" not in page.text + str(dict(support.session))
    alice.refresh_from_db()
    assert alice.check_password(PASSWORD)


@pytest.mark.usefixtures("_no_limits_yet")
def test_support_has_an_open_invitation_sent_again(support, alice):
    Coaching.objects.create(
        athlete=alice, invited_email="coach@example.org", sees_plan=True
    )

    page = support.post(address_of(alice, "mail"), {"mail": "invitations"}, follow=True)

    (message,) = mail.outbox
    assert message.to == ["coach@example.org"]
    assert "/coach/invitations/" not in page.text


@pytest.mark.usefixtures("_no_limits_yet")
def test_mail_is_not_sent_over_and_over(support, alice):
    for _time in range(8):
        support.post(address_of(alice, "mail"), {"mail": "reset"})

    assert len(mail.outbox) == 5


@pytest.mark.parametrize("name", ["", "invoice", "__class__"])
def test_there_is_no_other_mail(support, alice, name):
    assert support.post(address_of(alice, "mail"), {"mail": name}).status_code == 403
    assert support.get(address_of(alice, "mail")).status_code == 405
    assert mail.outbox == []


def test_no_mail_goes_to_a_closed_account(support, alice):
    User.objects.filter(pk=alice.pk).update(is_active=False)

    assert support.post(address_of(alice, "mail"), {"mail": "reset"}).status_code == 403
    assert mail.outbox == []


# Closing and opening


def test_closing_ends_every_session_at_once(support, alice):
    EmailAddress.objects.create(
        user=alice, email=alice.email, verified=True, primary=True
    )
    browsers = [Client(), Client()]
    for browser in browsers:
        browser.post("/accounts/login/", {"login": alice.email, "password": PASSWORD})
        assert browser.get("/me/").status_code == 200
    assert UserSession.objects.filter(user=alice).count() == 2

    support.post(address_of(alice, "active"))

    assert not UserSession.objects.filter(user=alice).exists()
    for browser in browsers:
        assert browser.get("/me/").status_code == 302
    alice.refresh_from_db()
    assert not alice.is_active
    assert LogEntry.objects.get().object_repr == f"Account {alice.pk}"


def test_closed_account_is_opened_again(support, alice):
    support.post(address_of(alice, "active"))
    assert "Open this account again" in support.get(address_of(alice)).text

    support.post(address_of(alice, "active"), {"active": "yes"})

    alice.refresh_from_db()
    assert alice.is_active


def test_nobody_closes_their_own_account(support, superuser):
    for browser, email in (
        (support, "support@example.org"),
        (superuser, "root@example.org"),
    ):
        own = User.objects.get(email=email)
        assert browser.post(address_of(own, "active")).status_code == 403
        own.refresh_from_db()
        assert own.is_active


def test_only_a_superuser_closes_a_superuser(support, superuser):
    other = make_staff("other@example.org", is_superuser=True)

    assert support.post(address_of(other, "active")).status_code == 403
    other.refresh_from_db()
    assert other.is_active
    superuser.post(address_of(other, "active"))
    other.refresh_from_db()
    assert not other.is_active
