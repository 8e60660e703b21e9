"""One row per athlete with all that a coach's roster shows.

Kept by the services that record a check-in (triage/status.py) and that change a run
or the plan (training/status.py), each its own columns; rebuilt by
`manage.py rebuild_statuses`. What passes by itself is kept as the moment at which it
does, so that a row is right at any time without being written.
"""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Silent is who has let this many whole days go by without a check-in.
SILENT_AFTER_DAYS = 3
DAYS_OF_PAIN = 14


class AthleteStatus(models.Model):
    """Where an athlete stands; null is not known, or not so."""

    class Risk(models.TextChoices):
        OVER = "over", _("more than the cap was run")
        MISSED = "missed", _("runs of this week were missed")

    # By the database's own cascade too: an account may be deleted by hand.
    athlete = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        db_constraint=False,
        primary_key=True,
        related_name="status",
    )

    # Kept by triage. verdict, care and pain are those of the newest check-in, which is
    # today's until day_until, the end of its local day; its advice is in force until
    # verdict_until, which comes sooner once something was told that it did not know.
    verdict = models.PositiveSmallIntegerField(null=True)
    care = models.PositiveSmallIntegerField(null=True)
    pain_now = models.PositiveSmallIntegerField(null=True)
    checked_in_at = models.DateTimeField(null=True)
    checked_in_on = models.DateField(null=True)
    day_until = models.DateTimeField(null=True)
    verdict_until = models.DateTimeField(null=True)
    # Somebody about whose running the rules say nothing: no advice, and no plan.
    is_outside = models.BooleanField(default=False)
    # The reason of the finding that decided, as the rules have it; "" for none.
    why = models.CharField(max_length=300, blank=True)
    # The verdict and the worst pain before, where those of that day are worse.
    verdict_before = models.PositiveSmallIntegerField(null=True)
    worse_until = models.DateTimeField(null=True)
    pain_before = models.PositiveSmallIntegerField(null=True)
    rising_until = models.DateTimeField(null=True)
    # The worst pain of each of the 14 days up to checked_in_on; null without any.
    pains = ArrayField(
        models.PositiveSmallIntegerField(null=True), default=list, size=DAYS_OF_PAIN
    )
    held_since = models.DateField(null=True)
    # From here on nothing has been heard for three whole days.
    silent_from = models.DateTimeField(default=timezone.now)

    # Kept by training: the week from week_start, in metres; planned_m and cap_m are
    # null without a plan. From week_until on it is another week.
    week_start = models.DateField(null=True)
    week_until = models.DateTimeField(null=True)
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


def start_of(day: dt.date, zone: dt.tzinfo) -> dt.datetime:
    """Return the moment at which a local day begins, in UTC."""
    return dt.datetime.combine(day, dt.time(), tzinfo=zone).astimezone(dt.UTC)


def silent_from(last_heard_on: dt.date, zone: dt.tzinfo) -> dt.datetime:
    """Return the moment from which nothing was heard for three whole days."""
    return start_of(last_heard_on + dt.timedelta(days=1 + SILENT_AFTER_DAYS), zone)
