from __future__ import annotations

import threading
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection, connections, transaction
from django.test import Client

from backpain.accounts import export, services
from backpain.accounts.models import User
from tests.conftest import PASSWORD
from tests.make import make_check_in, make_episode, make_profile
from triage.situation import lock


def rows_of(pk: int) -> dict[str, int]:
    """Count a person's rows in every table with a key to the account."""
    counts = {}
    with connection.cursor() as cursor:
        for field in export.relations():
            table, column = field.model._meta.db_table, field.column
            cursor.execute(
                f'SELECT count(*) FROM "{table}" WHERE "{column}" = %s', [pk]
            )
            counts[f"{table}.{column}"] = cursor.fetchone()[0]
        cursor.execute("SELECT count(*) FROM accounts_user WHERE id = %s", [pk])
        counts["accounts_user.id"] = cursor.fetchone()[0]
    return counts


@pytest.fixture
def other_browser(confirmed_alice) -> Client:
    client = Client()
    client.post(
        "/accounts/login/", {"login": confirmed_alice.email, "password": PASSWORD}
    )
    return client


def test_right_password_erases_every_row_and_every_session(
    logged_in, other_browser, confirmed_alice, charlie
):
    Authenticator.objects.create(user=confirmed_alice, type="totp", data={})
    make_profile(confirmed_alice)
    make_episode(confirmed_alice)
    make_check_in(confirmed_alice, saddle_numbness="yes")
    pk = confirmed_alice.pk
    assert UserSession.objects.count() == 2
    assert rows_of(pk)["triage_carehold.athlete_id"] == 1

    response = logged_in.post("/me/erase/", {"password": PASSWORD})

    assert response.headers["Location"] == "/goodbye/"
    assert set(rows_of(pk).values()) == {0}
    assert not Session.objects.exists()
    assert '"cookies"' in response.headers["Clear-Site-Data"]
    assert "Your account is erased" in logged_in.get("/goodbye/").text
    assert other_browser.get("/me/").status_code == 302
    assert list(User.objects.all()) == [charlie]


@pytest.mark.parametrize("password", ["", "wrong password", "\0", "x" * 100_000])
def test_wrong_password_erases_nothing(logged_in, confirmed_alice, password):
    response = logged_in.post("/me/erase/", {"password": password})

    assert response.status_code == 422
    assert "id_password_error" in response.text
    assert User.objects.filter(pk=confirmed_alice.pk).exists()


def test_opening_the_page_erases_nothing(logged_in, confirmed_alice):
    assert "This cannot be undone." in logged_in.get("/me/erase/").text
    assert User.objects.filter(pk=confirmed_alice.pk).exists()


def test_goodbye_is_not_said_to_somebody_who_stays(logged_in):
    response = logged_in.get("/goodbye/")

    assert response.headers["Location"] == "/"
    assert "Clear-Site-Data" not in response.headers


def test_without_a_password_the_address_is_typed(client, db):
    user = User.objects.create_user("demo@example.org")
    client.force_login(user)

    response = client.post("/me/erase/", {"email": "other@example.org"})
    assert response.status_code == 422
    response = client.post("/me/erase/", {"email": " Demo@example.org "})

    assert response.headers["Location"] == "/goodbye/"
    assert not User.objects.exists()


def test_erase_asks_for_the_password_again(client_of_alice):
    response = client_of_alice.post("/me/erase/", {"password": PASSWORD})

    assert response.headers["Location"].startswith("/accounts/reauthenticate/")
    assert User.objects.exists()


def test_log_names_no_address(logged_in, caplog):
    caplog.set_level("INFO")

    logged_in.post("/me/erase/", {"password": PASSWORD})

    assert "was erased" in caplog.text
    assert "alice" not in caplog.text


SOMEBODY_WAITS = "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)"


@pytest.mark.django_db(transaction=True)
def test_erasure_waits_for_what_is_just_being_saved(alice):
    """Else each waits for what the other has locked, and one of them fails."""
    make_profile(alice)
    erased = []

    def erase() -> None:
        services.erase(User.objects.get(pk=alice.pk))
        erased.append(alice.pk)
        connections.close_all()

    thread = threading.Thread(target=erase)
    with transaction.atomic(), connection.cursor() as cursor:
        lock(alice)
        thread.start()
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            cursor.execute(SOMEBODY_WAITS)
            if cursor.fetchone() == (True,):
                break
        make_check_in(alice)
        make_episode(alice)
    thread.join(30)

    assert erased == [alice.pk]
    assert set(rows_of(alice.pk).values()) == {0}
