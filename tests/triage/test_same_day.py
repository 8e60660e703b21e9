from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from tests.make import (
    check_in_data,
    make_check_in,
    make_episode,
    make_profile,
    quiet_answers,
)
from tests.page import form_of
from triage.rules import SAME_DAY, Care, Verdict
from triage.services import may_be_corrected
from triage.situation import Situation

MORNING = dt.datetime(2026, 12, 3, 6, 30, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
NEXT_DAY = dt.timedelta(days=1)
URL = "/check-ins/new/"


@pytest.fixture(autouse=True)
def _december(time_machine):
    time_machine.move_to(MORNING, tick=False)


@pytest.fixture(autouse=True)
def _profile(_december, alice):
    make_profile(alice)
    make_episode(alice)


def rules_of(check_in):
    return [finding["rule"] for finding in check_in.findings]


ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "pain_now": st.sampled_from([0, 2, 4, 7]),
        "pain_worst_24h": st.sampled_from([0, 3, 8]),
        "walking": st.sampled_from(["normal", "limp", "cannot"]),
        "painkiller_8h": st.sampled_from(["simple", "strong"]),
        "leg_pain": st.sampled_from(["below_knee_one", None]),
        "saddle_numbness": st.sampled_from(["unsure", "yes"]),
        "fever": st.just("yes"),
    },
)


@given(days=st.lists(ANSWERS, min_size=2, max_size=4))
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_later_check_in_of_a_day_is_never_more_permissive(days, alice):
    # A day of its own for each example: what is written stays.
    newest = alice.check_ins.newest_first().first()
    day = newest.created_at + NEXT_DAY if newest else MORNING
    made = [
        make_check_in(alice, now=day + nth * 30 * MINUTE, **answers)
        for nth, answers in enumerate(days)
    ]

    for earlier, later in itertools.pairwise(made):
        worn_off = later.report.get("painkiller_8h") == "none" and any(
            rule.startswith("MED-") for one in made for rule in rules_of(one)
        )
        if not worn_off:
            assert later.verdict >= earlier.verdict
            assert later.care >= earlier.care
        if earlier.care >= Care.URGENT_SAME_DAY:
            assert later.verdict == Verdict.REST
            assert later.care >= earlier.care


def test_second_check_in_says_why_it_holds_the_first(alice):
    make_check_in(alice, now=MORNING, pain_now=5, pain_worst_24h=5)

    second = make_check_in(alice, now=MORNING + 60 * MINUTE)

    assert second.verdict == Verdict.WALK
    assert SAME_DAY in rules_of(second)


def test_floor_holds_through_a_third_check_in(alice):
    make_check_in(alice, now=MORNING, walking="cannot")
    make_check_in(alice, now=MORNING + 60 * MINUTE)

    third = make_check_in(alice, now=MORNING + 120 * MINUTE)

    assert third.verdict == Verdict.REST


def test_correction_within_ten_minutes_starts_over(alice):
    mistyped = make_check_in(alice, now=MORNING, saddle_numbness="yes")

    corrected = make_check_in(
        alice, now=MORNING + 10 * MINUTE - dt.timedelta(seconds=1), corrects=mistyped
    )

    assert corrected.supersedes == mistyped
    assert corrected.verdict == Verdict.RUN
    assert corrected.care == Care.NONE
    assert list(alice.check_ins.standing()) == [corrected]
    hold = alice.care_holds.get()
    assert hold.clearance == "corrected"
    assert hold.cleared_at == corrected.created_at
    assert hold.opened_by == mistyped


def test_ten_minutes_are_over_at_ten_minutes(alice):
    mistyped = make_check_in(alice, now=MORNING, saddle_numbness="yes")

    late = make_check_in(alice, now=MORNING + 10 * MINUTE, corrects=mistyped)

    assert late.supersedes is None
    assert late.verdict == Verdict.REST
    assert late.care == Care.EMERGENCY
    assert alice.care_holds.get().cleared_at is None


def test_row_of_corrections_ends_ten_minutes_after_the_first(alice):
    first = make_check_in(alice, now=MORNING, pain_now=9, pain_worst_24h=9)
    second = make_check_in(alice, now=MORNING + 6 * MINUTE, corrects=first, fever="yes")

    third = make_check_in(alice, now=MORNING + 11 * MINUTE, corrects=second)

    assert second.supersedes == first
    assert third.supersedes is None
    assert third.verdict >= second.verdict


def test_only_the_newest_check_in_can_be_corrected(alice):
    older = make_check_in(alice, now=MORNING, walking="limp")
    make_check_in(alice, now=MORNING + MINUTE, walking="limp")

    third = make_check_in(alice, now=MORNING + 2 * MINUTE, corrects=older)

    assert third.supersedes is None
    assert third.verdict >= older.verdict


def test_clock_set_back_allows_no_correction(alice):
    made = make_check_in(alice, now=MORNING, walking="cannot")
    earlier = MORNING - 5 * MINUTE

    again = make_check_in(alice, now=earlier, corrects=made)

    assert not may_be_corrected(Situation.of(alice, earlier), made)
    assert again.supersedes is None
    assert again.verdict == Verdict.REST


def test_clock_set_back_over_midnight_relaxes_nothing(alice):
    made = make_check_in(alice, now=MORNING, walking="cannot")

    again = make_check_in(alice, now=MORNING - NEXT_DAY)

    assert again.local_date == dt.date(2026, 12, 2)
    assert again.verdict == made.verdict


