"""What an athlete or a coach changed in the plan, and each time it was planned anew."""

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
    """What the plan is built around, by whom and why.

    Two days swapped, a day skipped, days paused; and by a coach, another workout on a
    day, or a ceiling that no week passes until a date.
    """

    class Kind(models.TextChoices):
        SWAP = "swap", _("moved")
        SKIP = "skip", _("skipped")
        PAUSE = "pause", _("paused")
        OVERRIDE = "override", _("changed")
        CEILING = "ceiling", _("limited")

    class Cause(models.TextChoices):
        HOLIDAY = "holiday", _("Holiday")
        ILLNESS = "illness", _("Illness")
        PAIN = "pain", _("Pain")
        OTHER = "other", _("Something else")

    athlete = athlete_column("plan_changes")
    kind = models.CharField(max_length=10, choices=Kind)
    # The two days of a swap; the day of a skip or an override twice; the ends of a
    # pause or a ceiling.
    first = models.DateField()
    last = models.DateField()
    cause = models.CharField(max_length=10, blank=True, choices=Cause)
    # The other workout: kind, activity, distance_m, duration_s and text as asked for.
    workout = models.JSONField(null=True)
    ceiling_m = models.PositiveIntegerField(null=True)
    # What the athlete is told; "" where a coach only tightened and gave none.
    reason = models.CharField(max_length=300, blank=True)
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
                condition=Q(kind__in=["swap", "skip", "pause", "override", "ceiling"]),
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
            models.CheckConstraint(
                condition=Q(kind="override", workout__isnull=False, last=F("first"))
                | Q(workout=None) & ~Q(kind="override"),
                name="change_to_another_workout_names_it",
            ),
            models.CheckConstraint(
                condition=Q(kind="ceiling", ceiling_m__isnull=False)
                | Q(ceiling_m=None) & ~Q(kind="ceiling"),
                name="change_to_a_ceiling_names_it",
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
        COACH = "coach", _("A coach changed something")
        BROUGHT_IN = "brought_in", _("An export was brought in")

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
