"""One isolating case for every rule: where it fires, and beside it where it does not.

Every case is a change from a healthy runner's report; thresholds are tried below, at
and above.
"""

from __future__ import annotations

import pytest

from tests.triage.rules.reports import make_report
from triage.rules import REQUIRED, RULESET_VERSION, RULESETS, assess
from triage.rules.carried import floor_of

RAN = {"ran_last_7d": "yes", "hours_since_last_run": 24, "last_run_settled": "same_day"}
RAN_EARLIER = {**RAN, "hours_since_last_run": 49}
SORE = {"focal_bone_pain": "yes", "impact_pain": "yes"}
OLD_WEAKNESS = {"leg_weakness": "one_leg_old_stable"}
ACHE = {"pain_worst_24h": 1}
STIFF = {"duration_days": 90, "morning_stiffness_min": 30, "eased_by_movement": "yes"}
LATE = {"duration_days": 43, "change_vs_last_week": "same"}
WALKED = {"prev_verdict": "walk"}

# Rule id: answers with which it fires, answers with which it does not.
CASES: dict[str, tuple[list[dict], list[dict]]] = {
    "CES-1": ([{"saddle_numbness": "yes"}], [{"saddle_numbness": "unsure"}]),
    "CES-2": ([{"bladder_change": "yes"}], [{"bladder_change": "unsure"}]),
    "CES-3": ([{"bowel_change": "yes"}], [{"bowel_change": "unsure"}]),
    "CES-4": ([{"sexual_change": "yes"}], [{"sexual_change": "unsure"}]),
    "CES-5": (
        [{"leg_pain": "both_legs"}, {"leg_numb_tingle": "both_legs"}],
        [{"leg_pain": "below_knee_one"}, {"leg_numb_tingle": "one_leg"}],
    ),
    "CES-6": ([{"leg_weakness": "both_legs"}], [{"leg_weakness": "one_leg_worsening"}]),
    "CES-7": (
        [
            {"saddle_numbness": "unsure"},
            {"bladder_change": "unsure"},
            {"bowel_change": "unsure"},
            {"sexual_change": "unsure"},
        ],
        [
            {},
            {"saddle_numbness": "yes"},
            {"bladder_change": "yes"},
            {"bowel_change": "yes"},
            {"sexual_change": "yes"},
        ],
    ),
    "CES-8": ([{"unsteady_gait": "yes"}], [{"unsteady_gait": None}]),
    "CES-9": (
        [
            {"saddle_numbness": "unsure", "leg_pain": "buttock_thigh"},
            {"bladder_change": "unsure", "leg_numb_tingle": "one_leg"},
            {"bowel_change": "unsure", "leg_weakness": "one_leg_new"},
            {"sexual_change": "unsure", "leg_weakness": "one_leg_worsening"},
        ],
        [
            {"saddle_numbness": "unsure"},
            {"leg_pain": "buttock_thigh"},
            {"bladder_change": "unsure", **OLD_WEAKNESS},
        ],
    ),
    "NEU-1": (
        [{"leg_weakness": "one_leg_new"}, {"leg_weakness": "one_leg_worsening"}],
        [OLD_WEAKNESS],
    ),
    "NEU-2": (
        [
            OLD_WEAKNESS,
            {**OLD_WEAKNESS, "clinician_advice": "walk_only"},
            {**OLD_WEAKNESS, "clinician_advice": None},
        ],
        [
            {**OLD_WEAKNESS, "clinician_advice": "cleared"},
            {"leg_weakness": "one_leg_new"},
            {},
        ],
    ),
    "NEU-3": (
        [{**OLD_WEAKNESS, "clinician_advice": "cleared"}],
        [
            OLD_WEAKNESS,
            {"leg_weakness": "one_leg_new", "clinician_advice": "cleared"},
            {"clinician_advice": "cleared"},
        ],
    ),
    "RAD-1": (
        [{"leg_pain": "below_knee_one"}],
        [{"leg_pain": "buttock_thigh"}, {"leg_pain": "both_legs"}],
    ),
    "RAD-2": ([{"leg_numb_tingle": "one_leg"}], [{"leg_numb_tingle": "both_legs"}]),
    "RAD-3": (
        [
            {"leg_pain": "below_knee_one", "pain_now": 7},
            {"leg_pain": "both_legs", "pain_now": 8},
        ],
        [
            {"leg_pain": "below_knee_one", "pain_now": 6},
            {"leg_pain": "buttock_thigh", "pain_now": 7},
        ],
    ),
    "RAD-4": (
        [{"leg_pain": "buttock_thigh"}, {"leg_pain": "below_knee_one"}],
        [{"leg_pain": "none"}],
    ),
    "RAD-5": (
        [{"worse_cough_sneeze": "yes", "pain_now": 4}],
        [{"worse_cough_sneeze": "yes", "pain_now": 3}, {"pain_now": 4}],
    ),
    "FX-1": ([{"trauma": "major"}], [{"trauma": "minor"}]),
    "FX-2": (
        [
            {"trauma": "minor", "age_years": 65},
            {"trauma": "minor", "osteoporosis": "yes"},
            {"trauma": "minor", "steroid_tablets_3m": "yes"},
            {"trauma": "minor", "blood_thinners": "yes"},
        ],
        [{"trauma": "minor", "age_years": 64}, {"age_years": 65}],
    ),
    "FX-3": (
        [
            {"osteoporosis": "yes", "pain_now": 4, "duration_days": 42},
            {"steroid_tablets_3m": "yes", "pain_now": 5, "duration_days": None},
        ],
        [
            {"osteoporosis": "yes", "pain_now": 3},
            {"osteoporosis": "yes", "pain_now": 4, "duration_days": 43},
            {"pain_now": 4},
        ],
    ),
    "FX-4": (
        [
            {"osteoporosis": "yes", **ACHE},
            {"steroid_tablets_3m": "yes", "pain_now": 1},
            {"osteoporosis": "yes", "pain_now": None},
        ],
        [{"osteoporosis": "yes"}, ACHE],
    ),
    "FX-5": ([SORE], [{"focal_bone_pain": "yes"}, {"impact_pain": "yes"}]),
    "FX-6": (
        [
            {**SORE, "low_energy_signs": "yes"},
            {**SORE, "past_stress_fracture": "yes"},
            {**SORE, "osteoporosis": "yes"},
            {**SORE, "steroid_tablets_3m": "yes"},
            {**SORE, "pregnancy": "pregnant"},
            {**SORE, "pregnancy": "postpartum_0_12w"},
            {**SORE, "pregnancy": "postpartum_over_12w"},
            {**SORE, "pain_now": 4},
            {**SORE, "walking": "limp"},
            {**SORE, "night_pain": "wakes_eases_when_up"},
        ],
        [
            SORE,
            {**SORE, "pain_now": 3},
            {**SORE, "walking": "normal_but_short"},
            {**SORE, "night_pain": "on_turning"},
            {"focal_bone_pain": "yes", "low_energy_signs": "yes"},
        ],
    ),
    "FX-7": (
        [
            {"focal_bone_pain": "yes", "low_energy_signs": "yes"},
            {"impact_pain": "yes", "past_stress_fracture": "yes"},
            {"focal_bone_pain": "yes", "osteoporosis": "yes"},
            {"impact_pain": "yes", "steroid_tablets_3m": "yes"},
        ],
        [SORE, {"past_stress_fracture": "yes"}],
    ),
    "FX-8": ([{"impact_pain": "yes"}], [{"focal_bone_pain": "yes"}]),
    "FX-9": ([{"focal_bone_pain": "yes"}], [{"impact_pain": "yes"}]),
    "FX-10": ([{"trauma": "minor"}], [{"trauma": "none"}]),
    "FX-11": (
        [{"trauma": "minor", "pain_now": 4}],
        [{"trauma": "minor", "pain_now": 3}, {"pain_now": 4}],
    ),
    "RED-1": (
        [{"low_energy_signs": "yes", **ACHE}],
        [{"low_energy_signs": "yes"}, ACHE],
    ),
    "RED-2": ([{"low_energy_signs": "yes"}], [{}]),
    "CA-1": (
        [
            {"cancer_history": "past", **ACHE, "duration_days": 14},
            {
                "cancer_history": "current",
                **ACHE,
                "duration_days": 5,
                "night_pain": "wakes_eases_when_up",
            },
            {
                "cancer_history": "past",
                **ACHE,
                "duration_days": 5,
                "pain_site": "mid_upper",
            },
            {
                "cancer_history": "past",
                **ACHE,
                "duration_days": 5,
                "change_vs_last_week": "worse",
            },
        ],
        [
            {"cancer_history": "past", **ACHE, "duration_days": 13},
            {"cancer_history": "past"},
            ACHE,
        ],
    ),
    "CA-2": (
        [{"cancer_history": "past", **ACHE, "duration_days": 5}],
        [{"cancer_history": "past"}, ACHE],
    ),
    "CA-3": (
        [{"cancer_history": "current", "pain_now": 3, "duration_days": 5}],
        [{"cancer_history": "current", "pain_now": 2}, {"pain_now": 3}],
    ),
    "CA-4": ([{"weight_loss": "yes", **ACHE}], [{"weight_loss": "yes"}, ACHE]),
    "CA-5": ([{"weight_loss": "yes"}], [{}]),
    "CA-6": (
        [{"night_pain": "wakes_constant"}],
        [{"night_pain": "wakes_eases_when_up"}],
    ),
    "CA-7": ([{"band_like_trunk_pain": "yes"}], [{"band_like_trunk_pain": "no"}]),
    "CA-8": ([{"spine_lump_or_shape": "yes"}], [{"spine_lump_or_shape": "no"}]),
    "THO-1": (
        [{"pain_site": "mid_upper", "pain_now": 3}],
        [{"pain_site": "mid_upper", "pain_now": 2}, {"pain_now": 3}],
    ),
    "THO-2": (
        [{"pain_site": "mid_upper", "pain_now": 7}],
        [{"pain_site": "mid_upper", "pain_now": 6}, {"pain_now": 7}],
    ),
    "INF-1": (
        [{"fever": "yes", **ACHE}, {"fever": "unsure", "pain_now": 1}],
        [{"fever": "yes"}, ACHE],
    ),
    "INF-2": (
        [
            {"fever": "yes", "immune_weak": "yes"},
            {"fever": "yes", "injected_drugs": "yes"},
            {"fever": "yes", "recent_infection_or_spine_procedure": "yes"},
            {"fever": "yes", "very_unwell": "yes"},
            {"fever": "yes", "leg_weakness": "one_leg_new"},
            {"fever": "yes", "pain_now": 8},
        ],
        [
            {"fever": "unsure", "immune_weak": "yes"},
            {"fever": "yes", "pain_now": 7},
            {"fever": "yes", **OLD_WEAKNESS},
        ],
    ),
    "INF-3": (
        [{"fever": "yes"}, {"fever": "unsure"}],
        [{"fever": "yes", **ACHE}, {"fever": "yes", "pain_now": None}],
    ),
    "INF-4": ([{"night_sweats": "yes", **ACHE}], [{"night_sweats": "yes"}, ACHE]),
    "INF-5": (
        [
            {"immune_weak": "yes", **ACHE, "night_pain": "wakes_eases_when_up"},
            {"injected_drugs": "yes", **ACHE, "change_vs_last_week": "worse"},
            {"recent_infection_or_spine_procedure": "yes", "pain_now": 6},
        ],
        [
            {"immune_weak": "yes", "pain_now": 5},
            {"immune_weak": "yes", "change_vs_last_week": "worse"},
            {"pain_now": 6},
        ],
    ),
    "INF-6": ([{"immune_weak": "yes", **ACHE}], [{"immune_weak": "yes"}, ACHE]),
    "INF-7": (
        [{"injected_drugs": "yes", "pain_now": 3}],
        [{"injected_drugs": "yes", "pain_now": 2}, {"pain_now": 3}],
    ),
    "URI-1": (
        [{"urine_symptoms": "burning", **ACHE}],
        [{"urine_symptoms": "burning"}, ACHE],
    ),
    "URI-2": (
        [
            {"urine_symptoms": "burning", "pain_site": "flank"},
            {"urine_symptoms": "burning", "fever": "unsure"},
            {"urine_symptoms": "burning", "pregnancy": "pregnant"},
        ],
        [{"urine_symptoms": "burning"}, {"pain_site": "flank"}],
    ),
    "URI-3": ([{"urine_symptoms": "blood"}], [{"urine_symptoms": "burning"}]),
    "URI-4": ([{"urine_symptoms": "cola_dark"}], [{"urine_symptoms": "blood"}]),
    "VIS-1": ([{"chest_pain_or_breathless": "yes"}], [{}]),
    "VIS-2": ([{"very_unwell": "yes"}], [{}]),
    "VIS-3": ([{"pulsing_tummy": "yes"}], [{}]),
    "VIS-4": (
        [
            {"pulsing_tummy": "yes", "pain_now": 6},
            {"pulsing_tummy": "yes", "tummy_pain": "severe"},
            {"pulsing_tummy": "yes", "onset": "sudden"},
        ],
        [
            {"pulsing_tummy": "yes", "pain_now": 5},
            {"pulsing_tummy": "yes", "tummy_pain": "mild"},
            {"pain_now": 6},
        ],
    ),
    "VIS-5": ([{"known_aneurysm": "yes", **ACHE}], [{"known_aneurysm": "yes"}, ACHE]),
    "VIS-6": ([{"tummy_pain": "severe"}], [{"tummy_pain": "mild"}]),
    "VIS-7": (
        [{"age_years": 60, "onset": "sudden", "pain_now": 7}],
        [
            {"age_years": 59, "onset": "sudden", "pain_now": 7},
            {"age_years": 60, "onset": "sudden", "pain_now": 6},
            {"age_years": 60, "pain_now": 7},
        ],
    ),
    "VIS-8": ([{"tummy_pain": "mild", **ACHE}], [{"tummy_pain": "mild"}, ACHE]),
    "IBP-1": (
        [
            {**STIFF, "onset": "gradual"},
            {**STIFF, "eased_by_rest": "no"},
            {**STIFF, "night_pain": "wakes_eases_when_up"},
            # Began at 44.99 years: 45 less 4 days.
            {**STIFF, "eased_by_rest": "no", "age_years": 45},
        ],
        [
            STIFF,
            {**STIFF, "onset": "gradual", "duration_days": 89},
            {**STIFF, "onset": "gradual", "morning_stiffness_min": 29},
            {**STIFF, "onset": "gradual", "age_years": 46},
        ],
    ),
    "IBP-2": (
        [{"spa_features": "yes", "duration_days": 90, **ACHE}],
        [
            {"spa_features": "yes", "duration_days": 89, **ACHE},
            {"spa_features": "yes", "duration_days": 90},
            {"spa_features": "no", "duration_days": 90, **ACHE},
        ],
    ),
    "NIT-1": ([{"night_pain": "wakes_eases_when_up"}], [{"night_pain": "on_turning"}]),
    "NIT-2": ([{"night_pain": "on_turning"}], [{"night_pain": "none"}]),
    "PREG-1": ([{"pregnancy_warning": "yes"}], [{"pregnancy": "pregnant"}]),
    "PREG-2": (
        [
            {"pregnancy": "pregnant", "pain_now": 6},
            {"pregnancy": "pregnant", "tummy_pain": "mild"},
        ],
        [{"pregnancy": "pregnant", "pain_now": 5}, {"pain_now": 6}],
    ),
    "PREG-3": (
        [{"pregnancy": "pregnant", "pain_now": 3}],
        [{"pregnancy": "pregnant", "pain_now": 2}, {"pain_now": 3}],
    ),
    "PREG-4": (
        [{"pregnancy": "pregnant", **ACHE}],
        [{"pregnancy": "pregnant"}, {"pregnancy": "postpartum_0_12w", **ACHE}],
    ),
    "PREG-5": ([{"pregnancy": "pregnant"}], [{"pregnancy": "postpartum_0_12w"}]),
    "PREG-6": (
        [{"pregnancy": "postpartum_0_12w"}],
        [{"pregnancy": "postpartum_over_12w"}],
    ),
    "PREG-7": (
        [{"pregnancy": "postpartum_0_12w", **ACHE}],
        [{"pregnancy": "postpartum_0_12w"}],
    ),
    "AGE-1": (
        [
            {"age_years": 17, "pain_now": 3},
            {"age_years": 17, **ACHE, "duration_days": 21},
            {"age_years": 17, **ACHE, "night_pain": "on_turning"},
            {"age_years": 17, **ACHE, "worse_leaning_back": "yes"},
        ],
        [
            {"age_years": 18, "pain_now": 3},
            {"age_years": 17, "pain_now": 2},
            {"age_years": 17, "worse_leaning_back": "yes"},
        ],
    ),
    "AGE-2": (
        [
            {"age_years": 17, **ACHE},
            {"age_years": 17, "pain_now": 1},
            # What is not answered is not "no pain".
            {"age_years": 17, "pain_now": None},
            {"age_years": 17, "pain_worst_24h": None},
        ],
        [{"age_years": 18, **ACHE}, {"age_years": 17}],
    ),
    "AGE-3": (
        [{"age_years": 70, "duration_days": 42, "pain_now": 4}],
        [
            {"age_years": 69, "duration_days": 42, "pain_now": 4},
            {"age_years": 70, "duration_days": 43, "pain_now": 4},
            {"age_years": 70, "duration_days": 42, "pain_now": 3},
        ],
    ),
    "AGE-4": (
        [{"age_years": 70, "duration_days": 42, **ACHE}],
        [
            {"age_years": 69, "duration_days": 42, **ACHE},
            {"age_years": 70, "duration_days": 43, **ACHE},
            {"age_years": 70, "duration_days": 42},
        ],
    ),
    "CLN-1": ([{"clinician_advice": "walk_only"}], [{"clinician_advice": "none"}]),
    "CLN-2": (
        [{"clinician_advice": "no_exercise"}],
        [{"clinician_advice": "walk_only"}],
    ),
    "PAIN-1": ([{"pain_now": 1}, {"pain_now": 2}], [{"pain_now": 0}, {"pain_now": 3}]),
    "PAIN-2": ([{"pain_now": 3}], [{"pain_now": 2}]),
    "PAIN-3": ([{"pain_now": 4}, {"pain_now": 5}], [{"pain_now": 3}]),
    "PAIN-4": ([{"pain_now": 6}, {"pain_now": 7}], [{"pain_now": 5}]),
    "PAIN-5": ([{"pain_now": 8}], [{"pain_now": 7}]),
    "PAIN-6": ([{"pain_worst_24h": 4}], [{"pain_worst_24h": 3}]),
    "PAIN-7": ([{"pain_worst_24h": 6}], [{"pain_worst_24h": 5}]),
    "FUN-1": ([{"walking": "normal_but_short"}], [{"walking": "normal"}]),
    "FUN-2": ([{"walking": "limp"}], [{"walking": "normal_but_short"}]),
    "FUN-3": ([{"walking": "cannot"}], [{"walking": "limp"}]),
    "FUN-4": ([{"daily_life": "a_lot"}], [{"daily_life": "a_bit"}]),
    "FUN-5": ([{"daily_life": "cannot"}], [{"daily_life": "a_lot"}]),
    "STR-1": (
        [
            {"onset": "sudden", "duration_days": 3, "pain_now": 3},
            {"onset": "after_lift_or_twist", "duration_days": 0, "pain_now": 3},
        ],
        [
            {"onset": "sudden", "duration_days": 4, "pain_now": 3},
            {"onset": "sudden", "duration_days": 3, "pain_now": 2},
            {"onset": "gradual", "duration_days": 3, "pain_now": 3},
        ],
    ),
    "STR-2": ([{"spasm": "mild"}], [{"spasm": "none"}]),
    "STR-3": ([{"spasm": "locked"}], [{"spasm": "mild"}]),
    "STR-4": (
        [
            {"first_ever_episode": "yes", "onset": "sudden"},
            {"first_ever_episode": "yes", "onset": "after_lift_or_twist"},
            {"first_ever_episode": "yes", "spasm": "mild"},
            {"first_ever_episode": "yes", "pain_now": 4},
        ],
        [{"first_ever_episode": "yes", "pain_now": 3}, {"onset": "sudden"}],
    ),
    "RUN-1": (
        [
            {**RAN, "last_run_pain_max": 3},
            {**RAN, "last_run_pain_max": 3, "hours_since_last_run": 48},
            {**RAN, "last_run_pain_max": 3, "hours_since_last_run": None},
        ],
        [
            {**RAN, "last_run_pain_max": 2},
            {**RAN, "last_run_pain_max": 3, "hours_since_last_run": 49},
            {**RAN, "last_run_pain_max": 3, "ran_last_7d": "no"},
        ],
    ),
    "RUN-2": ([{**RAN, "last_run_pain_max": 6}], [{**RAN, "last_run_pain_max": 5}]),
    "RUN-3": (
        [{**RAN, "last_run_trend": "rose", "last_run_pain_max": 5}],
        [
            {**RAN, "last_run_trend": "rose", "last_run_pain_max": 4},
            {**RAN, "last_run_trend": "steady", "last_run_pain_max": 5},
            {**RAN_EARLIER, "last_run_trend": "rose", "last_run_pain_max": 5},
        ],
    ),
    "RUN-4": (
        [{**RAN, "last_run_trend": "rose", "last_run_pain_max": 3}],
        [
            {**RAN, "last_run_trend": "rose", "last_run_pain_max": 2},
            {**RAN_EARLIER, "last_run_trend": "rose", "last_run_pain_max": 3},
        ],
    ),
    "RUN-5": (
        [{"ran_last_7d": "yes", "last_run_limp": "yes"}],
        [{"ran_last_7d": "no", "last_run_limp": "yes"}, {"ran_last_7d": "yes"}],
    ),
    "RUN-6": (
        [{"last_run_settled": "over_24h"}],
        [
            {"last_run_settled": "by_next_morning"},
            {"last_run_settled": "not_yet_known"},
        ],
    ),
    "RUN-7": ([{"last_run_settled": "over_72h"}], [{"last_run_settled": "over_24h"}]),
    "RUN-8": ([{"flares_14d": 2}, {"flares_14d": 3}], [{"flares_14d": 1}]),
    "RUN-9": (
        [
            {**RAN, "last_run_settled": "not_yet_known", "last_run_pain_max": 3},
            {**RAN, "last_run_settled": None, "last_run_pain_max": 3},
        ],
        [
            {**RAN, "last_run_settled": None, "last_run_pain_max": 2},
            {**RAN, "last_run_settled": "same_day", "last_run_pain_max": 3},
            {"last_run_pain_max": 3},
        ],
    ),
    "MED-1": (
        [
            {"painkiller_8h": "simple", **ACHE},
            {"painkiller_8h": "simple", "pain_last_3_days_max": 1},
            {"painkiller_8h": "simple", "prev_verdict": "run_easy"},
        ],
        [
            {"painkiller_8h": "simple"},
            {"painkiller_8h": "simple", "prev_verdict": None},
            ACHE,
        ],
    ),
    "MED-2": ([{"painkiller_8h": "simple"}], [{"painkiller_8h": "none"}]),
    "MED-3": ([{"painkiller_8h": "strong"}], [{"painkiller_8h": "simple"}]),
    "TRD-1": (
        [{"change_vs_last_week": "worse", **ACHE}],
        [{"change_vs_last_week": "same", **ACHE}, {"change_vs_last_week": "worse"}],
    ),
    "TRD-2": (
        [{"change_vs_last_week": "worse", "pain_now": 3}],
        [
            {"change_vs_last_week": "worse", "pain_now": 2},
            {"change_vs_last_week": "same", "pain_now": 3},
        ],
    ),
    "TRD-3": (
        [{"change_vs_last_week": "much_worse", "pain_now": 6}],
        [
            {"change_vs_last_week": "much_worse", "pain_now": 5},
            {"change_vs_last_week": "worse", "pain_now": 6},
        ],
    ),
    "TRD-4": ([{"days_pain_3plus_14d": 10}], [{"days_pain_3plus_14d": 9}]),
    "DUR-1": (
        [
            {**LATE, **ACHE},
            {**LATE, **ACHE, "clinician_advice": "walk_only"},
        ],
        [
            {**LATE, **ACHE, "duration_days": 42},
            {**LATE, **ACHE, "change_vs_last_week": "better"},
            {**LATE, **ACHE, "change_vs_last_week": None},
            {**LATE, **ACHE, "clinician_advice": "cleared"},
            LATE,
        ],
    ),
    "YF-1": ([{"startback_psych": 4}], [{"startback_psych": 3}]),
    "YF-2": ([{"startback_total": 4}], [{"startback_total": 3}]),
    "YF-3": ([{"fear_unsafe": "yes"}], [{"fear_unsafe": "no"}]),
    "POS-1": ([{"posture_concern": "yes"}], [{"posture_concern": "no"}]),
    "INC-1": ([{name: None} for name in REQUIRED], [{}, {"daily_life": None}]),
    "HOLD-1": ([{"prev_verdict": "rest"}], [WALKED]),
    "HOLD-2": (
        [
            {**WALKED, "days_pain_0_2": 1},
            {**WALKED, "brisk_walk_30_ok": "no"},
            {**WALKED, "brisk_walk_30_ok": None},
            {**WALKED, "days_pain_0_2": None},
        ],
        [
            {**WALKED, "days_pain_0_2": 2},
            {"days_pain_0_2": 0},
            {"prev_verdict": "rest", "days_pain_0_2": 0},
        ],
    ),
    "HOLD-3": (
        [{**WALKED, "days_pain_0_2": 2}],
        [{**WALKED, "days_pain_0_2": 1}, {}],
    ),
    "HOLD-4": (
        [
            {"prev_verdict": "run_easy", "easy_runs_ok": 1},
            {"prev_verdict": "run_easy", "easy_runs_ok": None},
        ],
        [
            {"prev_verdict": "run_easy", "easy_runs_ok": 2},
            {"easy_runs_ok": 0},
            {**WALKED, "easy_runs_ok": 0},
        ],
    ),
    "H2-1": (
        [{"pain_rising": "yes", "pain_now": 3}],
        [{"pain_rising": "yes", "pain_now": 2}, {"pain_now": 3}],
    ),
    "H2-2": (
        [{"pain_rising": "yes", "pain_now": 4}],
        [{"pain_rising": "yes", "pain_now": 3}, {"pain_now": 4}],
    ),
}

