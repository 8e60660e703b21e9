"""The week on paper as the day has it: what is advised, held back, and was run."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import asdict

import pytest

from tests.clock import stop_at
from tests.make import make_check_in, make_episode, make_profile
from tests.training.sheet import (
    NOW,
    THIS_WEEK,
    day_of,
    days_with_lines,
    lines,
    log,
    plan_on_a_monday,
    tell,
    text_of,
)
from training.models import Change, Plan, Run, Week, Workout
from training.planner import Unit
from training.planner.workouts import RACE_DAY, Style, rest
from training.services.plan import make_plan
from triage.rules import STOP_RULES
from triage.services import record_assessment


@pytest.fixture
def plan(time_machine, alice) -> Plan:
    return plan_on_a_monday(time_machine, alice)


def test_todays_run_without_an_advice_says_check_in_first(client_of_alice, plan):
    page = client_of_alice.get(THIS_WEEK).text

    assert "check in first" in day_of(page, "Thu 3")
    assert page.count("check in first") == 1


def test_todays_run_with_an_advice_says_it_no_more(client_of_alice, alice, plan):
    make_check_in(alice)

    text = text_of(client_of_alice.get(THIS_WEEK).text)

    assert "check in first" not in text
    assert "Check in before every run." in text


def test_changed_workout_says_what_it_was_and_why(client_of_alice, alice, plan):
    make_episode(alice)
    make_check_in(alice, pain_now=4, pain_worst_24h=5, daily_life="a_bit")

    day = day_of(client_of_alice.get(THIS_WEEK).text, "Thu 3")

    assert "Walk " in day
    assert re.search(r"Was: \w+ run \d\.\d km\. Your check-in says walk today", day)


def test_paused_day_says_so_and_what_it_was_if_it_was_more(
    client_of_alice, alice, plan
):
    Change.objects.create(
        athlete=alice,
        kind=Change.Kind.PAUSE,
        cause=Change.Cause.HOLIDAY,
        first=dt.date(2026, 12, 4),
        last=dt.date(2026, 12, 6),
    )

    page = client_of_alice.get(THIS_WEEK).text

    assert "Was: Long run " in day_of(page, "Sun 6")
    assert "Was: Rest" not in page
    assert "Paused: no training up to and including 6 December." in text_of(page)


# What a warning sign leaves of the sheet: nothing that reads as training.
TRAINING = (
    *("Check in before every run", "Every day", "Warm-up", "stretch", "Long run"),
    *("at most", "km", "last week", "Race", "Effort 0-10", "As above"),
    *STOP_RULES,
)


def test_red_flag_leaves_only_the_care_and_the_signs(client_of_alice, alice, plan):
    make_check_in(alice, saddle_numbness="yes")

    for path in (THIS_WEEK, "/plan/weeks/2/print/"):
        page = client_of_alice.get(path).text

        text = text_of(page)
        assert text.startswith("Hospital now Go to hospital now, or call an ambulance.")
        assert text.index("Call 112") < text.index("of 12 Alice")
        assert "No training until you have been seen." in text
        assert "3 December: New numbness" in text
        assert "Call an ambulance: 112 (Germany)" in text
        assert [words for words in TRAINING if words in text] == []
        assert "to tick" not in page
        assert "<table" not in page
        assert 'class="line"' not in page
        assert 'class="why-week"' not in page


def test_red_flag_leaves_no_text_on_a_race(client_of_alice, alice, plan):
    Plan.objects.update(planned_on=NOW.date())
    Week.objects.filter(number=1).update(why="Race on 6 December: run-walk it.")
    assert "Race on 6 December" in text_of(client_of_alice.get(THIS_WEEK).text)
    check_in = make_check_in(alice, saddle_numbness="yes")
    Plan.objects.update(planned_after=check_in.pk)

    assert "run-walk" not in text_of(client_of_alice.get(THIS_WEEK).text)

    # At commit Postgres would refuse a plan with runs that says it obeys this check-in.
    Plan.objects.update(planned_after=-1)


def test_red_flag_of_yesterday_still_holds(client_of_alice, alice, plan, time_machine):
    make_check_in(alice, saddle_numbness="yes")
    # Without Postgres, which would find the weeks out of date.
    time_machine.move_to(NOW + dt.timedelta(days=5), tick=False)
    make_check_in(alice)

    text = text_of(client_of_alice.get(THIS_WEEK).text)

    assert text.startswith("Hospital now")
    assert "3 December: New numbness" in text
    assert [words for words in TRAINING if words in text] == []


def test_after_a_red_flag_was_looked_at_training_waits_for_the_next_check_in(
    client_of_alice, alice, plan, time_machine
):
    make_check_in(alice, saddle_numbness="yes")
    stop_at(time_machine, NOW + dt.timedelta(hours=6))
    record_assessment(
        athlete=alice, clearance="cleared", seen_by="doctor", seen_on=NOW.date()
    )

    text = text_of(client_of_alice.get(THIS_WEEK).text)
    assert text.startswith("Check in first")
    assert "No training until you have checked in again." in text
    assert "New numbness" in text
    assert "Hospital now Go" not in text
    assert [words for words in TRAINING if words in text] == []

    stop_at(time_machine, NOW + dt.timedelta(days=1))
    make_check_in(alice)
    text = text_of(client_of_alice.get(THIS_WEEK).text)
    assert text.startswith("Week 1 of 12")
    assert "Check in before every run." in text


def test_red_flag_that_was_corrected_leaves_the_week(client_of_alice, alice, plan):
    mistyped = make_check_in(alice, saddle_numbness="yes")
    make_check_in(alice, corrects=mistyped)

    text = text_of(client_of_alice.get(THIS_WEEK).text)

    assert text.startswith("Week 1 of 12")
    assert "No training until" not in text


def test_red_flag_of_the_same_day_names_the_advice_line(client_of_alice, alice, plan):
    make_check_in(alice, band_like_trunk_pain="yes")

    text = text_of(client_of_alice.get(THIS_WEEK).text)

    assert text.startswith("See a doctor today")
    assert "Medical advice line: 116117 If it gets worse: 112" in text
    assert [words for words in TRAINING if words in text] == []


# What was run


def test_logged_figures_stand_in_the_lines(client_of_alice, alice, plan):
    log(alice, 1)

    page = client_of_alice.get(THIS_WEEK).text

    day = page[page.index(">Tue 1<") : page.index(">Wed 2<")]
    assert re.findall(r'class="line">(.*?)<', day) == ["5.1", "3", "0"]
    assert page.count('aria-label="done"') == 1


def test_two_runs_of_a_day_are_added_up_and_the_worse_counts(
    client_of_alice, alice, plan
):
    log(alice, 1)
    log(alice, 1, distance_m=1000, session_rpe=5, pain_max=2)

    page = client_of_alice.get(THIS_WEEK).text

    assert re.findall(r'class="line">([^<]+)<', page) == ["6.1", "5", "2"]


def test_what_was_not_told_of_a_run_stays_a_blank_line(client_of_alice, alice, plan):
    log(alice, 1, distance_m=None, session_rpe=None, pain_max=None)

    page = client_of_alice.get(THIS_WEEK).text

    assert lines(page) == 3 * days_with_lines()
    assert page.count('aria-label="done"') == 1


def test_day_of_rest_has_no_lines_unless_there_was_a_run(client_of_alice, alice, plan):
    was = lines(client_of_alice.get(THIS_WEEK).text)
    resting = Workout.objects.filter(week__number=1, kind=Workout.Kind.REST)
    assert resting.exists()
    day = resting.order_by("date")[0].date

    Run.objects.create(athlete=alice, date=day, distance_m=3000, session_rpe=2)

    page = client_of_alice.get(THIS_WEEK).text
    assert re.findall(r'class="line">([^<]+)<', page) == ["3.0", "2"]
    assert lines(page) == was + 1


def test_day_of_the_race_has_lines(client_of_alice, plan):
    was = lines(client_of_alice.get(THIS_WEEK).text)
    style = Style(
        unit=Unit.KM, pace_s_per_km=390, names_pace=False, hamstring_prone=False
    )
    race = rest(style, text=RACE_DAY.format(distance="10.0 km"))
    resting = Workout.objects.filter(week__number=1, kind=Workout.Kind.REST)
    Plan.objects.update(planned_on=NOW.date())

    resting.update(steps=[asdict(step) for step in race.steps])

    page = client_of_alice.get(THIS_WEEK).text
    assert lines(page) == was + 3 * resting.count() == 21


def test_days_before_the_plan_say_so(client_of_alice, alice, time_machine):
    stop_at(time_machine, NOW)
    make_profile(alice)
    tell(alice)
    make_plan(athlete=alice)

    page = client_of_alice.get(THIS_WEEK).text

    assert "before the plan" in day_of(page, "Mon 30")
    assert "before the plan" not in day_of(page, "Thu 3")
