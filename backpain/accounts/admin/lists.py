"""Rows of one athlete to look at: none is changed here, and every look is noted."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _

from backpain.accounts import looks
from backpain.accounts.admin import reasons
from backpain.accounts.admin.site import RowsForStaff, staff_site
from backpain.accounts.http import key_in
from backpain.accounts.models import User


def is_staff(request: HttpRequest) -> bool:
    return bool(request.user.is_active and getattr(request.user, "is_staff", False))


class AboutOneAthlete(RowsForStaff):
    """A list that opens for one athlete, from their account, and its rows.

    people are the columns by which it may be opened, page the word that the look is
    noted by (accounts/looks.py).
    """

    people: tuple[str, ...] = ("athlete",)
    page = "account"
    actions = None
    view_on_site = False
    show_full_result_count = False
    list_select_related = ["athlete"]
    list_per_page = 50
    ordering = ["-pk"]
    change_list_template = "admin/about_athlete_list.html"
    change_form_template = "admin/about_athlete_row.html"

    def get_urls(self) -> list[URLPattern]:
        kept = ("_changelist", "_change")
        return [url for url in super().get_urls() if str(url.name).endswith(kept)]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_staff(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def lookup_allowed(
        self, lookup: str, value: str, request: HttpRequest | None = None
    ) -> bool:
        """Let nobody ask for a column, and so learn what is in it."""
        return lookup in self.people

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        person = self._person(request)
        if person is None:
            messages.info(request, _("Find the account first: this list is of one."))
            return redirect("admin:accounts_user_changelist")
        response = super().changelist_view(
            request, {"title": self._title(), "person": person, **(extra_context or {})}
        )
        table = (getattr(response, "context_data", None) or {}).get("cl")
        shown = (
            {row.athlete.pk: row.athlete for row in table.result_list} if table else {}
        )
        if "athlete" in request.GET:
            shown[person.pk] = person
        for athlete in shown.values():
            self.note_look(request, athlete)
        return response

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        row = self.get_object(request, unquote(object_id))
        person = getattr(row, "athlete", None)
        response = super().change_view(
            request,
            object_id,
            form_url,
            {"title": self._title(), "person": person, **(extra_context or {})},
        )
        if person is not None:
            self.note_look(request, person)
        return response

    def note_look(self, request: HttpRequest, athlete: User) -> None:
        looks.record_staff(request, athlete, self.page)

    def _person(self, request: HttpRequest) -> User | None:
        """Return whose list is asked for; None if it is nobody's, or of several."""
        typed = [pk for name in self.people for pk in request.GET.getlist(name)]
        keys = [key for text in typed if (key := key_in(text)) is not None]
        one = User.objects.filter(pk__in=keys).first()
        return one if len(typed) == 1 else None

    def _title(self) -> str:
        return str(self.opts.verbose_name_plural).capitalize()


class HealthAdmin(AboutOneAthlete):
    """Health answers: there is no such row until a reason was typed for its athlete."""

    page = "health"

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        open_now = reasons.standing(request)
        return super().get_queryset(request).filter(athlete__in=list(open_now))

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        person = self._person(request)
        if person is not None and person.pk not in reasons.standing(request):
            return redirect("admin:accounts_user_health", person.pk)
        return super().changelist_view(request, extra_context)

    def note_look(self, request: HttpRequest, athlete: User) -> None:
        reason = reasons.text_of(request, athlete)
        looks.record_staff(request, athlete, self.page, is_health=True, reason=reason)


def health_lists() -> list[tuple[str, str]]:
    """Return the lists of health answers: what each is called, and its address."""
    found = [
        (str(model._meta.verbose_name_plural).capitalize(), model._meta)
        for model, page in staff_site._registry.items()
        if isinstance(page, HealthAdmin)
    ]
    return [
        (name, reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist"))
        for name, meta in sorted(found, key=lambda one: one[0])
    ]
