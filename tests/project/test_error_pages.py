from __future__ import annotations

import re

import psycopg
import psycopg_pool
import pytest
from django.conf import settings
from django.core.exceptions import (
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
)
from django.db import (
    DataError,
    IntegrityError,
    InterfaceError,
    InternalError,
    OperationalError,
    connection,
)
from django.http import Http404
from django.test import Client

from backpain import views
from backpain.outage import is_outage
from tests.make import make_profile
from tests.page import form_of

INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)")
LOGIN = "/accounts/login/"


class ExplodingRequest:
    """A request that must not be looked at."""

    def __getattr__(self, name: str) -> object:
        raise AssertionError(f"request.{name} was looked at")


@pytest.fixture
def broken_database(monkeypatch):
    def refuse(*arguments, **options):
        raise OperationalError("the database is down")

    for way in ("ensure_connection", "connect", "cursor"):
        monkeypatch.setattr(connection, way, refuse)


def all_pages():
    untouched = ExplodingRequest()
    return {
        400: views.bad_request(untouched, SuspiciousOperation()),
        413: views.bad_request(untouched, RequestDataTooBig()),
        403: views.permission_denied(untouched, PermissionDenied()),
        404: views.not_found(untouched, Http404()),
        429: views.too_many_requests(untouched),
        500: views.server_error(untouched),
        "csrf": views.csrf_failure(untouched, "CSRF cookie not set."),
    }


@pytest.mark.parametrize("status", [400, 403, 404, 413, 429, 500, "csrf"])
def test_error_page_needs_no_request_and_no_database(status, broken_database) -> None:
    response = all_pages()[status]
    page = response.content.decode()

    assert response.status_code == (403 if status == "csrf" else status)
    assert page.count("<h1") == 1
    assert page.count("<main") == 1
    assert 'href="/help-now/"' in page
    assert 'href="/"' in page
    assert not INLINE.search(page)


def test_unknown_address_is_404_in_our_look(client) -> None:
    response = client.get("/no-such-page/")

    assert response.status_code == 404
    assert "There is nothing at this address" in response.content.decode()


def test_404_with_a_session_cookie_asks_the_database_nothing(broken_database) -> None:
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = "abcdefghijklmnopqrstuvwxyz012345"

    assert client.get("/no-such-page/").status_code == 404


