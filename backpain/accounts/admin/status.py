"""Where an athlete stands: health data, for support with a reason."""

from __future__ import annotations

from django.contrib import admin

from backpain.accounts.admin.lists import HealthAdmin
from backpain.accounts.admin.site import staff_site
from backpain.accounts.models import AthleteStatus


@admin.register(AthleteStatus, site=staff_site)
class StatusAdmin(HealthAdmin):
    list_display = (
        "athlete",
        "checked_in_on",
        "verdict",
        "care",
        "pain_now",
        "held_since",
    )
