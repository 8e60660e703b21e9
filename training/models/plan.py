"""The plan, its weeks and their workouts, as they stand now.

The weekly cap is kept by Postgres (migrations 0004, 0008 and 0009): volume_m is summed
by a trigger, a week above its cap is refused at once, and at commit one that is measured
against more than the week before it holds. Distances in metres, durations in seconds.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import LessThanOrEqual
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from training.models.fields import athlete_column
from training.models.history import LONGEST_RUN_M
from training.planner import BLANK_BELOW_M, Unit, show_metres
from training.weeks import DAY, WEEK, monday_of, sunday_of

AT_MOST_10_PERCENT_MORE = LessThanOrEqual(F("cap_m") * 10, F("baseline_m") * 11)


class PlanQuerySet(models.QuerySet["Plan"]):
    def active(self) -> PlanQuerySet:
        """Leave out the plans that another one has followed; an athlete has one left."""
        return self.filter(ended_on=None)


class Plan(models.Model):
    """What an athlete's weeks are built from; at most one of them has not ended."""

    athlete = athlete_column("plans")
    # The Monday of its first week, and the athlete's day on which it was made.
    started_on = models.DateField()
    made_on = models.DateField()
    # The Monday from which another plan holds; null while this one does.
    ended_on = models.DateField(null=True)
    # What `manage.py build_plan` reads, without today, runs and advice.
    spec = models.JSONField()
    # Run in the first week before the plan was made, told as one sum.
    ran_before_m = models.PositiveIntegerField(default=0)
    # What the stored weeks take into account: the day, and the newest check-in.
    planned_on = models.DateField()
    planned_after = models.BigIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)

    objects = PlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["athlete"],
                condition=Q(ended_on=None),
                name="plan_is_the_only_one",
                violation_error_message=_("There is a plan already."),
            ),
            models.UniqueConstraint(
                fields=["athlete", "started_on"], name="plan_starts_once"
            ),
            models.CheckConstraint(
                condition=Q(started_on__iso_week_day=1), name="plan_starts_on_a_monday"
            ),
            models.CheckConstraint(
                condition=Q(
                    made_on__gte=F("started_on"),
                    made_on__lt=F("started_on") + WEEK,
                ),
                name="plan_is_made_in_its_first_week",
            ),
        ]

    def __str__(self) -> str:
        return f"Plan of athlete {self.athlete_id} from {self.started_on}"

    @property
    def unit(self) -> Unit:
        return Unit(self.spec["unit"])

    @property
    def weeks_planned(self) -> int:
        weeks: int = self.spec["weeks"]
        return weeks

    def run_by_week(
        self, logged: Iterable[tuple[dt.date, int | None]]
    ) -> Counter[dt.date]:
        """Return the metres run in each week by its Monday, from days and metres.

        Of the days before the plan was made, what was told as one sum counts, unless
        more is logged by now: training_run_m in migration 0004 counts the same way.
        """
        by_week: Counter[dt.date] = Counter()
        before = 0
        for day, metres in logged:
            if self.started_on <= day < self.made_on:
                before += metres or 0
            else:
                by_week[monday_of(day)] += metres or 0
        by_week[self.started_on] += max(before, self.ran_before_m)
        return by_week

    @property
    def ends_on(self) -> dt.date:
        """The last Sunday."""
        return self.started_on + self.weeks_planned * WEEK - DAY


