"""Hints: at most two, never beside a red flag, never a diagnosis."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from tests.triage.rules.reports import make_report, reports
from triage.rules import Care, Hint, SymptomReport, assess, hints
from triage.rules.hints import PATTERNS

CORE = {
    "pain_now": 2,
    "onset": "gradual",
    "last_run_trend": "rose",
    "last_run_pain_max": 4,
    "strength_sessions_per_week": 1,
}
LEANING = {"worse_leaning_back": "yes", "worse_standing_downhill": "yes"}
STRAIN = {"pain_now": 2, "onset": "after_lift_or_twist", "duration_days": 7}
JUMP = {"pain_now": 2, "load_jump_from_m": 10_000, "load_jump_to_m": 11_001}
COLD = {"warm_up_done": "no", "last_run_trend": "eased", "last_run_pain_max": 1}
ROAD = {"pain_now": 2, "surface": "road", "last_run_pain_max": 1}

# Hint id: answers that fit it, answers that do not.
CASES: dict[str, tuple[list[dict], list[dict]]] = {
    "H-CORE": (
        [
            CORE,
            {**CORE, "onset": "during_or_after_run"},
            {**CORE, "last_run_pain_max": 5},
            {**CORE, "strength_sessions_per_week": 0},
        ],
        [
            {**CORE, "strength_sessions_per_week": 2},
            {**CORE, "strength_sessions_per_week": None},
            {**CORE, "leg_pain": "buttock_thigh"},
            {**CORE, "last_run_pain_max": 6},
            {**CORE, "last_run_trend": "steady"},
            {**CORE, "onset": "sudden"},
            {**CORE, "pain_site": "flank"},
        ],
    ),
    "H-DISC": (
        [
            {"worse_bending_sitting": "yes", "worse_cough_sneeze": "yes"},
            {"worse_bending_sitting": "yes", "leg_pain": "below_knee_one"},
            {"worse_bending_sitting": "yes", "leg_numb_tingle": "one_leg"},
        ],
        [{"worse_bending_sitting": "yes"}, {"worse_cough_sneeze": "yes"}],
    ),
    "H-LORD": (
        [
            {"posture_concern": "yes"},
            {"posture_concern": "yes", "age_years": 18},
            {**LEANING, "worse_bending_sitting": "no"},
        ],
        [
            {"posture_concern": "yes", "age_years": 17},
            {**LEANING, "worse_bending_sitting": "yes"},
            {
                **LEANING,
                "worse_bending_sitting": "no",
                "worse_standing_downhill": "no",
            },
            {**LEANING, "worse_bending_sitting": "no", "worse_leaning_back": "no"},
            LEANING,
        ],
    ),
    "H-STRAIN": (
        [STRAIN, {**STRAIN, "spasm": "mild", "focal_bone_pain": None}],
        [
            {**STRAIN, "duration_days": 8},
            {**STRAIN, "duration_days": None},
            {**STRAIN, "focal_bone_pain": "yes"},
            {**STRAIN, "leg_numb_tingle": "one_leg"},
            {**STRAIN, "onset": "gradual"},
            {**STRAIN, "pain_site": "mid_upper"},
            {**STRAIN, "pain_now": 0},
        ],
    ),
    "H-LOAD": (
        [JUMP],
        [
            {**JUMP, "load_jump_to_m": 11_000},
            {**JUMP, "load_jump_from_m": None},
            {**JUMP, "pain_now": 0},
        ],
    ),
    "H-WARM": (
        [COLD],
        [
            {**COLD, "warm_up_done": "yes"},
            {**COLD, "last_run_trend": "steady"},
            {**COLD, "last_run_pain_max": 0},
        ],
    ),
    "H-HAM": (
        [{"pain_now": 2, "tight_hamstrings": "yes"}],
        [{"tight_hamstrings": "yes"}, {"pain_now": 2, "tight_hamstrings": "no"}],
    ),
    "H-SHOE": (
        [
            {"pain_now": 2, "shoe_age_km": 801},
            {"pain_now": 2, "new_shoes_3w": "yes"},
            {"pain_now": 2, "shoe_fit": "tight"},
            {"pain_now": 2, "shoe_fit": "loose"},
            {"pain_now": 2, "shoe_type": "walking"},
            {"pain_now": 2, "shoe_type": "other"},
        ],
        [
            {"pain_now": 2, "shoe_age_km": 800},
            {"pain_now": 2, "shoe_fit": "unsure"},
            {"pain_now": 0, "new_shoes_3w": "yes"},
        ],
    ),
    "H-SURF": (
        [ROAD],
        [
            {**ROAD, "surface": "trail"},
            {**ROAD, "pain_now": 0},
            {**ROAD, "last_run_pain_max": 0},
        ],
    ),
    "H-NONE": ([{"pain_now": 1}, {"pain_worst_24h": 1}], [{}, CORE]),
}


def shown(**changes) -> list[str]:
    report = make_report(**changes)
    return [hint.id for hint in hints(report, assess(report))]


def test_every_hint_has_cases():
    assert set(CASES) == {pattern.id for pattern in PATTERNS} | {"H-NONE"}


@pytest.mark.parametrize(
    ("hint", "changes"), [(h, case) for h, (fits, _) in CASES.items() for case in fits]
)
def test_it_is_shown_where_the_pattern_fits(hint: str, changes: dict):
    assert hint in shown(**changes)


@pytest.mark.parametrize(
    ("hint", "changes"), [(h, case) for h, (_, not_) in CASES.items() for case in not_]
)
def test_it_is_not_shown_where_the_pattern_does_not_fit(hint: str, changes: dict):
    assert hint not in shown(**changes)


@settings(max_examples=100, deadline=None)
@given(report=reports())
def test_there_are_at_most_two_and_none_beside_a_red_flag(report: SymptomReport):
    advice = assess(report)
    found = hints(report, advice)

    assert len(found) <= 2
    assert not (found and advice.is_red_flag)


def test_of_three_that_fit_the_first_two_are_shown():
    assert shown(**{**JUMP, **ROAD}, tight_hamstrings="yes") == ["H-LOAD", "H-HAM"]


@pytest.mark.parametrize(
    ("flag", "care"),
    [
        ({"saddle_numbness": "yes"}, Care.EMERGENCY),
        ({"leg_weakness": "one_leg_new"}, Care.URGENT_SAME_DAY),
    ],
)
def test_a_red_flag_hides_every_hint(flag, care):
    report = make_report(**JUMP, **flag)

    assert assess(report).care is care
    assert hints(report, assess(report)) == ()


def test_the_jump_is_told_in_kilometres():
    jump = {**JUMP, "load_jump_from_m": 99_900, "load_jump_to_m": 114_200}
    report = make_report(**jump)

    (hint,) = hints(report, assess(report))

    assert "(114.2 km against 99.9 km)" in hint.text


def test_no_hint_claims_to_know():
    for pattern in PATTERNS:
        assert "you have " not in pattern.text.lower()
        assert pattern.text.endswith("Only an examination can tell.")


def test_pain_without_a_pattern_is_called_normal():
    report = make_report(pain_now=2)

    assert hints(report, assess(report)) == (
        Hint(
            id="H-NONE",
            text="Most back pain has no single cause that can be seen, and that is "
            "normal.",
        ),
    )
