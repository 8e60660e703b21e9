"""From the landing page to an advice, and through a red flag: by finger, by keyboard
alone, and with script switched off."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import Page, expect

from backpain.accounts.models import User
from tests.browser.hands import Fingers, Hands, Keys
from tests.browser.steps import (
    IS_IT_THERE,
    PAIN_NOW,
    PAIN_WORST,
    PAINKILLERS,
    RAN,
    SADDLE,
    SEND,
    WALKING,
    WALKS_NORMALLY,
    WARNINGS,
    answer_a_quiet_day,
    answer_the_rest_of_a_quiet_day,
)
from tests.conftest import PASSWORD
from tests.make import make_check_in
from training.models import RunningHistory


@pytest.fixture(params=["fingers", "keyboard", "script off"])
def way(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def new_page(way: str, open_context) -> Page:
    return open_context(java_script_enabled=way != "script off").new_page()


@pytest.fixture
def hands(way: str, new_page: Page) -> Hands:
    return Keys(new_page) if way == "keyboard" else Fingers(new_page)


def tell_about_me(hands: Hands) -> None:
    hands.write_date("When were you born?", "1991-05-17")
    hands.choose("Sex at birth", "Female")
    hands.choose("Are you pregnant, or have you given birth?", "No")
    hands.choose(
        "Has a doctor ever told you that you have any of these?", "None that I know of"
    )
    hands.choose("Do you take any of these?", "None")
    hands.choose("Have you had one of these?", "Neither")
    hands.choose("Are any of these true?", "None of these")
    hands.choose("Has a clinician told you something about running?", "Nothing")
    hands.choose("Do you think your lower back curves in too much?", "No")
    hands.press("Next: your back")


def tell_about_a_new_pain(hands: Hands, started_on: dt.date) -> None:
    hands.write_date("When did it start?", started_on.isoformat())
    hands.choose("Is it your first back pain ever?", "No")
    hands.choose("How did it start?", "Slowly")
    hands.choose("Where is it?", "Low back")
    hands.choose("A fall or accident in the last 14 days?", "No")
    hands.choose("Can you put one finger on a single sore spot on the bone?", "No")
    hands.choose("Does it stab there each time your foot lands?", "No")
    hands.choose("How long are you stiff in the morning?", "Not at all")
    hands.choose("Moving makes it …", "Better")
    hands.choose("Resting makes it …", "Better")
    hands.choose("And at night?", "No trouble")
    hands.choose("What makes it worse?", "Bending or sitting")
    hands.choose("Muscle cramp or locking?", "None")


def tell_about_my_running(hands: Hands) -> None:
    weeks = hands.page.locator(".weeks .form-label").all_text_contents()
    for label, distance in zip(weeks[:4], ["18", "19.5", "0", "20"], strict=True):
        hands.write(label, distance)
    hands.write("Longest run in the last 30 days", "8")
    hands.choose("How many runs a week?", "3 runs")
    hands.choose("On which days can you run?", "Tuesday", "Thursday", "Sunday")
    hands.pick("Which of them is best for the long run?", "Sunday")
    hands.choose("What else do you do, or would you like to?", "Cycling")
    hands.press("Finish")


def test_newcomer_gets_from_the_landing_page_to_an_advice(new_page, hands):
    new_page.goto("/")
    hands.open("Sign up")
    hands.write("E-mail", "dora@example.org")
    hands.write("Password", PASSWORD)
    hands.press("Sign up")
    hands.open("Confirm my address")
    hands.press("Yes, confirm it")

    expect(new_page).to_have_url("/welcome/you/")
    tell_about_me(hands)

    expect(new_page).to_have_url("/welcome/back/")
    hands.choose(WARNINGS, "None of these today")
    hands.choose(PAIN_NOW, "4")
    hands.choose(PAIN_WORST, "5")
    hands.choose(WALKING, WALKS_NORMALLY)
    hands.choose(PAINKILLERS, "None")
    hands.choose("Compared with a week ago?", "Same")
    hands.choose("Does it get in the way of daily life?", "A bit")
    hands.choose(RAN, "No")
    today = User.objects.get(email="dora@example.org").local_date()
    tell_about_a_new_pain(hands, today - dt.timedelta(days=14))
    hands.press(SEND)

    expect(new_page).to_have_url("/welcome/running/")
    tell_about_my_running(hands)

    expect(new_page).to_have_url("/")
    expect(new_page.get_by_role("heading", level=1, name="Walk")).to_be_visible()
    expect(new_page.get_by_text("PAIN-3")).to_be_visible()
    dora = User.objects.get(email="dora@example.org")
    assert dora.check_ins.get().pain_now == 4
    assert RunningHistory.objects.get(athlete=dora).recent_weeks_m[3] == 20_000


def test_red_flag_holds_until_a_clinician_was_seen(
    new_page, hands, alice, sign_in_alice
):
    sign_in_alice(new_page.context)
    new_page.goto("/")
    hands.choose(WARNINGS, SADDLE)
    hands.choose(IS_IT_THERE, "Yes")
    answer_the_rest_of_a_quiet_day(hands)
    hands.press(SEND)

    first = new_page.locator("main > *").first
    expect(first).to_contain_text("Running is on hold until you have been seen")
    expect(first.get_by_role("link", name="Call 112")).to_have_attribute(
        "href", "tel:112"
    )
    expect(new_page.get_by_role("heading", name="Hospital now")).to_be_visible()
    expect(new_page.get_by_role("heading", level=1, name="Rest")).to_be_visible()

    hands.open("I have been seen")
    hands.write("Who saw you?", "Dr Weber")
    hands.write_date("When?", alice.local_date().isoformat())
    hands.choose("What did they say?", "I may run again")
    hands.press("Record it for good")

    expect(new_page.get_by_role("status")).to_contain_text("Recorded.")
    answer_a_quiet_day(hands)
    hands.press(SEND)

    # The day goes on at a walk; running waits for the next morning.
    expect(new_page.get_by_role("heading", level=1, name="Walk")).to_be_visible()
    expect(new_page.get_by_text("Running is on hold")).to_have_count(0)
    hold = alice.care_holds.get()
    assert (hold.seen_by, hold.clearance) == ("Dr Weber", "cleared")
    assert alice.check_ins.count() == 2


def test_follow_ups_open_when_they_are_needed(new_page, hands, alice, sign_in_alice):
    sign_in_alice(new_page.context)
    new_page.goto("/check-ins/new/")
    daily_life = new_page.get_by_text("Does it get in the way of daily life?")
    follow_up = new_page.get_by_text(IS_IT_THERE).first
    after_the_run = new_page.get_by_text("Most pain during the run?")
    for hidden in (daily_life, follow_up, after_the_run):
        expect(hidden).to_be_hidden()

    hands.choose(WARNINGS, SADDLE)
    hands.choose(PAIN_WORST, "1")
    hands.choose(RAN, "Yes")

    for shown in (daily_life, follow_up, after_the_run):
        expect(shown).to_be_visible()


def test_quiet_day_takes_at_most_eight_taps_and_no_typing(
    open_context, alice, sign_in_alice
):
    yesterday = dt.datetime.now(dt.UTC) - dt.timedelta(days=1)
    make_check_in(alice, now=yesterday)
    context = open_context()
    sign_in_alice(context)
    page = context.new_page()
    page.goto("/")
    fingers = Fingers(page)

    answer_a_quiet_day(fingers)
    fingers.press(SEND)

    expect(page.get_by_role("heading", level=1, name="Run")).to_be_visible()
    assert fingers.taps <= 8
