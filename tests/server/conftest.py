from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from backpain.accounts.models import User
from tests.make import make_profile
from tests.server.gunicorn import Server


@pytest.fixture(scope="module")
def server(django_db_setup, tmp_path_factory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("server") / "log")
    server.start()
    yield server
    server.close()


@pytest.fixture
def athlete(transactional_db, alice: User) -> User:
    """Alice, for all connections to see."""
    make_profile(alice)
    return alice


@pytest.fixture
def session(athlete: User) -> str:
    client = Client()
    client.force_login(athlete)
    key: str = Session.objects.get().session_key
    return key
