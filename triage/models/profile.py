"""What is known of a person: the answers that hold for long, and habits."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from triage.models.fields import choice_column, constraints, number_column

# Fields of the dictionary that a profile answers, as clinical.md 1.1 marks them.
PROFILE_ANSWERS = (
    "sex_at_birth",
    "pregnancy",
    "cancer_history",
    "osteoporosis",
    "steroid_tablets_3m",
    "immune_weak",
    "injected_drugs",
    "recent_infection_or_spine_procedure",
    "known_aneurysm",
    "blood_thinners",
    "past_stress_fracture",
    "low_energy_signs",
    "spa_features",
    "clinician_advice",
    "posture_concern",
)
HABITS = (
    "strength_sessions_per_week",
    "warm_up_done",
    "cool_down_done",
    "tight_hamstrings",
    "shoe_age_km",
    "new_shoes_3w",
    "shoe_fit",
    "shoe_type",
    "overpronation",
    "surface",
)


class HealthProfile(models.Model):
    """The P fields of an athlete, and the habits that only hints look at."""

    athlete = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="health_profile"
    )
    birth_date = models.DateField(_("date of birth"), null=True)
    sex_at_birth = choice_column("sex_at_birth")
    pregnancy = choice_column("pregnancy")
    cancer_history = choice_column("cancer_history")
    osteoporosis = choice_column("osteoporosis")
    steroid_tablets_3m = choice_column("steroid_tablets_3m")
    immune_weak = choice_column("immune_weak")
    injected_drugs = choice_column("injected_drugs")
    recent_infection_or_spine_procedure = choice_column(
        "recent_infection_or_spine_procedure"
    )
    known_aneurysm = choice_column("known_aneurysm")
    blood_thinners = choice_column("blood_thinners")
    past_stress_fracture = choice_column("past_stress_fracture")
    low_energy_signs = choice_column("low_energy_signs")
    spa_features = choice_column("spa_features")
    clinician_advice = choice_column("clinician_advice")
    posture_concern = choice_column("posture_concern")
    # Not in the dictionary: these put an athlete outside what the rules can judge.
    had_spine_surgery_6m = models.BooleanField(default=False)

    strength_sessions_per_week = number_column("strength_sessions_per_week")
    warm_up_done = choice_column("warm_up_done")
    cool_down_done = choice_column("cool_down_done")
    tight_hamstrings = choice_column("tight_hamstrings")
    shoe_age_km = number_column("shoe_age_km")
    new_shoes_3w = choice_column("new_shoes_3w")
    shoe_fit = choice_column("shoe_fit")
    shoe_type = choice_column("shoe_type")
    overpronation = choice_column("overpronation")
    surface = choice_column("surface")

    reviewed_on = models.DateField(null=True)
    # When an answer became another one: advice given before no longer holds.
    changed_at = models.DateTimeField(null=True)
    low_energy_asked_on = models.DateField(null=True)
    habits_on = models.DateField(null=True)

    class Meta:
        constraints = constraints("health_profile", *PROFILE_ANSWERS, *HABITS)

    def __str__(self) -> str:
        return f"Health profile of athlete {self.athlete_id}"

    def age_on(self, day: dt.date) -> int | None:
        """Return the age in whole years on a day; None without a date of birth."""
        if self.birth_date is None:
            return None
        had_birthday = (day.month, day.day) >= (
            self.birth_date.month,
            self.birth_date.day,
        )
        return day.year - self.birth_date.year - (not had_birthday)
