"""A coach goes from athlete to athlete by key, and types a note without going away."""

from __future__ import annotations

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from tests.coach.people import client_of, make_coach, make_coaching


@pytest.fixture
def coach_page(open_context, origin, alice, charlie) -> Page:
    """A page of Kim, in whose list Alice comes before Charlie."""
    kim = make_coach()
    for rank, athlete in enumerate((alice, charlie), start=5000):
        coaching = make_coaching(athlete, kim)
        coaching.rank = rank
        coaching.save()
    context = open_context(has_touch=False, viewport={"width": 1280, "height": 900})
    cookie = client_of(kim).cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": origin}])
    page: Page = context.new_page()
    return page


def test_j_leads_to_the_next_athlete_and_k_back(coach_page, origin, alice, charlie):
    page, at = coach_page, f"{origin}/coach/athletes"
    page.goto(f"/coach/athletes/{alice.pk}/")
    expect(page.locator("[data-key-hint]")).to_be_visible()

    page.keyboard.press("j")
    expect(page).to_have_url(f"{at}/{charlie.pk}/")
    page.keyboard.press("k")
    expect(page).to_have_url(f"{at}/{alice.pk}/")


def test_keys_with_another_key_and_at_the_end_of_the_list_do_nothing(
    coach_page, origin, alice
):
    page = coach_page
    page.goto(f"/coach/athletes/{alice.pk}/")

    page.keyboard.press("Control+j")
    page.keyboard.press("k")

    expect(page).to_have_url(f"{origin}/coach/athletes/{alice.pk}/")
    expect(page.get_by_role("heading", name="Alice")).to_be_visible()


def test_what_is_typed_is_no_key(coach_page, origin, alice):
    page = coach_page
    page.goto(f"/coach/athletes/{alice.pk}/")
    page.evaluate(
        """() => {
            const field = document.createElement("textarea");
            field.id = "typed-here";
            document.querySelector("main").append(field);
        }"""
    )

    page.locator("#typed-here").press_sequentially("jk")

    expect(page.locator("#typed-here")).to_have_value("jk")
    expect(page).to_have_url(f"{origin}/coach/athletes/{alice.pk}/")
