"""Support staff may look; answers and advice are never changed here."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from triage.models import CareHold, CheckIn


class ReadOnlyAdmin(admin.ModelAdmin):
    """Rows to look at: nothing to add, change or delete."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(CheckIn)
class CheckInAdmin(ReadOnlyAdmin):
    """When somebody checked in. What they answered is health data and not shown."""

    list_display = ("id", "athlete", "local_date", "created_at", "ruleset_version")
    list_select_related = ("athlete",)
    search_fields = ("athlete__email",)
    fields = ("athlete", "local_date", "created_at", "time_zone", "ruleset_version")
    show_full_result_count = False


@admin.register(CareHold)
class CareHoldAdmin(ReadOnlyAdmin):
    """When a hold was opened and cleared, not for what."""

    list_display = ("id", "athlete", "opened_at", "cleared_at")
    list_select_related = ("athlete",)
    search_fields = ("athlete__email",)
    fields = ("athlete", "opened_at", "cleared_at", "seen_on")
    show_full_result_count = False
