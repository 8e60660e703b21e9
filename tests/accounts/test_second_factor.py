from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from tests.codes import code_of
from tests.conftest import PASSWORD


@pytest.fixture
def secret(logged_in) -> str:
    """Alice's authenticator app, set up."""
    logged_in.get("/accounts/2fa/totp/activate/")
    secret = logged_in.session["mfa.totp.secret"]
    response = logged_in.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)})
    assert response.headers["Location"] == "/accounts/2fa/recovery-codes/"
    return secret


@pytest.fixture
def half_way(secret, confirmed_alice) -> Client:
    """Another browser, after the password and before the code."""
    client = Client()
    response = client.post(
        "/accounts/login/", {"login": confirmed_alice.email, "password": PASSWORD}
    )
    assert response.headers["Location"] == "/accounts/2fa/authenticate/"
    return client


def test_set_up_page_shows_a_picture_and_the_secret(logged_in):
    page = logged_in.get("/accounts/2fa/totp/activate/").text

    assert 'src="data:image/svg+xml' in page
    assert logged_in.session["mfa.totp.secret"] in page


def test_password_alone_does_not_log_in(half_way):
    assert half_way.get("/me/").status_code == 302


def test_code_logs_in_once(half_way, secret, confirmed_alice):
    code = {"code": code_of(secret)}
    other = Client()
    other.post(
        "/accounts/login/", {"login": confirmed_alice.email, "password": PASSWORD}
    )

    first = half_way.post("/accounts/2fa/authenticate/", code)
    second = other.post("/accounts/2fa/authenticate/", code)

    assert first.headers["Location"] == "/"
    assert "That code does not fit" in second.text
    assert "_auth_user_id" not in other.session


@pytest.mark.parametrize("code", ["", "000000x", "\0", "9" * 100_000, "٣٤٥٦٧٨"])
def test_wrong_code_is_told_at_the_field(half_way, code):
    response = half_way.post("/accounts/2fa/authenticate/", {"code": code})

    assert response.status_code == 200
    assert 'aria-invalid="true"' in response.text
    assert "_auth_user_id" not in half_way.session


def test_recovery_code_logs_in_once(half_way, logged_in, confirmed_alice):
    page = logged_in.get("/accounts/2fa/recovery-codes/")
    code = page.context["unused_codes"][0]
    assert code in page.text

    response = half_way.post("/accounts/2fa/authenticate/", {"code": code})

    assert response.headers["Location"] == "/"
    assert code not in logged_in.get("/accounts/2fa/recovery-codes/").text


def test_app_can_be_turned_off(logged_in, secret):
    logged_in.post("/accounts/2fa/totp/deactivate/")

    assert not Authenticator.objects.exists()


def test_set_up_asks_for_the_password_again(client_of_alice):
    response = client_of_alice.get("/accounts/2fa/totp/activate/")

    assert response.headers["Location"].startswith("/accounts/reauthenticate/")


MADE_UP = [
    "",
    "5",
    "null",
    "[]",
    "{}",
    "not json",
    "[" * 100_000,
    '{"id": "\\u0000"}',
    '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {}}',
    '{"id": "AA", "rawId": "AA", "type": "public-key", "response": "x",'
    ' "clientExtensionResults": {}}',
    '{"id": "AA", "rawId": "AA", "type": "public-key", "clientExtensionResults": {},'
    ' "response": {"clientDataJSON": "AA", "attestationObject": "AA",'
    ' "authenticatorData": "AA", "signature": "AA", "userHandle": "MQ"}}',
    '{"id": "AA", "rawId": "AA", "type": "public-key",'
    ' "clientExtensionResults": {"credProps": 1},'
    ' "response": {"clientDataJSON": "e30", "attestationObject": "oA",'
    ' "authenticatorData": "AAAA", "signature": "AA", "userHandle": "_w"}}',
]


@pytest.mark.parametrize("credential", MADE_UP, ids=range(len(MADE_UP)))
@pytest.mark.parametrize(
    "path",
    [
        "/accounts/2fa/webauthn/login/",
        "/accounts/2fa/webauthn/add/",
        "/accounts/2fa/authenticate/",
    ],
)
def test_made_up_passkey_is_refused(logged_in, half_way, credential, path):
    client = {"/accounts/2fa/webauthn/add/": logged_in}.get(path, half_way)
    if path == "/accounts/2fa/webauthn/login/":
        client = Client()
        client.get(path, headers={"Accept": "application/json"})
    else:
        client.get(path)

    response = client.post(path, {"credential": credential})

    assert response.status_code in (200, 302)
    assert not Authenticator.objects.filter(type="webauthn").exists()
