"""The admin itself: who is let in, and by which door."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from backpain.accounts.sessions import has_proved_second_factor
from backpain.accounts.views.browsers import log_out

# Pages of Django's admin that are nobody's here: choices of other tables, addresses
# of rows by number, and a second way to change a password.
NOT_SERVED = {"autocomplete", "view_on_site", "password_change_done"}


class StaffSite(admin.AdminSite):
    """Django's admin for staff with a second factor.

    What other packages register with admin.site (addresses, second factors, sessions)
    is not served: with it, staff could log in as somebody else.
    """

    site_title = _("backpain support")
    site_header = _("backpain support")
    index_title = _("Find an account")
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        return super().has_permission(request) and has_proved_second_factor(request)

    @method_decorator(login_not_required)
    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Send to the log-in of everybody, and then to the second factor.

        The form of Django's own, without limits and second factor, is never reached.
        """
        if self.has_permission(request):
            return redirect("admin:index")
        if super().has_permission(request):
            query = urlencode({"next": reverse("admin:index")})
            return redirect(f"{reverse('coach-second-factor')}?{query}")
        if not request.user.is_authenticated:
            query = urlencode({"next": _wanted(request)})
            return redirect(f"{reverse('account_login')}?{query}")
        login: HttpResponse = secure_admin_login(super().login)(  # type: ignore[no-untyped-call]
            request, extra_context=extra_context
        )
        return login

    def logout(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return log_out(request)

    def password_change(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect("account_change_password")

    def get_urls(self) -> list[URLPattern | URLResolver]:
        return [
            url
            for url in super().get_urls()
            if getattr(url, "name", None) not in NOT_SERVED
        ]


class RowsForStaff(admin.ModelAdmin):
    """What all tables of the admin share."""

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        # An empty name of a field is none, where Django looks for a field named so.
        return super().get_object(request, object_id, from_field or None)


def _wanted(request: HttpRequest) -> str:
    """Return the page of ours that was asked for; the first one for any other."""
    wanted = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours else reverse("admin:index")


staff_site = StaffSite()
