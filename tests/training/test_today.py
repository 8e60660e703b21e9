"""Today with its workout, and the runs that check-in and log tell each other."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.clock import travel_to
from tests.make import (
    check_in_data,
    episode_data,
    make_check_in,
    make_plan_of,
    make_profile,
)
from tests.page import errors_at, form_of
from training.models import Replan, Run, Week
from triage.models import CheckIn

MONDAY = dt.date(2026, 11, 30)
TUE, WED, THU, SUN = (MONDAY + dt.timedelta(days=day) for day in (1, 2, 3, 6))
CHECK_IN = "/check-ins/new/"
TUESDAYS = "Tempo run · 6.8 km"
PAINFUL = {
    "pain_now": "5",
    "pain_worst_24h": "5",
    "change_vs_last_week": "worse",
    "daily_life": "a_bit",
    "fear_unsafe": "no",
}
FELT = {
    "last_run_pain_max": "1",
    "last_run_trend": "eased",
    "last_run_limp": "no",
    "last_run_settled": "same_day",
}


@pytest.fixture
def go_to(time_machine):
    return lambda day, hour=6: travel_to(time_machine, day, hour)


@pytest.fixture
def plan(go_to, alice):
    """A plan made on Monday; runs on Tuesday, Thursday and Sunday."""
    go_to(MONDAY)
    return make_plan_of(alice)


def panel_of(client) -> str:
    """Return today's workout as the page shows it, "" if it does not."""
    page = client.get("/").text
    start = page.find('aria-labelledby="workout"')
    return "" if start < 0 else page[start : page.index("</section>", start)]


def log(athlete, day: dt.date, metres: int, **columns) -> Run:
    return Run.objects.create(athlete=athlete, date=day, distance_m=metres, **columns)


def test_workout_is_shown_once_the_advice_is_there(plan, client_of_alice, alice, go_to):
    go_to(TUE)
    assert panel_of(client_of_alice) == ""

    client_of_alice.post(CHECK_IN, check_in_data(alice))

    shown = panel_of(client_of_alice)
    assert TUESDAYS in shown
    assert "Done as planned" in shown
    assert "warm-up" in shown.lower()


def test_advice_page_of_the_check_in_shows_it_too(plan, client_of_alice, alice, go_to):
    go_to(TUE)
    response = client_of_alice.post(CHECK_IN, check_in_data(alice), follow=True)

    assert response.request["PATH_INFO"].startswith("/check-ins/")
    assert TUESDAYS in response.text


def test_yesterdays_advice_shows_no_workout(plan, client_of_alice, alice, go_to):
    go_to(MONDAY)
    client_of_alice.post(CHECK_IN, check_in_data(alice))
    newest = alice.check_ins.get()
    go_to(TUE)

    assert panel_of(client_of_alice) == ""
    assert "workout" not in client_of_alice.get(newest.get_absolute_url()).text


def test_bad_morning_turns_the_run_into_a_walk_with_its_reason(
    plan, client_of_alice, alice, go_to
):
    go_to(TUE)
    make_check_in(alice, pain_now=5, pain_worst_24h=5, daily_life="a_bit")

    shown = panel_of(client_of_alice)

    assert "Walk · " in shown
    assert f"<s>{TUESDAYS}</s>" in shown
    assert "Your check-in says walk today" in shown


def test_beside_a_warning_sign_stands_no_workout(plan, client_of_alice, alice, go_to):
    go_to(TUE)
    make_check_in(alice, saddle_numbness="yes")

    page = client_of_alice.get("/").text

    assert "Done as planned" not in page
    assert 'aria-labelledby="workout"' not in page


def test_without_a_plan_the_step_left_is_named(client_of_alice, alice):
    make_profile(alice)
    make_check_in(alice)

    assert "One short step is left" in client_of_alice.get("/").text


