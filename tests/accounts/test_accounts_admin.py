from __future__ import annotations

import pytest
from django.test import Client

from backpain.accounts.models import User
from tests.conftest import PASSWORD


@pytest.fixture
def staff(db) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("staff@example.org", PASSWORD))
    return client


def test_staff_search_and_open_an_account(staff, alice):
    listed = staff.get("/admin/accounts/user/?q=alice@")
    assert "alice@example.org" in listed.text

    page = staff.get(f"/admin/accounts/user/{alice.pk}/change/")

    assert page.status_code == 200
    assert alice.password not in page.text


def test_staff_make_an_account(staff):
    staff.post(
        "/admin/accounts/user/add/",
        {
            "email": "Eve@example.org",
            "usable_password": "true",
            "password1": PASSWORD,
            "password2": PASSWORD,
        },
    )

    assert User.objects.get(email__iexact="eve@example.org").check_password(PASSWORD)


def test_athletes_see_no_admin(client_of_alice):
    assert client_of_alice.get("/admin/login/").status_code == 403
    assert client_of_alice.get("/admin/").status_code == 302
