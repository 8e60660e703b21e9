from __future__ import annotations

import datetime as dt
import re
import threading

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from tests.at_once import at_once
from tests.clock import travel_to
from tests.make import make_profile, running_data
from tests.page import errors_at, form_of, ways_to_answers
from training.forms.running_history import RunningHistoryForm
from training.models import Change, Plan, Replan, RunningHistory

URL = "/welcome/running/"


@pytest.fixture(autouse=True)
def _profile(request, time_machine, alice):
    marker = request.node.get_closest_marker("django_db")
    if marker is None or not marker.kwargs.get("transaction"):
        # Postgres goes along until the test's transaction ends; one that commits
        # stays in the present.
        travel_to(time_machine, dt.date(2026, 12, 3))
    make_profile(alice)


def test_distances_are_kept_in_metres(client_of_alice, alice):
    assert client_of_alice.post(URL, running_data()).url == "/"

    history = alice.running_history
    assert history.recent_weeks_m == [18_000, 19_500, 0, 20_000]
    assert history.longest_run_30d_m == 8000
    assert history.easy_pace_s_per_km == 390
    assert history.running_days == [2, 4, 7]
    assert history.cross_training == ["cycling"]
    assert history.answered_on == dt.date(2026, 12, 3)
    assert str(history) == f"Running history of athlete {alice.pk}"


def test_miles_are_kept_in_metres_and_shown_in_miles(client_of_alice, alice):
    alice.units = "mi"
    alice.save()

    assert "in mi?" in client_of_alice.get(URL).text
    client_of_alice.post(URL, running_data(week_1="10", longest_run="5"))

    history = alice.running_history
    assert history.recent_weeks_m[0] == 16_093
    assert history.longest_run_30d_m == 8047
    assert history.easy_pace_s_per_km == 242
    shown = form_of(client_of_alice.get(URL).text)
    assert shown["easy_pace"] == ["6:29"]


def test_what_is_not_known_is_left_empty(client_of_alice, alice):
    unknown = dict.fromkeys(("week_1", "week_3", "longest_run", "easy_pace"), "")

    client_of_alice.post(URL, running_data(**unknown, cross_training=None))

    history = alice.running_history
    assert history.recent_weeks_m == [None, 19_500, None, 20_000]
    assert history.longest_run_30d_m is None
    assert history.easy_pace_s_per_km is None
    assert history.cross_training == []


def test_four_whole_weeks_are_asked_for_by_their_dates(client_of_alice):
    page = client_of_alice.get(URL).text

    assert "2 Nov - 8 Nov" in page
    assert "23 Nov - 29 Nov" in page
    assert "30 Nov - 6 Dec" not in page


def test_a_race_that_is_over_is_marked_at_its_date(client_of_alice):
    race = {"race_date": "2026-12-02", "race_distance": "10"}

    page = client_of_alice.post(URL, running_data(**race)).text

    (field,) = re.findall(r'<input [^>]*name="race_date"[^>]*>', page)
    assert 'aria-invalid="true"' in field
    assert 'aria-describedby="id_race_date_error"' in field
    (question,) = re.findall(r'id="id_race_date_question">(.*?)</div>', page, re.S)
    assert 'id="id_race_date_error"' in question
    assert "from today on" in question
    # The control: what is right is not marked.
    (distance,) = re.findall(r'<input [^>]*name="race_distance"[^>]*>', page)
    assert "aria-invalid" not in distance


def test_days_can_be_changed_after_the_race(client_of_alice, alice, time_machine):
    race = {"race_date": "2026-12-13", "race_distance": "10"}
    client_of_alice.post(URL, running_data(**race))
    travel_to(time_machine, dt.date(2026, 12, 17))
    shown = form_of(client_of_alice.get(URL).text)
    assert shown["race_date"] == ["2026-12-13"]
    days = {"running_days": ["1", "3", "6"], "long_run_day": ["6"]}

    response = client_of_alice.post(URL, shown | days)

    assert response.status_code == 302
    plan = Plan.objects.active().get(athlete=alice)
    assert plan.spec["running_days"] == ["mon", "wed", "sat"]
    connection.check_constraints()
    # Another race has to come.
    shown = form_of(client_of_alice.get(URL).text)
    page = client_of_alice.post(URL, shown | {"race_date": "2026-12-16"}).text
    assert "from today on" in errors_at(page, "race_date")[0]


