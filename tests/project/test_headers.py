"""The headers that every answer carries, whoever asks and whatever goes wrong."""

from __future__ import annotations

import pytest
from django.test import Client, override_settings

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
    headers = client.get(path).headers

    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Cross-Origin-Embedder-Policy"] == "require-corp"
    assert "camera=()" in headers["Permissions-Policy"]


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
