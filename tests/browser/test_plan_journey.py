"""From the sign-up to the first plan, and what the back and the log make of it."""

from __future__ import annotations

import datetime as dt
from itertools import combinations

import pytest
from playwright.sync_api import Page, expect

from backpain.accounts.models import User
from tests.browser.hands import Fingers
from tests.browser.steps import (
    PAIN_NOW,
    PAIN_WORST,
    PAINKILLERS,
    RAN,
    SEND,
    WALKING,
    WALKS_NORMALLY,
    WARNINGS,
    answer_a_quiet_day,
)
from tests.browser.test_journeys import tell_about_a_new_pain, tell_about_me
from tests.conftest import PASSWORD
from tests.make import make_check_in, make_episode, make_history
from training.models import Run, Week, Weekday, Workout
from training.planner.week import lay_out
from training.services.plan import make_plan

BRISK_WALK = "Since yesterday: a 30-minute brisk walk, comfortable and without a limp?"
RAN_BESIDE_THE_LOG = "Have you run since your last check-in, other than in your log?"
DAY = dt.timedelta(days=1)
SETTLED = {
    "distance_m": 7000,
    "pain_max": 1,
    "trend": "eased",
    "limp": "no",
    "settled": "same_day",
}
MORNING = dt.time(6, 30, tzinfo=dt.UTC)


def days_with_a_tempo_run_on(day: dt.date) -> tuple[list[int], int]:
    """Return three running days, and the long run's, that make this one hard.

    ISO weekdays. Tempo and intervals take turns by the week, so either will do.
    """
    today = day.weekday()
    choices = [(days, long) for days in combinations(range(7), 3) for long in days]
    # Days without two runs in a row first: at the week's end there are none.
    layouts = sorted(
        (
            lay_out(running_days=days, long_run_day=long, runs=3, is_novice=False)
            for days, long in choices
        ),
        key=lambda layout: layout.has_neighbours,
    )
    for layout in layouts:
        if today in layout.quality:
            return [one + 1 for one in layout.runs], layout.long + 1
    raise AssertionError("no three days make this one hard")


def check_in_with_pain_5(hands: Fingers, today: dt.date) -> None:
    hands.choose(WARNINGS, "None of these today")
    hands.choose(PAIN_NOW, "5")
    hands.choose(PAIN_WORST, "5")
    hands.choose(WALKING, WALKS_NORMALLY)
    hands.choose(PAINKILLERS, "None")
    hands.choose("Compared with a week ago?", "Worse")
    hands.choose("Does it get in the way of daily life?", "A bit")
    hands.choose(RAN, "No")
    tell_about_a_new_pain(hands, today - 3 * DAY)
    hands.press(SEND)


@pytest.mark.parametrize("script", [True, False], ids=["script", "script off"])
def test_bad_morning_turns_todays_tempo_run_into_a_walk_everywhere(
    open_context, script
):
    page: Page = open_context(java_script_enabled=script).new_page()
    hands = Fingers(page)
    page.goto("/accounts/signup/")
    hands.write("E-mail", "dora@example.org")
    hands.write("Password", PASSWORD)
    hands.press("Sign up")
    hands.open("Confirm my address")
    hands.press("Yes, confirm it")
    tell_about_me(hands)
    answer_a_quiet_day(hands)
    hands.press(SEND)
    dora = User.objects.get(email="dora@example.org")
    today = dora.local_date()
    days, long = days_with_a_tempo_run_on(today)
    weeks = page.locator(".weeks .form-label").all_text_contents()
    for label in weeks[:4]:
        hands.write(label, "20")
    hands.write("Longest run in the last 30 days", "8")
    hands.choose("How many runs a week?", "3 runs")
    hands.choose("On which days can you run?", *(str(Weekday(d).label) for d in days))
    hands.pick("Which of them is best for the long run?", str(Weekday(long).label))
    hands.press("Finish")

    # The first plan, and a real workout for today.
    workout = page.get_by_role("region", name="Tempo run")
    expect(workout).to_be_visible()
    expect(workout).to_contain_text("at tempo, effort 5-6 of 10")
    planned = Workout.objects.get(athlete=dora, date=today)
    assert planned.kind == "tempo"

    # A bad morning.
    hands.open("Check in again")
    check_in_with_pain_5(hands, today)

    reason = "Your check-in says walk today"
    workout = page.get_by_role("region", name="Walk ·")
    expect(workout).to_contain_text("Tempo run")
    expect(workout).to_contain_text(reason)
    hands.open("See the week")
    expect(page.locator("main")).to_contain_text("was tempo run")
    expect(page.locator("main")).to_contain_text(reason)
    hands.open("Print")
    sheet = page.locator("main")
    expect(sheet).to_contain_text("Walk")
    expect(sheet).to_contain_text("tempo run", ignore_case=True)
    expect(sheet).to_contain_text(reason)


