"""Kim, a coach, and what belongs to her."""

from __future__ import annotations

import pytest
from django.test import Client

from backpain.accounts.models import Coaching, CoachingGroup, User
from tests.coach.people import client_of, make_coach, make_coaching
from tests.make import make_plan_of


@pytest.fixture
def kim(db) -> User:
    return make_coach()


@pytest.fixture
def client_of_kim(kim: User) -> Client:
    return client_of(kim)


@pytest.fixture
def group(kim: User) -> CoachingGroup:
    """A group of Kim's with nobody in it."""
    return CoachingGroup.objects.create(coach=kim, name="Tuesday")


@pytest.fixture
def coaching(alice: User, kim: User) -> Coaching:
    """Alice has a plan, and Kim sees and changes all of it."""
    make_plan_of(alice)
    return make_coaching(alice, kim)


@pytest.fixture
def coach(kim: User, coaching: Coaching) -> Client:
    """The browser of Kim, who coaches Alice."""
    return client_of(kim)