def test_correction_closes_only_its_own_hold(alice):
    make_check_in(alice, now=MORNING, fever="yes", pain_now=3, pain_worst_24h=3)
    mistyped = make_check_in(alice, now=MORNING + MINUTE, saddle_numbness="yes")

    corrected = make_check_in(alice, now=MORNING + 2 * MINUTE, corrects=mistyped)

    holds = alice.care_holds.order_by("pk")
    assert [hold.clearance for hold in holds] == ["", "corrected"]
    assert corrected.care == Care.URGENT_SAME_DAY


def test_correction_that_reports_a_sign_opens_a_hold_of_its_own(alice):
    mistyped = make_check_in(alice, now=MORNING, saddle_numbness="yes")

    make_check_in(
        alice, now=MORNING + MINUTE, corrects=mistyped, saddle_numbness="unsure"
    )

    active = alice.care_holds.get(cleared_at=None)
    assert [latch.rule_id for latch in active.latched] == ["CES-7"]


def test_correction_page_starts_from_the_answers_and_asks_them_all_again(
    client_of_alice, alice
):
    alice.units = "mi"
    alice.save()
    make_check_in(alice, now=MORNING - NEXT_DAY, pain_now=2, pain_worst_24h=2)
    data = check_in_data(alice, note="mine", pain_worst_24h="1")
    data |= {"change_vs_last_week": "same", "daily_life": "none", "fear_unsafe": "yes"}
    data |= {"ran": "yes", "ran_on": "2026-12-02", "run_distance": "3.1"}
    data |= {"last_run_pain_max": "2", "last_run_trend": "steady"}
    data |= {"last_run_limp": "no", "last_run_settled": "same_day"}
    client_of_alice.post(URL, data)
    made = alice.check_ins.newest_first()[0]

    page = client_of_alice.get(f"{URL}?corrects={made.pk}").text

    assert "Correct your check-in" in page
    shown = form_of(page)
    assert "warnings" not in shown
    expected = {"note", "fear_unsafe", "ran", "ran_on", "run_distance", "walking"}
    expected |= {"pain_worst_24h", "last_run_trend", "last_run_pain_max"}
    assert {name: shown.get(name) for name in expected} == {
        name: [data[name]] for name in expected
    }
    client_of_alice.post(URL, shown | {"warnings": ["none"], "fear_unsafe": "no"})
    corrected = alice.check_ins.newest_first()[0]
    assert corrected.supersedes == made
    assert corrected.report["fear_unsafe"] == "no"
    assert corrected.run_distance_m == made.run_distance_m == 4989


def test_correction_sent_twice_makes_one(client_of_alice, alice):
    client_of_alice.post(URL, check_in_data(alice, walking="limp"))
    made = alice.check_ins.get()
    data = check_in_data(alice, corrects=str(made.pk))

    first, second = (client_of_alice.post(URL, data) for _ in range(2))

    assert first.url == second.url
    assert alice.check_ins.count() == 2


def test_correction_page_opened_too_late_says_so(client_of_alice, alice, time_machine):
    made = make_check_in(alice, walking="limp")
    time_machine.move_to(MORNING + 10 * MINUTE, tick=False)

    page = client_of_alice.get(f"{URL}?corrects={made.pk}").text

    assert "ten minutes" in page
    assert "Correct your check-in" not in page
    assert "corrects" not in form_of(page)


def test_advice_page_offers_a_correction_for_ten_minutes(
    client_of_alice, alice, time_machine
):
    url = make_check_in(alice).get_absolute_url()
    assert "I mistyped something" in client_of_alice.get(url).text

    time_machine.move_to(MORNING + 10 * MINUTE, tick=False)

    assert "I mistyped something" not in client_of_alice.get(url).text


def test_painkiller_that_has_worn_off_lifts_the_advice(alice):
    masked = make_check_in(alice, now=MORNING, pain_worst_24h=1, painkiller_8h="simple")

    later = make_check_in(alice, now=MORNING + 9 * 60 * MINUTE, pain_worst_24h=1)

    assert masked.verdict == Verdict.WALK
    assert later.verdict == Verdict.RUN_EASY


def test_painkiller_that_has_worn_off_lifts_nothing_that_another_rule_holds(alice):
    make_check_in(
        alice, now=MORNING, pain_now=4, pain_worst_24h=4, painkiller_8h="simple"
    )

    later = make_check_in(alice, now=MORNING + 9 * 60 * MINUTE)

    assert later.verdict == Verdict.WALK
    assert SAME_DAY in rules_of(later)


def test_day_after_starts_from_the_last_word(alice):
    make_check_in(alice, now=MORNING, pain_worst_24h=1, painkiller_8h="simple")
    make_check_in(alice, now=MORNING + 9 * 60 * MINUTE, pain_worst_24h=1)

    next_day = make_check_in(alice, now=MORNING + NEXT_DAY)

    assert next_day.report["prev_verdict"] == "run_easy"
    assert next_day.verdict == Verdict.RUN_EASY


def test_day_after_does_not_see_what_was_corrected(alice):
    mistyped = make_check_in(alice, now=MORNING, pain_now=9, pain_worst_24h=9)
    make_check_in(alice, now=MORNING + MINUTE, corrects=mistyped)

    next_day = make_check_in(alice, now=MORNING + NEXT_DAY)

    assert next_day.report["pain_last_3_days_max"] == 0
    assert next_day.report["prev_verdict"] == "run"
    assert quiet_answers().items() <= next_day.report.items()
