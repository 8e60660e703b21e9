"""What is kept of a back: the health profile, the episode, every check-in, holds.

Check-ins and care holds are append-only in Postgres itself (triage/triggers.py):
advice once given stays as it was given.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Expression, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from triage import triggers
from triage.model_fields import choice_column, constraints, number_column
from triage.rules import Advice, Care, Finding, Latch, Verdict

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
EPISODE_ANSWERS = (
    "first_ever_episode",
    "onset",
    "trauma",
    "pain_site",
    "focal_bone_pain",
    "impact_pain",
    "morning_stiffness_min",
    "eased_by_movement",
    "eased_by_rest",
    "night_pain",
    "worse_bending_sitting",
    "worse_leaning_back",
    "worse_standing_downhill",
    "worse_cough_sneeze",
    "spasm",
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


class Episode(models.Model):
    """One stretch of back pain: the E fields, as last answered."""

    athlete = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="episodes"
    )
    started_on = models.DateField(_("start of the pain"))
    first_ever_episode = choice_column("first_ever_episode")
    onset = choice_column("onset")
    trauma = choice_column("trauma")
    pain_site = choice_column("pain_site")
    is_neck_only = models.BooleanField(default=False)
    focal_bone_pain = choice_column("focal_bone_pain")
    impact_pain = choice_column("impact_pain")
    morning_stiffness_min = number_column("morning_stiffness_min")
    eased_by_movement = choice_column("eased_by_movement")
    eased_by_rest = choice_column("eased_by_rest")
    night_pain = choice_column("night_pain")
    worse_bending_sitting = choice_column("worse_bending_sitting")
    worse_leaning_back = choice_column("worse_leaning_back")
    worse_standing_downhill = choice_column("worse_standing_downhill")
    worse_cough_sneeze = choice_column("worse_cough_sneeze")
    spasm = choice_column("spasm")
    answered_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["athlete", "-id"], name="episode_newest")]
        constraints = constraints("episode", *EPISODE_ANSWERS)

    def __str__(self) -> str:
        return f"Episode of athlete {self.athlete_id} since {self.started_on}"


class CheckInQuerySet(models.QuerySet["CheckIn"]):
    def newest_first(self) -> CheckInQuerySet:
        return self.order_by("-local_date", "-id")

    def since(self, day: dt.date | Expression) -> CheckInQuerySet:
        return self.filter(local_date__gte=day)

    def standing(self) -> CheckInQuerySet:
        """Leave out what was mistyped and corrected within ten minutes."""
        return self.filter(superseded_by=None)


class CheckIn(models.Model):
    """One dated set of answers, with the advice that was given on them."""

    # Erasing an account deletes its check-ins by the database's own cascade
    # (triage/triggers.py): Django must not try, the trigger would refuse it.
    athlete = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        db_constraint=False,
        related_name="check_ins",
    )
    local_date = models.DateField()
    created_at = models.DateTimeField(default=timezone.now)
    time_zone = models.CharField(max_length=64)
    submission_key = models.UUIDField(default=uuid.uuid4)
    pain_now = models.PositiveSmallIntegerField(null=True)
    pain_worst_24h = models.PositiveSmallIntegerField(null=True)
    verdict = models.PositiveSmallIntegerField(
        choices=[(verdict.value, verdict.code) for verdict in Verdict]
    )
    care = models.PositiveSmallIntegerField(
        choices=[(care.value, care.code) for care in Care]
    )
    # Everything that was judged: the report, and what was carried into it.
    report = models.JSONField()
    latches = models.JSONField(default=list)
    earlier_today = models.JSONField(null=True)
    ruleset_version = models.CharField(max_length=20)
    # Everything that was said.
    findings = models.JSONField()
    shown = models.JSONField(default=dict)

    ran_on = models.DateField(null=True)
    run_distance_m = models.PositiveIntegerField(null=True)
    note = models.CharField(max_length=500, blank=True)
    # When it came here from an export; null for one that was made here.
    imported_at = models.DateTimeField(null=True)
    supersedes = models.OneToOneField(
        "self", models.DO_NOTHING, null=True, related_name="superseded_by"
    )

    objects: ClassVar = CheckInQuerySet.as_manager()

    class Meta:
        triggers = triggers.CHECK_IN
        indexes = [
            models.Index(
                fields=["athlete", "-local_date", "-id"], name="check_in_newest"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["athlete", "submission_key"], name="check_in_is_submitted_once"
            ),
            models.CheckConstraint(
                condition=Q(pain_now__lte=10) | Q(pain_now=None),
                name="check_in_pain_now_is_nrs",
            ),
            models.CheckConstraint(
                condition=Q(pain_worst_24h__lte=10) | Q(pain_worst_24h=None),
                name="check_in_pain_worst_24h_is_nrs",
            ),
            models.CheckConstraint(
                condition=Q(verdict__lte=max(Verdict)),
                name="check_in_verdict_is_known",
            ),
            models.CheckConstraint(
                condition=Q(care__lte=max(Care)), name="check_in_care_is_known"
            ),
            models.CheckConstraint(
                condition=Q(run_distance_m__lte=200_000) | Q(run_distance_m=None),
                name="check_in_run_is_at_most_200_km",
            ),
        ]

    def __str__(self) -> str:
        return f"Check-in of athlete {self.athlete_id} on {self.local_date}"

    def get_absolute_url(self) -> str:
        return reverse("triage:check-in-detail", args=[self.pk])

    @property
    def advice(self) -> Advice:
        """The advice as it was given."""
        return Advice(
            findings=tuple(Finding.from_json(finding) for finding in self.findings),
            ruleset_version=self.ruleset_version,
        )


class CareHold(models.Model):
    """The latch of an urgent or emergency finding, until a clinician has assessed it."""

    class Clearance(models.TextChoices):
        CLEARED = "cleared", _("I may run again")
        WALK_ONLY = "walk_only", _("Walk only for now")
        NO_EXERCISE = "no_exercise", _("No exercise for now")
        CORRECTED = "corrected", _("A mistyped answer, corrected within ten minutes")

    athlete = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        db_constraint=False,
        related_name="care_holds",
    )
    opened_by = models.OneToOneField(
        CheckIn, models.DO_NOTHING, related_name="care_hold"
    )
    opened_at = models.DateTimeField(default=timezone.now)
    latches = models.JSONField()
    cleared_at = models.DateTimeField(null=True)
    clearance = models.CharField(max_length=20, blank=True, choices=Clearance)
    seen_by = models.CharField(max_length=120, blank=True)
    seen_on = models.DateField(null=True)

    class Meta:
        triggers = triggers.CARE_HOLD
        indexes = [
            models.Index(
                fields=["athlete"],
                condition=Q(cleared_at=None),
                name="care_hold_active",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(cleared_at=None, clearance="", seen_on=None)
                | Q(cleared_at__isnull=False, clearance="corrected")
                | Q(
                    cleared_at__isnull=False,
                    clearance__in=["cleared", "walk_only", "no_exercise"],
                    seen_on__isnull=False,
                ),
                name="care_hold_says_who_cleared_it",
            )
        ]

    def __str__(self) -> str:
        return f"Care hold of athlete {self.athlete_id} since {self.opened_at:%Y-%m-%d}"

    @property
    def since(self) -> dt.date:
        """The athlete's day on which the signs were reported."""
        return max(latch.since for latch in self.latched)

    @property
    def latched(self) -> tuple[Latch, ...]:
        return tuple(Latch.from_json(latch) for latch in self.latches)
