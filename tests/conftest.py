"""People and settings that every test shares."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client

from backpain.accounts.models import User
from tests.clock import travel_to
from tests.signed_in import signed_in

pytest_plugins = ["tests.emptied", "tests.log_watch"]
PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def _quick_tests(settings, tmp_path_factory) -> None:
    # Where a test that erases somebody notes that.
    settings.BACKUPS_DIR = tmp_path_factory.getbasetemp() / "backups"
    settings.PASSWORD_HASHERS = [
        f"{MD5PasswordHasher.__module__}.{MD5PasswordHasher.__qualname__}"
    ]
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    }


@pytest.fixture
def a_monday(db, time_machine) -> None:
    """Some weeks differ with the day on which a plan is made: here it is a Monday."""
    travel_to(time_machine, dt.date(2026, 11, 30))


@pytest.fixture
def alice(db) -> User:
    """An athlete in Berlin."""
    return User.objects.create_user(
        "alice@example.org",
        PASSWORD,
        name="Alice",
        time_zone="Europe/Berlin",
        country="DE",
    )


@pytest.fixture
def charlie(db) -> User:
    """A stranger: an athlete who shares nothing with Alice."""
    return User.objects.create_user("charlie@example.org", PASSWORD, name="Charlie")


@pytest.fixture
def client_of_alice(alice: User) -> Client:
    return signed_in(alice)


@pytest.fixture
def client_of_charlie(charlie: User) -> Client:
    return signed_in(charlie)
