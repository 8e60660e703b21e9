"""What an athlete changed in the plan, and every time it was planned anew."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from training.models.fields import athlete_column
from training.models.plan import Plan

CAUSES = ("holiday", "illness", "pain", "other")


class ChangeQuerySet(models.QuerySet["Change"]):
    def standing(self) -> ChangeQuerySet:
        return self.filter(undone_at=None)


class Change(models.Model):
    """Two days swapped, a day skipped, or days paused; the plan is built around it."""

    class Kind(models.TextChoices):
        SWAP = "swap", _("moved")
        SKIP = "skip", _("skipped")
        PAUSE = "pause", _("paused")

    class Cause(models.TextChoices):
        HOLIDAY = "holiday", _("Holiday")
        ILLNESS = "illness", _("Illness")
        PAIN = "pain", _("Pain")
        OTHER = "other", _("Something else")

    athlete = athlete_column("plan_changes")
    kind = models.CharField(max_length=10, choices=Kind)
    # The two days of a swap, the day of a skip twice, the ends of a pause.
    first = models.DateField()
    last = models.DateField()
    cause = models.CharField(max_length=10, blank=True, choices=Cause)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        related_name="+",
    )
    made_at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["athlete", "last"], name="change_of_athlete")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["swap", "skip", "pause"]),
                name="change_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(last__gte=F("first")), name="change_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(kind="pause", cause__in=CAUSES)
                | Q(cause="") & ~Q(kind="pause"),
                name="change_names_the_cause_of_a_pause",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of athlete {self.athlete_id} from {self.first}"


class Replan(models.Model):
    """One time the weeks were planned anew: when, why, and what it did to them."""

    class Cause(models.TextChoices):
        MADE = "made", _("The plan was made")
        NEXT_PLAN = "next_plan", _("The plan was over: the next weeks were planned")
        WEEK_CLOSED = "week_closed", _("A week was over")
        CHECK_IN = "check_in", _("A check-in")
        RUN = "run", _("A run was logged, changed or deleted")
        DAYS = "days", _("Days, number of runs or race were changed")
        UNITS = "units", _("The units were changed")
        MOVED = "moved", _("A workout was moved, skipped or put back")
        PAUSE = "pause", _("A pause was entered, changed or ended")

    athlete = athlete_column("replans")
    plan = models.ForeignKey(Plan, models.DO_NOTHING, related_name="replans")
    at = models.DateTimeField(default=timezone.now)
    cause = models.CharField(max_length=20, choices=Cause)
    # {"number", "before_m", "after_m", "cap_before_m", "cap_after_m"} of each week
    # that became another one; before is null for a new week.
    weeks = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["athlete", "-id"], name="replan_newest")]

    def __str__(self) -> str:
        return f"{self.cause} of athlete {self.athlete_id} at {self.at:%Y-%m-%d %H:%M}"
