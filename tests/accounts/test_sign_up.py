from __future__ import annotations

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from backpain.accounts.models import User
from tests.conftest import PASSWORD

NEW = {"email": "dora@example.org", "password1": PASSWORD}
HIDDEN = re.compile(
    r'(?s)<input type="hidden" name="csrf.*?>|href="[^"]*confirm-email[^"]*"'
)


def sign_up(client: Client, **changes):
    return client.post("/accounts/signup/", {**NEW, **changes})


def test_sign_up_and_confirm_logs_in_and_goes_to_the_start(client, db, link_of_mail):
    response = sign_up(client)

    assert response.headers["Location"] == "/accounts/confirm-email/"
    path = link_of_mail()
    assert "Is this your address?" in client.get(path).text
    assert "_auth_user_id" not in client.session
    response = client.post(path)
    assert response.headers["Location"] == "/"
    user = User.objects.get(email="dora@example.org")
    assert client.session["_auth_user_id"] == str(user.pk)


def test_another_browser_confirms_but_is_not_logged_in(client, db, link_of_mail):
    sign_up(client)
    other = Client()

    response = other.post(link_of_mail())

    assert "_auth_user_id" not in other.session
    assert response.status_code == 302


def test_unconfirmed_person_cannot_log_in_and_gets_the_mail_again(client, db):
    sign_up(client)
    mail.outbox.clear()
    other = Client()

    response = other.post(
        "/accounts/login/", {"login": NEW["email"], "password": PASSWORD}
    )

    assert response.headers["Location"] == "/accounts/confirm-email/"
    assert "_auth_user_id" not in other.session


def test_browser_tells_time_zone_units_language_and_country(client, db):
    sign_up(
        client, time_zone="America/New_York", units="mi", language="en", country="US"
    )

    user = User.objects.get(email="dora@example.org")
    assert (user.time_zone, user.units, user.language, user.country) == (
        "America/New_York",
        "mi",
        "en",
        "US",
    )


def test_without_script_the_clock_is_utc_and_the_header_gives_the_country(client, db):
    client.post(
        "/accounts/signup/", NEW, headers={"Accept-Language": "de,en-GB;q=0.8,en;q=0.5"}
    )

    user = User.objects.get(email="dora@example.org")
    assert (user.time_zone, user.units, user.language, user.country) == (
        "UTC",
        "km",
        "en",
        "GB",
    )


@pytest.mark.parametrize("field", ["time_zone", "units", "language", "country"])
@pytest.mark.parametrize(
    "value",
    ["Mars/Olympus", "\0", "UTC\0", "x" * 100_000, "../../etc/passwd", "🏃", "km "],
)
def test_tampered_hidden_field_falls_back(client, db, field, value):
    response = sign_up(client, **{field: value})

    assert response.status_code == 302
    user = User.objects.get(email="dora@example.org")
    assert (user.time_zone, user.units, user.language, user.country) == (
        "UTC",
        "km",
        "en",
        "",
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", ""),
        ("email", "no address"),
        ("email", "a\0b@example.org"),
        ("email", "a" * 100_000 + "@example.org"),
        ("email", f"{'a' * 60}@{'b.' * 110}org"),
        ("password1", ""),
        ("password1", "short"),
        ("password1", "password123"),
        ("password1", "a\0b" * 10),
        ("password1", "x" * 100_000),
        ("password1", "dora@example.org"),
    ],
)
def test_bad_address_or_password_is_told_at_the_field(client, db, field, value):
    response = sign_up(client, **{field: value})

    assert response.status_code == 200
    assert 'aria-invalid="true"' in response.text
    assert re.search(
        rf'name="{field}"[^>]*aria-describedby="[^"]*id_{field}_error', response.text
    )
    assert not User.objects.exists()


@pytest.mark.parametrize("demo", [True, False])
def test_taken_address_gives_the_same_page_and_sends_one_mail(settings, alice, demo):
    settings.DEMO = demo
    pages = []
    for email in ("dora@example.org", alice.email, alice.email.upper()):
        client = Client()
        mail.outbox.clear()
        cache.clear()
        response = sign_up(client, email=email)
        page = client.get(response.headers["Location"]).text
        pages.append((response.status_code, HIDDEN.sub("", page)))

        assert [message.to for message in mail.outbox] == [[email.lower()]]
    assert pages[0] == pages[1] == pages[2]
    assert User.objects.count() == 2


def test_demo_without_mail_server_shows_the_link(client, db, settings, link_of_mail):
    settings.DEMO, settings.EMAIL_HOST = True, ""
    sign_up(client)

    page = client.get("/accounts/confirm-email/").text

    assert f'href="http://testserver{link_of_mail()}"' in page
    assert "without a mail server" in page


@pytest.mark.parametrize(("demo", "host"), [(False, ""), (True, "smtp.example.org")])
def test_link_is_never_shown_otherwise(client, db, settings, demo, host):
    settings.DEMO, settings.EMAIL_HOST = demo, host
    sign_up(client)

    assert "/accounts/confirm-email/" not in client.get("/accounts/confirm-email/").text


def test_link_shown_for_a_taken_address_confirms_nothing(settings, alice, client):
    settings.DEMO, settings.EMAIL_HOST = True, ""
    sign_up(client, email=alice.email)
    page = client.get("/accounts/confirm-email/").text

    (path,) = re.findall(r'href="http://testserver(/accounts/confirm-email/\S+)"', page)

    assert "This link does not work" in client.get(path).text
    assert client.post(path).status_code == 404
    assert "_auth_user_id" not in client.session


def test_mail_server_that_fails_does_not_fail_the_page(client, db, settings, caplog):
    settings.EMAIL_BACKEND = "tests.accounts.broken_mail.EmailBackend"

    response = sign_up(client)

    assert response.status_code == 302
    assert "could not be sent" in client.get(response.headers["Location"]).text
    assert "ConnectionRefusedError" in caplog.text
    assert "dora" not in caplog.text
