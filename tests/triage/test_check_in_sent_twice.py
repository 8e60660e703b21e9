from __future__ import annotations

import datetime as dt
import threading
from functools import partial

import pytest
from django.test import Client

from tests.at_once import at_once
from tests.make import (
    check_in_data,
    episode_data,
    make_check_in,
    make_episode,
    make_profile,
)
from tests.page import form_of
from triage.rules import RunReport, Verdict

URL = "/check-ins/new/"
MORNING = dt.datetime(2026, 12, 3, 6, 30, tzinfo=dt.UTC)
PAIN = {
    "pain_now": "3",
    "pain_worst_24h": "4",
    "change_vs_last_week": "same",
    "daily_life": "none",
}


@pytest.fixture(autouse=True)
def _profile(request):
    if "alice" in request.fixturenames:
        make_profile(request.getfixturevalue("alice"))


def test_same_page_sent_twice_makes_one_check_in(client_of_alice, alice):
    data = check_in_data(alice)

    first, second = (client_of_alice.post(URL, data) for _ in range(2))

    assert first.status_code == second.status_code == 302
    assert first.url == second.url == alice.check_ins.get().get_absolute_url()


def test_page_with_everything_on_it_sent_twice_makes_one_check_in(
    client_of_alice, alice
):
    now = alice.local_date()
    profile = alice.health_profile
    # Both are due: what the first answers, the second is no longer asked.
    profile.reviewed_on = now - dt.timedelta(days=100)
    profile.low_energy_asked_on = now - dt.timedelta(days=100)
    profile.save()
    yesterday = now - dt.timedelta(days=1)
    at = dt.datetime.combine(yesterday, dt.time(5), tzinfo=dt.UTC)
    run = RunReport(
        local_date=yesterday - dt.timedelta(1),
        pain_max=1,
        trend="eased",
        limp="no",
        settled="not_yet_known",
    )
    make_check_in(alice, now=at, run=run, pain_now=4, pain_worst_24h=4)
    page = client_of_alice.get(URL).text
    data = form_of(page) | PAIN | episode_data(now)
    data |= {"warnings": ["fall"], "warning_fall": "minor", "low_energy_signs": "no"}
    data |= {"fear_unsafe": "yes", "brisk_walk_30_ok": "no", "walking": "normal"}
    data |= {"painkiller_8h": "none", "ran": "no", "open_run_settled": "over_24h"}
    data |= {"note": "two\r\nlines"}

    first = client_of_alice.post(URL, data)
    second = client_of_alice.post(URL, data)

    assert first.status_code == second.status_code == 302
    assert first.url == second.url
    assert alice.check_ins.count() == 2
    assert alice.episodes.count() == 1
    report = alice.check_ins.newest_first()[0].report
    assert report["low_energy_signs"] == "no"
    assert report["fear_unsafe"] == "yes"
    assert report["last_run_settled"] == "over_24h"


def test_red_flag_sent_twice_opens_one_hold(client_of_alice, alice):
    data = check_in_data(alice, warnings=["saddle"], warning_saddle="yes")

    first, second = (client_of_alice.post(URL, data) for _ in range(2))

    assert first.url == second.url
    assert alice.care_holds.count() == 1


def test_second_tab_with_other_answers_is_kept_and_becomes_a_second_check_in(
    client_of_alice, alice
):
    one_tab, other_tab = check_in_data(alice), check_in_data(alice)
    client_of_alice.post(URL, one_tab)

    response = client_of_alice.post(
        URL, other_tab | PAIN | episode_data(alice.local_date()) | {"note": "worse"}
    )

    assert response.status_code == 409
    assert "saved already" in response.text
    assert alice.check_ins.get().get_absolute_url() in response.text
    assert not alice.episodes.exists()
    again = form_of(response.text)
    assert again["note"] == ["worse"]
    assert again["pain_worst_24h"] == ["4"]
    assert again["onset"] == ["gradual"]
    assert again["submission_key"] != [one_tab["submission_key"]]

    assert client_of_alice.post(URL, again).status_code == 302
    assert [one.pain_now for one in alice.check_ins.order_by("pk")] == [0, 3]
    assert alice.episodes.count() == 1


