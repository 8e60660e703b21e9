"""Consent: which coach may see what of an athlete, since when, and until when."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# An invitation that nobody took up is no longer one.
INVITATION_HOLDS = dt.timedelta(days=14)
# Without letters and digits that are mistaken for one another.
CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 10


def new_code() -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _place in range(CODE_LENGTH))


class CoachCode(models.Model):
    """What a coach gives out, so that an athlete can find them."""

    coach = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        primary_key=True,
        related_name="coach_code",
    )
    code = models.CharField(max_length=CODE_LENGTH, unique=True, default=new_code)
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"Code of coach {self.coach_id}"


class CoachingGroup(models.Model):
    """A name under which a coach keeps some of their athletes."""

    coach = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="coaching_groups",
        db_index=False,
    )
    name = models.CharField(_("name"), max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["coach", "name"],
                name="coaching_group_has_one_name",
                violation_error_message=_("There is a group of that name already."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class CoachingQuerySet(models.QuerySet["Coaching"]):
    def in_force(self) -> CoachingQuerySet:
        return self.filter(accepted_at__isnull=False, ended_at=None)

    def open_to(self, coach: int | models.Value | None) -> CoachingQuerySet:
        """Keep what a coach, by their key, may look at.

        Not whose account is closed: they could not end it.
        """
        return self.in_force().filter(coach=coach, athlete__is_active=True)

    def pending(
        self, now: dt.datetime | models.Value | None = None
    ) -> CoachingQuerySet:
        """Keep the invitations that may still be accepted."""
        since = (now or timezone.now()) - INVITATION_HOLDS
        return self.filter(accepted_at=None, ended_at=None, invited_at__gt=since)

    def offered(self) -> CoachingQuerySet:
        """Keep the invitations that nobody answered, those that ran out too."""
        return self.filter(accepted_at=None, ended_at=None)

    def ended(self) -> CoachingQuerySet:
        """Keep what was agreed once and is no longer."""
        return self.filter(accepted_at__isnull=False, ended_at__isnull=False)


class Coaching(models.Model):
    """What one athlete agreed that one coach may see and do.

    Invited by e-mail, it has no coach until somebody with that address accepts.
    rank says where the athlete stands in the coach's roster, worst first, and holds
    until rank_until: both follow from the athlete's status (accounts/ranks.py).
    """

    class Side(models.TextChoices):
        ATHLETE = "athlete", _("the athlete")
        COACH = "coach", _("the coach")

    athlete = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="coachings"
    )
    coach = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        related_name="coached",
        db_index=False,
    )
    invited_email = models.EmailField(blank=True)
    invited_at = models.DateTimeField(default=timezone.now)
    accepted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=10, blank=True, choices=Side)

    sees_plan = models.BooleanField(_("plan and runs"), default=False)
    sees_health = models.BooleanField(_("health answers"), default=False)
    can_edit = models.BooleanField(_("may change workouts"), default=False)

    groups = models.ManyToManyField(CoachingGroup, related_name="coachings")
    rank = models.IntegerField(default=0)
    rank_until = models.DateTimeField(default=timezone.now)

    objects: ClassVar = CoachingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["coach", "rank", "athlete"],
                condition=Q(accepted_at__isnull=False, ended_at=None),
                name="coaching_worst_first",
                include=["rank_until"],
            ),
            models.Index(
                fields=["coach", "rank_until"],
                condition=Q(accepted_at__isnull=False, ended_at=None),
                name="coaching_rank_is_due",
            ),
            models.Index(
                fields=["invited_email"],
                condition=Q(accepted_at=None, ended_at=None),
                name="coaching_invited",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["athlete", "coach"],
                condition=Q(coach__isnull=False, ended_at=None),
                name="coaching_is_agreed_once",
            ),
            models.UniqueConstraint(
                fields=["athlete", "invited_email"],
                condition=Q(accepted_at=None, ended_at=None),
                name="coaching_is_offered_once",
            ),
            models.CheckConstraint(
                condition=Q(coach=None) | ~Q(coach=F("athlete")),
                name="coaching_is_of_somebody_else",
            ),
            models.CheckConstraint(
                condition=Q(coach__isnull=False) | Q(accepted_at=None),
                name="coaching_is_accepted_by_a_coach",
            ),
            models.CheckConstraint(
                condition=Q(sees_plan=True) | Q(sees_health=True),
                name="coaching_shares_something",
            ),
            models.CheckConstraint(
                condition=Q(can_edit=False) | Q(sees_plan=True),
                name="coaching_changes_only_what_is_seen",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by="")
                | Q(ended_at__isnull=False, ended_by__in=["athlete", "coach"]),
                name="coaching_says_who_ended_it",
            ),
        ]

    def __str__(self) -> str:
        return f"Coaching of athlete {self.athlete_id} by coach {self.coach_id}"

    @property
    def is_in_force(self) -> bool:
        return self.accepted_at is not None and self.ended_at is None

    def still_shares(self, *ticks: str) -> bool:
        """Say whether the coach may look by now, and has these ticks.

        Under the athlete's lock, it stays so until the transaction ends.
        """
        found = Coaching.objects.open_to(self.coach_id).filter(pk=self.pk)
        return found.filter(**dict.fromkeys(ticks, True)).exists()

    @property
    def expires_at(self) -> dt.datetime:
        """When an invitation that nobody took up is no longer one."""
        return self.invited_at + INVITATION_HOLDS
