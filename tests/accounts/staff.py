"""Support staff for tests: with a second factor, as the admin asks for it."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.test import Client

from backpain.accounts.models import User
from tests.conftest import PASSWORD
from tests.signed_in import signed_in

REASON = "The athlete wrote that a check-in is missing"


def make_staff(email: str = "support@example.org", **columns: Any) -> User:
    """Return support staff who are not superusers, unless columns say so."""
    staff = User.objects.create_user(
        email, PASSWORD, name="Support", is_staff=True, **columns
    )
    Authenticator.objects.create(user=staff, type="totp", data={})
    return staff


def browser_of(user: User) -> Client:
    return signed_in(user)


def give_reason(client: Client, athlete: User, reason: str = REASON) -> Any:
    return client.post(address_of(athlete, "health"), {"reason": reason})


def address_of(account: User, page: str = "change") -> str:
    return f"/admin/accounts/user/{account.pk}/{page}/"
