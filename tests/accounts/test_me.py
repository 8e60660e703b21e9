from __future__ import annotations

import pytest

from backpain.accounts.models import User
from backpain.accounts.time_zones import grouped_time_zones

GOOD = {
    "name": "Alicia",
    "time_zone": "America/Denver",
    "units": "mi",
    "language": "en",
    "country": "US",
}


def test_settings_are_saved(client_of_alice, alice):
    response = client_of_alice.post("/me/", GOOD)

    assert response.headers["Location"] == "/me/"
    assert "Saved." in client_of_alice.get("/me/").text
    alice.refresh_from_db()
    assert {name: getattr(alice, name) for name in GOOD} == GOOD


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("time_zone", "Mars/Olympus", "Choose a time zone from the list."),
        ("time_zone", "\0", "Choose a time zone from the list."),
        ("time_zone", "", "required"),
        ("country", "XX", "Choose a country from the list."),
        ("country", "D" * 100_000, "Choose a country from the list."),
        ("units", "furlongs", "Choose kilometres or miles."),
        ("language", "tlh", "Choose a language from the list."),
        ("name", "A\0", "Null characters"),
        ("name", "A" * 81, "Use at most 80 characters."),
    ],
)
def test_bad_value_is_told_at_the_field_and_the_rest_is_kept(
    client_of_alice, alice, field, value, words
):
    response = client_of_alice.post("/me/", {**GOOD, field: value})

    assert response.status_code == 422
    assert words in response.text
    assert f"id_{field}_error" in response.text
    if field != "name":
        assert 'value="Alicia"' in response.text
    alice.refresh_from_db()
    assert alice.name == "Alice"


def test_fields_that_are_not_in_the_form_do_not_change(client_of_alice, alice):
    extra = {
        "is_staff": "on",
        "is_superuser": "on",
        "is_coach": "on",
        "email": "x@y.org",
    }

    client_of_alice.post("/me/", {**GOOD, **extra})

    alice.refresh_from_db()
    assert {alice.is_staff, alice.is_superuser, alice.is_coach} == {False}
    assert alice.email == "alice@example.org"


def test_everybody_sees_and_changes_their_own(client_of_charlie, alice):
    client_of_charlie.post("/me/", GOOD)

    assert "alice@example.org" not in client_of_charlie.get("/me/").text
    alice.refresh_from_db()
    assert alice.name == "Alice"


@pytest.mark.parametrize("path", ["/me/", "/me/export/", "/me/erase/"])
def test_stranger_is_asked_to_log_in(client, db, path):
    response = client.get(path)

    assert response.headers["Location"] == f"/accounts/login/?next={path}"


def test_old_name_of_a_time_zone_is_kept(client_of_alice, alice):
    User.objects.update(time_zone="US/Pacific")

    client_of_alice.post("/me/", {**GOOD, "time_zone": "US/Pacific"})

    alice.refresh_from_db()
    assert (alice.name, alice.time_zone) == ("Alicia", "US/Pacific")


def test_time_zones_are_grouped_by_continent():
    groups = dict(grouped_time_zones("UTC"))

    assert groups["UTC"] == "UTC"
    assert ("Europe/Berlin", "Berlin") in groups["Europe"]
    assert ("America/Argentina/La_Rioja", "Argentina, La Rioja") in groups["America"]
