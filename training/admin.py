"""Plans, runs and notes for support staff with a reason; nothing is changed here.

A change by hand would be lost at the next re-planning: a plan changes only by what its
athlete tells, runs and moves, and by their coach.
"""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from backpain.accounts.admin.lists import HealthAdmin
from backpain.accounts.admin.site import staff_site
from training.models import Change, Note, Plan, Run, RunningHistory, Week, Workout


@admin.register(RunningHistory, site=staff_site)
class RunningHistoryAdmin(HealthAdmin):
    list_display = ("id", "answered_on")


@admin.register(Plan, site=staff_site)
class PlanAdmin(HealthAdmin):
    list_display = ("id", "started_on", "ended_on", "planned_on")


@admin.register(Week, site=staff_site)
class WeekAdmin(HealthAdmin):
    list_display = ("id", "number", "start", "baseline_m", "cap_m", "volume_m")
    ordering = ["-start"]


@admin.register(Workout, site=staff_site)
class WorkoutAdmin(HealthAdmin):
    list_display = ("id", "date", "kind", "distance_m", "duration_s", "reason")
    ordering = ["-date"]


@admin.register(Change, site=staff_site)
class ChangeAdmin(HealthAdmin):
    list_display = ("id", "kind", "first", "last", "made_by", "made_at", "undone_at")
    list_select_related = ["athlete", "made_by"]


@admin.register(Run, site=staff_site)
class RunAdmin(HealthAdmin):
    list_display = ("id", "date", "distance_m", "duration_s", "source")
    ordering = ["-date", "-pk"]


@admin.register(Note, site=staff_site)
class NoteAdmin(HealthAdmin):
    """What was written to the athlete. Of a private one staff sees nothing."""

    list_display = ("id", "author_name", "written_at", "read_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).filter(is_private=False)
