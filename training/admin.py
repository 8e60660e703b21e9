"""Support staff may look at plans and runs; nothing is changed here.

A change by hand would be lost at the next re-planning: a plan changes only by what its
athlete tells, runs and moves.
"""

from __future__ import annotations

from django.contrib import admin

from training.models import Plan, Run, Week, Workout
from triage.admin import ReadOnlyAdmin


@admin.register(Workout)
class WorkoutAdmin(ReadOnlyAdmin):
    """What is planned. Why a check-in changed it is health data and not shown."""

    list_display = ("id", "athlete", "date", "kind", "distance_m")
    list_select_related = ("athlete",)
    list_filter = ("kind",)
    search_fields = ("athlete__email",)
    fields = (
        "athlete",
        "date",
        "kind",
        "activity",
        "distance_m",
        "duration_s",
        "hard_s",
    )
    show_full_result_count = False


@admin.register(Plan)
class PlanAdmin(ReadOnlyAdmin):
    list_display = ("id", "athlete", "started_on", "ended_on", "planned_on")
    list_select_related = ("athlete",)
    search_fields = ("athlete__email",)
    show_full_result_count = False


@admin.register(Week)
class WeekAdmin(ReadOnlyAdmin):
    list_display = ("id", "athlete", "start", "baseline_m", "cap_m", "volume_m")
    list_select_related = ("athlete",)
    search_fields = ("athlete__email",)
    show_full_result_count = False


@admin.register(Run)
class RunAdmin(ReadOnlyAdmin):
    """When somebody ran and how far. How it felt is health data and not shown."""

    list_display = ("id", "athlete", "date", "distance_m", "source")
    list_select_related = ("athlete",)
    search_fields = ("athlete__email",)
    fields = ("athlete", "date", "distance_m", "duration_s", "source", "created_at")
    show_full_result_count = False