def test_answers_make_the_plan(client_of_alice, alice):
    data = running_data(this_week="4.5")

    assert client_of_alice.post(URL, data).url == "/"

    plan = Plan.objects.get(athlete=alice)
    assert plan.started_on == dt.date(2026, 11, 30)
    assert plan.made_on == dt.date(2026, 12, 3)
    assert plan.ran_before_m == 4500
    week = plan.weeks.get(number=1)
    assert (week.baseline_m, week.cap_m) == (20_000, 22_000)
    assert week.workouts.count() == 7
    (replan,) = plan.replans.all()
    assert replan.cause == "made"


def test_this_week_so_far_is_not_asked_on_a_monday(client_of_alice, time_machine):
    assert "this_week" in form_of(client_of_alice.get(URL).text)

    travel_to(time_machine, dt.date(2026, 12, 7))

    assert "this_week" not in form_of(client_of_alice.get(URL).text)


def test_days_can_be_changed_and_the_weeks_behind_are_not_asked_again(
    client_of_alice, alice
):
    client_of_alice.post(URL, running_data())
    shown = form_of(client_of_alice.get(URL).text)
    assert shown["running_days"] == ["2", "4", "7"]
    assert not {"week_1", "this_week", "longest_run"} & set(shown)

    changed = {"running_days": ["1", "3", "6"], "long_run_day": ["6"]}
    response = client_of_alice.post(URL, shown | changed | {"week_4": "300"})

    assert response.url == "/plan/"
    assert RunningHistory.objects.get().recent_weeks_m[3] == 20_000
    plan = Plan.objects.get(athlete=alice)
    assert plan.spec["long_run_day"] == "sat"
    assert plan.spec["recent_weeks_m"][3] == 20_000
    next_week = plan.weeks.get(number=2).workouts.order_by("date")
    assert [one.date.isoweekday() for one in next_week if one.is_running] == [1, 3, 6]
    assert [one.cause for one in plan.replans.order_by("id")] == ["made", "days"]


def test_race_makes_the_plan_long_enough_and_says_what_to_expect(
    client_of_alice, alice
):
    race = {"race_date": "2027-05-02", "race_distance": "21,1"}

    client_of_alice.post(URL, running_data(**race))

    plan = Plan.objects.get(athlete=alice)
    assert plan.spec["race"] == {"date": "2027-05-02", "distance_m": 21_100}
    assert plan.weeks_planned == 23
    assert "Race on 2 May" in plan.weeks.get(number=1).why
    assert plan.weeks.get(number=22).is_taper
    shown = form_of(client_of_alice.get(URL).text)
    assert (shown["race_date"], shown["race_distance"]) == (["2027-05-02"], ["21.1"])
    client_of_alice.post(URL, shown | {"race_date": "", "race_distance": ""})
    plan.refresh_from_db()
    assert plan.spec["race"] is None


