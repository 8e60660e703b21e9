from __future__ import annotations

from urllib.parse import urljoin

import pytest
from django.test import Client

from tests.conftest import PASSWORD

WRONG = "do not belong together"


def log_in(client: Client, email="alice@example.org", password=PASSWORD, query=""):
    return client.post(
        f"/accounts/login/{query}", {"login": email, "password": password}
    )


def test_right_password_leads_to_the_start(client, confirmed_alice):
    response = log_in(client)

    assert response.headers["Location"] == "/"
    assert client.session["_auth_user_id"] == str(confirmed_alice.pk)


def test_case_of_the_address_does_not_matter(client, confirmed_alice):
    assert log_in(client, email="ALICE@Example.org").status_code == 302


@pytest.mark.parametrize("email", ["alice@example.org", "nobody@example.org"])
def test_wrong_password_and_unknown_address_get_the_same_words(
    client, confirmed_alice, email
):
    response = log_in(client, email=email, password="wrong password")

    assert response.status_code == 200
    assert WRONG in response.text
    assert 'role="alert"' in response.text


def test_sixth_try_after_five_wrong_ones_is_refused(client, confirmed_alice):
    for _ in range(5):
        assert WRONG in log_in(client, password="wrong password").text

    response = log_in(client)

    assert "Too many wrong passwords" in response.text
    assert "_auth_user_id" not in client.session


def test_too_many_requests_get_a_page_of_ours(client, db):
    for number in range(30):
        log_in(client, email=f"{number}@example.org")

    response = log_in(client)

    assert response.status_code == 429
    assert "Too many tries" in response.text
    assert 'class="brand"' in response.text


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "%0d%0aSet-Cookie:x",
        "http:///evil.example",
    ],
)
@pytest.mark.parametrize("form", ["login", "logout", "signup"])
def test_next_never_leads_elsewhere(client, confirmed_alice, target, form):
    data = {
        "login": {"login": "alice@example.org", "password": PASSWORD},
        "logout": {},
        "signup": {"email": "dora@example.org", "password1": PASSWORD},
    }[form]
    if form == "logout":
        client.force_login(confirmed_alice)

    response = client.post(f"/accounts/{form}/", {**data, "next": target})

    url = urljoin("http://testserver/accounts/login/", response.headers["Location"])
    assert url.startswith("http://testserver/")


def test_next_within_the_site_is_followed(client, confirmed_alice):
    assert log_in(client, query="?next=/me/").headers["Location"] == "/me/"


def test_session_gets_a_new_key_at_log_in(client, confirmed_alice):
    client.get("/accounts/login/")
    session = client.session
    session["before"] = "login"
    session.save()
    old = client.session.session_key

    log_in(client)

    assert client.session.session_key != old


def test_inactive_person_is_not_let_in(client, confirmed_alice):
    confirmed_alice.is_active = False
    confirmed_alice.save()

    response = log_in(client)

    assert response.headers["Location"] == "/accounts/inactive/"
    assert "_auth_user_id" not in client.session


def test_log_out_asks_first(client, confirmed_alice):
    client.force_login(confirmed_alice)

    assert "Log out of this browser?" in client.get("/accounts/logout/").text
    assert "_auth_user_id" in client.session

    client.post("/accounts/logout/")

    assert "_auth_user_id" not in client.session


def test_admin_sends_to_the_same_log_in(client, db):
    response = client.get("/admin/login/?next=/admin/")

    assert response.headers["Location"] == "/accounts/login/?next=%2Fadmin%2F"


@pytest.mark.parametrize(
    "wanted", ["//evil.example", "https://evil.example/", "", "/\\evil"]
)
def test_admin_leads_to_no_page_of_others(client, db, wanted):
    response = client.get("/admin/login/", {"next": wanted})

    assert response.headers["Location"] == "/accounts/login/?next=%2Fadmin%2F"
