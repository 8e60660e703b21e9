"""What an athlete told about their running: the start of a plan."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

LONGEST_WEEK_M = 300_000
LONGEST_RUN_M = 200_000
WEEKS_ASKED = 4
SHORTEST_RACE_M, LONGEST_RACE_M = 400, 250_000


class Weekday(models.IntegerChoices):
    """ISO weekdays."""

    MONDAY = 1, _("Monday")
    TUESDAY = 2, _("Tuesday")
    WEDNESDAY = 3, _("Wednesday")
    THURSDAY = 4, _("Thursday")
    FRIDAY = 5, _("Friday")
    SATURDAY = 6, _("Saturday")
    SUNDAY = 7, _("Sunday")


class Sport(models.TextChoices):
    """What fills the days between runs."""

    CYCLING = "cycling", _("Cycling")
    SWIMMING = "swimming", _("Swimming")
    STRENGTH = "strength", _("Strength training")
    YOGA = "yoga", _("Yoga")
    ROWING = "rowing", _("Rowing")
    ELLIPTICAL = "elliptical", _("Elliptical trainer")


class RunningHistory(models.Model):
    """The third welcome step. Distances in metres; null means the athlete didn't know."""

    athlete = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="running_history"
    )
    # The four weeks before answered_on, oldest first; an unknown week is null.
    recent_weeks_m = ArrayField(
        models.PositiveIntegerField(
            null=True, validators=[MaxValueValidator(LONGEST_WEEK_M)]
        ),
        size=WEEKS_ASKED,
    )
    longest_run_30d_m = models.PositiveIntegerField(null=True)
    runs_per_week = models.PositiveSmallIntegerField(choices=[(3, "3"), (4, "4")])
    running_days = ArrayField(models.PositiveSmallIntegerField(choices=Weekday))
    long_run_day = models.PositiveSmallIntegerField(choices=Weekday)
    cross_training = ArrayField(
        models.CharField(max_length=20, choices=Sport), blank=True, default=list
    )
    easy_pace_s_per_km = models.PositiveIntegerField(null=True)
    # The race to be ready for; both are null without one.
    race_date = models.DateField(null=True)
    race_distance_m = models.PositiveIntegerField(null=True)
    answered_on = models.DateField()

    class Meta:
        verbose_name_plural = "running histories"
        constraints = [
            models.CheckConstraint(
                condition=Q(recent_weeks_m__len=WEEKS_ASKED),
                name="running_history_has_four_weeks",
            ),
            *(
                models.CheckConstraint(
                    condition=Q((f"recent_weeks_m__{week}__lte", LONGEST_WEEK_M))
                    | Q((f"recent_weeks_m__{week}", None)),
                    name=f"running_history_recent_weeks_{week}_at_most_300_km",
                )
                for week in range(WEEKS_ASKED)
            ),
            models.CheckConstraint(
                condition=Q(running_days__contained_by=Weekday.values),
                name="running_history_running_days_are_iso",
            ),
            models.CheckConstraint(
                condition=Q(longest_run_30d_m__lte=LONGEST_RUN_M)
                | Q(longest_run_30d_m=None),
                name="running_history_longest_run_is_at_most_200_km",
            ),
            models.CheckConstraint(
                condition=Q(race_date=None, race_distance_m=None)
                | Q(
                    race_date__isnull=False,
                    race_distance_m__gte=SHORTEST_RACE_M,
                    race_distance_m__lte=LONGEST_RACE_M,
                ),
                name="running_history_race_has_date_and_distance",
            ),
            models.CheckConstraint(
                condition=Q(runs_per_week__in=[3, 4]),
                name="running_history_runs_are_3_or_4",
            ),
            models.CheckConstraint(
                condition=Q(long_run_day__gte=1, long_run_day__lte=7),
                name="running_history_long_run_day_is_iso",
            ),
            models.CheckConstraint(
                condition=Q(easy_pace_s_per_km__gte=120, easy_pace_s_per_km__lte=1200)
                | Q(easy_pace_s_per_km=None),
                name="running_history_pace_is_plausible",
            ),
        ]

    def __str__(self) -> str:
        return f"Running history of athlete {self.athlete_id}"

    @property
    def race_json(self) -> dict[str, Any] | None:
        """The race in the shape of build_plan; None without one."""
        if self.race_date is None:
            return None
        return {
            "date": self.race_date.isoformat(),
            "distance_m": self.race_distance_m,
        }
