from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.test import Client

from backpain.accounts.models import User
from tests.conftest import PASSWORD


@pytest.fixture(autouse=True)
def _nobody_has_tried_before() -> None:
    """Start the counts of the rate limits at nought."""
    cache.clear()


@pytest.fixture
def confirmed_alice(alice: User) -> User:
    """Alice, who can log in because she has confirmed her address."""
    EmailAddress.objects.create(
        user=alice, email=alice.email, verified=True, primary=True
    )
    return alice


@pytest.fixture
def logged_in(confirmed_alice: User) -> Client:
    """Alice's browser after she typed her password and was asked once more."""
    client = Client()
    client.post(
        "/accounts/login/", {"login": confirmed_alice.email, "password": PASSWORD}
    )
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


@pytest.fixture
def link_of_mail():
    """Return the path of the only link in the newest message."""

    def find() -> str:
        (path,) = re.findall(r"http://testserver(/\S+)", str(mail.outbox[-1].body))
        return path

    return find