@pytest.mark.parametrize(
    "other",
    [
        {"note": "a note"},
        {"walking": "limp"},
        {"painkiller_8h": "simple"},
        {"warnings": ["one_leg"], "warning_one_leg": ["thigh"]},
        {
            "ran": "yes",
            "ran_on": "today",
            "last_run_pain_max": "0",
            "last_run_trend": "eased",
            "last_run_limp": "no",
            "last_run_settled": "same_day",
        },
    ],
    ids=str,
)
def test_any_other_answer_is_a_conflict(client_of_alice, alice, other):
    data = check_in_data(alice)
    if "ran_on" in other:
        other = other | {"ran_on": alice.local_date().isoformat()}
    client_of_alice.post(URL, data)

    assert client_of_alice.post(URL, data | other).status_code == 409


def test_page_opened_yesterday_is_kept_and_then_counts_for_today(
    client_of_alice, alice, time_machine
):
    time_machine.move_to(MORNING, tick=False)
    data = check_in_data(alice, note="kept", walking="limp")
    time_machine.move_to(MORNING + dt.timedelta(days=1), tick=False)

    response = client_of_alice.post(URL, data)

    assert response.status_code == 409
    assert not alice.check_ins.exists()
    again = form_of(response.text)
    assert again["note"] == ["kept"]
    assert client_of_alice.post(URL, again).status_code == 302
    check_in = alice.check_ins.get()
    assert check_in.local_date == dt.date(2026, 12, 4)
    assert check_in.report["walking"] == "limp"


def test_back_button_after_a_check_in_shows_a_page_that_is_taken_as_sent(
    client_of_alice, alice
):
    kept_by_browser = form_of(client_of_alice.get(URL).text)
    sent = kept_by_browser | check_in_data(alice)
    first = client_of_alice.post(URL, sent)

    assert client_of_alice.post(URL, sent).url == first.url
    fresh = form_of(client_of_alice.get(URL).text)
    assert fresh["submission_key"] != kept_by_browser["submission_key"]


def test_profile_reviewed_between_two_taps_changes_nothing(client_of_alice, alice):
    data = check_in_data(alice)
    first = client_of_alice.post(URL, data)
    alice.health_profile.cancer_history = "past"
    alice.health_profile.save()

    assert client_of_alice.post(URL, data).url == first.url


def test_each_check_in_page_after_flying_west_has_a_key_of_its_own(
    client_of_alice, alice, time_machine
):
    alice.time_zone = "Pacific/Auckland"
    alice.save()
    time_machine.move_to(MORNING, tick=False)
    client_of_alice.post(URL, check_in_data(alice))
    alice.time_zone = "America/Los_Angeles"
    alice.save()
    time_machine.move_to(MORNING + dt.timedelta(hours=1), tick=False)

    for walking in ("normal_but_short", "limp"):
        data = check_in_data(alice, walking=walking)
        assert client_of_alice.post(URL, data).status_code == 302

    assert {one.local_date.day for one in alice.check_ins.all()} == {2, 3}
    assert alice.check_ins.count() == 3


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("answers", ["same", "other"])
def test_taps_at_the_same_moment_make_one_check_in(answers):
    from backpain.accounts.models import User

    athlete = User.objects.create_user("taps@example.org", time_zone="Europe/Berlin")
    make_profile(athlete)
    make_episode(athlete)
    data = check_in_data(athlete, warnings=["saddle"], warning_saddle="yes")
    start, got = threading.Barrier(8), []

    def send(note: str) -> None:
        client = Client()
        client.force_login(athlete)
        start.wait()
        got.append(client.post(URL, data | {"note": note}))

    notes = [str(nth) if answers == "other" else "" for nth in range(8)]
    at_once(*(partial(send, note) for note in notes))

    check_in = athlete.check_ins.get()
    codes = sorted(response.status_code for response in got)
    assert codes == [302] * 8 if answers == "same" else [302] + [409] * 7
    assert {r.url for r in got if r.status_code == 302} == {check_in.get_absolute_url()}
    assert athlete.care_holds.count() == 1
    assert check_in.verdict == Verdict.REST
