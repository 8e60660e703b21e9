from __future__ import annotations

import pytest

from tests.coach.people import client_of, make_coach
from tests.make import make_profile

pytestmark = pytest.mark.django_db


def test_whoever_only_coaches_starts_with_the_athletes():
    response = client_of(make_coach()).get("/")

    assert response.headers["Location"] == "/coach/"


def test_a_coach_with_a_back_of_their_own_starts_with_today():
    kim = make_coach()
    make_profile(kim)

    response = client_of(kim).get("/")

    assert response.status_code == 200
    assert "How is your back?" in response.text


def test_whoever_has_told_nothing_yet_and_coaches_nobody_is_asked(client_of_alice):
    response = client_of_alice.get("/")

    assert response.headers["Location"] == "/welcome/you/"
