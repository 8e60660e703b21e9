"""Today with its workout, and the runs that check-in and log tell each other."""

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
from tests.page import errors_at, form_of
from training.inputs import Inputs
from training.models import Replan, Run, Week
from training.plan_now import PlanNow
from training.planner import WorkoutKind
from training.record import Record
from triage.models import CheckIn
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


def send(client, data: dict[str, str]) -> None:
    response = client.post(CHECK_IN, data)
    assert response.status_code == 302, re.findall(r'id="id_\w+_error">', response.text)


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
        log(
            alice, day, 3000, created_at=dt.datetime(2026, 11, 1, tzinfo=dt.UTC), **felt
        )
    send(client_of_alice, check_in_data(alice))

    assert queries(client_of_alice, "/") == short <= 17
    assert queries(client_of_alice, CHECK_IN, check_in_data(alice)) <= MOST_TO_RECORD


def queries(client, path: str, data: dict[str, str] | None = None) -> int:
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path) if data is None else client.post(path, data)
    assert response.status_code in (200, 302)
    return len(captured)


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


def about(run: Run, **changes: str) -> dict[str, str]:
    """What the page posts about a run of the log."""
    answers = FELT | changes
    told = {f"logged-{name}": value for name, value in answers.items()}
    return {"logged-run_pk": str(run.pk), **told}


def test_logged_run_is_asked_about_only_how_it_felt(
    plan, client_of_alice, alice, go_to
):
    make_check_in(alice)
    go_to(WED)
    run = log(alice, TUE, 5200, pain_max=2)

    page = client_of_alice.get(CHECK_IN).text
    shown = form_of(page)
    assert "Your run on Tuesday" in page
    assert "other than in your log?" in page
    assert shown["logged-run_pk"] == [str(run.pk)]
    unanswered = client_of_alice.post(CHECK_IN, check_in_data(alice))
    assert unanswered.status_code == 422
    assert errors_at(unanswered.text, "logged-last_run_limp")

    told = about(run, last_run_pain_max="0")
    client_of_alice.post(CHECK_IN, check_in_data(alice, **told))

    report = alice.check_ins.newest_first()[0].report
    assert (report["last_run_pain_max"], report["last_run_trend"]) == (2, "eased")
    run.refresh_from_db()
    assert (run.trend, run.settled, run.source) == ("eased", "same_day", "form")


def test_answers_about_another_run_are_not_taken(plan, client_of_alice, alice, go_to):
    """A page opened before a newer run was logged."""
    go_to(WED)
    old = log(alice, MONDAY, 5200)
    data = check_in_data(alice, **about(old))
    log(alice, TUE, 4000)

    response = client_of_alice.post(CHECK_IN, data)

    assert response.status_code == 422
    assert "This is about another run" in response.text
    assert not alice.check_ins.exists()


def test_run_told_from_an_older_page_is_never_dropped(
    plan, client_of_alice, alice, go_to
):
    """The page was opened before a short run was logged in another tab."""
    go_to(WED)
    felt = {"last_run_pain_max": "9", "last_run_trend": "rose", "last_run_limp": "yes"}
    ran = {"ran": "yes", "ran_on": WED.isoformat(), "run_distance": "12"}
    data = check_in_data(alice, **ran, **(FELT | felt))
    done = {"pain_max": 0, "trend": "eased", "limp": "no", "settled": "same_day"}
    log(alice, WED, 5000, **done)

    assert client_of_alice.post(CHECK_IN, data).status_code == 302

    check_in = alice.check_ins.get()
    assert check_in.report["last_run_pain_max"] == 9
    assert check_in.verdict >= Verdict.WALK
    assert {run.distance_m for run in Run.objects.all()} == {5000, 12_000}


def test_run_of_which_all_is_logged_is_not_asked_about(
    plan, client_of_alice, alice, go_to
):
    go_to(WED)
    log(
        alice, TUE, 5200, pain_max=6, trend="rose", limp="no", settled="by_next_morning"
    )

    page = client_of_alice.get(CHECK_IN).text
    assert "Your run on" not in page
    client_of_alice.post(CHECK_IN, check_in_data(alice))

    assert alice.check_ins.get().report["last_run_pain_max"] == 6


def test_short_run_without_pain_does_not_hide_one_that_hurt(
    plan, client_of_alice, alice, go_to
):
    go_to(WED)
    log(alice, WED, 5000, pain_max=8, trend="rose", limp="yes", settled="over_24h")
    log(alice, WED, 100, pain_max=0, trend="eased", limp="no", settled="same_day")

    client_of_alice.post(CHECK_IN, check_in_data(alice))

    report = alice.check_ins.get().report
    assert (report["last_run_pain_max"], report["last_run_limp"]) == (8, "yes")


def test_logged_run_that_had_not_settled_is_asked_about_the_morning_after(
    plan, client_of_alice, alice, go_to
):
    felt = {"pain_max": 1, "trend": "eased", "limp": "no", "settled": "not_yet_known"}
    run = log(alice, MONDAY, 5200, **felt)
    early = {"logged-run_pk": str(run.pk), "logged-last_run_settled": "not_yet_known"}
    client_of_alice.post(CHECK_IN, check_in_data(alice, **early))
    go_to(TUE)

    page = client_of_alice.get(CHECK_IN).text
    assert "Your run on Monday" in page
    assert "extra pain afterwards was gone" in page.lower()
    late = early | {"logged-last_run_settled": "over_24h"}
    client_of_alice.post(CHECK_IN, check_in_data(alice, **late))

    report = alice.check_ins.newest_first()[0].report
    assert report["last_run_settled"] == "over_24h"
    run.refresh_from_db()
    assert run.settled == "over_24h"


