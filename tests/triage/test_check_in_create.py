from __future__ import annotations

import datetime as dt

import pytest

from tests.make import check_in_data, episode_data, make_check_in, make_profile
from triage.models import CheckIn
from triage.rules import Care, Verdict

URL = "/check-ins/new/"


@pytest.fixture(autouse=True)
def _profile(alice):
    make_profile(alice)


def test_a_quiet_day_is_a_run(client_of_alice, alice):
    response = client_of_alice.post(URL, check_in_data(alice))

    check_in = alice.check_ins.get()
    assert response.status_code == 302
    assert response.url == check_in.get_absolute_url()
    assert check_in.verdict == Verdict.RUN
    assert check_in.care == Care.NONE


def test_the_page_asks_and_the_answer_page_answers(client_of_alice, alice):
    assert "How is your back?" in client_of_alice.get("/").content.decode()

    client_of_alice.post(URL, check_in_data(alice))

    page = client_of_alice.get("/").content.decode()
    assert "No rule asks for caution today" in page
    assert "Stop and walk home if" in page


def test_a_new_pain_is_asked_about_whole(client_of_alice, alice):
    data = check_in_data(alice, pain_now="3", pain_worst_24h="4", daily_life="none")

    response = client_of_alice.post(URL, data | {"change_vs_last_week": "same"})

    page = response.content.decode()
    assert response.status_code == 422
    assert "About this pain" in page
    assert not alice.check_ins.exists()


def test_pain_with_an_episode_is_judged(client_of_alice, alice):
    data = check_in_data(
        alice,
        pain_now="4",
        pain_worst_24h="5",
        daily_life="a_bit",
        change_vs_last_week="same",
        **episode_data(alice.local_date()),
    )

    response = client_of_alice.post(URL, data)

    assert response.status_code == 302
    check_in = alice.check_ins.get()
    assert check_in.verdict == Verdict.WALK
    assert "PAIN-3" in [finding["rule"] for finding in check_in.findings]
    assert alice.episodes.get().started_on == alice.local_date() - dt.timedelta(14)
    assert "What would change it" in client_of_alice.get(response.url).content.decode()


def test_saddle_numbness_opens_a_hold(client_of_alice, alice):
    data = check_in_data(alice, warnings=["saddle"], warning_saddle="yes")

    response = client_of_alice.post(URL, data, follow=True)

    page = response.content.decode()
    assert alice.care_holds.get().cleared_at is None
    assert "Hospital now" in page
    assert 'href="tel:112"' in page
    assert "Running is on hold" in client_of_alice.get("/").content.decode()


def test_history_pages_show_it(client_of_alice, alice):
    make_check_in(alice, pain_now=2, pain_worst_24h=3)

    page = client_of_alice.get("/check-ins/?days=14").content.decode()

    assert "<svg" in page
    assert CheckIn.objects.get().get_absolute_url() in page
