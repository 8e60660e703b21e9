"""What earlier check-ins and runs add to today's report."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings, strategies as st

from tests.triage.rules.reports import make_report
from triage.rules import (
    FIELDS,
    PastCheckIn,
    RunReport,
    SymptomReport,
    Verdict,
    assess,
    floor_of,
    history_features,
    told_twice,
)

TODAY = date(2026, 12, 20)
EASY = Verdict.RUN_EASY


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def day(
    days: int,
    pain: int | None = 1,
    worst: int | None = None,
    verdict: Verdict = EASY,
) -> PastCheckIn:
    return PastCheckIn(
        local_date=ago(days), pain_now=pain, pain_worst_24h=worst, verdict=verdict
    )


def run(
    days: int, pain: int | None = 1, settled: str | None = "same_day", **more
) -> RunReport:
    return RunReport(local_date=ago(days), pain_max=pain, settled=settled, **more)


def features(check_ins=(), runs=(), *, chronic=False, pain=None, hour=7) -> dict:
    return history_features(
        today=TODAY,
        hour=hour,
        check_ins=check_ins,
        runs=runs,
        chronic_and_cleared=chronic,
        pain_now_today=pain,
    )


def test_no_history_is_no_reason_for_anything():
    assert features() == {
        "ran_last_7d": "no",
        "hours_since_last_run": None,
        "last_run_pain_max": None,
        "last_run_trend": None,
        "last_run_limp": None,
        "last_run_settled": None,
        "flares_14d": 0,
        "days_pain_3plus_14d": 0,
        "pain_last_3_days_max": None,
        "prev_verdict": None,
        "days_pain_0_2": 0,
        "easy_runs_ok": 0,
        "pain_rising": "no",
    }


def test_every_feature_is_a_field():
    assert set(features()) <= set(FIELDS)


def test_todays_and_later_check_ins_do_not_count():
    assert features([day(0, 9), day(-1, 9)]) == features()


def test_later_runs_do_not_count():
    assert features(runs=[run(-1, 9)]) == features()


def test_of_several_check_ins_on_a_day_the_most_cautious_counts():
    found = features(
        [
            day(1, 2, 4, Verdict.WALK),
            day(1, 5, 3, Verdict.RUN),
            day(1, None, None, Verdict.RUN),
        ]
    )

    assert found["prev_verdict"] == "walk"
    assert found["pain_last_3_days_max"] == 5
    assert found["days_pain_0_2"] == 0


def test_of_several_check_ins_on_a_day_the_worst_pain_counts_whenever_it_was_told():
    calm, bad = day(1, 2, 4), day(1, 2, 9)

    for told in ([calm, bad], [bad, calm]):
        assert features(told)["pain_last_3_days_max"] == 9
        assert features(told)["days_pain_3plus_14d"] == 1


def test_the_previous_verdict_is_that_of_the_newest_earlier_day():
    found = features([day(5, verdict=Verdict.REST), day(2, verdict=Verdict.WALK)])

    assert found["prev_verdict"] == "walk"


@pytest.mark.parametrize(
    ("check_ins", "chronic", "expected"),
    [
        ([day(1), day(2)], False, 2),
        ([day(1), day(2, 3), day(3)], False, 1),
        ([day(1, 3), day(2, 3)], True, 2),
        ([day(1, 4)], True, 0),
        ([day(1), day(2, None), day(3)], False, 1),
        ([day(1), day(5)], False, 2),
        ([day(1), day(6)], False, 1),
        ([day(4)], False, 1),
        ([day(5)], False, 0),
        ([day(8)], False, 0),
    ],
    ids=[
        "two in a row",
        "a bad day ends it",
        "chronic pain has 3",
        "but not 4",
        "unknown is not calm",
        "three missed days",
        "four missed days",
        "three missed days before today",
        "four missed days before today",
        "a week without",
    ],
)
def test_calm_days_in_a_row(check_ins, chronic, expected):
    assert features(check_ins, chronic=chronic)["days_pain_0_2"] == expected


@pytest.mark.parametrize(
    ("check_ins", "runs", "expected"),
    [
        ([day(1), day(3)], [run(1), run(3)], 2),
        ([day(1), day(3)], [run(1), run(4)], 1),
        ([day(1), day(3, verdict=Verdict.WALK)], [run(1), run(3)], 1),
        ([day(1, verdict=Verdict.RUN)], [run(1)], 0),
        ([day(8)], [run(8)], 0),
        ([day(7)], [run(7)], 1),
        ([day(1), day(9)], [run(1), run(9)], 1),
        ([day(1), day(3)], [run(1, settled="by_next_morning"), run(3)], 2),
        ([day(1), day(3)], [run(1, settled="over_24h"), run(3)], 0),
        ([day(1), day(3)], [run(1, 3), run(3)], 0),
        ([day(1), day(3)], [run(1, settled=None), run(3)], 1),
        ([day(1), day(3)], [run(1, settled="not_yet_known"), run(3)], 1),
        ([day(1), day(3)], [run(1, 5, settled=None), run(3)], 0),
        ([day(1), day(3)], [run(1), run(3, settled=None)], 1),
        ([day(1), day(3)], [run(1), run(3, None)], 1),
        ([day(1), day(3)], [run(1, None), run(3)], 0),
        ([], [run(1)], 0),
    ],
)
def test_easy_runs_in_a_row(check_ins, runs, expected):
    assert features(check_ins, runs)["easy_runs_ok"] == expected


@pytest.mark.parametrize("is_turned", [False, True])
def test_of_the_runs_of_a_day_only_the_newest_may_be_unsettled(is_turned):
    settled, newer = run(1, hours_ago=8), run(1, settled=None, hours_ago=2)
    of_day = [newer, settled] if is_turned else [settled, newer]

    assert features([day(1), day(3)], [*of_day, run(3)])["easy_runs_ok"] == 2


def test_of_a_run_of_which_nothing_is_told_nothing_is_known():
    told = RunReport(local_date=TODAY)

    assert {told.hours_ago, told.distance_m, told.pain_max, told.settled} == {None}


def test_chronic_pain_has_easy_runs_up_to_3():
    assert features([day(1)], [run(1, 3)], chronic=True)["easy_runs_ok"] == 1


@pytest.mark.parametrize(
    ("days", "hours_ago", "hour", "expected"),
    [(1, 20, 7, 20), (1, None, 7, 7), (2, None, 7, 31), (0, None, 7, 0)],
)
def test_without_its_hour_a_run_ended_with_its_day(days, hours_ago, hour, expected):
    found = features(runs=[run(days, hours_ago=hours_ago)], hour=hour)

    assert found["hours_since_last_run"] == expected


def test_the_newest_run_of_the_last_week_is_told():
    newest = run(
        1, 4, "over_24h", hours_ago=20, trend="rose", limp="yes", distance_m=5000
    )
    found = features(runs=[run(1, 1, hours_ago=30), newest, run(3)])

    assert found["ran_last_7d"] == "yes"
    assert found["last_run_pain_max"] == 4
    assert found["last_run_trend"] == "rose"
    assert found["last_run_limp"] == "yes"
    assert found["last_run_settled"] == "over_24h"


@pytest.mark.parametrize(("days", "expected"), [(7, "yes"), (8, "no")])
def test_a_run_counts_as_recent_for_seven_days(days, expected):
    assert features(runs=[run(days)])["ran_last_7d"] == expected


def test_flares_count_for_fourteen_days():
    runs = [
        run(14, settled="over_24h"),
        run(3, settled="over_72h"),
        run(15, settled="over_24h"),
        run(2),
    ]

    assert features(runs=runs)["flares_14d"] == 2


def test_bad_days_count_by_the_higher_score_for_fourteen_days():
    check_ins = [day(1, 3), day(14, 0, 3), day(15, 9), day(2, 2), day(3, None)]

    assert features(check_ins)["days_pain_3plus_14d"] == 2


def test_the_worst_pain_of_three_days():
    check_ins = [day(1, 1, 2), day(3, 0, 4), day(4, 9)]

    assert features(check_ins)["pain_last_3_days_max"] == 4


@pytest.mark.parametrize(
    ("check_ins", "pain", "expected"),
    [
        ([day(1, 2), day(2, 1)], 3, "yes"),
        ([day(1, 1), day(2, 0)], 2, "yes"),
        ([day(1, 3), day(2, 1)], 3, "no"),
        ([day(1, 2), day(2, 2)], 3, "no"),
        ([day(1, 2)], 3, "no"),
        ([day(1, 2), day(2, 1)], None, "no"),
        ([day(1, None), day(2, 1)], 3, "no"),
    ],
)
def test_rising_pain_is_three_check_ins_each_above_the_one_before(
    check_ins, pain, expected
):
    assert features(check_ins, pain=pain)["pain_rising"] == expected


days_of_pain = st.lists(
    st.tuples(
        st.integers(1, 16),
        st.integers(0, 10),
        st.integers(0, 10),
        st.sampled_from(Verdict),
    ),
    max_size=12,
)
runs_done = st.lists(
    st.tuples(
        st.integers(0, 16),
        st.integers(0, 10),
        st.sampled_from([None, *FIELDS["last_run_settled"].values]),
    ),
    max_size=6,
)


def report_with(check_ins: list, runs: list) -> SymptomReport:
    found = features(check_ins, runs)
    return make_report(**{**found, "pain_rising": "no"})


@settings(max_examples=100, deadline=None)
@given(
    past=days_of_pain, done=runs_done, which=st.integers(0, 11), more=st.integers(1, 10)
)
def test_worse_pain_in_the_past_never_relaxes_today(past, done, which, more):
    runs = [run(*one) for one in done]
    worse = [
        (d, min(10, now + more), min(10, worst + more), verdict)
        if place == which
        else (d, now, worst, verdict)
        for place, (d, now, worst, verdict) in enumerate(past)
    ]

    before = assess(report_with([day(*one) for one in past], runs))
    after = assess(report_with([day(*one) for one in worse], runs))

    assert floor_of(after.findings).covers(floor_of(before.findings))


@settings(max_examples=100, deadline=None)
@given(past=days_of_pain, done=runs_done)
def test_history_never_relaxes_what_todays_answers_give(past, done):
    none = dict.fromkeys(features())
    today = assess(make_report(pain_now=3, **none))
    found = features([day(*one) for one in past], [run(*one) for one in done], pain=3)

    advice = assess(make_report(pain_now=3, **found))

    assert floor_of(advice.findings).covers(floor_of(today.findings))


# Several reports of running on one day


@pytest.mark.parametrize(
    ("one", "other", "worst"),
    [
        ({"pain": 8}, {"pain": 0}, {"pain_max": 8}),
        ({"pain": 0}, {"pain": 2}, {"pain_max": 2}),
        ({"pain": 2}, {"pain": None}, {"pain_max": None}),
        ({"pain": None}, {"pain": 3}, {"pain_max": 3}),
        ({"pain": None}, {"pain": None}, {"pain_max": None}),
        ({"trend": "rose"}, {"trend": "eased"}, {"trend": "rose"}),
        ({"trend": "rose"}, {"trend": None}, {"trend": "rose"}),
        ({"trend": "steady"}, {"trend": None}, {"trend": None}),
        ({"limp": "yes"}, {"limp": "no"}, {"limp": "yes"}),
        ({"limp": "no"}, {"limp": None}, {"limp": None}),
        ({"settled": "over_72h"}, {"settled": "over_24h"}, {"settled": "over_72h"}),
        ({"settled": "same_day"}, {"settled": None}, {"settled": None}),
        (
            {"settled": "not_yet_known"},
            {"settled": "by_next_morning"},
            {"settled": "not_yet_known"},
        ),
    ],
)
def test_of_two_runs_on_a_day_the_worse_answers_count(one, other, worst):
    for first, second in ((one, other), (other, one)):
        found = features(runs=[run(1, **first), run(1, **second)])

        shown = {name: found[f"last_run_{name}"] for name in worst}
        assert shown == worst


def test_a_run_of_the_day_before_does_not_count_with_the_newest():
    assert features(runs=[run(2, 8), run(1, 1)])["last_run_pain_max"] == 1


@pytest.mark.parametrize(
    ("one", "other", "hours"),
    [(3, 20, 3), (20, 3, 3), (0, 1, 0), (1, 0, 0), (3, None, 7), (None, None, 7)],
)
def test_of_two_runs_on_a_day_the_later_one_is_the_last(one, other, hours):
    found = features(runs=[run(1, hours_ago=one), run(1, hours_ago=other)])

    assert found["hours_since_last_run"] == hours


@pytest.mark.parametrize(
    ("one", "other", "known"),
    [
        ({"pain": 6}, {"pain": 0}, {"pain_max": 6}),
        ({"pain": None}, {"pain": 0}, {"pain_max": 0}),
        ({"trend": None}, {"trend": "eased"}, {"trend": "eased"}),
        ({"trend": "eased"}, {"trend": "rose"}, {"trend": "rose"}),
        (
            {"settled": "not_yet_known"},
            {"settled": "same_day"},
            {"settled": "same_day"},
        ),
        ({"settled": "not_yet_known"}, {"settled": None}, {"settled": "not_yet_known"}),
        ({"settled": "over_24h"}, {"settled": "same_day"}, {"settled": "over_24h"}),
        ({"distance_m": None}, {"distance_m": 5000}, {"distance_m": 5000}),
        ({"distance_m": 4000}, {"distance_m": 5000}, {"distance_m": 4000}),
    ],
)
def test_one_run_told_twice_is_what_either_knows_and_the_worse_of_both(
    one, other, known
):
    report = told_twice(run(1, **one), run(1, **other))

    assert {name: getattr(report, name) for name in known} == known


@pytest.mark.parametrize(
    ("changes", "is_told"),
    [
        ({}, True),
        ({"pain": None}, False),
        ({"trend": None}, False),
        ({"limp": None}, False),
        ({"settled": None}, False),
        ({"settled": "not_yet_known"}, False),
    ],
)
def test_a_run_is_asked_about_until_all_is_known(changes, is_told):
    whole = {"trend": "eased", "limp": "no"}

    assert run(1, **(whole | changes)).is_told is is_told
