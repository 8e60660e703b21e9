"""What was done: runs, other workouts, and the shoes they were run in."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from training.models.fields import athlete_column
from training.models.history import LONGEST_RUN_M
from triage.models import CheckIn
from triage.models.fields import choice_column
from triage.rules import RunReport
from triage.runs import LoggedRun

LONGEST_RUN_S = 48 * 3600
SURFACES = ("road", "trail", "track", "grass", "treadmill", "mixed")


class Shoe(models.Model):
    """One pair of shoes."""

    class Kind(models.TextChoices):
        RUNNING = "running", _("Running shoe")
        WALKING = "walking", _("Walking shoe")
        OTHER = "other", _("Other sports shoe")

    class Support(models.TextChoices):
        NEUTRAL = "neutral", _("Neutral")
        STABILITY = "stability", _("Stability")

    athlete = athlete_column("shoes")
    name = models.CharField(_("name"), max_length=80)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    support = models.CharField(_("support"), max_length=10, choices=Support)
    bought_on = models.DateField(_("bought"), null=True, blank=True)
    # Run in them before they were entered here.
    run_before_m = models.PositiveIntegerField(default=0)
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["athlete", "name"],
                name="shoe_name_is_used_once",
                violation_error_message=_("You have shoes of that name already."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["running", "walking", "other"]),
                name="shoe_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(support__in=["neutral", "stability"]),
                name="shoe_support_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RunQuerySet(models.QuerySet["Run"]):
    def newest_first(self) -> RunQuerySet:
        return self.order_by("-date", "-id")

    def since(self, day: dt.date) -> RunQuerySet:
        return self.filter(date__gte=day)


class Run(models.Model):
    """One run. Its date is the athlete's local one at its start; walking isn't run.

    A distance that is null is unknown and counts as nothing.
    """

    class Surface(models.TextChoices):
        ROAD = "road", _("Road")
        TRAIL = "trail", _("Trail")
        TRACK = "track", _("Track")
        GRASS = "grass", _("Grass")
        TREADMILL = "treadmill", _("Treadmill")
        MIXED = "mixed", _("Mixed")

    class Source(models.TextChoices):
        FORM = "form", _("typed in")
        AS_PLANNED = "as_planned", _("done as planned")
        CHECK_IN = "check_in", _("told in a check-in")

    athlete = athlete_column("runs")
    date = models.DateField()
    distance_m = models.PositiveIntegerField(null=True)
    duration_s = models.PositiveIntegerField(null=True)
    # Session rating of perceived exertion, 0-10.
    session_rpe = models.PositiveSmallIntegerField(null=True)
    pain_max = models.PositiveSmallIntegerField(null=True)
    trend = choice_column("last_run_trend")
    limp = choice_column("last_run_limp")
    settled = choice_column("last_run_settled")
    surface = models.CharField(max_length=10, blank=True, choices=Surface)
    shoe = models.ForeignKey(Shoe, models.DO_NOTHING, null=True, related_name="runs")
    source = models.CharField(max_length=10, choices=Source, default=Source.FORM)
    # The check-in that told it; null for a run that was logged.
    told_in = models.OneToOneField(
        CheckIn, models.DO_NOTHING, null=True, related_name="+"
    )
    submission_key = models.UUIDField(default=uuid.uuid4)
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(auto_now=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["athlete", "-date"], name="run_newest")]
        constraints = [
            models.UniqueConstraint(
                fields=["athlete", "submission_key"], name="run_is_submitted_once"
            ),
            models.CheckConstraint(
                condition=Q(distance_m=None)
                | Q(distance_m__gte=1, distance_m__lte=LONGEST_RUN_M),
                name="run_is_at_most_200_km",
            ),
            models.CheckConstraint(
                condition=Q(duration_s=None)
                | Q(duration_s__gte=1, duration_s__lte=LONGEST_RUN_S),
                name="run_is_at_most_two_days",
            ),
            models.CheckConstraint(
                condition=Q(session_rpe=None) | Q(session_rpe__lte=10),
                name="run_effort_is_0_to_10",
            ),
            models.CheckConstraint(
                condition=Q(pain_max=None) | Q(pain_max__lte=10),
                name="run_pain_is_nrs",
            ),
            models.CheckConstraint(
                condition=Q(surface__in=["", *SURFACES]),
                name="run_surface_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"Run of athlete {self.athlete_id} on {self.date}"

    def get_absolute_url(self) -> str:
        return reverse("training:run-detail", args=[self.pk])

    @property
    def counted_m(self) -> int:
        """The metres that count: none if the distance is unknown."""
        return self.distance_m or 0

    @property
    def logged(self) -> LoggedRun:
        """The run as triage asks for it."""
        return LoggedRun(
            pk=self.pk,
            report=self.report,
            made_at=self.created_at,
            told_in=self.told_in_id,
        )

    @property
    def report(self) -> RunReport:
        """The run as the triage rules take it."""
        return RunReport(
            local_date=self.date,
            distance_m=self.distance_m,
            pain_max=self.pain_max,
            trend=self.trend or None,
            limp=self.limp or None,
            settled=self.settled or None,
        )


class WorkoutDone(models.Model):
    """A walk, strength or cross-training workout that was done on its day."""

    athlete = athlete_column("workouts_done")
    date = models.DateField()
    kind = models.CharField(max_length=20)
    duration_s = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "workouts done"
        constraints = [
            models.UniqueConstraint(
                fields=["athlete", "date"], name="workout_is_done_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} of athlete {self.athlete_id} on {self.date}"