def test_check_in_stores_the_weeks_as_it_changed_them(
    plan, client_of_alice, alice, go_to
):
    go_to(TUE)
    client_of_alice.post(CHECK_IN, check_in_data(alice))
    volume = Week.objects.get(number=1).volume_m
    go_to(THU)

    data = check_in_data(alice, **PAINFUL) | episode_data(THU)
    assert client_of_alice.post(CHECK_IN, data).status_code == 302

    assert Week.objects.get(number=1).volume_m < volume
    newest = Replan.objects.order_by("-id")[0]
    assert (newest.cause, newest.weeks[0]["number"]) == ("check_in", 1)


# The run log and the check-in


def test_run_told_in_a_check_in_is_in_the_log(plan, client_of_alice, alice, go_to):
    go_to(WED)
    ran = {"ran": "yes", "ran_on": TUE.isoformat(), "run_distance": "5.2"}

    client_of_alice.post(CHECK_IN, check_in_data(alice, **ran, **FELT))

    run = Run.objects.get(athlete=alice)
    assert (run.date, run.distance_m, run.source) == (TUE, 5200, "check_in")
    assert (run.pain_max, run.trend, run.limp, run.settled) == (
        1,
        "eased",
        "no",
        "same_day",
    )


def test_same_check_in_sent_twice_keeps_one_run(plan, client_of_alice, alice, go_to):
    go_to(WED)
    ran = {"ran": "yes", "ran_on": TUE.isoformat(), "run_distance": "5.2"}
    data = check_in_data(alice, **ran, **FELT)

    for _ in range(2):
        assert client_of_alice.post(CHECK_IN, data).status_code == 302

    assert Run.objects.count() == CheckIn.objects.count() == 1


def test_logged_run_is_not_asked_for_again_only_how_it_felt(
    plan, client_of_alice, alice, go_to
):
    make_check_in(alice)
    go_to(WED)
    log(alice, TUE, 5200, pain_max=2)

    page = client_of_alice.get(CHECK_IN).text
    shown = form_of(page)
    assert "Your run on Tuesday" in page
    assert "Have you run since" not in page
    assert "last_run_pain_max" not in shown
    unanswered = client_of_alice.post(CHECK_IN, check_in_data(alice, ran=None))
    assert errors_at(unanswered.text, "last_run_trend") == ["Choose an answer."]
    assert unanswered.status_code == 422

    felt = {name: FELT[name] for name in FELT if name != "last_run_pain_max"}
    client_of_alice.post(CHECK_IN, check_in_data(alice, ran=None, **felt))

    report = alice.check_ins.newest_first()[0].report
    assert (report["last_run_pain_max"], report["last_run_trend"]) == (2, "eased")
    run = Run.objects.get()
    assert (run.trend, run.settled, run.source) == ("eased", "same_day", "form")


def test_run_of_which_all_is_logged_is_not_asked_about(
    plan, client_of_alice, alice, go_to
):
    go_to(WED)
    log(
        alice, TUE, 5200, pain_max=6, trend="rose", limp="no", settled="by_next_morning"
    )

    page = client_of_alice.get(CHECK_IN).text
    assert "Your run on" not in page
    assert "Have you run since" not in page
    client_of_alice.post(CHECK_IN, check_in_data(alice, ran=None))

    check_in = alice.check_ins.get()
    assert (check_in.ran_on, check_in.run_distance_m) == (TUE, 5200)
    assert check_in.report["last_run_pain_max"] == 6


def test_logged_run_that_had_not_settled_is_asked_about_the_morning_after(
    plan, client_of_alice, alice, go_to
):
    felt = {"pain_max": 1, "trend": "eased", "limp": "no", "settled": "not_yet_known"}
    log(alice, MONDAY, 5200, **felt)
    client_of_alice.post(
        CHECK_IN, check_in_data(alice, ran=None, last_run_settled="not_yet_known")
    )
    go_to(TUE)

    page = client_of_alice.get(CHECK_IN).text
    assert "extra pain afterwards was gone" in page
    client_of_alice.post(CHECK_IN, check_in_data(alice, open_run_settled="over_24h"))

    report = alice.check_ins.newest_first()[0].report
    assert report["last_run_settled"] == "over_24h"


