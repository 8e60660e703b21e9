"""Red flags stay from day to day; on one day the advice only grows more cautious."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given, settings

from tests.triage.rules.reports import make_report, reports
from triage.rules import (
    Advice,
    Care,
    EarlierToday,
    Finding,
    Latch,
    SymptomReport,
    Verdict,
    allowed_floor,
    assess,
    floor_of,
    latches_after,
)

quick = settings(max_examples=100, deadline=None)

DAY_ONE = date(2026, 12, 3)
DAY_TWO = date(2026, 12, 4)


def latched(**changes) -> tuple[Latch, ...]:
    return latches_after(assess(make_report(**changes)), day=DAY_ONE, latches=())


def second_check_in(first: SymptomReport, second: SymptomReport) -> Advice:
    floor = allowed_floor(assess(first).findings, second, hours_since_painkiller=8)
    return assess(second, earlier_today=floor)


def test_saddle_numbness_on_day_one_and_none_on_day_two_is_still_an_emergency():
    latches = latched(saddle_numbness="yes")
    advice = assess(make_report(), latches=latches)

    assert (advice.verdict, advice.care) == (Verdict.REST, Care.EMERGENCY)
    (finding,) = advice.findings
    assert finding.rule_id == "CES-1"
    assert finding.since == DAY_ONE
    assert finding.source == "NHS list (S1,S2); CES card (S3)"
    assert finding.reason.startswith(
        "You reported this on 3 December 2026 and no clinician's assessment is "
        "recorded since: New numbness or tingling"
    )


def test_without_its_latch_the_red_flag_is_gone():
    assert assess(make_report(), latches=()).findings == ()


def test_a_latched_red_flag_means_rest_even_where_its_rule_says_walk():
    assert assess(make_report(spine_lump_or_shape="yes")).verdict is Verdict.WALK

    advice = assess(make_report(), latches=latched(spine_lump_or_shape="yes"))

    assert (advice.verdict, advice.care) == (Verdict.REST, Care.URGENT_SAME_DAY)


def test_a_red_flag_reported_again_is_listed_once_with_todays_answers():
    latches = latched(spine_lump_or_shape="yes")
    advice = assess(make_report(spine_lump_or_shape="yes"), latches=latches)

    (finding,) = advice.findings
    assert finding.verdict is Verdict.REST
    assert finding.answers == (("spine_lump_or_shape", "yes"),)
    assert finding.since == DAY_ONE


def test_the_latch_keeps_its_first_day_and_its_reason():
    latches = latched(saddle_numbness="yes")
    advice = assess(make_report(saddle_numbness="yes"), latches=latches)

    assert latches_after(advice, day=DAY_TWO, latches=latches) == latches


def test_a_second_red_flag_adds_a_latch():
    latches = latched(saddle_numbness="yes")
    advice = assess(make_report(bladder_change="yes"), latches=latches)
    after = latches_after(advice, day=DAY_TWO, latches=latches)

    assert [(latch.rule_id, latch.since) for latch in after] == [
        ("CES-1", DAY_ONE),
        ("CES-2", DAY_TWO),
    ]


def test_of_two_latches_of_one_rule_the_oldest_is_shown():
    (first,) = latched(saddle_numbness="yes")
    later = Latch(
        rule_id="CES-1", care=Care.EMERGENCY, since=DAY_TWO, reason=first.reason
    )

    (finding,) = assess(make_report(), latches=(later, first)).findings

    assert finding.since == DAY_ONE


def test_a_fever_without_back_pain_does_not_latch():
    assert latched(fever="yes") == ()


def test_a_latch_of_a_rule_that_is_gone_still_holds():
    latch = Latch(rule_id="OLD-1", care=Care.EMERGENCY, since=DAY_ONE, reason="Old.")

    (finding,) = assess(make_report(), latches=(latch,)).findings

    assert finding.rule_id == "OLD-1"
    assert finding.source == ""


@quick
@given(first=reports(), second=reports())
def test_a_later_day_is_never_below_the_red_flags_of_an_earlier_one(
    first: SymptomReport, second: SymptomReport
):
    earlier = assess(first)
    advice = assess(second, latches=latches_after(earlier, day=DAY_ONE, latches=()))

    if earlier.is_red_flag:
        assert advice.verdict is Verdict.REST
        assert advice.care >= earlier.care


def test_a_calmer_second_check_in_keeps_the_first_ones_advice():
    advice = second_check_in(make_report(pain_now=6), make_report())

    (finding,) = advice.findings
    assert finding.rule_id == "SAME-DAY"
    assert (finding.verdict, finding.care) == (Verdict.REST, Care.SELF_CARE)


def test_a_worse_second_check_in_counts_as_it_is():
    advice = second_check_in(make_report(pain_now=4), make_report(pain_now=6))

    assert "SAME-DAY" not in {finding.rule_id for finding in advice.findings}
    assert advice.verdict is Verdict.REST


def test_the_floor_holds_the_care_level_too():
    advice = second_check_in(make_report(weight_loss="yes"), make_report(pain_now=6))

    assert (advice.verdict, advice.care) == (Verdict.REST, Care.ROUTINE)


def test_a_painkiller_that_has_worn_off_no_longer_counts():
    masked = make_report(painkiller_8h="simple", pain_now=1)
    advice = second_check_in(masked, make_report(pain_now=1))

    assert advice.verdict is Verdict.RUN_EASY


def test_an_appointment_that_was_advised_outlasts_the_painkiller():
    masked = make_report(painkiller_8h="strong", pain_now=1)
    advice = second_check_in(masked, make_report(pain_now=1))

    assert (advice.verdict, advice.care) == (Verdict.WALK, Care.ROUTINE)


def a_finding(rule_id: str, care: Care) -> Finding:
    return Finding(
        rule_id=rule_id,
        verdict=Verdict.WALK,
        care=care,
        reason="A reason.",
        source="A source",
        answers=(),
    )


@pytest.mark.parametrize(
    ("held", "today"),
    [(Care.EMERGENCY, Care.ROUTINE), (Care.ROUTINE, Care.EMERGENCY)],
)
def test_of_a_red_flag_and_its_latch_the_higher_care_counts(held, today):
    latch = Latch(rule_id="CES-1", care=held, since=DAY_ONE, reason="A reason.")

    finding = latch.as_finding(a_finding("CES-1", today), "A source")

    assert (finding.verdict, finding.care) == (Verdict.REST, Care.EMERGENCY)


@pytest.mark.parametrize(
    ("care", "stays"),
    [(Care.SELF_CARE, Care.NONE), (Care.ROUTINE, Care.ROUTINE)],
)
def test_the_advice_to_see_somebody_outlasts_the_painkiller_self_care_does_not(
    care, stays
):
    floor = allowed_floor(
        [a_finding("MED-1", care)], make_report(), hours_since_painkiller=8
    )

    assert (floor.verdict, floor.care) == (Verdict.RUN, stays)


@pytest.mark.parametrize(
    ("hours", "verdict"), [(7.9, "WALK"), (8, "RUN_EASY"), (9, "RUN_EASY")]
)
def test_a_painkiller_counts_for_eight_hours(hours, verdict):
    masked = assess(make_report(painkiller_8h="simple", pain_now=1))

    floor = allowed_floor(
        masked.findings, make_report(pain_now=1), hours_since_painkiller=hours
    )

    assert floor.verdict is Verdict[verdict]


def test_a_painkiller_that_still_works_keeps_the_floor():
    masked = make_report(painkiller_8h="strong", pain_now=1)
    advice = second_check_in(masked, make_report(painkiller_8h="simple"))

    assert (advice.verdict, advice.care) == (Verdict.WALK, Care.ROUTINE)


def test_pain_reported_on_painkillers_still_counts_when_they_wear_off():
    masked = make_report(painkiller_8h="simple", pain_now=4)
    advice = second_check_in(masked, make_report(pain_now=0))

    assert advice.verdict is Verdict.WALK


def test_a_third_check_in_is_held_by_the_second_ones_floor():
    second = second_check_in(make_report(pain_now=6), make_report())
    floor = allowed_floor(second.findings, make_report(), hours_since_painkiller=8)

    assert assess(make_report(), earlier_today=floor).verdict is Verdict.REST


def test_a_floor_that_only_repeats_a_painkiller_rule_goes_with_it():
    masked = make_report(painkiller_8h="simple", pain_now=1)
    first = assess(masked).findings
    second = second_check_in(masked, make_report(painkiller_8h="simple")).findings
    assert "SAME-DAY" in {finding.rule_id for finding in second}

    floor = allowed_floor(
        (*first, *second), make_report(pain_now=1), hours_since_painkiller=8
    )

    assert floor.verdict is Verdict.RUN_EASY


@quick
@given(first=reports(), second=reports())
def test_a_second_check_in_is_never_below_the_first_except_for_painkillers(
    first: SymptomReport, second: SymptomReport
):
    before = assess(first).findings
    advice = second_check_in(first, second)
    counted = [f for f in before if not f.rule_id.startswith("MED-")]
    if second["painkiller_8h"] != "none":
        counted = list(before)

    assert floor_of(advice.findings).covers(floor_of(counted))


@quick
@given(report=reports())
def test_findings_survive_json(report: SymptomReport):
    advice = assess(report, latches=latched(saddle_numbness="yes"))

    for finding in advice.findings:
        assert Finding.from_json(json.loads(json.dumps(finding.to_json()))) == finding


def test_latches_and_floors_survive_json():
    (latch,) = latched(saddle_numbness="yes")
    floor = EarlierToday(verdict=Verdict.WALK, care=Care.ROUTINE)

    assert Latch.from_json(json.loads(json.dumps(latch.to_json()))) == latch
    assert EarlierToday.from_json(json.loads(json.dumps(floor.to_json()))) == floor


def test_the_floor_of_the_day_names_the_reasons_it_stands_on():
    first = assess(make_report(pain_now=7, pain_worst_24h=7))
    floor = allowed_floor(first.findings, make_report(), hours_since_painkiller=24)

    (same_day,) = (
        finding
        for finding in assess(make_report(), earlier_today=floor).findings
        if finding.rule_id == "SAME-DAY"
    )

    assert same_day.reason == (
        "Earlier today your answers called for more caution, and on the same day the "
        "advice can only become more cautious. Pain of 6 or more: no workout today. "
        "Keep moving gently about the house."
    )
    assert EarlierToday.from_json(floor.to_json()).reasons == floor.reasons


def finding(rule_id: str, verdict: Verdict, care: Care) -> Finding:
    return Finding(
        rule_id=rule_id, verdict=verdict, care=care, reason=f"Of {rule_id}.", source=""
    )


@pytest.mark.parametrize(
    ("care", "is_red_flag"),
    [(Care.ROUTINE, False), (Care.URGENT_SAME_DAY, True), (Care.EMERGENCY, True)],
)
def test_an_advice_is_a_red_flag_from_same_day_care_on(care, is_red_flag):
    found = finding("FLAG", Verdict.REST, care)
    advice = Advice(findings=(found,), ruleset_version="2026.1")

    assert found.answers == ()
    assert (found.is_red_flag, advice.is_red_flag) == (is_red_flag, is_red_flag)
    assert advice.red_flags == (found,) * is_red_flag


@pytest.mark.parametrize(
    ("care", "reasons"),
    [
        (Care.SELF_CARE, ("Of PAIN.",)),
        (Care.ROUTINE, ("Of PAIN.", "Of CARE.")),
        (Care.URGENT_SAME_DAY, ("Of PAIN.", "Of CARE.")),
    ],
)
def test_a_floor_names_who_asks_for_rest_and_who_for_care(care, reasons):
    rest = finding("PAIN", Verdict.REST, Care.NONE)
    see_somebody = finding("CARE", Verdict.WALK, care)

    assert floor_of([rest, see_somebody]).reasons == reasons


def test_with_the_painkiller_worn_off_the_reason_to_see_somebody_stays():
    found = [
        finding("MED-1", Verdict.WALK, Care.ROUTINE),
        finding("PAIN", Verdict.RUN_EASY, Care.NONE),
    ]
    floor = allowed_floor(
        found, make_report(painkiller_8h="none"), hours_since_painkiller=8
    )

    assert (floor.verdict, floor.care) == (Verdict.RUN_EASY, Care.ROUTINE)
    assert floor.reasons == ("Of PAIN.", "Of MED-1.")
