"""Who may see an athlete's data, and who looked at it, for support."""

from __future__ import annotations

from django.contrib import admin
from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from backpain.accounts import looks
from backpain.accounts.admin.lists import AboutOneAthlete
from backpain.accounts.admin.site import staff_site
from backpain.accounts.models import AccessLog, Coaching


class ListOnly(AboutOneAthlete):
    """All there is to a row stands in its line."""

    list_display_links = None

    def get_urls(self) -> list[URLPattern]:
        return [url for url in super().get_urls() if str(url.name).endswith("list")]


@admin.register(Coaching, site=staff_site)
class ConsentAdmin(ListOnly):
    """Opened for an athlete, or for a coach."""

    people = ("athlete", "coach")
    page = "consents"
    list_select_related = ["athlete", "coach"]
    list_display = (
        "athlete",
        "coach",
        "invited_email",
        "invited_at",
        "accepted_at",
        "ended_at",
        "ended_by",
        "sees_plan",
        "sees_health",
        "can_edit",
    )


@admin.register(AccessLog, site=staff_site)
class AccessLogAdmin(ListOnly):
    page = "access-log"
    list_display = ("at", "actor_name", "role", "what", "method", "is_health", "reason")

    @admin.display(description=_("looked at"))
    def what(self, look: AccessLog) -> StrOrPromise:
        return looks.page_words(look.page)