@pytest.mark.parametrize(
    ("at", "changes", "message"),
    [
        ("week_1", {"week_1": "301"}, "further than we can believe"),
        ("week_1", {"week_1": "-1"}, "below zero"),
        ("week_3", {"week_3": "NaN"}, "for example 5.2"),
        ("week_4", {"week_4": "1e400"}, "check the distance"),
        ("week_4", {"week_4": "a\0"}, "for example 5.2"),
        ("longest_run", {"longest_run": "201"}, "further than we can believe"),
        ("longest_run", {"longest_run": "far"}, "for example 5.2"),
        ("easy_pace", {"easy_pace": "1:59"}, "Check the pace"),
        ("easy_pace", {"easy_pace": "20:01"}, "Check the pace"),
        ("easy_pace", {"easy_pace": "6:60"}, "minutes and seconds"),
        ("easy_pace", {"easy_pace": "6.30"}, "minutes and seconds"),
        ("easy_pace", {"easy_pace": "6:3\0"}, "minutes and seconds"),
        ("runs_per_week", {"runs_per_week": None}, "Choose an answer"),
        ("runs_per_week", {"runs_per_week": "9"}, "Choose an answer"),
        ("running_days", {"running_days": None}, "Tap what applies"),
        ("running_days", {"running_days": ["2", "7"]}, "Choose at least 3 days"),
        ("running_days", {"running_days": list("1234567")}, "at least one day"),
        ("running_days", {"running_days": ["8", "2", "4"]}, "Choose from the list"),
        ("long_run_day", {"long_run_day": "1"}, "one of the days you can run"),
        ("long_run_day", {"long_run_day": ""}, "Choose an answer"),
        ("long_run_day", {"long_run_day": "x"}, "valid choice"),
        ("cross_training", {"cross_training": ["chess"]}, "Choose from the list"),
        ("this_week", {"this_week": "301"}, "further than we can believe"),
        ("race_date", {"race_distance": "10"}, "When is the race?"),
        ("race_date", {"race_date": "2026-12-02"}, "at most a year away"),
        ("race_date", {"race_date": "2027-12-03"}, "at most a year away"),
        ("race_date", {"race_date": "soon\0"}, "Enter a date"),
        ("race_date", {"race_date": "05/02/2027"}, "Enter a date"),
        ("race_date", {"race_date": "May 2 2027"}, "Enter a date"),
        ("race_distance", {"race_date": "2027-05-02"}, "How long is the race?"),
        (
            "race_distance",
            {"race_date": "2027-05-02", "race_distance": "0.3"},
            "0.4 to 250 km",
        ),
    ],
    ids=lambda value: str(value)[:50],
)
def test_bad_answer_about_running_is_refused_at_the_question(
    client_of_alice, at, changes, message
):
    response = client_of_alice.post(URL, running_data(**changes))

    assert response.status_code == 422
    assert any(message in error for error in errors_at(response.text, at))
    assert f"id_{at}" in ways_to_answers(response.text)
    assert not RunningHistory.objects.exists()
    if at not in ("week_2", "running_days"):
        assert form_of(response.text)["week_2"] == ["19.5"]
        assert form_of(response.text)["running_days"] == ["2", "4", "7"]


# Sent twice


def answers_of(*posts: dict[str, object], client: Client) -> list[tuple[int, str]]:
    answers = [client.post(URL, data) for data in posts]
    return [(answer.status_code, answer.get("Location", "")) for answer in answers]


def test_page_that_makes_the_plan_sent_twice_makes_one_plan(client_of_alice, alice):
    data = running_data(this_week="4.5", strength_sessions_per_week="2")

    answers = answers_of(data, data, client=client_of_alice)

    assert answers == [(302, "/"), (302, "/")]
    assert RunningHistory.objects.count() == Plan.objects.count() == 1
    assert [one.cause for one in Replan.objects.all()] == ["made"]


def test_the_same_pace_in_miles_sent_twice_plans_once(client_of_alice, alice):
    alice.units = "mi"
    alice.save()
    data = running_data(easy_pace="10:30")

    assert answers_of(data, data, client=client_of_alice) == [(302, "/"), (302, "/")]
    assert [one.cause for one in Replan.objects.all()] == ["made"]


@pytest.mark.django_db(transaction=True)
def test_page_that_makes_the_plan_sent_twice_at_once_makes_one_plan(alice):
    start, answers = threading.Barrier(2), []

    def send() -> None:
        client = Client()
        client.force_login(alice)
        start.wait(10)
        answers.extend(answers_of(running_data(), client=client))

    at_once(send, send)

    assert answers == [(302, "/"), (302, "/")]
    assert RunningHistory.objects.count() == Plan.objects.count() == 1
    assert [one.cause for one in Replan.objects.all()] == ["made"]