class Week(models.Model):
    """One week from Monday: what it is measured against, may hold, and holds."""

    athlete = athlete_column("weeks")
    plan = models.ForeignKey(Plan, models.DO_NOTHING, related_name="weeks")
    number = models.PositiveSmallIntegerField()
    start = models.DateField()
    baseline_m = models.PositiveIntegerField()
    cap_m = models.PositiveIntegerField()
    # The sum of the running workouts; whatever is written here, the trigger counts.
    volume_m = models.PositiveIntegerField(default=0)
    is_hold = models.BooleanField(default=False)
    is_cutback = models.BooleanField(default=False)
    is_restart = models.BooleanField(default=False)
    is_taper = models.BooleanField(default=False)
    why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["athlete", "start"], name="week_is_planned_once"
            ),
            models.UniqueConstraint(
                fields=["athlete", "plan", "number"], name="week_number_is_used_once"
            ),
            models.CheckConstraint(
                condition=Q(start__iso_week_day=1), name="week_starts_on_a_monday"
            ),
            models.CheckConstraint(
                condition=Q(volume_m__lte=F("cap_m")), name="week_is_within_its_cap"
            ),
            models.CheckConstraint(
                condition=Q(baseline_m__lt=BLANK_BELOW_M) | Q(AT_MOST_10_PERCENT_MORE),
                name="week_cap_is_at_most_10_percent_more",
            ),
            models.CheckConstraint(
                condition=Q(is_restart=True) | Q(AT_MOST_10_PERCENT_MORE),
                name="week_above_a_blank_one_is_a_restart",
            ),
        ]

    def __str__(self) -> str:
        return f"Week {self.number} of athlete {self.athlete_id} from {self.start}"

    @property
    def end(self) -> dt.date:
        """The Sunday."""
        return sunday_of(self.start)


class Workout(models.Model):
    """What one day of a week holds; a day without training has one of kind rest."""

    class Kind(models.TextChoices):
        EASY = "easy", _("Easy run")
        LONG = "long", _("Long run")
        TEMPO = "tempo", _("Tempo run")
        INTERVALS = "intervals", _("Intervals")
        RUN_WALK = "run_walk", _("Run-walk")
        WALK = "walk", _("Walk")
        CROSS_TRAINING = "cross_training", _("Cross-training")
        STRENGTH = "strength", _("Strength")
        REST = "rest", _("Rest")

    RUNNING: ClassVar = "running"

    athlete = athlete_column("workouts")
    week = models.ForeignKey(Week, models.DO_NOTHING, related_name="workouts")
    date = models.DateField()
    kind = models.CharField(max_length=20, choices=Kind)
    activity = models.CharField(max_length=20)
    distance_m = models.PositiveIntegerField(default=0)
    duration_s = models.PositiveIntegerField(default=0)
    hard_s = models.PositiveIntegerField(default=0)
    steps = models.JSONField(default=list)
    # The workout as planned, in the shape of build_plan; null if it was not changed.
    before = models.JSONField(null=True)
    reason = models.TextField(blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="+",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["athlete", "date"], name="workout_is_the_only_one_of_its_day"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["rest", "walk", "cross_training", "strength"])
                ^ Q(activity="running"),
                name="workout_of_a_running_kind_is_running",
            ),
            models.CheckConstraint(
                condition=Q(activity="running") | Q(distance_m=0),
                name="workout_has_metres_only_if_it_is_run",
            ),
            models.CheckConstraint(
                condition=Q(distance_m__lte=LONGEST_RUN_M),
                name="workout_is_at_most_200_km",
            ),
            models.CheckConstraint(
                condition=Q(hard_s__lte=F("duration_s")),
                name="workout_is_not_harder_than_long",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of athlete {self.athlete_id} on {self.date}"

    @property
    def is_running(self) -> bool:
        return self.activity == self.RUNNING

    @property
    def is_rest(self) -> bool:
        return self.kind == self.Kind.REST

    def size(self, unit: Unit) -> str:
        """Return how much it is, such as "5.2 km" or "30 min"; "" for rest."""
        return size_of(self.as_json(), unit)

    def as_json(self) -> dict[str, Any]:
        """Return it in the shape of build_plan, without what only the plan knows."""
        return {
            "kind": self.kind,
            "activity": self.activity,
            "distance_m": self.distance_m,
            "duration_s": self.duration_s,
        }


def size_of(workout: dict[str, Any], unit: Unit) -> str:
    """Return how much a workout in the shape of build_plan is; "" for rest."""
    if workout["activity"] == Workout.RUNNING:
        return show_metres(workout["distance_m"], unit)
    return minutes_of(workout["duration_s"]) if workout["duration_s"] else ""


def minutes_of(seconds: int) -> str:
    """Return a duration in whole minutes, rounded up, such as "34 min"."""
    return f"{-(-seconds // 60)} min"
