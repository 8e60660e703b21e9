"""Conditions that several rules share, by name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from triage.rules.conditions import Answers, Changes, all_of, any_of
from triage.rules.field import Field
from triage.rules.fields_daily import (
    brisk_walk_30_ok,
    change_vs_last_week,
    pain_now,
    pain_worst_24h,
    ran_last_7d,
)
from triage.rules.fields_episode import (
    duration_days,
    focal_bone_pain,
    impact_pain,
    night_pain,
    onset,
)
from triage.rules.fields_history import days_pain_0_2, hours_since_last_run
from triage.rules.fields_list import (
    bladder_change,
    bowel_change,
    saddle_numbness,
    sexual_change,
)
from triage.rules.fields_profile import (
    age_years,
    cancer_history,
    immune_weak,
    injected_drugs,
    low_energy_signs,
    osteoporosis,
    past_stress_fracture,
    pregnancy,
    recent_infection_or_spine_procedure,
    steroid_tablets_3m,
)

# A missing pain score is not a zero (clinical.md, decision 5).
ANY_PAIN = any_of(
    pain_now.at_least(1),
    pain_worst_24h.at_least(1),
    pain_now.missing(),
    pain_worst_24h.missing(),
)

WAKES_AT_NIGHT = night_pain.at_least("wakes_eases_when_up")

GETTING_WORSE = change_vs_last_week.at_least("worse")

UNSURE_NERVE_SIGN = any_of(
    saddle_numbness.is_("unsure"),
    bladder_change.is_("unsure"),
    bowel_change.is_("unsure"),
    sexual_change.is_("unsure"),
)

HAD_CANCER = cancer_history.at_least("past")

INFECTION_RISK = any_of(
    immune_weak.is_("yes"),
    injected_drugs.is_("yes"),
    recent_infection_or_spine_procedure.is_("yes"),
)

FRAGILE_BONES = any_of(osteoporosis.is_("yes"), steroid_tablets_3m.is_("yes"))

BONE_HEALTH_RISK = any_of(
    low_energy_signs.is_("yes"),
    past_stress_fracture.is_("yes"),
    FRAGILE_BONES,
)

SORE_BONE_AND_LANDING = all_of(focal_bone_pain.is_("yes"), impact_pain.is_("yes"))

PREGNANT = pregnancy.is_("pregnant")

PREGNANT_OR_POSTPARTUM = pregnancy.is_(
    "pregnant", "postpartum_0_12w", "postpartum_over_12w"
)

UNDER_18 = age_years.at_most(17)

SUDDEN_OR_LIFTED = onset.is_("sudden", "after_lift_or_twist")

# Not knowing when the last run was counts as recent.
RAN_IN_LAST_48_H = all_of(
    ran_last_7d.is_("yes"),
    any_of(hours_since_last_run.at_most(48), hours_since_last_run.missing()),
)

# The gate from walking back to easy running (clinical.md 1.6).
WALK_GATE_MET = all_of(days_pain_0_2.at_least(2), brisk_walk_30_ok.is_("yes"))


@dataclass(frozen=True, slots=True)
class OnsetBeforeAge:
    """The pain began before this age: age_years - duration_days / 365.25 is below it.

    Computed in integers; a missing number is compared as 0.
    """

    years: int

    def holds(self, answers: Answers) -> bool:
        """Say whether the athlete was younger than that when the pain began."""
        age = int(answers.get("age_years") or 0)
        days = int(answers.get("duration_days") or 0)
        return 1461 * age - 4 * days < 1461 * self.years

    def fields(self) -> tuple[Field, ...]:
        """Return age and duration."""
        return (age_years, duration_days)

    def because(self, answers: Answers, *, wanted: bool) -> tuple[str, ...]:
        """Return both names if the condition is as wanted."""
        return ("age_years", "duration_days") if self.holds(answers) is wanted else ()

    def ways(self, answers: Answers, *, wanted: bool) -> Iterator[Changes]:
        """Yield nothing but the empty change: nobody can change these."""
        if self.holds(answers) is wanted:
            yield {}