def test_saving_without_a_change_leaves_moved_workouts_where_they_are(
    client_of_alice, alice
):
    client_of_alice.post(URL, running_data())
    day = alice.local_date() + dt.timedelta(days=1)
    moved = Change.objects.create(
        athlete=alice, kind=Change.Kind.SKIP, first=day, last=day
    )
    shown = form_of(client_of_alice.get(URL).text)

    assert client_of_alice.post(URL, shown).url == "/plan/"
    habits = {"tight_hamstrings": "yes"}
    assert client_of_alice.post(URL, shown | habits).url == "/plan/"

    moved.refresh_from_db()
    assert moved.undone_at is None
    assert [one.cause for one in Replan.objects.all()] == ["made"]
    # The habits are others by now: the page is opened anew.
    shown = form_of(client_of_alice.get(URL).text)
    assert client_of_alice.post(URL, shown | {"runs_per_week": "3"}).url == "/plan/"
    days = {"running_days": ["1", "3", "6"], "long_run_day": ["6"]}
    assert client_of_alice.post(URL, shown | days).url == "/plan/"
    moved.refresh_from_db()
    assert moved.undone_at is not None


def test_habit_that_changes_the_exercises_changes_the_plan(client_of_alice, alice):
    client_of_alice.post(URL, running_data())
    assert "morning and evening" not in client_of_alice.get("/plan/weeks/2/print/").text
    shown = form_of(client_of_alice.get(URL).text)

    client_of_alice.post(URL, shown | {"tight_hamstrings": "yes"})

    assert "morning and evening" in client_of_alice.get("/plan/weeks/2/print/").text


# The longest run and the weeks


LONGER_THAN_A_WEEK = "cannot be longer than the biggest of these weeks"


@pytest.mark.parametrize(
    ("changes", "is_refused"),
    [
        ({"this_week": "3", "longest_run": "20.01"}, True),
        ({"this_week": "3", "longest_run": "20"}, False),
        ({"this_week": "21", "longest_run": "20.5"}, False),
        ({"this_week": "0", "longest_run": "0"}, False),
        # A week that is not known may have been the biggest.
        ({"this_week": "", "longest_run": "20.01"}, False),
        ({"week_3": "", "this_week": "3", "longest_run": "25"}, False),
        ({"this_week": "3", "longest_run": ""}, False),
        # Of a week that is refused itself nothing is said.
        ({"this_week": "x", "longest_run": "25"}, False),
    ],
    ids=str,
)
def test_longest_run_is_within_the_biggest_week(alice, changes, is_refused):
    form = RunningHistoryForm(
        running_data(**changes), athlete=alice, known=None, has_plan=False
    )

    errors = form.errors.get("longest_run", [])

    assert any(LONGER_THAN_A_WEEK in error for error in errors) == is_refused


def test_longest_run_on_a_monday_needs_only_the_four_weeks(
    client_of_alice, time_machine
):
    travel_to(time_machine, dt.date(2026, 12, 7))

    page = client_of_alice.post(URL, running_data(longest_run="20.5")).text

    assert LONGER_THAN_A_WEEK in errors_at(page, "longest_run")[0]


# Words


def test_examples_and_ends_are_in_the_units(client_of_alice, alice):
    assert "for example 6:30" in client_of_alice.get(URL).text
    alice.units = "mi"
    alice.save()

    assert "for example 10:30" in client_of_alice.get(URL).text
    race = {"race_date": "2027-05-02", "race_distance": "156", "easy_pace": "1:30"}
    page = client_of_alice.post(URL, running_data(**race)).text

    assert errors_at(page, "race_distance") == ["A race is 0.25 to 155 mi long."]
    assert errors_at(page, "easy_pace") == [
        "Check the pace: is it minutes for one mi, as in 10:30?"
    ]
    page = client_of_alice.post(URL, running_data(easy_pace="fast")).text
    assert errors_at(page, "easy_pace") == [
        "Enter minutes and seconds, for example 10:30."
    ]


@pytest.mark.parametrize("distance", ["0.25", "155"])
def test_ends_of_a_race_in_miles_are_allowed(client_of_alice, alice, distance):
    alice.units = "mi"
    alice.save()
    race = {"race_date": "2027-05-02", "race_distance": distance}

    assert client_of_alice.post(URL, running_data(**race)).url == "/"


