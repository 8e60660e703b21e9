"""A coach and what athletes share with them, for tests of the coach's pages."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from backpain.accounts.models import Coaching, User
from tests.signed_in import signed_in
from training.models import Week
from training.weeks import WEEK, monday_of

PLAN = {"sees_plan": True, "sees_health": False}
HEALTH = {"sees_plan": False, "sees_health": True}
ALL = {"sees_plan": True, "sees_health": True, "can_edit": True}


def make_coach(name: str = "Kim") -> User:
    """Return a coach with a second factor."""
    coach = User.objects.create_user(
        f"{name.lower()}@example.org",
        name=name,
        time_zone="Europe/Berlin",
        is_coach=True,
    )
    Authenticator.objects.create(user=coach, type="totp", data={})
    return coach


def make_coaching(athlete: User, coach: User, **shared: bool) -> Coaching:
    """Return a consent in force; everything is shared unless a test says otherwise."""
    return Coaching.objects.create(
        athlete=athlete, coach=coach, accepted_at=timezone.now(), **(shared or ALL)
    )


def client_of(user: User) -> Client:
    return signed_in(user)


def next_week(athlete: User) -> Week:
    """Return the week of an athlete's plan that begins next Monday."""
    monday = monday_of(athlete.local_date()) + WEEK
    return Week.objects.get(athlete=athlete, start=monday)