def test_log_and_check_in_do_not_count_one_run_twice(
    plan, client_of_alice, alice, go_to
):
    go_to(WED)
    felt = {"pain_max": 4, "trend": "rose", "limp": "no", "settled": "over_24h"}
    log(alice, TUE, 5200, **felt)
    client_of_alice.post(CHECK_IN, check_in_data(alice, ran=None))
    go_to(THU)

    client_of_alice.post(CHECK_IN, check_in_data(alice))

    assert alice.check_ins.newest_first()[0].report["flares_14d"] == 1


def test_correction_takes_the_run_back_that_was_told(
    plan, client_of_alice, alice, go_to
):
    go_to(WED)
    ran = {"ran": "yes", "ran_on": TUE.isoformat(), "run_distance": "52"}
    client_of_alice.post(CHECK_IN, check_in_data(alice, **ran, **FELT))
    made = alice.check_ins.get()
    shown = form_of(client_of_alice.get(f"{CHECK_IN}?corrects={made.pk}").text)
    assert shown["run_distance"] == ["52"]

    client_of_alice.post(
        CHECK_IN, shown | {"warnings": ["none"], "run_distance": ["5.2"]}
    )

    assert [run.distance_m for run in Run.objects.all()] == [5200]
    again = alice.check_ins.newest_first()[0]
    shown = form_of(client_of_alice.get(f"{CHECK_IN}?corrects={again.pk}").text)
    client_of_alice.post(CHECK_IN, shown | {"warnings": ["none"], "ran": ["no"]})
    assert not Run.objects.exists()


def test_correction_leaves_a_run_that_was_logged_itself(
    plan, client_of_alice, alice, go_to
):
    go_to(WED)
    felt = {"pain_max": 1, "trend": "eased", "limp": "no", "settled": "same_day"}
    log(alice, TUE, 5200, **felt)
    client_of_alice.post(CHECK_IN, check_in_data(alice, ran=None))
    made = alice.check_ins.get()
    shown = form_of(client_of_alice.get(f"{CHECK_IN}?corrects={made.pk}").text)
    assert shown["run_distance"] == ["5.2"]

    changed = {"warnings": ["none"], "last_run_pain_max": ["6"]}
    client_of_alice.post(CHECK_IN, shown | changed)

    (run,) = Run.objects.all()
    assert (run.distance_m, run.pain_max, run.source) == (5200, 6, "form")


@pytest.mark.parametrize(
    ("told", "runs"), [("6", 1), ("6.25", 1), ("6.3", 2), ("", 1), ("4", 1), ("3.9", 2)]
)
def test_second_run_of_a_day_is_kept_beside_the_first(
    plan, client_of_alice, alice, go_to, told, runs
):
    """A distance that differs by more than a fifth is another run."""
    make_check_in(alice)
    log(alice, MONDAY - dt.timedelta(days=1), 5000)
    go_to(TUE)
    ran = {"ran": "yes", "ran_on": "2026-11-29", "run_distance": told}
    answer = check_in_data(alice, **ran, **FELT)
    page = client_of_alice.get(CHECK_IN).text
    assert "Have you run since" in page

    assert client_of_alice.post(CHECK_IN, answer).status_code == 302

    assert Run.objects.count() == runs


def test_painful_run_deleted_from_the_log_stays_told(
    plan, client_of_alice, alice, go_to
):
    go_to(WED)
    log(alice, TUE, 5200, pain_max=6, trend="rose", limp="no", settled="over_24h")
    client_of_alice.post(CHECK_IN, check_in_data(alice, ran=None))
    Run.objects.all().delete()
    go_to(THU)

    client_of_alice.post(CHECK_IN, check_in_data(alice))

    assert alice.check_ins.newest_first()[0].report["last_run_pain_max"] == 6
