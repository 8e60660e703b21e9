"""Two tabs, a double tap, the way back, a lost connection: one check-in, and no
answer lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hands import Fingers, option
from tests.browser.steps import (
    PAIN_NOW,
    WARNINGS,
    answer_a_quiet_day,
    send,
)

NEW = "/check-ins/new/"


def test_double_tap_makes_one_check_in(page_of_alice: Page, alice):
    page = page_of_alice
    page.goto(NEW)
    answer_a_quiet_day(Fingers(page))

    page.get_by_role("button", name="See today's answer").dblclick(no_wait_after=True)

    expect(page.get_by_role("heading", level=1, name="Run")).to_be_visible()
    assert alice.check_ins.count() == 1


def test_the_same_answers_from_two_tabs_make_one_check_in(page_of_alice: Page, alice):
    tabs = [page_of_alice, page_of_alice.context.new_page()]
    for tab in tabs:
        tab.bring_to_front()
        tab.goto(NEW)
        answer_a_quiet_day(Fingers(tab))

    for tab in tabs:
        tab.bring_to_front()
        send(tab)
        expect(tab.get_by_role("heading", level=1, name="Run")).to_be_visible()

    assert tabs[0].url == tabs[1].url
    assert alice.check_ins.count() == 1


def test_other_answers_from_a_second_tab_are_kept_and_asked_about(
    page_of_alice: Page, alice
):
    tabs = [page_of_alice, page_of_alice.context.new_page()]
    for tab in tabs:
        tab.bring_to_front()
        tab.goto(NEW)
        answer_a_quiet_day(Fingers(tab))
    second = tabs[1]
    second.get_by_text("Add a note").click()
    second.get_by_label("A note for yourself").fill("slept badly")

    tabs[0].bring_to_front()
    send(tabs[0])
    expect(tabs[0].get_by_role("heading", level=1, name="Run")).to_be_visible()
    second.bring_to_front()
    send(second)

    expect(second.get_by_role("alert")).to_contain_text("is saved already")
    expect(second.get_by_label("A note for yourself")).to_have_value("slept badly")
    expect(option(second, PAIN_NOW, "0")).to_be_checked()
    assert alice.check_ins.count() == 1
    send(second)
    expect(second.get_by_text("slept badly")).to_be_visible()
    assert alice.check_ins.count() == 2


@pytest.mark.parametrize("script", [True, False], ids=["script", "script off"])
@pytest.mark.parametrize("start", ["/", NEW])
def test_going_back_and_sending_again_adds_nothing(
    open_context, sign_in_alice, alice, start, script
):
    context = open_context(java_script_enabled=script)
    sign_in_alice(context)
    page = context.new_page()
    page.goto(start)
    answer_a_quiet_day(Fingers(page))
    send(page)
    expect(page.get_by_role("heading", level=1, name="Run")).to_be_visible()

    page.go_back()
    button = page.get_by_role("button", name="See today's answer")
    if button.count():
        button.click()
        page.wait_for_load_state()

    assert alice.check_ins.count() == 1


def test_lost_connection_loses_no_answer(page_of_alice: Page, alice):
    page = page_of_alice
    page.goto(NEW)
    answer_a_quiet_day(Fingers(page))
    page.context.set_offline(True)

    send(page)

    message = page.get_by_role("status").filter(has_text="You are offline.")
    expect(message).to_be_visible()
    expect(option(page, PAIN_NOW, "0")).to_be_checked()
    assert alice.check_ins.count() == 0
    page.context.set_offline(False)
    expect(message).to_be_hidden()
    send(page)
    expect(page.get_by_role("heading", level=1, name="Run")).to_be_visible()
    assert alice.check_ins.count() == 1


def test_reload_half_way_keeps_the_answers(page_of_alice: Page):
    page = page_of_alice
    page.goto(NEW)
    hands = Fingers(page)
    hands.choose(WARNINGS, "None of these today")
    hands.choose(PAIN_NOW, "3")
    page.get_by_text("Add a note").click()
    page.get_by_label("A note for yourself").fill("left side")

    page.reload()

    expect(option(page, WARNINGS, "None of these today")).to_be_checked()
    expect(option(page, PAIN_NOW, "3")).to_be_checked()
    expect(page.get_by_text("Does it get in the way of daily life?")).to_be_visible()
    expect(page.get_by_label("A note for yourself")).to_be_visible()
    expect(page.get_by_label("A note for yourself")).to_have_value("left side")


def test_draft_is_gone_once_the_answers_have_arrived(page_of_alice: Page):
    page = page_of_alice
    page.goto(NEW)
    answer_a_quiet_day(Fingers(page))
    assert drafts(page) == 1

    send(page)

    expect(page.get_by_role("heading", level=1, name="Run")).to_be_visible()
    assert drafts(page) == 0
    page.get_by_role("link", name="Check in again").click()
    expect(page.get_by_role("heading", name="How is your back?")).to_be_visible()
    expect(page.locator("input:checked")).to_have_count(0)


def test_draft_outlives_a_page_of_errors_and_a_look_elsewhere(page_of_alice: Page):
    page = page_of_alice
    page.goto(NEW)
    Fingers(page).choose(PAIN_NOW, "3")
    send(page)
    expect(page.get_by_role("alert")).to_be_visible()

    page.get_by_role("link", name="History").click()
    page.get_by_role("link", name="Today", exact=True).click()

    expect(option(page, PAIN_NOW, "3")).to_be_checked()


def test_draft_is_gone_after_logging_out_and_nobody_else_sees_it(
    page_of_alice: Page, sign_in_charlie
):
    page = page_of_alice
    page.goto("/welcome/you/")
    Fingers(page).choose("Do you take any of these?", "Blood thinners")
    assert drafts(page) == 1

    sign_in_charlie(page.context)
    page.goto("/welcome/you/")

    expect(page.locator("input:checked")).to_have_count(0)
    page.goto("/me/")
    page.get_by_role("button", name="Log out").click()
    expect(page).to_have_url("/")
    assert drafts(page) == 0


def drafts(page: Page) -> int:
    count: int = page.evaluate(
        "() => Object.keys(sessionStorage).filter((k) => k.startsWith('draft:')).length"
    )
    return count
