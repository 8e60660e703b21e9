"""The questions of the check-in by their words, and a quiet day's answers."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.hands import Hands

WARNINGS = "Any of these now, or since your last check-in?"
PAIN_NOW = "How strong is your back pain right now?"
PAIN_WORST = "And the worst in the last 24 hours?"
SADDLE = (
    "Numbness, tingling or an odd feeling between your legs or around your bottom, "
    "for example when you wipe"
)
IS_IT_THERE = "Is it there now, or was it since your last check-in?"
WALKING = "Can you walk today?"
WALKS_NORMALLY = "Normally: half an hour briskly is fine"
PAINKILLERS = "Painkillers in the last 8 hours?"
RAN = "Have you run since your last check-in?"
SEND = "See today's answer"


def answer_a_quiet_day(hands: Hands) -> None:
    hands.choose(WARNINGS, "None of these today")
    answer_the_rest_of_a_quiet_day(hands)


def answer_the_rest_of_a_quiet_day(hands: Hands) -> None:
    hands.choose(PAIN_NOW, "0")
    hands.choose(PAIN_WORST, "0")
    hands.choose(WALKING, WALKS_NORMALLY)
    hands.choose(PAINKILLERS, "None")
    hands.choose(RAN, "No")


def send(page: Page) -> None:
    page.get_by_role("button", name=SEND).click()
