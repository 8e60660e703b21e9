"""The site in a real browser, small as a phone unless a test says otherwise."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as django_settings
from django.core.cache import cache
from django.db import connections
from django.test import Client
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    expect,
    sync_playwright,
)

from backpain.accounts.models import User
from tests.browser import two_nodes
from tests.browser.chromium import launch
from tests.browser.server import serve
from tests.browser.watch import watched
from tests.conftest import PASSWORD
from tests.make import make_profile

PHONE = {"width": 390, "height": 844}
DEVICE = {
    "viewport": PHONE,
    "locale": "en-DE",
    "timezone_id": "Europe/Berlin",
    "has_touch": True,
    "reduced_motion": "reduce",
}
# Two nodes share the machine with all else that the drill runs.
PATIENCE_MS = 30_000 if two_nodes.FIRST_PORT else 5_000

expect.set_options(timeout=PATIENCE_MS)
OpenContext = Callable[..., BrowserContext]
SignIn = Callable[[BrowserContext], None]


@pytest.fixture(scope="package")
def browser(origin: str) -> Iterator[Browser]:
    # It goes before the server does, which waits for its last request.
    # Playwright keeps an event loop in this thread, and Django would refuse the
    # database to it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()
        # Those of this thread while the event loop is there; else the database
        # could not be dropped.
        connections.close_all()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="package")
def origin(
    django_db_setup: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of the site, without a slash at the end."""
    if two_nodes.FIRST_PORT:
        folder = Path(
            os.environ.get("TWO_NODES_FOLDER") or tmp_path_factory.mktemp("n")
        )
        with two_nodes.serve_from_two_nodes(folder) as address:
            yield address
    else:
        with serve() as address:
            yield address


@pytest.fixture
def open_context(
    transactional_db: None, browser: Browser, origin: str
) -> Iterator[OpenContext]:
    """Open a fresh browser, watched: the test fails if one of its pages misbehaves."""
    cache.clear()
    if two_nodes.FIRST_PORT:
        two_nodes.forget_tries()
    with ExitStack() as opened:

        def open_one(**options: Any) -> BrowserContext:
            # The certificate of two nodes is signed by itself.
            chosen = {"ignore_https_errors": True, **DEVICE, **options}
            context = opened.enter_context(watched(browser, origin, **chosen))
            context.set_default_timeout(PATIENCE_MS)
            return context

        yield open_one


@pytest.fixture
def page(open_context: OpenContext) -> Page:
    """A page of somebody who is not signed in."""
    return open_context().new_page()


@pytest.fixture
def alice(transactional_db: None) -> User:
    """An athlete in Berlin, who has told about her health."""
    alice = User.objects.create_user(
        "alice@example.org",
        PASSWORD,
        name="Alice",
        time_zone="Europe/Berlin",
        country="DE",
    )
    EmailAddress.objects.create(
        user=alice, email=alice.email, verified=True, primary=True
    )
    make_profile(alice)
    return alice


@pytest.fixture
def charlie(transactional_db: None) -> User:
    """A stranger, who has just signed up."""
    charlie = User.objects.create_user("charlie@example.org", PASSWORD, name="Charlie")
    EmailAddress.objects.create(
        user=charlie, email=charlie.email, verified=True, primary=True
    )
    return charlie


@pytest.fixture
def sign_in_alice(alice: User, origin: str) -> SignIn:
    return lambda context: sign_in(context, alice, origin)


@pytest.fixture
def sign_in_charlie(charlie: User, origin: str) -> SignIn:
    return lambda context: sign_in(context, charlie, origin)


@pytest.fixture
def page_of_alice(open_context: OpenContext, sign_in_alice: SignIn) -> Page:
    context = open_context()
    sign_in_alice(context)
    return context.new_page()


def sign_in(context: BrowserContext, user: User, origin: str) -> None:
    """Sign in as with the password, and with the password asked for once more."""
    client = Client()
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    cookie = client.cookies[django_settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": origin}])