# These never decide alone: another rule always gives as much (clinical.md, N2).
SHADOWED = {"RAD-3", "RUN-4"}

RULES = {rule.id: rule for rule in RULESETS[RULESET_VERSION]}
FIRING = [(rule, case) for rule, (firing, _) in CASES.items() for case in firing]
QUIET = [(rule, case) for rule, (_, quiet) in CASES.items() for case in quiet]


def fired(changes: dict) -> set[str]:
    return {finding.rule_id for finding in assess(make_report(**changes)).findings}


def name_of(value: object) -> str:
    return value if isinstance(value, str) else ",".join(map(str, value.items()))


def test_a_healthy_runner_runs_and_no_rule_fires():
    advice = assess(make_report())

    assert advice.findings == ()
    assert (advice.verdict.code, advice.care.code) == ("run", "none")


def test_every_rule_has_cases_on_both_sides():
    assert set(CASES) == set(RULES)
    assert all(firing and quiet for firing, quiet in CASES.values())


@pytest.mark.parametrize(("rule", "changes"), FIRING, ids=name_of)
def test_it_fires(rule: str, changes: dict):
    assert rule in fired(changes)


@pytest.mark.parametrize(("rule", "changes"), QUIET, ids=name_of)
def test_it_does_not_fire(rule: str, changes: dict):
    assert rule not in fired(changes)


