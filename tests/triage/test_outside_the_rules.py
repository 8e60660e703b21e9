from __future__ import annotations

import datetime as dt

import pytest

from tests.make import (
    check_in_data,
    episode_data,
    make_check_in,
    make_episode,
    make_profile,
)
from triage.rules import Care, Verdict
from triage.same_day import advice_in_force
from triage.situation import Situation

NOW = dt.datetime(2026, 12, 3, 6, 30, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
URL = "/check-ins/new/"
STATIC = "Please ask a person, not this app"
VERDICT = 'class="verdict verdict-'
PAIN = {
    "pain_now": "3",
    "pain_worst_24h": "4",
    "change_vs_last_week": "same",
    "daily_life": "none",
}


@pytest.fixture(autouse=True)
def _december(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.mark.parametrize(
    ("profile", "words"),
    [
        ({"birth_date": dt.date(2014, 12, 3)}, "people of 16 and older"),
        ({"birth_date": dt.date(2010, 12, 4)}, "people of 16 and older"),
        ({"had_spine_surgery_6m": True}, "operation on the spine"),
    ],
)
def test_outside_the_rules_no_page_gives_a_verdict(
    client_of_alice, alice, profile, words
):
    make_profile(alice, **profile)

    for path in ("/", URL, "/welcome/back/"):
        for response in (
            client_of_alice.get(path),
            client_of_alice.post(path, check_in_data(alice)) if path != "/" else None,
        ):
            if response is not None:
                assert response.status_code == 200
                assert STATIC in response.text
                assert words in response.text
                assert "/help-now/" in response.text
                assert VERDICT not in response.text
    assert not alice.check_ins.exists()


def test_sixteenth_birthday_is_inside_the_rules(client_of_alice, alice):
    make_profile(alice, birth_date=dt.date(2010, 12, 3))

    assert STATIC not in client_of_alice.get("/").text
    assert client_of_alice.post(URL, check_in_data(alice)).status_code == 302


def test_advice_no_longer_holds_once_an_operation_is_told(client_of_alice, alice):
    profile = make_profile(alice)
    check_in = make_check_in(alice)
    profile.had_spine_surgery_6m = True
    profile.save()

    assert STATIC in client_of_alice.get("/").text
    page = client_of_alice.get(check_in.get_absolute_url()).text
    assert "changes this advice: check in again" in page


def test_hold_stays_above_the_static_page(client_of_alice, alice):
    profile = make_profile(alice)
    make_check_in(alice, saddle_numbness="yes")
    profile.had_spine_surgery_6m = True
    profile.save()

    page = client_of_alice.get("/").text

    assert page.index("Running is on hold") < page.index(STATIC)


# The neck alone


def neck(**changes):
    return PAIN | episode_data(NOW.date(), pain_site="neck_only") | changes


def test_neck_alone_gets_no_verdict(client_of_alice, alice):
    make_profile(alice)

    response = client_of_alice.post(URL, check_in_data(alice, **neck()), follow=True)

    assert STATIC in response.text
    assert "not the neck alone" in response.text
    assert VERDICT not in response.text
    assert not alice.check_ins.exists()
    assert alice.episodes.get().is_neck_only
    assert STATIC in client_of_alice.get("/").text


def test_neck_alone_in_the_welcome_step_gets_no_verdict(client_of_alice, alice):
    make_profile(alice)

    response = client_of_alice.post(
        "/welcome/back/", check_in_data(alice, **neck()), follow=True
    )

    assert STATIC in response.text
    assert not alice.check_ins.exists()


def test_red_flag_outranks_the_neck(client_of_alice, alice):
    make_profile(alice)
    data = check_in_data(alice, **neck(warnings=["saddle"], warning_saddle="yes"))

    page = client_of_alice.post(URL, data, follow=True).text

    check_in = alice.check_ins.get()
    assert (check_in.verdict, check_in.care) == (Verdict.REST, Care.EMERGENCY)
    assert "Hospital now" in page
    assert "has expired" not in page
    today = client_of_alice.get("/").text
    assert today.index("Running is on hold") < today.index(STATIC)


def test_neck_told_yesterday_and_still_hurting_gets_no_verdict(
    client_of_alice, alice, time_machine
):
    make_profile(alice)
    client_of_alice.post(URL, check_in_data(alice, **neck()))
    time_machine.move_to(NOW + DAY, tick=False)
    assert client_of_alice.get(URL).status_code == 200

    client_of_alice.post(URL, check_in_data(alice, **PAIN))

    assert not alice.check_ins.exists()
    assert STATIC in client_of_alice.get("/").text
    assert alice.episodes.get().answered_on == NOW.date() + DAY


def test_back_that_hurts_after_the_neck_is_judged(client_of_alice, alice):
    make_profile(alice)
    client_of_alice.post(URL, check_in_data(alice, **neck()))

    client_of_alice.post(URL, check_in_data(alice, **neck(pain_site="low")))

    assert alice.check_ins.get().report["pain_site"] == "low"
    assert STATIC not in client_of_alice.get("/").text


def test_day_without_pain_after_the_neck_is_judged(
    client_of_alice, alice, time_machine
):
    make_profile(alice)
    client_of_alice.post(URL, check_in_data(alice, **neck()))
    time_machine.move_to(NOW + DAY, tick=False)

    client_of_alice.post(URL, check_in_data(alice))

    assert alice.check_ins.get().verdict == Verdict.RUN
    assert STATIC not in client_of_alice.get("/").text


def test_neck_that_hurts_again_after_an_answer_of_today_ends_its_advice(
    client_of_alice, alice
):
    make_profile(alice)
    make_episode(alice, is_neck_only=True, answered_on=NOW.date() - DAY)
    client_of_alice.post(URL, check_in_data(alice))
    run = alice.check_ins.get()
    assert run.verdict == Verdict.RUN

    client_of_alice.post(URL, check_in_data(alice, **PAIN))

    assert advice_in_force(Situation.of(alice)) is None
    assert STATIC in client_of_alice.get("/").text


def test_correction_to_the_neck_alone_corrects_nothing(client_of_alice, alice):
    make_profile(alice)
    flagged = make_check_in(alice, saddle_numbness="yes")

    client_of_alice.post(URL, check_in_data(alice, **neck(), corrects=str(flagged.pk)))

    assert alice.check_ins.get() == flagged
    assert alice.care_holds.get().cleared_at is None
