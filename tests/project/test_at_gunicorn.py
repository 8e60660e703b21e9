"""What only the real server shows: several workers at once, and requests by hand."""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.core.cache.backends.db import DatabaseCache
from django.db import connection

from backpain import settings as ours
from backpain.accounts.models import User
from backpain.embedded_postgres import cluster
from tests.conftest import PASSWORD
from tests.project.headers import told

# Else no test database is made: what is in it is committed, for gunicorn to see.
pytestmark = pytest.mark.django_db
PROJECT_DIR = Path(__file__).resolve().parent.parent.parent
LOG_IN = "/accounts/login/"
EVIL = "evil.example"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
PROXY = {"X-Forwarded-Proto": "https"}
AT_ONCE = 16


class Site:
    """Gunicorn with three workers on a port of this machine, as in production."""

    def __init__(self, port: int) -> None:
        self.port = port

    def ask(
        self, method: str, path: str, form: dict[str, str] | None = None, **headers: str
    ) -> tuple[int, http.client.HTTPMessage, str]:
        server = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        body = urlencode(form) if form else None
        if form:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Referer"] = "https://127.0.0.1/"
            headers["Host"] = "127.0.0.1"
        server.request(method, path, body, PROXY | headers)
        answer = server.getresponse()
        text = answer.read().decode()
        server.close()
        return answer.status, answer.headers, text

    def by_hand(self, request: str) -> str:
        """Send these bytes, and return the whole answer."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=30) as line:
            line.sendall(request.encode("latin1"))
            line.shutdown(socket.SHUT_WR)
            parts = iter(lambda: line.recv(65536), b"")
            return b"".join(parts).decode("latin1")


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker) -> Iterator[Site]:
    with django_db_blocker.unblock():
        url = cluster.url(connection.settings_dict["NAME"])
        alice = User.objects.create_user("alice@example.org", name="Alice")
        alice.password = make_password(PASSWORD, hasher="argon2")
        alice.save()
        EmailAddress.objects.create(
            user=alice, email=alice.email, verified=True, primary=True
        )
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {k: v for k, v in os.environ.items() if k in ("PATH", "HOME", "LANG")}
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--config", "backpain/gunicorn.py"],
        cwd=PROJECT_DIR,
        env=kept
        | {
            "DEBUG": "0",
            "DEMO": "0",
            "DJANGO_SETTINGS_MODULE": "tests.project.production",
            "SECRET_KEY": "0123456789" * 5,
            "ALLOWED_HOSTS": "127.0.0.1",
            "DATABASE_URL": url,
            "PORT": str(port),
            "WORKERS": "3",
            "LOG_LEVEL": "ERROR",
        },
        stdout=subprocess.DEVNULL,
    )
    site = Site(port)
    try:
        _wait_for(site)
        yield site
    finally:
        process.terminate()
        process.wait(timeout=40)
        with django_db_blocker.unblock():
            alice.delete()
            Session.objects.all().delete()
            _shared_counts().clear()


def _wait_for(site: Site) -> None:
    for _ in range(300):
        try:
            if site.ask("GET", "/healthz")[0] == 200:
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise AssertionError("gunicorn does not answer")


def _shared_counts() -> DatabaseCache:
    options = ours.CACHES["default"]
    return DatabaseCache(options["LOCATION"], {"OPTIONS": options["OPTIONS"]})


@pytest.fixture
def log_in(site):
    """Return what tries a password for Alice; all tries have one page's token."""
    _, headers, page = site.ask("GET", LOG_IN)
    cookie = headers["Set-Cookie"].partition(";")[0]
    token = TOKEN.search(page)[1]

    def log_in(password: str):
        form = {"login": "alice@example.org", "password": password}
        form["csrfmiddlewaretoken"] = token
        return site.ask("POST", LOG_IN, form, Cookie=cookie)

    return log_in


def test_cookies_are_for_this_host_and_https_only(site, log_in):
    status, headers, _ = log_in(PASSWORD)
    _, headers_of_landing, _ = site.ask("GET", "/")

    assert status == 302
    set_by_both = headers.get_all("Set-Cookie") + headers_of_landing.get_all(
        "Set-Cookie"
    )
    cookies = {one.partition("=")[0]: one for one in set_by_both}
    assert {"__Host-sessionid", "__Host-csrftoken"} <= {*cookies}
    assert "__Host-csrftoken" in headers_of_landing["Set-Cookie"]
    for name, cookie in cookies.items():
        assert name.startswith("__Host-") or name == "messages", name
        assert "; Secure" in cookie
        assert "; Path=/" in cookie
        assert "; HttpOnly" in cookie
        assert "; SameSite=Lax" in cookie
        assert "domain" not in cookie.lower()


