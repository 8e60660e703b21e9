"""The red flags that hold an athlete, append-only in Postgres itself."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from triage import triggers
from triage.models.check_in import CheckIn
from triage.rules import Latch


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
