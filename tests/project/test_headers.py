"""The headers that every answer carries, whoever asks and whatever goes wrong."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import Client, override_settings

from tests.project.headers import INLINE, faults_of

PUBLIC = [
    "/",
    "/help-now/",
    "/healthz",
    "/readyz",
    "/accounts/login/",
    "/accounts/signup/",
]
ERRORS = ["/no-such-page/", "/check-ins/999999/", "/admin/no-such-page/"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", [*PUBLIC, *ERRORS])
def test_every_answer_is_closed_to_other_sites(client: Client, path: str) -> None:
    assert faults_of(client.get(path)) == []


def _wrong_host(client: Client) -> HttpResponse:
    return client.get("/", headers={"host": "evil.example"})


def _no_token(client: Client) -> HttpResponse:
    return Client(enforce_csrf_checks=True).post("/accounts/login/")


def _too_large(client: Client) -> HttpResponse:
    return client.post("/accounts/login/", {"login": "x" * 300_000})


def _too_many_fields(client: Client) -> HttpResponse:
    return client.post("/accounts/login/", {f"a{n}": "" for n in range(600)})


def _too_often(client: Client) -> HttpResponse:
    cache.clear()
    for number in range(20):
        client.post("/accounts/signup/", {"email": f"{number}"})
    return client.post("/accounts/signup/", {"email": "x"})


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ask", "status"),
    [
        (_wrong_host, 400),
        (_too_large, 413),
        (_too_many_fields, 400),
        (_no_token, 403),
        (lambda client: client.get("/no-such-page/"), 404),
        (lambda client: client.get("/static/no-such-file.css"), 404),
        (lambda client: client.put("/help-now/"), 405),
        (lambda client: client.post("/accounts/2fa/"), 302),
        (lambda client: client.get("/help-now"), 301),
        (_too_often, 429),
    ],
)
def test_an_answer_that_refuses_is_closed_too(client: Client, ask, status) -> None:
    answer = ask(client)

    assert answer.status_code == status
    assert faults_of(answer) == []


def test_an_answer_of_a_fault_is_closed_too(monkeypatch) -> None:
    def refuse(*arguments: object, **options: object) -> None:
        raise OperationalError("the database is down")

    for way in ("ensure_connection", "connect", "cursor"):
        monkeypatch.setattr(connection, way, refuse)
    client = Client(raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = "abcdefghijklmnopqrstuvwxyz012345"

    answer = client.get("/me/")

    assert answer.status_code >= 500
    assert faults_of(answer) == []
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["css/base.css", "js/draft.js", "img/icon.svg"])
def test_a_file_is_closed_too(client: Client, path: str) -> None:
    answer = client.head(f"/static/{path}")

    assert answer.status_code == 200
    assert faults_of(answer, may_be_kept=True) == []


def test_the_way_to_https_is_closed_too(client: Client, settings) -> None:
    settings.SECURE_SSL_REDIRECT = True

    answer = client.get("/me/")

    assert answer.status_code == 301
    assert faults_of(answer, may_be_kept=True) == []


@pytest.mark.parametrize(
    "page",
    [
        "<p style='color: red'>",
        "<style>p { color: red }</style>",
        "<script>alert(1)</script>",
        '<p onclick="alert(1)">',
        '<a href="javascript:alert(1)">',
    ],
)
def test_the_check_sees_what_is_inline(page: str) -> None:
    assert INLINE.search(page)
    assert not INLINE.search('<p class="style"><script src="/a.js"></script> on = 1')


@pytest.mark.parametrize("path", ["/", "/help-now/", "/no-such-page/"])
def test_pages_of_somebody_signed_in_are_not_stored(
    client_of_alice: Client, path: str
) -> None:
    headers = client_of_alice.get(path).headers

    assert headers["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_a_form_that_sets_a_cookie_is_not_stored(client: Client) -> None:
    answer = client.get("/accounts/login/")

    assert answer.cookies
    assert "no-store" in answer.headers["Cache-Control"]


@override_settings(
    SECURE_SSL_REDIRECT=True,
    SECURE_HSTS_SECONDS=63072000,
    SECURE_HSTS_INCLUDE_SUBDOMAINS=True,
    SECURE_HSTS_PRELOAD=True,
    SECURE_REDIRECT_EXEMPT=[r"^healthz$"],
    SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https"),
)
@pytest.mark.django_db
def test_production_asks_for_https() -> None:
    plain = Client().get("/help-now/")
    proxied = Client().get("/help-now/", headers={"X-Forwarded-Proto": "https"})

    assert plain.status_code == 301
    assert plain.headers["Location"] == "https://testserver/help-now/"
    assert proxied.status_code == 200
    hsts = proxied.headers["Strict-Transport-Security"]
    assert hsts == "max-age=63072000; includeSubDomains; preload"
    assert Client().get("/healthz").status_code == 200


@pytest.mark.django_db
def test_a_plain_connection_is_not_believed_to_be_https(client: Client) -> None:
    answer = client.get("/help-now/", headers={"X-Forwarded-Proto": "https"})

    assert not answer.wsgi_request.is_secure()