def test_no_more_passwords_are_tried_than_allowed_by_trying_at_once(log_in):
    with ThreadPoolExecutor(AT_ONCE) as pool:
        pages = list(pool.map(lambda _: log_in("wrong password")[2], range(AT_ONCE)))

    tried = sum("do not belong together" in page for page in pages)
    assert 1 <= tried <= 5
    for _ in range(5 - tried):
        log_in("wrong password")
    status, _, page = log_in(PASSWORD)
    assert status == 200
    assert "Too many wrong passwords" in page


GOOD = "127.0.0.1"
HTTPS = "X-Forwarded-Proto: https\r\nConnection: close\r\n"
# The request line, its headers, and what is answered.
BY_HAND = {
    "good": ("GET /help-now/ HTTP/1.1", f"Host: {GOOD}", 200),
    "port": ("GET /help-now/ HTTP/1.1", f"Host: {GOOD}:8443", 200),
    "bad": ("GET /help-now/ HTTP/1.1", f"Host: {EVIL}", 400),
    "bad, before HTTPS": ("GET /help-now/ HTTP/1.1", f"Host: {EVIL}", 400),
    "missing": ("GET /accounts/login/ HTTP/1.1", "", (400, 200)),
    "old, missing": ("GET /accounts/login/ HTTP/1.0", "", (400, 200)),
    "empty": ("GET /help-now/ HTTP/1.1", "Host: ", 400),
    "two": ("GET /help-now/ HTTP/1.1", f"Host: {GOOD}\r\nHost: {EVIL}", 400),
    "two, turned": ("GET /help-now/ HTTP/1.1", f"Host: {EVIL}\r\nHost: {GOOD}", 400),
    "a list": ("GET /help-now/ HTTP/1.1", f"Host: {GOOD}, {EVIL}", 400),
    "a user": ("GET /help-now/ HTTP/1.1", f"Host: {GOOD}@{EVIL}", 400),
    "a wrong port": ("GET /help-now/ HTTP/1.1", f"Host: {GOOD}:{EVIL}", 400),
    "a whole address": (
        f"GET https://{EVIL}/accounts/login/ HTTP/1.1",
        f"Host: {GOOD}",
        (200, 400),
    ),
    "a whole address and host": (
        f"GET https://{GOOD}/help-now/ HTTP/1.1",
        f"Host: {EVIL}",
        400,
    ),
    "forwarded": (
        "GET /accounts/login/ HTTP/1.1",
        f"Host: {GOOD}\r\nX-Forwarded-Host: {EVIL}\r\nForwarded: host={EVIL}",
        200,
    ),
    "folded": ("GET /help-now/ HTTP/1.1", f"Host: {GOOD}\r\n {EVIL}", 400),
    "a space before the colon": (
        "GET /help-now/ HTTP/1.1",
        f"Host: {GOOD}\r\nHost : {EVIL}",
        400,
    ),
}


@pytest.mark.parametrize("name", BY_HAND)
def test_only_our_host_is_answered(site, name):
    line, headers, expected = BY_HAND[name]
    secure = "" if "before" in name else HTTPS
    headers = f"{headers}\r\n" if headers else ""

    answer = site.by_hand(f"{line}\r\n{headers}{secure}\r\n")

    status = int(answer.split(" ", 2)[1])
    assert status in (expected if isinstance(expected, tuple) else (expected,))
    assert EVIL not in answer
    assert told(answer) == []


@pytest.mark.parametrize(
    ("request_line", "status"),
    [
        ("GET", 400),
        ("GET /help-now/ HTTP/9.9", 400),
        ("G@T /help-now/ HTTP/1.1", 400),
        (f"GET /{'x' * 9000} HTTP/1.1", 414),
        ("DELETE /help-now/ HTTP/1.1", 405),
        ("GET /no-such-page/ HTTP/1.1", 404),
    ],
    ids=["no address", "version", "method", "length", "delete", "unknown"],
)
def test_a_refusal_of_the_server_tells_nothing_of_it(site, request_line, status):
    answer = site.by_hand(f"{request_line}\r\nHost: {GOOD}\r\n{HTTPS}\r\n")

    assert answer.startswith(f"HTTP/1.1 {status} ")
    assert told(answer) == []


def test_plain_http_is_led_to_https_of_the_same_host(site):
    answer = site.by_hand("GET /me/?a=1 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")

    assert answer.startswith("HTTP/1.1 301 ")
    assert "\r\nLocation: https://127.0.0.1/me/?a=1\r\n" in answer