def test_two_calm_days_bring_back_an_easy_run(page_of_alice: Page, alice: User):
    today = alice.local_date()
    days, long = days_with_a_tempo_run_on(today)
    make_history(alice, running_days=days, long_run_day=long)
    # Last week was run, so that this one is a usual week.
    last_monday = today - (today.weekday() + 7) * DAY
    for day in (0, 1):
        Run.objects.create(athlete=alice, date=last_monday + day * DAY, **SETTLED)
    make_plan(athlete=alice, made_on=last_monday)
    make_episode(alice, started_on=today - 5 * DAY)
    pain = {"daily_life": "none", "change_vs_last_week": "better", "fear_unsafe": "no"}
    for back, score in ((4, 5), (3, 4), (2, 1), (1, 1)):
        make_check_in(
            alice,
            now=dt.datetime.combine(today - back * DAY, MORNING),
            pain_now=score,
            pain_worst_24h=score,
            brisk_walk_30_ok="yes",
            **pain,
        )
    page = page_of_alice
    hands = Fingers(page)
    page.goto("/")
    hands.choose(WARNINGS, "None of these today")
    hands.choose(PAIN_NOW, "1")
    hands.choose(PAIN_WORST, "1")
    hands.choose(WALKING, WALKS_NORMALLY)
    hands.choose(PAINKILLERS, "None")
    hands.choose("Compared with a week ago?", "Better")
    hands.choose("Does it get in the way of daily life?", "Not at all")
    hands.choose(BRISK_WALK, "Yes")
    hands.choose(RAN_BESIDE_THE_LOG, "No")
    hands.press(SEND)

    expect(page.get_by_role("heading", level=1, name="Easy run")).to_be_visible()
    workout = page.get_by_role("region", name="Run-walk ·")
    expect(workout).to_contain_text("at most three quarters as far")
    expect(workout).to_contain_text("The first run back is a run-walk.")
    stored = Workout.objects.get(athlete=alice, date=today)
    assert (stored.kind, stored.hard_s) == ("run_walk", 0)
    assert stored.distance_m * 4 <= stored.before["distance_m"] * 3

    # Done, in one tap; the week counts it.
    hands.press("Done as planned")
    run = Run.objects.get(athlete=alice, date=today)
    assert run.distance_m == stored.distance_m
    expect(page.get_by_role("status")).to_contain_text("Logged")


def test_week_run_at_half_makes_the_next_one_smaller_and_says_why(
    page_of_alice: Page, alice: User
):
    today = alice.local_date()
    make_history(alice)
    last_monday = today - (today.weekday() + 7) * DAY
    for day, metres in ((1, 3400), (3, 3400), (6, 4200)):
        Run.objects.create(
            athlete=alice, date=last_monday + day * DAY, distance_m=metres
        )
    make_plan(athlete=alice, made_on=last_monday)
    page = page_of_alice

    page.goto("/plan/")
    Fingers(page).open("This week")

    shown = page.locator("main")
    expect(shown).to_contain_text("Last week 11.0 km, at most 12.1 km")
    expect(shown).to_contain_text("Planned were 22.0 km; what was run counts.")
    this = Week.objects.get(athlete=alice, number=2)
    assert (this.baseline_m, this.cap_m) == (11_000, 12_100)

    # The run that was forgotten makes it bigger again, but never by more than 10 %.
    page.goto(f"/runs/new/?date={last_monday + 5 * DAY}")
    Fingers(page).write("Distance in km", "5")
    Fingers(page).press("Log the run")
    expect(page.get_by_role("status")).to_be_visible()
    this = Week.objects.get(athlete=alice, number=2)
    assert (this.baseline_m, this.cap_m) == (16_000, 17_600)
