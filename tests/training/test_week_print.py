"""The week on paper: what stands on it, who sees it, and its short texts."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import asdict

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.make import make_check_in, make_profile
from tests.training.sheet import (
    NOW,
    THIS_WEEK,
    day_of,
    days_with_lines,
    lines,
    log,
    plan_on_a_monday,
    text_of,
)
from training.models import Plan, Replan, Week, Workout
from training.planner import Unit
from training.planner.workouts import Style, strength
from training.print_week import LONGEST_REASON
from triage.learn.warning_signs import AMBULANCE, HOSPITAL
from triage.rules import RULESET_VERSION, STOP_RULES


@pytest.fixture
def plan(time_machine, alice) -> Plan:
    return plan_on_a_monday(time_machine, alice)


def test_sheet_shows_the_week_its_sum_and_its_cap(client_of_alice, plan):
    text = text_of(client_of_alice.get(THIS_WEEK).text)

    assert text.startswith("Week 1 of 12 Alice · 30 November to 6 December 2026")
    planned = Week.objects.get(number=1).volume_m
    assert f"{planned // 1000}.{planned % 1000 // 100} km last week" in text
    assert "last week 19.6 km, at most 21.5 km" in text
    for column in ("Day", "Workout", "km", "Effort 0-10", "Pain 0-10"):
        assert column in text


def test_other_week_is_measured_against_the_one_before_it(client_of_alice, plan):
    text = text_of(client_of_alice.get("/plan/weeks/2/print/").text)

    assert "7 to 13 December 2026" in text
    assert "the week before " in text
    assert "last week" not in text


def test_after_a_blank_week_only_the_cap_is_named(client_of_alice, alice, plan):
    Week.objects.filter(number=1).update(is_restart=True)
    Week.objects.filter(number=1).update(baseline_m=0, why="Restart. A second one.")
    Plan.objects.update(planned_on=NOW.date())

    text = text_of(client_of_alice.get(THIS_WEEK).text)

    assert "km at most 21.5 km Restart. A second one." in text
    assert "last week" not in text


def test_sheet_has_seven_days_with_a_box_and_three_lines_each(client_of_alice, plan):
    page = client_of_alice.get(THIS_WEEK).text

    days = re.findall(r'<th scope="row"[^>]*>(.*?)</th>', page)
    assert days == ["Mon 30", "Tue 1", "Wed 2", "Thu 3", "Fri 4", "Sat 5", "Sun 6"]
    assert page.count('aria-label="to tick"') == 7
    assert lines(page) == 3 * days_with_lines()
    assert 0 < days_with_lines() < 7
    assert "Long run" in day_of(page, "Sun 6")
    assert "10 min warm-up · " in day_of(page, "Sun 6")


def test_sheet_says_what_holds_on_every_day(client_of_alice, plan):
    text = text_of(client_of_alice.get(THIS_WEEK).text)

    assert "Check in before every run." in text
    assert "This sheet clears no run" in text
    assert "Hamstring stretch, once" in text
    assert "Warm-up before a run" in text
    assert [rule for rule in STOP_RULES if rule not in text] == []


def test_sheet_has_every_sign_that_cannot_wait_and_the_number(client_of_alice, plan):
    text = text_of(client_of_alice.get(THIS_WEEK).text)

    assert "Call an ambulance: 112 (Germany)" in text
    assert "116117" in text
    signs = [*AMBULANCE.signs, *HOSPITAL.signs]
    assert [sign for sign in signs if str(sign) not in text] == []


def test_sheet_of_somebody_without_a_country_names_the_local_number(
    client_of_alice, alice, plan
):
    alice.country = ""
    alice.save()

    text = text_of(client_of_alice.get(THIS_WEEK).text)

    assert "Call an ambulance: 112 or your local emergency number" in text


def test_foot_names_the_rules_and_the_day(client_of_alice, plan):
    text = text_of(client_of_alice.get(THIS_WEEK).text)

    assert text.endswith(
        f"General guidance from published rules ({RULESET_VERSION}), not a diagnosis. "
        "Printed 3 December 2026."
    )


def test_nothing_on_the_page_is_a_navigation_or_inline(client_of_alice, plan):
    page = client_of_alice.get(THIS_WEEK).text

    assert "<nav" not in page
    assert not re.search(r"<script(?! src)|<style|\sstyle=|\son[a-z]+=", page)


# Units and names


def test_miles_stand_everywhere(client_of_alice, alice, plan):
    alice.units = "mi"
    alice.save()
    log(alice, 1, distance_m=8047)

    text = text_of(client_of_alice.get(THIS_WEEK).text)

    assert "Workout miles Effort" in text
    assert "last week 12.1 mi, at most 13.3 mi" in text
    assert " km" not in text


def test_name_is_escaped_and_keeps_its_direction(client_of_alice, alice, plan):
    alice.name = "<b>Ṣāliḥ</b> صالح"
    alice.save()

    page = client_of_alice.get(THIS_WEEK).text

    assert "<bdi>&lt;b&gt;Ṣāliḥ&lt;/b&gt; صالح</bdi> · " in page


def test_without_a_name_no_address_is_printed(client_of_alice, alice, plan):
    alice.name = ""
    alice.save()

    text = text_of(client_of_alice.get(THIS_WEEK).text)

    assert text.startswith("Week 1 of 12 30 November")
    assert "alice@example.org" not in text


def test_hamstrings_that_are_prone_are_stretched_twice(client_of_alice, plan):
    style = Style(
        unit=Unit.KM, pace_s_per_km=390, names_pace=False, hamstring_prone=True
    )
    steps = [asdict(step) for step in strength(style).steps]
    Plan.objects.update(planned_on=NOW.date())
    Workout.objects.filter(date=dt.date(2026, 12, 4)).update(steps=steps)

    text = text_of(client_of_alice.get(THIS_WEEK).text)

    assert "Hamstring stretch, morning and evening" in text


# Who sees it


def test_nobody_sees_it_without_logging_in(client, plan):
    assert client.get(THIS_WEEK).url.startswith("/accounts/login/")


def test_without_a_plan_the_step_that_makes_one_follows(client_of_alice, alice):
    assert client_of_alice.get(THIS_WEEK).url == "/welcome/you/"

    make_profile(alice)

    assert client_of_alice.get(THIS_WEEK).url == "/welcome/running/"


@pytest.mark.parametrize("number", [0, 13, 99999])
def test_week_that_is_not_in_the_plan_is_not_found(client_of_alice, plan, number):
    assert client_of_alice.get(f"/plan/weeks/{number}/print/").status_code == 404


def test_stranger_sees_nothing_of_it(client_of_charlie, charlie, plan):
    make_profile(charlie)

    assert client_of_charlie.get(THIS_WEEK).url == "/welcome/running/"


def test_outside_the_rules_no_plan_is_printed(client_of_alice, alice, plan):
    alice.health_profile.had_spine_surgery_6m = True
    alice.health_profile.save()

    page = client_of_alice.get(THIS_WEEK).text

    assert "Week 1 of 12" not in page
    assert "Long run" not in page


def test_only_reading_is_answered(client_of_alice, plan):
    assert client_of_alice.post(THIS_WEEK).status_code == 405
    assert client_of_alice.head(THIS_WEEK).status_code == 200


def test_looking_writes_nothing(client_of_alice, alice, plan):
    make_check_in(alice, saddle_numbness="yes")
    before = [list(model.objects.values()) for model in (Plan, Week, Workout, Replan)]

    with CaptureQueriesContext(connection) as queries:
        client_of_alice.get(THIS_WEEK)

    after = [list(model.objects.values()) for model in (Plan, Week, Workout, Replan)]
    assert after == before
    assert [q["sql"] for q in queries if not q["sql"].startswith("SELECT")] == []


@pytest.mark.parametrize("number", [1, 5, 12])
def test_queries_do_not_grow_with_the_log(client_of_alice, alice, plan, number):
    path, counts = f"/plan/weeks/{number}/print/", []
    for day in (1, 2, 3, 4, 5):
        for _ in range(day):
            log(alice, day)
        with CaptureQueriesContext(connection) as queries:
            assert client_of_alice.get(path).status_code == 200
        counts.append(len(queries))

    assert len(set(counts)) == 1
    assert counts[0] <= 22


def test_long_reasons_are_shortened_and_make_the_type_smaller(client_of_alice, plan):
    Plan.objects.update(planned_on=NOW.date())
    assert "sheet-roomy" in client_of_alice.get(THIS_WEEK).text

    for number, workout in enumerate(Workout.objects.filter(week__number=1)):
        workout.before = workout.as_json()
        workout.reason = f"{number} because " * 100
        workout.save()

    page = client_of_alice.get(THIS_WEEK).text
    assert "sheet-dense" in page
    whys = re.findall(r'class="was">(.*?)</p>', page, re.S)
    assert [len(why) < LONGEST_REASON + 40 for why in whys] == [True] * 7
    assert all(why.endswith("…") for why in whys)
