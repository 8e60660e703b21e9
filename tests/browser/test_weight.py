"""What pages weigh with the static files as they are served outside of the tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from playwright.sync_api import Browser, Page

from backpain.accounts.models import User
from tests.browser.conftest import PHONE
from tests.browser.server import serve
from tests.browser.watch import watched
from tests.browser.weight import OBSERVE, visit
from tests.coach.people import client_of, make_coach, make_coaching
from tests.make import make_check_in
from tests.training.make_log import two_runs_last_week

FIRST_VISIT, REPEAT = 80_000, 15_000
# What is called good (web.dev/articles/cls).
SHIFT = 0.1

OpenPage = Callable[..., Page]


@pytest.fixture(scope="module")
def built_origin(
    django_db_setup: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The site with hashed and compressed static files."""
    built = {
        **django_settings.STORAGES,
        "staticfiles": {"BACKEND": django_settings.COMPRESSED},
    }
    folder: Path = tmp_path_factory.mktemp("static")
    with override_settings(
        STORAGES=built,
        STATIC_ROOT=folder,
        WHITENOISE_USE_FINDERS=False,
        WHITENOISE_AUTOREFRESH=False,
    ):
        # The admin's would take the longest, and none of these pages asks for them.
        call_command(
            "collectstatic", interactive=False, verbosity=0, ignore_patterns=["admin"]
        )
        with serve() as address:
            yield address


@pytest.fixture
def open_page(transactional_db: None, browser: Browser, built_origin: str):
    """Open a browser that has never been here, signed in as somebody or as nobody."""
    with ExitStack() as opened:

        def open_one(who: User | None = None, **options: Any) -> Page:
            context = opened.enter_context(
                watched(browser, built_origin, viewport=PHONE, **options)
            )
            context.add_init_script(OBSERVE)
            if who is not None:
                cookie = client_of(who).cookies[django_settings.SESSION_COOKIE_NAME]
                context.add_cookies(
                    [{"name": cookie.key, "value": cookie.value, "url": built_origin}]
                )
            return context.new_page()

        yield open_one


@pytest.fixture
def kim(transactional_db: None) -> User:
    return make_coach()


@pytest.fixture
def alice(transactional_db: None, kim: User) -> User:
    """An athlete with a plan, two runs, today's check-in and a coach."""
    alice = User.objects.create_user("alice@example.org", name="Alice")
    # Postgres measures a plan of last week once its runs are there as well.
    with transaction.atomic():
        two_runs_last_week(alice)
    make_check_in(alice, pain_now=2, pain_worst_24h=3)
    make_coaching(alice, kim)
    return alice


def test_no_page_is_heavy_or_moves_while_it_comes_up(
    open_page: OpenPage, alice: User, kim: User
):
    pages = [
        ("/", None),
        ("/", alice),
        ("/check-ins/new/", alice),
        ("/plan/weeks/2/", alice),
        ("/coach/", kim),
        (f"/coach/athletes/{alice.pk}/", kim),
    ]
    too_much = {}
    for address, who in pages:
        page = open_page(who)
        first, again = visit(page, address), visit(page, address)
        # Shown by pytest -s, for docs/trust.md.
        print(
            f"{address:26}{first.weight / 1000:6.1f} kB{again.weight / 1000:6.1f} kB"
            f"  shift {first.shift:.3f}  first paint {first.first_paint_ms:.0f} ms, "
            f"again {again.first_paint_ms:.0f} ms"
        )
        limits = (first.weight, FIRST_VISIT), (again.weight, REPEAT)
        shifts = (first.shift, SHIFT), (again.shift, SHIFT)
        if any(value >= limit for value, limit in limits + shifts):
            too_much[address] = first, again

    assert not too_much


def test_a_heavy_page_is_noticed(open_page: OpenPage):
    """The same page without compression, by a browser that keeps nothing."""
    page = open_page(extra_http_headers={"Accept-Encoding": "identity"})
    # Playwright turns the cache off for whoever looks at requests.
    page.route("**/*", lambda route: route.continue_())
    first, again = visit(page, "/"), visit(page, "/")

    assert first.weight > FIRST_VISIT
    assert again.weight > REPEAT


def test_a_page_that_moves_is_noticed(open_page: OpenPage):
    page = open_page()
    page.add_init_script(
        """addEventListener("load", () => setTimeout(() => {
          const banner = document.createElement("div");
          banner.className = "panel";
          banner.textContent = "late ".repeat(500);
          document.body.prepend(banner);
        }, 50));"""
    )
    visit(page, "/")

    # On a busy machine the banner comes up late: fails if it is never noticed.
    page.wait_for_function(
        "limit => window.shifts.reduce((sum, one) => sum + one, 0) > limit", arg=SHIFT
    )
