from __future__ import annotations

import datetime as dt

import pytest

from tests.make import (
    check_in_data,
    make_check_in,
    make_episode,
    make_profile,
    profile_data,
)
from triage.models import CheckIn
from triage.presentation import advice_text
from triage.rules import Advice, Care, Finding, Verdict

NOW = dt.datetime(2026, 12, 3, 6, 30, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _profile(time_machine, alice):
    time_machine.move_to(NOW, tick=False)
    make_profile(alice)
    make_episode(alice)


def with_findings(count, red_flags=0):
    findings = [
        Finding(
            rule_id=f"R-{nth}",
            verdict=Verdict.REST if nth < red_flags else Verdict.WALK,
            care=Care.EMERGENCY if nth < red_flags else Care.NONE,
            reason=f"Reason {nth}.",
            source="S1",
            answers=(("pain_now", 4),),
        )
        for nth in range(count)
    ]
    advice = Advice(findings=tuple(findings), ruleset_version="2026.1")
    return CheckIn(
        verdict=advice.verdict,
        care=advice.care,
        findings=[finding.to_json() for finding in findings],
        ruleset_version="2026.1",
        report={},
    )


@pytest.mark.parametrize(
    ("reasons", "red_flags", "at_once", "folded"),
    [(0, 0, 0, 0), (3, 0, 3, 0), (5, 0, 3, 2), (6, 5, 5, 1), (5, 1, 1, 4)],
)
def test_three_reasons_and_every_red_flag_are_shown_at_once(
    reasons, red_flags, at_once, folded
):
    text = advice_text(with_findings(reasons, red_flags))

    assert len(text.first_reasons) == at_once
    assert len(text.more_reasons) == folded
    assert not any(reason.is_red_flag for reason in text.more_reasons)


def test_reason_names_the_answer_that_fired_it():
    (reason,) = advice_text(with_findings(1)).first_reasons

    assert reason.because == "Pain now: 4"
    assert reason.rule_id == "R-0"


def test_stop_rules_are_for_runs_only():
    run = CheckIn(verdict=0, care=0, findings=[], report={}, ruleset_version="2026.1")

    assert advice_text(run).stop_rules
    assert not advice_text(with_findings(1)).stop_rules


def test_more_than_three_reasons_are_folded_on_the_page(client_of_alice, alice):
    check_in = make_check_in(
        alice,
        pain_now=5,
        pain_worst_24h=6,
        walking="limp",
        painkiller_8h="simple",
        leg_pain="below_knee_one",
        change_vs_last_week="worse",
    )
    assert len(check_in.findings) > 3

    page = client_of_alice.get(check_in.get_absolute_url()).text

    shown, folded = page.split("<summary>", 1)
    assert [f["rule"] in shown for f in check_in.findings[:3]] == [True] * 3
    assert all(f">{f['rule']}</abbr>" in folded for f in check_in.findings[3:])
    assert f"{len(check_in.findings) - 3} more reason" in folded


def test_answers_can_be_read_out_on_the_phone(client_of_alice, alice):
    check_in = make_check_in(alice, saddle_numbness="yes")

    page = client_of_alice.get(check_in.get_absolute_url()).text

    assert "I answered: Numbness between the legs: yes.”" in page
    assert "112" in page
    assert "No training until you have been seen." in page
    assert "What helps today" not in page


def test_advice_of_another_day_has_expired(client_of_alice, alice, time_machine):
    url = make_check_in(alice).get_absolute_url()
    assert "has expired" not in client_of_alice.get(url).text

    time_machine.move_to(NOW + DAY, tick=False)

    page = client_of_alice.get(url).text
    assert "This advice was for its own day and has expired." in page
    assert "Has something changed?" not in page
    assert "How is your back?" in client_of_alice.get("/").text


def test_earlier_advice_of_today_no_longer_holds(client_of_alice, alice):
    first = make_check_in(alice)
    second = make_check_in(alice, now=NOW + DAY / 24, walking="limp")

    older = "A newer check-in has taken the place of this advice."
    assert older in client_of_alice.get(first.get_absolute_url()).text
    assert older not in client_of_alice.get(second.get_absolute_url()).text


def test_advice_is_shown_as_it_was_given(client_of_alice, alice):
    made = make_check_in(alice, pain_now=2, pain_worst_24h=2)
    finding = made.findings[0] | {"reason": "A reason of long ago."}
    made.pk = None
    made.submission_key = "00000000-0000-4000-8000-000000000001"
    made.findings = [finding]
    made.shown = {
        "lift": "A lift of long ago.",
        "hints": [{"id": "H-OLD", "text": "A hint of long ago."}],
        "prevention": [{"text": "A habit of long ago.", "slug": "warm-up"}],
    }
    made.ruleset_version = "1999.1"
    made.save(force_insert=True)

    page = client_of_alice.get(made.get_absolute_url()).text

    for words in ("reason", "lift", "hint", "habit"):
        assert f"A {words} of long ago." in page
    assert "rules 1999.1" in page


def test_painkiller_invites_another_check_in(client_of_alice, alice):
    masked = make_check_in(alice, pain_worst_24h=1, painkiller_8h="simple")
    assert "worn off" in client_of_alice.get(masked.get_absolute_url()).text

    plain = make_check_in(alice, now=NOW + DAY / 2, pain_worst_24h=1)
    page = client_of_alice.get(plain.get_absolute_url()).text
    assert "worn off" not in page
    assert "only become more cautious" in page


def test_stranger_gets_not_found(client_of_charlie, charlie, alice):
    make_profile(charlie)
    url = make_check_in(alice).get_absolute_url()

    assert client_of_charlie.get(url).status_code == 404
    assert client_of_charlie.get("/check-ins/999999/").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/check-ins/",
        "/check-ins/new/",
        "/check-ins/1/",
        "/care-hold/seen/",
        "/welcome/you/",
        "/welcome/back/",
        "/welcome/running/",
    ],
)
def test_nobody_sees_a_page_without_logging_in(client, path):
    response = client.get(path)

    assert response.status_code == 302
    assert response.url.startswith("/accounts/login/")