def test_draft_is_kept_only_until_there_is_a_plan(client_of_alice):
    assert "data-draft" in client_of_alice.get(URL).text

    client_of_alice.post(URL, running_data())

    assert "data-draft" not in client_of_alice.get(URL).text


def test_page_says_what_unknown_weeks_and_told_weeks_do(client_of_alice):
    assert "short run-walks, three a week" in client_of_alice.get(URL).text

    client_of_alice.post(URL, running_data())

    page = client_of_alice.get(URL).text
    assert "short run-walks, three a week" not in page
    assert "what you told of the weeks before the plan" in page
    assert 'href="/runs/"' in page


def test_unknown_weeks_start_with_three_short_run_walks(client_of_alice, alice):
    unknown = dict.fromkeys(("week_1", "week_2", "week_3", "week_4", "longest_run"), "")
    days = {"runs_per_week": "4", "running_days": ["1", "2", "4", "7"]}

    client_of_alice.post(URL, running_data(**unknown, **days))

    week = Plan.objects.get(athlete=alice).weeks.get(number=2)
    runs = week.workouts.filter(activity="running")
    assert {run.kind for run in runs} == {"run_walk"}
    assert runs.count() == 3


def test_habits_are_optional_and_kept(client_of_alice, alice):
    habits = {"strength_sessions_per_week": "2", "tight_hamstrings": "yes"}
    habits |= {"shoe_age_km": "650", "surface": "trail"}

    client_of_alice.post(URL, running_data(**habits))

    profile = alice.health_profile
    profile.refresh_from_db()
    assert profile.strength_sessions_per_week == 2
    assert profile.tight_hamstrings == "yes"
    assert profile.shoe_age_km == 650
    assert profile.warm_up_done == ""
    assert profile.cancer_history == "never"


@pytest.mark.parametrize(
    "bad",
    [
        {"strength_sessions_per_week": "8"},
        {"strength_sessions_per_week": "-1"},
        {"shoe_age_km": "9" * 5000},
        {"surface": "lava"},
    ],
    ids=lambda bad: str(bad)[:40],
)
def test_bad_habit_is_refused_and_nothing_is_saved(client_of_alice, bad):
    response = client_of_alice.post(URL, running_data(**bad))

    assert response.status_code == 422
    assert "is-invalid" in response.text
    assert ways_to_answers(response.text) == [f"id_{name}" for name in bad]
    assert "Ensure this value" not in response.text
    assert not RunningHistory.objects.exists()


def test_what_is_wrong_is_led_to_in_the_order_of_the_page(client_of_alice):
    wrong = {"week_3": "far", "easy_pace": "quick", "race_distance": "x"}
    wrong |= {"shoe_age_km": "-5"}

    page = client_of_alice.post(URL, running_data(**wrong)).text

    ways = ways_to_answers(page)
    assert ways == [f"id_{name}" for name in wrong]
    assert "Enter a whole number from 0 to 100000." in page


def test_nothing_is_led_to_before_something_is_wrong(client_of_alice):
    page = client_of_alice.get(URL).text

    assert "missing or do not fit" not in page
    assert ways_to_answers(page) == []


@pytest.mark.parametrize(
    ("sql", "constraint"),
    [
        ("recent_weeks_m = '{1,2,3}'", "has_four_weeks"),
        ("longest_run_30d_m = 200001", "at_most_200_km"),
        ("longest_run_30d_m = -1", "longest_run_30d_m"),
        ("runs_per_week = 5", "running_history_"),
        ("long_run_day = 0", "long_run_day"),
        ("long_run_day = 8", "long_run_day"),
        ("easy_pace_s_per_km = 119", "pace_is_plausible"),
        ("easy_pace_s_per_km = 1201", "pace_is_plausible"),
        ("recent_weeks_m = '{1,2,3,300001}'", "recent_weeks"),
        ("running_days = '{0,2,4}'", "running_days"),
        ("running_days = '{2,4,8}'", "running_days"),
    ],
)
def test_number_out_of_range_is_refused_by_the_database(
    client_of_alice, sql, constraint
):
    client_of_alice.post(URL, running_data())

    with (
        pytest.raises(IntegrityError, match=constraint),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE training_runninghistory SET {sql}")
