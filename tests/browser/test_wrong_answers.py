"""Wrong answers: told at the field, and nothing that was filled in is lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.hands import Fingers, group, option
from tests.browser.steps import (
    IS_IT_THERE,
    PAIN_NOW,
    PAIN_WORST,
    PAINKILLERS,
    RAN,
    SADDLE,
    WALKING,
    WARNINGS,
    answer_a_quiet_day,
    answer_the_rest_of_a_quiet_day,
    send,
)

NOTE = "left side, after the stairs"


@pytest.fixture(params=[True, False], ids=["script", "script off"])
def page(request: pytest.FixtureRequest, open_context, sign_in_alice) -> Page:
    """Alice's check-in, with a note typed already."""
    context = open_context(java_script_enabled=request.param)
    sign_in_alice(context)
    page = context.new_page()
    page.goto("/check-ins/new/")
    page.get_by_text("Add a note").click()
    page.get_by_label("A note for yourself").fill(NOTE)
    return page


def expect_refused(page: Page, alice, where: Locator, text: str) -> None:
    """See the message at its question, read out with it, and the note still there."""
    expect(page.get_by_role("alert")).to_contain_text("everything else is kept")
    message = where.locator(".errors").first
    expect(message).to_contain_text(text)
    named = where.get_attribute("aria-describedby") or ""
    assert message.get_attribute("id") in named.split()
    expect(page.get_by_label("A note for yourself")).to_be_visible()
    expect(page.get_by_label("A note for yourself")).to_have_value(NOTE)
    assert not alice.check_ins.exists()


def test_warning_list_left_empty(page: Page, alice):
    answer_the_rest_of_a_quiet_day(Fingers(page))

    send(page)

    expect_refused(page, alice, group(page, WARNINGS), "Tap everything that applies")
    for question, answer in (
        (PAIN_NOW, "0"),
        (PAIN_WORST, "0"),
        (WALKING, "Normally: half an hour briskly is fine"),
        (PAINKILLERS, "None"),
        (RAN, "No"),
    ):
        expect(option(page, question, answer)).to_be_checked()


def test_none_of_these_together_with_a_sign(page: Page, alice):
    hands = Fingers(page)
    answer_a_quiet_day(hands)
    hands.choose(WARNINGS, SADDLE)
    hands.choose(IS_IT_THERE, "I am not sure")
    none_of_these = option(page, WARNINGS, "None of these today")
    # Whoever has a script on cannot send both: put the tick back behind its back.
    none_of_these.evaluate("tick => { tick.checked = true }")

    send(page)

    expect_refused(page, alice, group(page, WARNINGS), "untap one of them")
    for answer in (SADDLE, "None of these today"):
        expect(option(page, WARNINGS, answer)).to_be_checked()
    expect(option(page, IS_IT_THERE, "I am not sure")).to_be_checked()


def test_none_of_these_and_a_sign_untick_each_other_with_script(
    open_context, sign_in_alice
):
    context = open_context()
    sign_in_alice(context)
    page = context.new_page()
    page.goto("/check-ins/new/")
    hands = Fingers(page)

    hands.choose(WARNINGS, "None of these today")
    hands.choose(WARNINGS, SADDLE)
    expect(option(page, WARNINGS, SADDLE)).to_be_checked()
    expect(option(page, WARNINGS, "None of these today")).not_to_be_checked()

    hands.choose(WARNINGS, "None of these today")
    expect(option(page, WARNINGS, "None of these today")).to_be_checked()
    expect(option(page, WARNINGS, SADDLE)).not_to_be_checked()


def test_sign_without_its_follow_up(page: Page, alice):
    hands = Fingers(page)
    hands.choose(WARNINGS, SADDLE)
    answer_the_rest_of_a_quiet_day(hands)

    send(page)

    expect_refused(page, alice, group(page, IS_IT_THERE).first, "say which it is")
    expect(option(page, WARNINGS, SADDLE)).to_be_checked()


def test_worst_pain_below_the_pain_now(page: Page, alice):
    hands = Fingers(page)
    answer_a_quiet_day(hands)
    hands.choose(PAIN_NOW, "6")
    hands.choose(PAIN_WORST, "4")

    send(page)

    expect_refused(page, alice, group(page, PAIN_WORST), "cannot be lower than")
    expect(option(page, PAIN_NOW, "6")).to_be_checked()
    expect(option(page, PAIN_WORST, "4")).to_be_checked()


def test_nothing_answered_at_all(page: Page, alice):
    send(page)

    expect_refused(page, alice, group(page, PAIN_NOW), "Choose a number from 0 to 10")
    expect(page.locator("input:checked")).to_have_count(0)
