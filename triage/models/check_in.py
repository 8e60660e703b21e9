"""What was answered and advised on a day, append-only in Postgres itself."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Expression, Q
from django.urls import reverse
from django.utils import timezone

from triage import triggers
from triage.rules import Advice, Care, Finding, Verdict


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
