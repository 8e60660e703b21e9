"""Coaches and consents for tests."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.test import Client

from backpain.accounts import coaching as consent
from backpain.accounts.coaching import Ticks
from backpain.accounts.models import Coaching, User
from tests.conftest import PASSWORD
from tests.signed_in import signed_in

PLAN = Ticks(sees_plan=True)
HEALTH = Ticks(sees_health=True)
ALL = Ticks(sees_plan=True, sees_health=True, can_edit=True)
# What nobody may consent to, and a part of what it is answered with.
WRONG_TICKS = [
    ({}, "otherwise nothing is shared"),
    ({"can_edit": "on"}, "otherwise nothing is shared"),
    ({"sees_health": "on", "can_edit": "on"}, "must see them"),
]


def make_person(name: str, **changes: Any) -> User:
    """Return somebody with a confirmed address: bob@example.org for Bob."""
    email = f"{name.lower()}@example.org"
    person = User.objects.create_user(email, PASSWORD, name=name, **changes)
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    return person


def make_coach(name: str = "Bob") -> User:
    coach = make_person(name)
    consent.become_coach(user=coach)
    return coach


def make_coaching(athlete: User, coach: User, ticks: Ticks = PLAN) -> Coaching:
    return consent.agree_by_code(athlete=athlete, coach=coach, ticks=ticks)


def add_second_factor(user: User) -> None:
    Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})


def browser_of(user: User) -> Client:
    return signed_in(user)
