"""Who looked at whose data: written on every look, never rewritten, kept two years."""

from __future__ import annotations

import datetime as dt

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Longer than two years of 365 days, whichever years they are.
KEPT = dt.timedelta(days=731)

APPEND_ONLY = [
    pgtrigger.Trigger(
        name="access_log_is_append_only",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        # Only who it was may be forgotten, with their account; the name stays.
        func="""
    IF NEW.actor_id IS NULL
        AND to_jsonb(NEW) - 'actor_id' = to_jsonb(OLD) - 'actor_id' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION USING
        ERRCODE = 'integrity_constraint_violation',
        MESSAGE = 'Who looked at what is never changed.';
""",
    ),
    pgtrigger.Trigger(
        name="access_log_is_kept_two_years",
        when=pgtrigger.Before,
        operation=pgtrigger.Delete,
        func="""
    IF OLD.at < now() - interval '731 days' OR NOT EXISTS (
        SELECT FROM accounts_user WHERE id = OLD.athlete_id
    ) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION USING
        ERRCODE = 'integrity_constraint_violation',
        MESSAGE = 'Who looked at what is kept for two years.';
""",
    ),
]


class AccessLogQuerySet(models.QuerySet["AccessLog"]):
    def newest_first(self) -> AccessLogQuerySet:
        return self.order_by("-id")

    def kept_long_enough(self, now: dt.datetime | None = None) -> AccessLogQuerySet:
        return self.filter(at__lt=(now or timezone.now()) - KEPT)


class AccessLog(models.Model):
    """One look of a coach or of staff at one athlete's data."""

    class Role(models.TextChoices):
        COACH = "coach", _("coach")
        STAFF = "staff", _("support")

    # The rows go with the account by the database's own cascade, as its triggers
    # refuse to delete them singly.
    athlete = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="looks",
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        related_name="+",
    )
    actor_name = models.CharField(max_length=254)
    role = models.CharField(max_length=10, choices=Role)
    at = models.DateTimeField(default=timezone.now)
    # What was looked at, in words that do not change: see accounts/looks.py.
    page = models.CharField(max_length=60)
    method = models.CharField(max_length=10, default="GET")
    is_health = models.BooleanField(default=False)
    # What support staff gave as their reason.
    reason = models.CharField(max_length=300, blank=True)

    objects = AccessLogQuerySet.as_manager()

    class Meta:
        triggers = APPEND_ONLY
        indexes = [
            models.Index(fields=["athlete", "-id"], name="access_log_newest"),
            models.Index(fields=["at"], name="access_log_oldest"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=["coach", "staff"]),
                name="access_log_role_is_known",
            )
        ]

    def __str__(self) -> str:
        return f"Look at athlete {self.athlete_id} on {self.at:%Y-%m-%d %H:%M}"