def test_what_settled_before_says_nothing_of_a_run_logged_later(
    plan, client_of_alice, alice, go_to
):
    settled = {"pain_max": 1, "trend": "eased", "limp": "no", "settled": "same_day"}
    log(alice, MONDAY - dt.timedelta(days=2), 5000, **settled)
    go_to(TUE)
    client_of_alice.post(CHECK_IN, check_in_data(alice))
    log(alice, TUE, 6000, pain_max=5, trend="steady", limp="no")
    go_to(WED)

    unanswered = client_of_alice.post(CHECK_IN, check_in_data(alice))

    assert errors_at(unanswered.text, "logged-last_run_settled")


def test_log_and_check_in_do_not_count_one_run_twice(
    plan, client_of_alice, alice, go_to
):
    go_to(WED)
    ran = {"ran": "yes", "ran_on": TUE.isoformat(), "run_distance": "5.2"}
    felt = FELT | {"last_run_settled": "over_24h", "last_run_pain_max": "4"}
    send(client_of_alice, check_in_data(alice, **ran, **felt))
    go_to(THU)

    send(client_of_alice, check_in_data(alice, brisk_walk_30_ok="no"))

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
    log(alice, TUE, 5200, pain_max=8, trend="rose", limp="yes", settled="over_24h")
    client_of_alice.post(CHECK_IN, check_in_data(alice))
    made = alice.check_ins.get()
    shown = form_of(client_of_alice.get(f"{CHECK_IN}?corrects={made.pk}").text)

    client_of_alice.post(CHECK_IN, shown | {"warnings": ["none"], "ran": ["no"]})

    corrected = alice.check_ins.newest_first()[0]
    assert corrected.supersedes == made
    assert corrected.report["last_run_pain_max"] == 8
    assert corrected.verdict == made.verdict
    assert Run.objects.count() == 1


def test_correction_leaves_what_another_check_in_told(
    plan, client_of_alice, alice, go_to
):
    go_to(WED)
    ran = {"ran": "yes", "ran_on": TUE.isoformat(), "run_distance": "5"}
    client_of_alice.post(CHECK_IN, check_in_data(alice, **ran, **FELT))
    go_to(THU)
    other = ran | {"ran_on": WED.isoformat()}
    client_of_alice.post(CHECK_IN, check_in_data(alice, **other, **FELT))
    second = alice.check_ins.newest_first()[0]
    shown = form_of(client_of_alice.get(f"{CHECK_IN}?corrects={second.pk}").text)

    client_of_alice.post(CHECK_IN, shown | {"warnings": ["none"], "ran": ["no"]})

    assert [run.date for run in Run.objects.all()] == [TUE]


@pytest.mark.parametrize(
    ("told", "is_alike"),
    [("6", True), ("6.25", True), ("6.3", False), ("", True), ("4", True)],
)
def test_run_like_one_in_the_log_has_to_be_said_to_be_another(
    plan, client_of_alice, alice, go_to, told, is_alike
):
    """Counted twice, it would raise next week's cap; left out, a pain would be lost."""
    make_check_in(alice)
    done = {"pain_max": 0, "trend": "eased", "limp": "no", "settled": "same_day"}
    log(alice, MONDAY, 5000, **done)
    go_to(TUE)
    ran = {"ran": "yes", "ran_on": MONDAY.isoformat(), "run_distance": told}
    answer = check_in_data(alice, **ran, **FELT)

    first = client_of_alice.post(CHECK_IN, answer)

    assert first.status_code == (422 if is_alike else 302)
    if is_alike:
        assert "Your log has a run like this" in first.text
        assert form_of(first.text)["run_distance"] == [told]
        answer = check_in_data(alice, **ran, **FELT, is_another="on")
        assert client_of_alice.post(CHECK_IN, answer).status_code == 302
    assert Run.objects.count() == 2


def test_painful_run_told_in_a_check_in_counts_when_it_is_deleted_from_the_log(
    plan, client_of_alice, alice, go_to
):
    go_to(WED)
    felt = FELT | {"last_run_pain_max": "6", "last_run_trend": "rose"}
    ran = {"ran": "yes", "ran_on": TUE.isoformat(), "run_distance": "5"}
    send(client_of_alice, check_in_data(alice, **ran, **felt))
    Run.objects.all().delete()
    go_to(THU)

    send(client_of_alice, check_in_data(alice, brisk_walk_30_ok="no"))

    assert alice.check_ins.newest_first()[0].report["last_run_pain_max"] == 6


def test_told_run_made_better_in_the_log_keeps_the_worse_answers(
    plan, client_of_alice, alice, go_to
):
    go_to(WED)
    felt = FELT | {"last_run_pain_max": "6", "last_run_limp": "yes"}
    ran = {"ran": "yes", "ran_on": TUE.isoformat(), "run_distance": "5"}
    send(client_of_alice, check_in_data(alice, **ran, **felt))
    Run.objects.update(pain_max=0, limp="", trend="rose")
    go_to(THU)

    send(client_of_alice, check_in_data(alice, brisk_walk_30_ok="no"))

    report = alice.check_ins.newest_first()[0].report
    assert (report["last_run_pain_max"], report["last_run_limp"]) == (6, "yes")
    assert report["last_run_trend"] == "rose"


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
