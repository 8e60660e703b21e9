from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from backpain.accounts.models import User
from tests.log_watch import Watch
from tests.make import make_profile
from tests.server.gunicorn import Server


@pytest.fixture(scope="module")
def server(django_db_setup, tmp_path_factory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("server") / "log")
    server.start()
    yield server
    server.close()
    assert_is_clean(server.log)


def assert_is_clean(log: Path) -> None:
    """Every line is an object, and none names anybody."""
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    watch = Watch()
    watch.lines = dict.fromkeys(map(json.dumps, lines), str(log))
    assert {"gunicorn.error", "backpain.request"} <= {one["logger"] for one in lines}
    assert watch.leaks() == []


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
