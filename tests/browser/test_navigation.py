"""The tabs: at the thumb on a phone, in the bar on a desk, and never in the way."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PHONE

SMALLEST = {"width": 320, "height": 568}
ZOOMED_IN = {"width": 320, "height": 256}
DESK = {"width": 1280, "height": 900}
WORDS = ("Today", "Plan", "History", "Learn", "Me")


def box(one: Locator) -> dict[str, float]:
    found = one.bounding_box()
    assert found is not None
    return dict(found)


def tab(page: Page, word: str) -> Locator:
    nav = page.get_by_role("navigation", name="Main")
    return nav.get_by_role("link", name=word, exact=True)


@pytest.mark.parametrize("size", [SMALLEST, PHONE], ids=["320", "390"])
def test_tabs_are_at_the_bottom_of_a_phone(page_of_alice: Page, size):
    page = page_of_alice
    page.set_viewport_size(size)
    page.goto("/me/")

    bottom = [box(tab(page, word)) for word in WORDS[:-1]]
    assert {one["y"] + one["height"] for one in bottom} == {size["height"]}
    assert box(tab(page, "Me"))["y"] < 60
    expect(tab(page, "Me")).to_have_attribute("aria-current", "page")


@pytest.mark.parametrize("size", [DESK, ZOOMED_IN], ids=["desk", "zoomed in"])
def test_tabs_scroll_away_with_the_bar_elsewhere(page_of_alice: Page, size):
    page = page_of_alice
    page.set_viewport_size(size)
    page.goto("/learn/")
    page.evaluate("() => scrollTo(0, document.body.scrollHeight)")

    for word in WORDS:
        expect(tab(page, word)).not_to_be_in_viewport()


def test_tabs_cover_nothing_that_has_the_focus(page_of_alice: Page):
    page = page_of_alice
    page.goto("/learn/")
    top_of_tabs = box(tab(page, "Today"))["y"]
    main_links = page.locator("main a").count()
    page.locator("main").focus()

    for _ in range(main_links + 2):
        page.keyboard.press("Tab")
        focused = box(page.locator(":focus"))
        assert focused["y"] + focused["height"] <= top_of_tabs
