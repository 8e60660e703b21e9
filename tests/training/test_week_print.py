"""The week on paper: what stands on it, who sees it, and its short texts."""

from __future__ import annotations

import datetime as dt
import html
import re
from dataclasses import asdict

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.clock import stop_at
from tests.make import make_check_in, make_episode, make_profile
from training.models import Change, Plan, Replan, Run, RunningHistory, Week, Workout
from training.planner import Unit
from training.planner.workouts import RACE_DAY, Style, rest, strength
from training.print_week import LONGEST_REASON
from training.services.plan import make_plan
from triage.learn.warning_signs import AMBULANCE, HOSPITAL
from triage.rules import RULESET_VERSION, STOP_RULES
from triage.services import record_assessment

# A Thursday; the plan was made on the Monday.
NOW = dt.datetime(2026, 12, 3, 6, 30, tzinfo=dt.UTC)
MONDAY = dt.datetime(2026, 11, 30, 6, 30, tzinfo=dt.UTC)
THIS_WEEK = "/plan/weeks/1/print/"


def tell(athlete, **changes) -> RunningHistory:
    told = {
        "recent_weeks_m": [18_000, 19_000, 19_600, 19_600],
        "longest_run_30d_m": 8000,
        "runs_per_week": 3,
        "running_days": [2, 4, 7],
        "long_run_day": 7,
        "cross_training": ["cycling"],
        "easy_pace_s_per_km": 390,
        "answered_on": athlete.local_date(),
    }
    return RunningHistory.objects.create(athlete=athlete, **told | changes)


@pytest.fixture
def plan(time_machine, alice) -> Plan:
    """Return the plan of Alice, made on the Monday before her day today."""
    stop_at(time_machine, MONDAY)
    make_profile(alice)
    tell(alice)
    made = make_plan(athlete=alice)
    stop_at(time_machine, NOW)
    return made


def text_of(page: str) -> str:
    """Return the words of a page, one space between them."""
    body = page[page.index("<main") : page.index("</main>")]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def day_of(page: str, day: str) -> str:
    """Return the words of one day, such as "Thu 3"."""
    days = re.findall(r"<tbody>.*?</tbody>", page, re.S)
    found = next(one for one in days if f">{day}</th>" in one)
    return text_of(f"<main>{found}</main>")


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


def lines(page: str) -> int:
    return page.count('<span class="line"></span>')


def days_with_lines() -> int:
    """Return on how many days of the first week there is something to write down."""
    week = Workout.objects.filter(week__number=1)
    return week.exclude(kind=Workout.Kind.REST).count()


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


# The day's advice


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


def log(athlete, day: int, **changes) -> Run:
    told = {"distance_m": 5100, "session_rpe": 3, "pain_max": 0}
    date = dt.date(2026, 12, day)
    return Run.objects.create(athlete=athlete, date=date, **told | changes)


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