def test_pages_with_health_data_are_not_stored(client_of_alice, alice):
    url = make_check_in(alice).get_absolute_url()

    for path in ("/", "/check-ins/", "/check-ins/new/", url):
        assert client_of_alice.get(path).headers["Cache-Control"] == "no-store"


def test_emergency_number_is_that_of_the_country(client_of_alice, alice):
    alice.country = "GB"
    alice.save()

    response = client_of_alice.post(
        "/check-ins/new/",
        check_in_data(alice, warnings=["saddle"], warning_saddle="unsure"),
        follow=True,
    )

    assert 'href="tel:999"' in response.text
    assert "Call the medical advice line: 111" in response.text


def test_advice_does_not_outlive_a_change_of_the_health_profile(
    client_of_alice, alice, time_machine
):
    make_check_in(alice)
    assert "How is your back?" not in client_of_alice.get("/").text
    time_machine.move_to(NOW + DAY / 24, tick=False)

    changed = client_of_alice.post(
        "/welcome/you/", profile_data(birth_date="1980-01-01")
    )
    assert changed.status_code == 302
    page = client_of_alice.get("/").text

    assert "How is your back?" in page


def test_a_milder_reason_about_the_same_answer_stands_behind(alice):
    check_in = make_check_in(alice, pain_now=4, pain_worst_24h=4)

    text = advice_text(check_in)

    shown = [reason.rule_id for reason in text.first_reasons]
    assert "PAIN-3" in shown
    assert "PAIN-2" not in shown
    assert "PAIN-2" in [reason.rule_id for reason in text.more_reasons]


def test_a_sign_that_asks_for_nothing_is_not_called_no_sign(client_of_alice, alice):
    check_in = make_check_in(alice, night_sweats="yes")

    page = client_of_alice.get(check_in.get_absolute_url()).text

    assert "The sign you ticked asks for nothing" in page


def test_welcome_step_that_was_left_out_is_offered_on_today(client_of_alice, alice):
    make_check_in(alice)

    assert 'href="/welcome/running/"' in client_of_alice.get("/").text
