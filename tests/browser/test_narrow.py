"""The narrowest phone, and names that are one long word: nothing scrolls sideways."""

from __future__ import annotations

import datetime as dt

import pytest
from django.conf import settings
from playwright.sync_api import Page

from backpain.accounts.models import Coaching, CoachingGroup, User
from tests.browser.conftest import OpenContext
from tests.browser.test_accessibility import held, planned
from tests.coach.people import client_of, make_coach, make_coaching
from tests.make import make_check_in
from training.services.notes import write_note

NARROWEST = {"width": 320, "height": 640}
LONG_NAME = "Wolfeschlegelsteinhausenbergerdorf"


@pytest.fixture
def kim(transactional_db: None) -> User:
    return make_coach(LONG_NAME)


@pytest.fixture
def alice(transactional_db: None, kim: User) -> User:
    alice = User.objects.create_user("alice@example.org", name=LONG_NAME)
    planned(alice)
    coaching = make_coaching(alice, kim)
    write_note(coaching=coaching, text="Well done.", is_private=False)
    group = CoachingGroup.objects.create(coach=kim, name=LONG_NAME)
    group.coachings.add(coaching)
    return alice


@pytest.fixture
def too_wide(open_context: OpenContext, origin: str):
    """Return those of the pages that scroll sideways, with how wide they are."""

    def visit(who: User, paths: list[str]) -> dict[str, int]:
        context = open_context(viewport=NARROWEST)
        cookie = client_of(who).cookies[settings.SESSION_COOKIE_NAME]
        context.add_cookies(
            [{"name": cookie.key, "value": cookie.value, "url": origin}]
        )
        page = context.new_page()
        widths = {path: _width(page, path) for path in paths}
        return {path: px for path, px in widths.items() if px > NARROWEST["width"]}

    return visit


def _width(page: Page, path: str) -> int:
    response = page.goto(path)
    assert response is not None
    assert response.ok, path
    return int(page.evaluate("() => document.documentElement.scrollWidth"))


def test_no_page_of_a_coach_scrolls_sideways(too_wide, kim, alice, charlie):
    charlie.name = LONG_NAME
    charlie.save()
    held(charlie)
    make_coaching(charlie, kim)
    at = f"/coach/athletes/{alice.pk}"
    group = f"/coach/groups/{kim.coaching_groups.get().pk}"
    newest = alice.check_ins.newest_first()[0]
    monday = alice.local_date() + dt.timedelta(days=7 - alice.local_date().weekday())
    pages = [
        "/coach/",
        f"{at}/",
        f"/coach/athletes/{charlie.pk}/",
        f"/coach/athletes/{charlie.pk}/check-ins/",
        f"{at}/check-ins/",
        f"{at}/check-ins/{newest.pk}/",
        f"{at}/runs/",
        f"{at}/weeks/2/",
        f"{at}/weeks/3/change/",
        f"{at}/days/{monday}/",
        f"{at}/days/{monday}/change/",
        f"{at}/ceilings/new/",
        f"{at}/pauses/new/",
        f"{at}/notes/",
        f"{at}/export/",
        f"{at}/end/",
        "/coach/groups/",
        f"{group}/",
        f"{group}/message/",
        f"{group}/pause/",
        "/coach/code/",
    ]

    assert too_wide(kim, pages) == {}


def test_no_page_of_an_athlete_scrolls_sideways(too_wide, alice):
    make_check_in(alice)
    coaching = Coaching.objects.get()
    pages = [
        "/",
        "/plan/",
        "/plan/weeks/2/",
        "/check-ins/",
        "/notes/",
        "/me/",
        "/me/coaches/",
        f"/me/coaches/{coaching.pk}/",
    ]

    assert too_wide(alice, pages) == {}
