"""Support staff may look at plans and runs, and put a single workout right."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.http import HttpRequest

from training.models import Plan, Run, Week, Workout
from triage.admin import ReadOnlyAdmin


class WorkoutForm(forms.ModelForm):
    """A workout whose figures Postgres has to accept.

    Why a check-in changed it is health data and not shown.
    """

    class Meta:
        model = Workout
        fields = ("kind", "activity", "distance_m", "duration_s", "hard_s")

    def _post_clean(self) -> None:
        # Only here is the instance made of what was typed, and not saved yet.
        super()._post_clean()  # type: ignore[misc]
        if not self.errors:
            refusal = _refusal_of(self.instance)
            if refusal:
                self.add_error(None, ValidationError(refusal))


def _refusal_of(workout: Workout) -> str:
    """Return why Postgres would not take a workout, "" if it would; changes nothing."""
    try:
        with transaction.atomic():
            workout.save()
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            transaction.set_rollback(True)
    except IntegrityError as error:
        return str(error).splitlines()[0]
    return ""


@admin.register(Workout)
class WorkoutAdmin(admin.ModelAdmin):
    form = WorkoutForm
    list_display = ("id", "athlete", "date", "kind", "distance_m")
    list_select_related = ("athlete",)
    list_filter = ("kind",)
    search_fields = ("athlete__email",)
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(
        self, request: HttpRequest, obj: Workout, form: Any, change: bool
    ) -> None:
        obj.changed_by_id = request.user.pk
        super().save_model(request, obj, form, change)


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
