"""Browsers of people who are logged in, for tests of what comes after that."""

from __future__ import annotations

import time
from typing import Any

from allauth.mfa.models import Authenticator
from django.test import Client

from backpain.accounts.models import User
from backpain.accounts.sessions import BEGAN

# No test travels as far.
FAR_AHEAD = 2**40


def signed_in(user: User) -> Client:
    """Return somebody's browser, in which they showed each second factor they have.

    It stays logged in whatever day a test makes it.
    """
    client = Client()
    client.force_login(user)
    session = client.session
    note_second_factor(session, user)
    session[BEGAN] = {**session[BEGAN], "at": FAR_AHEAD}
    session.save()
    return client


def note_second_factor(session: Any, user: User) -> None:
    """Let a session have seen each second factor that somebody has."""
    factors = Authenticator.objects.filter(user=user)
    session["account_authentication_methods_user"] = str(user.pk)
    session["account_authentication_methods"] = [
        *session.get("account_authentication_methods", []),
        *(
            {"method": "mfa", "at": time.time(), "id": factor.pk, "type": factor.type}
            for factor in factors
        ),
    ]
