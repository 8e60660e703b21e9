"""What would change the advice: every promise is kept, and none is longer than needed."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings

from tests.triage.rules.reports import make_report, reports
from triage.rules import (
    FIELDS,
    RULESET_VERSION,
    RULESETS,
    EarlierToday,
    SymptomReport,
    Verdict,
    assess,
    latches_after,
    lift,
    way_back,
    what_would_change,
)
from triage.rules.conditions import Condition, all_of, any_of
from triage.rules.field import Changeable

quick = settings(max_examples=60, deadline=None)


def sentence(**changes) -> str | None:
    report = make_report(**changes)
    found = what_would_change(report, assess(report))
    return found.sentence if found else None


@quick
@given(report=reports())
def test_the_promised_verdict_is_what_the_changed_answers_get(report: SymptomReport):
    advice = assess(report)
    found = what_would_change(report, advice)
    assume(found is not None and found.verdict is not None)

    assert found.verdict < advice.verdict
    assert assess(report.replace(**dict(found.changes))).verdict is found.verdict


@quick
@given(report=reports())
def test_no_change_is_needless(report: SymptomReport):
    found = what_would_change(report, assess(report))
    assume(found is not None and found.verdict is not None)

    for name, _value in found.changes:
        fewer = {n: v for n, v in found.changes if n != name}
        assert assess(report.replace(**fewer)).verdict > found.verdict


@quick
@given(report=reports())
def test_only_what_can_change_is_changed(report: SymptomReport):
    found = what_would_change(report, assess(report))
    assume(found is not None)

    for name, value in found.changes:
        before = report[name]
        if before is not None:
            assert FIELDS[name].changeable is not Changeable.NO
            assert FIELDS[name].better(before, value) == value


@quick
@given(report=reports())
def test_the_blockers_are_the_rules_that_hold_the_verdict(report: SymptomReport):
    advice = assess(report)
    found = what_would_change(report, advice)
    assume(found is not None and found.verdict is not None)

    holding = [f.rule_id for f in advice.findings if f.verdict == advice.verdict]
    assert list(found.blockers) == holding


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {"pain_now": 4, "painkiller_8h": "simple"},
            "With pain now at 3 or less and no painkiller in the last 8 hours "
            "this would be an easy run.",
        ),
        (
            {"walking": "limp", "pain_now": 6, "spasm": "locked"},
            "With walking no worse than “normal, but not for long”, only mild spasm "
            "and pain now at 5 or less this would be a walk.",
        ),
        (
            {"prev_verdict": "walk", "days_pain_0_2": 1, "brisk_walk_30_ok": "no"},
            "With two calm days in a row (pain 2 or less) and a comfortable "
            "30-minute brisk walk this would be an easy run.",
        ),
        (
            {"prev_verdict": "rest"},
            "From rest the next step is walking; an easy run comes tomorrow at the "
            "earliest.",
        ),
        (
            {"prev_verdict": "walk", "days_pain_0_2": 2, "brisk_walk_30_ok": "yes"},
            "This is the first run back: after two easy runs that have settled by the "
            "next morning the next one is a normal run.",
        ),
        (
            {"prev_verdict": "run_easy", "easy_runs_ok": 1},
            "With two easy runs in a row that have settled by the next morning this "
            "would be a normal run.",
        ),
        (
            {"fever": None, "pain_now": None},
            "Still to be answered: Fever, Pain now. It could then be a normal run.",
        ),
        (
            {"fever": None, "impact_pain": "yes"},
            "Still to be answered: Fever. With no stab of pain at landing it could "
            "then be a normal run.",
        ),
        ({"bladder_change": "yes"}, "Only a clinician's assessment lifts this."),
        (
            {
                "ran_last_7d": "yes",
                "last_run_settled": "not_yet_known",
                "last_run_pain_max": 3,
            },
            "With your last run settled by the next morning this would be an easy run.",
        ),
        (
            {
                "ran_last_7d": "yes",
                "last_run_settled": "same_day",
                "last_run_pain_max": 6,
                "hours_since_last_run": 20,
            },
            "With 49 hours or more since your last run this would be a normal run.",
        ),
        (
            {"clinician_advice": "walk_only"},
            "With your clinician's advice changed to “no advice” this would be a "
            "normal run.",
        ),
        (
            {"leg_weakness": "one_leg_old_stable"},
            "With no weakness in the leg this would be a normal run.",
        ),
        ({"pain_now": 1}, None),
        ({"pregnancy": "postpartum_0_12w"}, None),
        ({"last_run_settled": "over_24h"}, None),
    ],
    ids=str,
)
def test_the_sentence(changes: dict, expected: str | None):
    assert sentence(**changes) == expected


def test_a_red_flag_of_an_earlier_day_needs_a_clinician(day_one):
    flagged = assess(make_report(saddle_numbness="yes"))
    latches = latches_after(flagged, day=day_one, latches=())
    advice = assess(make_report(), latches=latches)

    found = what_would_change(make_report(), advice)

    assert found.sentence == "Only a clinician's assessment lifts this."
    assert found.blockers == ("CES-1",)
    assert found.verdict is None


def test_the_same_day_floor_waits_for_tomorrow():
    earlier = EarlierToday(verdict=Verdict.WALK, care=assess(make_report()).care)
    advice = assess(make_report(), earlier_today=earlier)

    found = what_would_change(make_report(), advice)

    assert "check in again tomorrow" in found.sentence
    assert found.blockers == ("SAME-DAY",)


def test_it_gives_up_after_a_bounded_number_of_tries(monkeypatch):
    monkeypatch.setattr(lift, "MAX_TRIES", 1)

    assert sentence(pain_now=4) is None


def test_it_looks_at_a_bounded_number_of_ways(monkeypatch):
    monkeypatch.setattr(lift, "MAX_WAYS", 1)

    assert sentence(focal_bone_pain="yes", impact_pain="yes") is not None


def ways_off(condition: Condition, **changes) -> list[dict]:
    report = make_report(**changes)
    return [dict(way) for way in lift._ways_off(condition, report, report)]


def test_no_way_changes_what_cannot_change():
    either = any_of(
        FIELDS["past_stress_fracture"].is_("yes"), FIELDS["pain_now"].at_least(4)
    )

    assert not FIELDS["past_stress_fracture"].may_change_from("yes")
    assert ways_off(either, past_stress_fracture="yes", pain_now=4) == []
    assert ways_off(either, pain_now=4) == [{"pain_now": 3}]


@pytest.mark.parametrize("most", [1, 2, 3, 4])
def test_it_stops_at_the_last_way_that_it_may_look_at(monkeypatch, most):
    sore = {"pain_now": 4, "pain_worst_24h": 4, "impact_pain": "yes"}
    three = all_of(*(FIELDS[name].at_least(answer) for name, answer in sore.items()))
    monkeypatch.setattr(lift, "MAX_WAYS", most)

    found = ways_off(three, **sore)

    assert len(found) == min(most, 3)


def test_every_changeable_field_has_a_phrase_for_each_better_value():
    for rule in RULESETS[RULESET_VERSION]:
        for field in rule.when.fields():
            for value in field.values:
                assert field.phrase(value)


def test_small_counts_are_told_in_words():
    assert FIELDS["flares_14d"].phrase(1).startswith("at most one run in 14 days")
    assert FIELDS["days_pain_0_2"].phrase(2).startswith("two calm days")
    assert FIELDS["easy_runs_ok"].phrase(3).startswith("three easy runs")


def test_a_change_that_is_not_needed_is_dropped():
    report = make_report(pain_now=4)
    changes = {"pain_now": 3, "fever": "no"}

    needed = lift._needed(report, changes, assess(report.replace(**changes)))

    assert needed == {"pain_now": 3}


def test_of_three_changes_the_two_that_are_needed_stay():
    report = make_report(pain_now=4, walking="limp")
    changes = {"pain_now": 3, "fever": "no", "walking": "normal"}

    needed = lift._needed(report, changes, assess(report.replace(**changes)))

    assert needed == {"pain_now": 3, "walking": "normal"}


def test_the_way_back_is_what_a_calm_morning_after_it_would_give():
    worn_out = assess(make_report(pain_now=7, pain_worst_24h=7))
    sore = assess(make_report(pain_now=4, pain_worst_24h=4))
    stiff = assess(make_report(pain_now=3, pain_worst_24h=3))

    assert worn_out.verdict is Verdict.REST
    assert way_back(worn_out) == "On a calm morning tomorrow it could be a walk."
    assert "two calm days" in way_back(sore)
    assert "brisk walk" in way_back(sore)
    assert "an easy run" in way_back(sore)
    assert "a normal run" in way_back(stiff)


def test_there_is_no_way_back_from_a_run_or_past_a_red_flag():
    assert way_back(assess(make_report())) == ""
    assert way_back(assess(make_report(saddle_numbness="yes"))) == ""
