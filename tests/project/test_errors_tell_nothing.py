"""No page for a fault or a refusal tells what stands behind it."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import OperationalError, ProgrammingError, connection
from django.http import HttpResponse
from django.test import Client

from tests.project.headers import told, told_by

LOGIN = "/accounts/login/"
TOO_MUCH = (
    'relation "accounts_user" does not exist\nLINE 1: SELECT "id" FROM accounts_user\n'
    'connection to server on socket "/var/run/postgresql/.s.PGSQL.5432" failed: '
    'PostgreSQL 18.1, File "/srv/backpain/views.py"'
)


def fails_with(monkeypatch, error: Exception) -> HttpResponse:
    """Return the page of somebody signed in when the database says this."""

    def refuse(*arguments, **options):
        raise error

    for way in ("ensure_connection", "connect", "cursor"):
        monkeypatch.setattr(connection, way, refuse)
    client = Client(raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = "abcdefghijklmnopqrstuvwxyz012345"
    return client.get("/me/")


@pytest.mark.parametrize(
    ("error", "status"), [(ProgrammingError, 500), (OperationalError, 503)]
)
def test_a_fault_tells_nothing_of_what_is_behind_it(monkeypatch, error, status) -> None:
    response = fails_with(monkeypatch, error(TOO_MUCH))

    assert response.status_code == status
    assert told_by(response) == []


def _own_address(client: Client) -> HttpResponse:
    own = {"email": "alice@example.org", "sees_plan": "on", "send": "yes"}
    return client.post("/me/coaches/invite/", own)


def _by_another_site(_client: Client) -> HttpResponse:
    client = Client(enforce_csrf_checks=True)
    return client.post(LOGIN, headers={"origin": "https://other.example"})


def _too_often(client: Client) -> HttpResponse:
    cache.clear()
    for _ in range(21):
        response = client.post("/me/coaches/join/", {"code": "wrong"})
    return response


@pytest.mark.parametrize(
    ("ask", "status"),
    [
        (lambda client: client.get("/", headers={"host": "evil.example"}), 400),
        (lambda client: client.post("/me/", {f"a{n}": "" for n in range(600)}), 400),
        (_by_another_site, 403),
        (lambda client: client.get("/no-such-page/?a=/etc/passwd"), 404),
        (lambda client: client.get("/static/..%2f..%2fmanage.py"), 404),
        (lambda client: client.get("/check-ins/99999999999999999999/"), 404),
        (lambda client: client.generic("DELETE", "/check-ins/"), 405),
        (_own_address, 409),
        (lambda client: client.post("/me/", {"name": "x" * 300_000}), 413),
        (_too_often, 429),
    ],
)
def test_a_refusal_tells_nothing_of_what_is_behind_it(client_of_alice, ask, status):
    response = ask(client_of_alice)

    assert response.status_code == status
    assert told_by(response) == []


@pytest.mark.parametrize(
    "text",
    [
        *TOO_MUCH.split("\n"),
        'File "x"',
        "Django 5.2",
        "Server: nginx/1.22.1",
        "gunicorn 23",
        "INSERT INTO a",
        "x /usr/lib/python3",
        "WSGIServer/0.2 CPython/3.11.2",
    ],
)
def test_what_tells_too_much_is_noticed(text) -> None:
    assert told(text)
    assert told("An update, set by /me/ at /help-now/: select one from these.") == []
