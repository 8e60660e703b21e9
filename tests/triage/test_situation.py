from __future__ import annotations

import datetime as dt

import pytest

from tests.make import (
    check_in_data,
    episode_data,
    make_check_in,
    make_episode,
    make_profile,
    quiet_answers,
)
from tests.page import errors_at
from triage import report
from triage.asked import asked_of
from triage.past import CHECK_INS_READ
from triage.rules import RunReport, Verdict
from triage.situation import Situation
from triage.warning_list import list_answers

TODAY = dt.date(2026, 12, 3)
NOW = dt.datetime(2026, 12, 3, 6, 30, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _december(time_machine):
    time_machine.move_to(NOW, tick=False)


def report_of(athlete, *, now=NOW, run=None, **changes):
    told = quiet_answers(**changes)
    return report.report_of(Situation.of(athlete, now), told, run=run).answers()


def run_on(day, **changes):
    told = {"pain_max": 1, "trend": "eased", "limp": "no", "settled": "same_day"}
    return RunReport(local_date=day, **told | changes)


def rules_of(check_in):
    return [finding["rule"] for finding in check_in.findings]


# The profile


@pytest.mark.parametrize(("days", "holds"), [(0, True), (92, True), (93, False)])
def test_profile_holds_for_92_days(alice, days, holds):
    make_profile(alice, reviewed_on=TODAY - days * DAY, cancer_history="past")

    report = report_of(alice)

    assert (report.get("cancer_history") == "past") is holds
    assert Situation.of(alice, NOW).profile_is_due is not holds
    assert report["age_years"] == 34


def test_profile_out_of_date_is_no_run_and_says_so(client_of_alice, alice):
    make_profile(alice, reviewed_on=TODAY - 93 * DAY)

    check_in = make_check_in(alice)

    assert check_in.verdict == Verdict.WALK
    assert "INC-1" in rules_of(check_in)
    assert "Until you have looked at" in client_of_alice.get("/check-ins/new/").text


def test_without_a_profile_every_required_answer_of_it_is_open(alice):
    check_in = make_check_in(alice)

    assert check_in.verdict == Verdict.WALK
    assert "age_years" not in check_in.report
    assert not Situation.of(alice, NOW).outside_the_rules


def test_profile_answers_that_were_skipped_stay_open(alice):
    make_profile(alice, birth_date=None, cancer_history="")

    report = report_of(alice)

    assert "age_years" not in report
    assert "cancer_history" not in report


@pytest.mark.parametrize(("days", "holds"), [(31, True), (32, False)])
def test_low_energy_holds_for_31_days(alice, days, holds):
    make_profile(alice, low_energy_asked_on=TODAY - days * DAY)

    assert ("low_energy_signs" in report_of(alice)) is holds
    assert asked_of(Situation.of(alice, NOW)).low_energy is not holds


def test_low_energy_told_in_a_check_in_holds_from_then(alice):
    make_profile(alice, low_energy_asked_on=TODAY - 40 * DAY)

    make_check_in(alice, low_energy_signs="yes")

    later = Situation.of(alice, NOW + 20 * DAY)
    assert report.report_of(later, quiet_answers())["low_energy_signs"] == "yes"
    assert not asked_of(later).low_energy


def test_habits_hold_for_good(alice):
    make_profile(alice, reviewed_on=TODAY - 500 * DAY, shoe_age_km=900)

    assert report_of(alice)["shoe_age_km"] == 900


@pytest.mark.parametrize(("born", "age"), [(1992, 34), (1900, 100), (2010, 16)])
def test_age_is_counted_in_whole_years_up_to_what_the_rules_know(alice, born, age):
    make_profile(alice, birth_date=dt.date(born, 12, 3))

    assert report_of(alice)["age_years"] == age
    assert report_of(alice, now=NOW - DAY)["age_years"] == (
        age if born == 1900 else age - 1
    )


# The episode


@pytest.mark.parametrize(("days", "holds"), [(0, True), (7, True), (8, False)])
def test_episode_answers_hold_for_seven_days(alice, days, holds):
    make_profile(alice)
    make_episode(alice, answered_on=TODAY - days * DAY, night_pain="on_turning")

    report = report_of(alice, pain_now=2)

    assert ("duration_days" in report) is holds
    assert (report["night_pain"] == "on_turning") is holds
    assert asked_of(Situation.of(alice, NOW)).episode_due is not holds


@pytest.mark.parametrize(("days", "known"), [(14, True), (15, False)])
def test_pain_that_was_gone_for_14_days_is_a_new_one(alice, days, known):
    make_profile(alice)
    make_episode(alice, answered_on=TODAY - days * DAY)

    assert (Situation.of(alice, NOW).known_episode is not None) is known


def test_pain_in_a_check_in_keeps_the_episode_alive(alice):
    make_profile(alice)
    make_episode(alice, answered_on=TODAY - 20 * DAY)
    make_check_in(alice, now=NOW - 10 * DAY, pain_worst_24h=1)
    make_check_in(alice, now=NOW - 2 * DAY)

    assert Situation.of(alice, NOW).known_episode is not None


def test_duration_is_counted_from_the_start_and_stays_in_range(alice):
    make_profile(alice)
    episode = make_episode(alice, started_on=TODAY - 40 * DAY)
    assert report_of(alice, pain_now=2)["duration_days"] == 40

    episode.started_on = TODAY + DAY
    episode.save()
    assert report_of(alice, pain_now=2)["duration_days"] == 0

    episode.started_on = dt.date(1850, 1, 1)
    episode.save()
    assert report_of(alice, pain_now=2)["duration_days"] == 36_500


@pytest.mark.parametrize(
    ("name", "told", "known", "worse"),
    [
        ("trauma", "none", "minor", "minor"),
        ("trauma", "major", "minor", "major"),
        ("night_pain", "none", "wakes_constant", "wakes_constant"),
        ("night_pain", "wakes_eases_when_up", "on_turning", "wakes_eases_when_up"),
        ("focal_bone_pain", "no", "yes", "yes"),
        ("focal_bone_pain", "yes", "no", "yes"),
        ("focal_bone_pain", "yes", "", "yes"),
        ("focal_bone_pain", "no", "", None),
        ("impact_pain", None, "no", None),
        ("impact_pain", None, "yes", "yes"),
        ("impact_pain", "no", "", None),
        ("impact_pain", "no", "no", "no"),
    ],
)
def test_worse_of_the_list_and_the_episode_counts(alice, name, told, known, worse):
    make_profile(alice)
    make_episode(alice, **{name: known})

    assert report_of(alice, **{name: told}).get(name) == worse


def test_pain_told_as_not_sure_where_on_the_bone_is_no_run(client_of_alice, alice):
    make_profile(alice)
    data = check_in_data(alice, pain_worst_24h="1", daily_life="none")
    data |= {"change_vs_last_week": "better"}
    data |= episode_data(TODAY, episode_impact_pain="unsure")

    client_of_alice.post("/check-ins/new/", data)

    check_in = alice.check_ins.get()
    assert check_in.verdict == Verdict.WALK
    assert "impact_pain" not in check_in.report


def test_daily_list_is_never_carried(alice):
    make_profile(alice)
    make_check_in(alice, now=NOW - DAY, leg_pain="below_knee_one", fever="yes")
    told = dict.fromkeys(list_answers({}, ()))

    report = report_of(alice, **told)

    assert not told.keys() & report.keys()


# Fear


@pytest.mark.parametrize(("days", "holds"), [(1, True), (6, True), (7, False)])
def test_fear_holds_for_seven_days(alice, days, holds):
    make_profile(alice)
    make_check_in(alice, now=NOW - days * DAY, pain_now=2, fear_unsafe="yes")

    assert (report_of(alice).get("fear_unsafe") == "yes") is holds
    assert asked_of(Situation.of(alice, NOW)).fear is not holds


def test_fear_is_not_asked_without_pain(alice):
    make_profile(alice)
    make_check_in(alice, now=NOW - DAY)

    assert not asked_of(Situation.of(alice, NOW)).fear


# Runs


def test_run_told_before_counts_until_its_week_is_over(alice):
    make_profile(alice)
    make_check_in(alice, now=NOW - 6 * DAY, run=run_on(TODAY - 7 * DAY, pain_max=5))

    assert report_of(alice)["last_run_pain_max"] == 5
    assert report_of(alice)["ran_last_7d"] == "yes"
    assert report_of(alice, now=NOW + DAY)["ran_last_7d"] == "no"


def test_run_that_had_not_settled_is_asked_about_until_it_has(alice):
    make_profile(alice)
    open_run = run_on(TODAY - 2 * DAY, settled="not_yet_known", pain_max=6)
    make_check_in(alice, now=NOW - DAY, run=open_run)
    asked = asked_of(Situation.of(alice, NOW)).open_run
    assert asked is not None
    assert asked.local_date == TODAY - 2 * DAY
    assert asked.pain_max == 6

    check_in = make_check_in(alice, last_run_settled="over_24h")

    assert check_in.report["last_run_settled"] == "over_24h"
    assert check_in.report["flares_14d"] == 1
    later = Situation.of(alice, NOW + DAY)
    assert asked_of(later).open_run is None
    assert later.runs == [run_on(TODAY - 2 * DAY, settled="over_24h", pain_max=6)]


def test_open_run_has_to_be_answered_on_the_page(client_of_alice, alice):
    make_profile(alice)
    open_run = run_on(TODAY - DAY, settled="not_yet_known")
    make_check_in(alice, now=NOW - DAY, run=open_run)
    data = check_in_data(alice)

    refused = client_of_alice.post("/check-ins/new/", data | {"open_run_settled": ""})
    accepted = client_of_alice.post(
        "/check-ins/new/", data | {"open_run_settled": "same_day"}
    )

    assert "Wednesday 2 December" in refused.text
    assert errors_at(refused.text, "open_run_settled") == ["Choose an answer."]
    assert accepted.status_code == 302


def test_last_run_is_not_asked_for_before_one_that_is_known(client_of_alice, alice):
    make_profile(alice)
    known = run_on(TODAY - 2 * DAY, settled="not_yet_known", pain_max=6)
    make_check_in(alice, now=NOW - DAY, run=known)
    run = {"ran": "yes", "last_run_pain_max": "0", "last_run_trend": "eased"}
    run |= {"last_run_limp": "no", "last_run_settled": "same_day"}
    data = check_in_data(alice, **run, brisk_walk_30_ok="no")

    page = client_of_alice.get("/check-ins/new/").text
    before = client_of_alice.post("/check-ins/new/", data | {"ran_on": "2026-11-30"})
    same_day = client_of_alice.post("/check-ins/new/", data | {"ran_on": "2026-12-01"})

    assert 'value="2026-11-30"' not in page
    assert before.status_code == 422
    assert same_day.status_code == 302
    newest = alice.check_ins.newest_first()[0]
    # Of two runs on a day, the worse answers count.
    assert newest.report["last_run_pain_max"] == 6


def test_run_of_long_ago_is_not_asked_about(alice):
    make_profile(alice)
    run = run_on(TODAY - 8 * DAY, settled="not_yet_known")
    make_check_in(alice, now=NOW - 8 * DAY, run=run)

    assert asked_of(Situation.of(alice, NOW)).open_run is None


def test_settled_without_any_run_is_left_out(alice):
    make_profile(alice)

    assert "last_run_settled" not in report_of(alice, last_run_settled="over_72h")


def test_run_of_a_corrected_check_in_is_forgotten(alice):
    make_profile(alice)
    mistyped = make_check_in(alice, run=run_on(TODAY, limp="yes"))

    corrected = make_check_in(alice, corrects=mistyped)

    assert corrected.report["ran_last_7d"] == "no"
    assert Situation.of(alice, NOW).runs == []


# History, end to end


def test_two_calm_days_and_a_brisk_walk_open_the_way_from_walk(alice):
    make_profile(alice)
    make_episode(alice, started_on=TODAY - 3 * DAY)
    make_check_in(alice, now=NOW - 3 * DAY, pain_now=4, pain_worst_24h=4)
    for back in (2, 1):
        held = make_check_in(alice, now=NOW - back * DAY, pain_now=1, pain_worst_24h=1)
        assert held.verdict == Verdict.WALK
    assert asked_of(Situation.of(alice, NOW)).held_at_walk

    without = make_check_in(alice, now=NOW, brisk_walk_30_ok="no")
    walked = make_check_in(alice, now=NOW + DAY, brisk_walk_30_ok="yes")

    assert without.verdict == Verdict.WALK
    assert "HOLD-2" in rules_of(without)
    assert walked.report["days_pain_0_2"] >= 2
    assert walked.verdict == Verdict.RUN_EASY
    assert "HOLD-3" in rules_of(walked)


def test_two_easy_runs_that_settled_open_the_way_to_run(alice):
    make_profile(alice)
    make_episode(alice)
    make_check_in(alice, now=NOW - 6 * DAY, pain_now=3, pain_worst_24h=3)
    first = make_check_in(alice, now=NOW - 5 * DAY)
    assert first.verdict == Verdict.RUN_EASY

    second = make_check_in(alice, now=NOW - 4 * DAY, run=run_on(TODAY - 5 * DAY))
    third = make_check_in(alice, now=NOW - 2 * DAY, run=run_on(TODAY - 3 * DAY))

    assert second.verdict == Verdict.RUN_EASY
    assert third.report["easy_runs_ok"] == 2
    assert third.verdict == Verdict.RUN


def test_bad_days_of_two_weeks_are_counted_by_day(alice):
    make_profile(alice)
    make_episode(alice)
    for back in (16, 14, 3, 2):
        make_check_in(alice, now=NOW - back * DAY, pain_now=3, pain_worst_24h=3)
    make_check_in(alice, now=NOW - 2 * DAY + DAY / 4, pain_now=3, pain_worst_24h=4)

    report = report_of(alice)

    assert report["days_pain_3plus_14d"] == 3
    assert report["pain_last_3_days_max"] == 4


def test_pain_that_rises_three_times_asks_for_more_caution(alice):
    make_profile(alice)
    make_episode(alice)
    for back, pain in ((2, 1), (1, 2)):
        make_check_in(alice, now=NOW - back * DAY, pain_now=pain, pain_worst_24h=pain)

    check_in = make_check_in(alice, pain_now=3, pain_worst_24h=3)

    assert check_in.report["pain_rising"] == "yes"
    assert check_in.verdict >= Verdict.WALK


def test_pain_of_a_long_time_with_clearance_counts_as_calm_up_to_three(alice):
    make_profile(alice, clinician_advice="cleared")
    make_episode(alice, started_on=TODAY - 200 * DAY)
    make_check_in(alice, now=NOW - DAY, pain_now=3, pain_worst_24h=3)

    assert report_of(alice, pain_now=3)["days_pain_0_2"] == 1


def test_only_so_many_check_ins_are_read(alice, django_assert_max_num_queries):
    make_profile(alice)
    for back in range(CHECK_INS_READ + 2, 0, -1):
        make_check_in(alice, now=NOW - back * DAY)

    with django_assert_max_num_queries(4):
        situation = Situation.of(alice, NOW)

    assert len(situation.check_ins) == CHECK_INS_READ


def test_yes_about_low_energy_is_not_taken_back_by_the_short_question(alice):
    long_ago = alice.local_date() - dt.timedelta(days=60)
    profile = make_profile(alice)
    profile.low_energy_signs, profile.low_energy_asked_on = "yes", long_ago
    profile.save()

    assert not asked_of(Situation.of(alice)).low_energy

    profile.low_energy_signs = "no"
    profile.save()

    assert asked_of(Situation.of(alice)).low_energy
