"""Today with its workout: as the advice allows it, whatever the date is."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.clock import travel_to
from tests.make import (
    check_in_data,
    episode_data,
    make_check_in,
    make_plan_of,
    make_profile,
)
from training.inputs import Inputs
from training.models import Replan, Run, Week
from training.plan_now import PlanNow
from training.planner import WorkoutKind
from training.record import Record
from triage.rules import Verdict

MONDAY = dt.date(2026, 11, 30)
TUE, WED, THU, SUN = (MONDAY + dt.timedelta(days=day) for day in (1, 2, 3, 6))
CHECK_IN = "/check-ins/new/"
# A check-in that plans all weeks anew.
MOST_TO_RECORD = 42
TUESDAYS = "Tempo run · 6.8 km"
PAINFUL = {
    "pain_now": "5",
    "pain_worst_24h": "5",
    "change_vs_last_week": "worse",
    "daily_life": "a_bit",
    "fear_unsafe": "no",
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


def send(client, data: dict[str, str]) -> None:
    response = client.post(CHECK_IN, data)
    assert response.status_code == 302, re.findall(r'id="id_\w+_error">', response.text)


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


def test_queries_do_not_depend_on_the_length_of_the_log(
    plan, client_of_alice, alice, go_to
):
    go_to(TUE)
    send(client_of_alice, check_in_data(alice))
    short = queries(client_of_alice, "/")
    assert queries(client_of_alice, CHECK_IN, check_in_data(alice)) <= MOST_TO_RECORD
    felt = {"pain_max": 0, "trend": "eased", "limp": "no", "settled": "same_day"}
    for back in range(1, 60):
        day = TUE - dt.timedelta(days=back)
        Run.objects.create(
            athlete=alice,
            date=day,
            distance_m=3000,
            created_at=dt.datetime(2026, 11, 1, tzinfo=dt.UTC),
            **felt,
        )
    send(client_of_alice, check_in_data(alice))

    assert queries(client_of_alice, "/") == short <= 17
    assert queries(client_of_alice, CHECK_IN, check_in_data(alice)) <= MOST_TO_RECORD


def queries(client, path: str, data: dict[str, str] | None = None) -> int:
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path) if data is None else client.post(path, data)
    assert response.status_code in (200, 302)
    return len(captured)


# Flying west, a date is lived twice


@pytest.fixture
def landed(plan, alice, go_to):
    """Checked in at Auckland on Wednesday; it is still Tuesday where Alice landed."""
    alice.time_zone = "Pacific/Auckland"
    alice.save()
    go_to(TUE, 20)
    assert make_check_in(alice).local_date == WED
    alice.time_zone = "America/Los_Angeles"
    alice.save()


@pytest.mark.parametrize("sign", [{"saddle_numbness": "yes"}, {"pain_now": 6}])
def test_what_is_said_after_landing_counts_on_both_days(
    landed, client_of_alice, alice, go_to, sign
):
    later = make_check_in(alice, **{"pain_worst_24h": 6, **sign})
    assert later.local_date == TUE
    assert later.verdict >= Verdict.WALK

    today = client_of_alice.get(f"/plan/days/{TUE}/").text
    go_to(WED, 16)
    home = client_of_alice.get("/").text

    assert "Done as planned" not in today
    assert PlanNow.of(alice).workout_on(TUE).distance_m == 0
    assert "How is your back?" in home
    assert "Your answers give no reason" not in home


def test_red_flag_after_landing_marks_the_plan_as_frozen(landed, alice):
    make_check_in(alice, saddle_numbness="yes")

    assert PlanNow.of(alice).is_frozen


def test_freeze_names_the_day_of_the_sign_and_not_today(
    plan, client_of_alice, alice, go_to
):
    make_check_in(alice, saddle_numbness="yes")
    go_to(THU)

    assert "No training since 30 November" in PlanNow.of(alice).workout_on(SUN).reason


def test_open_hold_freezes_whatever_the_dates_say(plan, alice, go_to):
    make_check_in(alice, saddle_numbness="yes")
    inputs = Inputs.of(Record.of(alice))
    inputs.check_ins.clear()

    assert {
        workout.kind
        for week in inputs.weeks
        for day in week.days
        for workout in day.workouts
        if day.date >= MONDAY
    } == {WorkoutKind.REST}
