from __future__ import annotations

import pytest
from django.test import Client

from backpain.accounts.models import User
from tests.make import make_check_in, make_profile


@pytest.fixture
def support(db) -> Client:
    staff = User.objects.create_superuser("staff@example.org", "correct horse battery")
    client = Client()
    client.force_login(staff)
    return client


@pytest.fixture
def check_in(alice):
    make_profile(alice)
    return make_check_in(
        alice, saddle_numbness="yes", pain_now=7, pain_worst_24h=8, note="Very private"
    )


def test_support_sees_when_but_not_what(support, check_in):
    hold = check_in.care_hold.pk
    for path in (
        "/admin/triage/checkin/",
        f"/admin/triage/checkin/{check_in.pk}/change/",
        "/admin/triage/checkin/?q=alice",
        "/admin/triage/carehold/",
        f"/admin/triage/carehold/{hold}/change/",
    ):
        response = support.get(path)
        assert response.status_code == 200
        page = response.text
        assert "Alice" in page
        for secret in ("Very private", "numb", "CES-1", "emergency", "Rest", "saddle"):
            assert secret not in page


def test_support_changes_nothing(support, check_in):
    for model, pk in (("checkin", check_in.pk), ("carehold", check_in.care_hold.pk)):
        base = f"/admin/triage/{model}/"
        assert support.get(f"{base}add/").status_code == 403
        assert support.post(f"{base}{pk}/change/", {"note": "x"}).status_code == 403
        assert support.get(f"{base}{pk}/delete/").status_code == 403
        support.post(
            base, {"action": "delete_selected", "_selected_action": [pk], "post": "yes"}
        )
    check_in.refresh_from_db()
    assert check_in.note == "Very private"


def test_profiles_and_episodes_are_not_in_the_admin(support):
    for model in ("healthprofile", "episode"):
        assert support.get(f"/admin/triage/{model}/").status_code == 404
