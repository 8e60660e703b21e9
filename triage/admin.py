"""Health answers for support staff with a reason; they are never changed here."""

from __future__ import annotations

from django.contrib import admin

from backpain.accounts.admin.lists import HealthAdmin
from backpain.accounts.admin.site import staff_site
from triage.models import CareHold, CheckIn, Episode, HealthProfile


@admin.register(CheckIn, site=staff_site)
class CheckInAdmin(HealthAdmin):
    list_display = ("id", "local_date", "created_at", "verdict", "care", "pain_now")


@admin.register(CareHold, site=staff_site)
class CareHoldAdmin(HealthAdmin):
    list_display = ("id", "opened_at", "cleared_at", "clearance")


@admin.register(Episode, site=staff_site)
class EpisodeAdmin(HealthAdmin):
    list_display = ("id", "started_on", "answered_on")


@admin.register(HealthProfile, site=staff_site)
class HealthProfileAdmin(HealthAdmin):
    list_display = ("id", "reviewed_on")
