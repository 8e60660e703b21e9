"""Every page of an account comes out in the product's frame."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

OUTSIDE = Client
INLINE = re.compile(
    r"""(?ix) \sstyle\s*= | <style | \son[a-z]+\s*= | javascript:
    | <script(?![^>]*\ssrc=)(?![^>]*type="application/json") """
)
PREFIXES = ("account_", "mfa_", "usersessions_", "me", "goodbye", "demo-")
# Answers that are not a page.
FILES = {"mfa_download_recovery_codes"}
# Addresses of buttons.
ONLY_POST = {"me-coach-again", "me-coach-end"}


def names() -> list[str]:
    found = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    return sorted(name for name in found if name.startswith(PREFIXES))


def path_of(name: str, passkey: Authenticator) -> str:
    for arguments in (
        {},
        {"key": "made-up"},
        {"pk": passkey.pk},
        {"code": "MADEUPCODE"},
        {"uid": "MQ", "token": "x-y"},
    ):
        try:
            return reverse(name, kwargs=arguments)
        except NoReverseMatch:
            continue
    return reverse(name, kwargs={"uidb36": "1", "key": "made-up"})


@pytest.fixture
def passkey(confirmed_alice) -> Authenticator:
    return Authenticator.objects.create(
        user=confirmed_alice,
        type="webauthn",
        data={
            "name": "Phone",
            "credential": {"clientExtensionResults": {"credProps": {"rk": True}}},
        },
    )


def test_there_are_as_many_pages_as_we_think(db):
    assert len(names()) >= 30


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("who", ["stranger", "athlete"])
def test_page_is_in_our_frame_without_inline_script_or_style(
    request, name, who, monkeypatch, confirmed_alice
):
    monkeypatch.setattr(
        "allauth.mfa.webauthn.internal.auth.get_credentials", lambda user: []
    )
    client = Client() if who == "stranger" else request.getfixturevalue("logged_in")
    passkey = request.getfixturevalue("passkey")
    path = path_of(name, passkey)

    response = client.get(path, follow=True)

    if name in ONLY_POST and who == "athlete":
        assert response.status_code == 405
        return
    assert response.status_code in (200, 404), path
    if name in FILES and who == "athlete":
        return
    page = response.text
    if not response.request["PATH_INFO"].startswith(
        ("/accounts/", "/me/", "/goodbye/", "/demo/")
    ):
        return
    assert 'class="brand"' in page, path
    assert not INLINE.findall(page), path
    assert page.count("<h1>") == 1, path
    assert re.search(r"<title>\s*\S.*· backpain</title>", page, re.DOTALL)


@pytest.mark.parametrize(
    ("path", "data", "said"),
    [
        ("/accounts/login/", {}, "Enter an e-mail address, for example"),
        ("/accounts/login/", {}, "Enter the password."),
        ("/accounts/login/", {"login": "nobody"}, "Enter an e-mail address"),
        ("/accounts/signup/", {}, "Enter the password."),
        ("/accounts/signup/", {"email": "nobody"}, "Enter an e-mail address"),
        ("/accounts/password/reset/", {}, "Enter an e-mail address"),
    ],
)
def test_what_is_missing_is_said_in_our_words(client, db, path, data, said):
    page = client.post(path, data).text

    assert said in page
    assert "This field is required" not in page
    assert "valid email" not in page


def test_a_password_that_is_missing_at_an_erasure_is_said_in_our_words(logged_in):
    page = logged_in.post("/me/erase/", {"password": ""}).text

    assert "Enter the password." in page
    assert "This field is required" not in page


def test_a_new_address_that_is_none_is_said_in_our_words(logged_in):
    data = {"email": "nobody", "action_add": ""}

    assert "Enter an e-mail address" in logged_in.post("/accounts/email/", data).text
    page = logged_in.post("/me/coaches/invite/", {"email": "nobody"}).text
    assert "Enter an e-mail address" in page