@pytest.mark.parametrize("rule", [rule for rule in CASES if rule not in SHADOWED])
def test_without_the_rule_the_advice_would_be_less_cautious(rule: str):
    for changes in CASES[rule][0]:
        findings = assess(make_report(**changes)).findings
        without = floor_of(f for f in findings if f.rule_id != rule)
        if not without.covers(floor_of(findings)):
            return
    pytest.fail(f"{rule} decides none of its cases")


@pytest.mark.parametrize("rule", sorted(SHADOWED))
def test_a_shadowed_rule_changes_only_the_reasons(rule: str):
    for changes in CASES[rule][0]:
        findings = assess(make_report(**changes)).findings
        without = floor_of(f for f in findings if f.rule_id != rule)

        assert without == floor_of(findings)


def test_it_names_the_answers_that_made_it_fire():
    (finding,) = assess(make_report(painkiller_8h="simple")).findings

    assert finding.answers == (("painkiller_8h", "simple"),)


def test_it_names_only_those_of_any_that_hold():
    advice = assess(make_report(fever="yes", immune_weak="yes"))
    answers = {f.rule_id: f.answers for f in advice.findings}

    assert answers["INF-2"] == (("fever", "yes"), ("immune_weak", "yes"))


def test_it_names_the_questions_left_open():
    advice = assess(make_report(fever=None, pain_now=None))
    answers = {f.rule_id: f.answers for f in advice.findings}

    assert set(answers["INC-1"]) == {("fever", None), ("pain_now", None)}


def test_it_names_what_keeps_the_gate_shut():
    advice = assess(make_report(**WALKED, days_pain_0_2=1))
    answers = {f.rule_id: f.answers for f in advice.findings}

    assert answers["HOLD-2"] == (("prev_verdict", "walk"), ("days_pain_0_2", 1))
