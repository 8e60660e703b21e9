"""The runs that check-in and log tell each other."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from tests.clock import travel_to
from tests.make import (
    check_in_data,
    make_check_in,
    make_plan_of,
)
from tests.page import errors_at, form_of, ways_to_answers
from training.models import Run
from triage.models import CheckIn
from triage.rules import Verdict

MONDAY = dt.date(2026, 11, 30)
TUE, WED, THU, SUN = (MONDAY + dt.timedelta(days=day) for day in (1, 2, 3, 6))
CHECK_IN = "/check-ins/new/"
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


def send(client, data: dict[str, str]) -> None:
    response = client.post(CHECK_IN, data)
    assert response.status_code == 302, re.findall(r'id="id_\w+_error">', response.text)


def log(athlete, day: dt.date, metres: int, **columns) -> Run:
    return Run.objects.create(athlete=athlete, date=day, distance_m=metres, **columns)


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
    assert "id_logged-last_run_limp" in ways_to_answers(unanswered.text)

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