def test_outage_is_503_with_the_warning_signs_and_numbers(broken_database) -> None:
    client = Client(raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = "abcdefghijklmnopqrstuvwxyz012345"

    response = client.get("/me/")
    page = response.content.decode()

    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"
    assert "We cannot reach your data right now" in page
    assert "numb or tingling between the legs" in page
    assert "walk at most" in page
    for number in ("112", "999", "911", "000", "111"):
        assert f'href="tel:{number}"' in page


OUTAGES = [
    OperationalError("gone"),
    InterfaceError("closed"),
    psycopg_pool.PoolTimeout("no connection"),
    psycopg.errors.IdleInTransactionSessionTimeout("cut off"),
]


@pytest.mark.parametrize("error", OUTAGES, ids=lambda error: type(error).__name__)
def test_what_trying_again_may_help_is_an_outage(error) -> None:
    assert is_outage(error)


def test_a_transaction_that_stood_still_is_an_outage_as_django_raises_it() -> None:
    wrapped = InternalError("cut off")
    wrapped.__cause__ = OUTAGES[-1]

    assert is_outage(wrapped)


@pytest.mark.parametrize(
    "error", [None, ValueError(), IntegrityError(), InternalError(), DataError()]
)
def test_a_fault_of_ours_is_no_outage(error) -> None:
    assert not is_outage(error)


def outage_after(path: str, data: dict) -> str:
    client = Client(raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = "abcdefghijklmnopqrstuvwxyz012345"
    response = client.post(path, data)
    assert response.status_code == 503
    return response.content.decode()


def test_outage_page_keeps_what_was_typed(broken_database) -> None:
    data = {"note": "</textarea><b>it's", "warnings": ["fall", "fever"]}

    page = outage_after("/check-ins/new/?corrects=1", data)

    sent = form_of(page)
    assert sent.pop("csrfmiddlewaretoken")
    assert sent == {"note": [data["note"]], "warnings": data["warnings"]}
    assert 'action="/check-ins/new/"' in page
    assert "<b>it" not in page
    assert not INLINE.search(page)


@pytest.mark.parametrize(
    "path", ["/accounts/login/", "/accounts/password/change/", "/admin/login/"]
)
def test_outage_page_holds_no_password(path, broken_database) -> None:
    page = outage_after(path, {"login": "a@example.org", "password": "hunter2hunter2"})

    assert "hunter2" not in page
    assert "Send it again" not in page


def test_more_than_a_form_can_hold_is_413(client_of_alice, alice) -> None:
    make_profile(alice)

    response = client_of_alice.post("/check-ins/new/", {"note": "x" * 300_000})

    assert response.status_code == 413
    assert "That is more than a form can hold" in response.content.decode()


@pytest.mark.parametrize(
    ("path", "longest"), [("/accounts/login/", 2**20), ("/me/import/", 26 * 2**20)]
)
def test_more_than_a_request_can_hold_is_413_and_not_read(
    path: str, longest: int, broken_database
) -> None:
    class Unread:
        def read(self, *arguments: object) -> bytes:
            raise AssertionError("the body was read")

        readline = read

    def answer_to(length: object):
        client = Client(raise_request_exception=False)
        form = {"CONTENT_TYPE": "multipart/form-data; boundary=x"}
        return client.generic(
            *("POST", path), **form, CONTENT_LENGTH=length, **{"wsgi.input": Unread()}
        )

    refused = answer_to(longest + 1)

    assert refused.status_code == 413
    assert "That is more than a form can hold" in refused.text
    assert refused.headers["Cache-Control"] == "no-store"
    # The control: what may be sent gets as far as the broken database or the body.
    assert {answer_to(one).status_code for one in (longest, "", "x")}.isdisjoint({413})


@pytest.mark.parametrize("method", ["POST", "DELETE"])
def test_wrong_method_is_405_in_our_look(client_of_alice, method) -> None:
    response = client_of_alice.generic(method, "/check-ins/")

    assert response.status_code == 405
    assert "cannot be asked like that" in response.content.decode()


def test_wrong_host_is_400(client, settings) -> None:
    settings.ALLOWED_HOSTS = ["backpain.example.org"]

    response = client.get("/", headers={"host": "evil.example"})

    assert response.status_code == 400
    assert "could not be read" in response.content.decode()


def test_csrf_failure_by_origin_names_the_setting_and_the_origin() -> None:
    client = Client(enforce_csrf_checks=True)

    response = client.post(LOGIN, headers={"origin": "https://other.example"})
    page = response.content.decode()

    assert response.status_code == 403
    assert "CSRF_TRUSTED_ORIGINS=https://other.example" in page
    assert "Your answers are still in the form" in page


def test_csrf_failure_by_referer_names_the_origin_of_the_referer() -> None:
    client = Client(enforce_csrf_checks=True)

    response = client.post(
        LOGIN, headers={"referer": "https://other.example/a/page?x=1"}, secure=True
    )
    page = response.content.decode()

    assert "CSRF_TRUSTED_ORIGINS=https://other.example<" in page


def test_csrf_failure_escapes_what_was_sent() -> None:
    client = Client(enforce_csrf_checks=True)

    response = client.post(LOGIN, headers={"origin": "https://<b>x"})

    assert b"<b>x" not in response.content


@pytest.mark.parametrize("headers", [{}, {"origin": "null"}], ids=["none", "hidden"])
def test_csrf_failure_without_an_origin_speaks_of_cookies(headers) -> None:
    client = Client(enforce_csrf_checks=True)

    response = client.post(LOGIN, headers=headers)
    page = response.content.decode()

    assert response.status_code == 403
    assert "allow cookies" in page
    assert "Your answers are still in the form" in page
    assert "CSRF_TRUSTED_ORIGINS" not in page
