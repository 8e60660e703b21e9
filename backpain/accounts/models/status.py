"""One row per athlete with all that a coach's roster shows.

Kept by the services that record a check-in (triage/status.py) and that change a run
or the plan (training/status.py), each its own columns; rebuilt by
`manage.py rebuild_statuses`. What passes by itself is kept as the moment at which it
does, so that a row is right at any time without being written.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AthleteStatus(models.Model):
    """Where an athlete stands; null is not known, or not so."""

    class Risk(models.TextChoices):
        OVER = "over", _("more than the cap was run")
        MISSED = "missed", _("runs of this week were missed")

    athlete = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        primary_key=True,
        related_name="status",
    )

    # Kept by triage. verdict, care and pain are those of the newest check-in, which
    # is today's until verdict_until: the end of its local day.
    verdict = models.PositiveSmallIntegerField(null=True)
    care = models.PositiveSmallIntegerField(null=True)
    pain_now = models.PositiveSmallIntegerField(null=True)
    checked_in_at = models.DateTimeField(null=True)
    checked_in_on = models.DateField(null=True)
    verdict_until = models.DateTimeField(null=True)
    # The reason of the finding that decided, in the language it is shown in.
    why = models.CharField(max_length=300, blank=True)
    # The verdict and pain before, where today's is worse, until the end of that day.
    verdict_before = models.PositiveSmallIntegerField(null=True)
    worse_until = models.DateTimeField(null=True)
    pain_before = models.PositiveSmallIntegerField(null=True)
    rising_until = models.DateTimeField(null=True)
    # The worst pain of each of the 14 days up to checked_in_on; null without any.
    pains = ArrayField(
        models.PositiveSmallIntegerField(null=True), default=list, size=14
    )
    held_since = models.DateField(null=True)
    # From here on nothing has been heard for three whole days.
    silent_from = models.DateTimeField(default=timezone.now)

    # Kept by training: the week from week_start, in metres.
    week_start = models.DateField(null=True)
    planned_m = models.PositiveIntegerField(null=True)
    run_m = models.PositiveIntegerField(default=0)
    cap_m = models.PositiveIntegerField(null=True)
    risk = models.CharField(max_length=10, blank=True, choices=Risk)
    risk_from = models.DateTimeField(null=True)
    risk_until = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = _("athlete statuses")

    def __str__(self) -> str:
        return f"Status of athlete {self.athlete_id}"
