"""Kim, a coach, and what belongs to her."""

from __future__ import annotations

import pytest
from django.test import Client

from backpain.accounts.models import CoachingGroup, User
from tests.coach.people import client_of, make_coach


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
