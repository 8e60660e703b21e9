"""Accounts for support: find one, help with mail, close it, ask for health answers."""

from __future__ import annotations

from typing import Any, cast

from allauth.account.models import EmailAddress
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, DELETION, LogEntry
from django.contrib.admin.utils import unquote
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_POST

from backpain.accounts import looks, services
from backpain.accounts.admin import help, reasons
from backpain.accounts.admin.lists import health_lists, is_staff
from backpain.accounts.admin.site import RowsForStaff, staff_site
from backpain.accounts.http import WRONG_INPUT
from backpain.accounts.models import User

RIGHTS = ("is_staff", "is_superuser")
FILTERS = ("is_coach", "is_staff", "is_active")


@admin.register(User, site=staff_site)
class AccountAdmin(RowsForStaff):
    """Nobody sets a password, an address or a second factor for somebody else.

    Rights are given by superusers only, and accounts are made by signing up.
    """

    actions = None
    view_on_site = False
    list_display = ("email", "name", "is_coach", "is_staff", "is_active", "last_login")
    list_filter = FILTERS
    list_per_page = 20
    show_full_result_count = False
    search_fields = ("email", "name")
    search_help_text = gettext_lazy("E-mail address or name. Every find is noted.")
    ordering = ("email",)
    change_form_template = "admin/accounts/user/change_form.html"
    fieldsets = (
        (None, {"fields": ("email", "name", "is_active", "is_coach")}),
        (
            gettext_lazy("Log-in"),
            {"fields": ("confirmed", "second_factor", "browsers", "last_login")},
        ),
        (
            gettext_lazy("Settings"),
            {"fields": ("time_zone", "units", "language", "country", "date_joined")},
        ),
        (gettext_lazy("Rights"), {"fields": RIGHTS}),
    )
    readonly_fields = (
        "email",
        "name",
        "is_active",
        "is_coach",
        "confirmed",
        "second_factor",
        "browsers",
        "last_login",
        "time_zone",
        "units",
        "language",
        "country",
        "date_joined",
    )

    def get_urls(self) -> list[URLPattern]:
        """Add what support does, and leave out what nobody may."""
        own = [
            path(
                f"<int:pk>/{name}/",
                staff_site.admin_view(view),
                name=f"accounts_user_{name}",
            )
            for name, view in (
                ("health", self.health_view),
                ("mail", require_POST(self.mail_view)),
                ("active", require_POST(self.active_view)),
            )
        ]
        kept = ("_changelist", "_change", "_delete", "_history")
        return own + [url for url in super().get_urls() if str(url.name).endswith(kept)]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return is_staff(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_staff(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_superuser(request) and obj != request.user

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_superuser(request) and obj != request.user

    def lookup_allowed(
        self, lookup: str, value: str, request: HttpRequest | None = None
    ) -> bool:
        """Let nobody ask whether an account has a hold, or how its password begins."""
        return lookup.removesuffix("__exact") in FILTERS

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """Show nobody until somebody is looked for."""
        if not search_term.strip() and not any(
            request.GET.get(f"{name}__exact") for name in FILTERS
        ):
            return queryset.none(), False
        return super().get_search_results(request, queryset, search_term)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        response = super().changelist_view(request, extra_context)
        table = (getattr(response, "context_data", None) or {}).get("cl")
        for account in table.result_list if table else ():
            looks.record_staff(request, account, "account-list")
        return response

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        account = self.get_object(request, unquote(object_id))
        more = self._what_may_be_done(request, account) if account else {}
        response = super().change_view(request, object_id, form_url, more)
        return self._noted(request, object_id, response)

    def history_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        response = super().history_view(request, object_id, extra_context)
        return self._noted(request, object_id, response)

    def delete_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        response = super().delete_view(request, object_id, extra_context)
        return self._noted(request, object_id, response)

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[list[str], dict[str, int], set[str], list[str]]:
        """Name the account only: what goes with it is nothing to read here."""
        return [str(account) for account in objs], {}, set(), []

    def delete_model(self, request: HttpRequest, obj: User) -> None:
        services.erase(obj)

    def log_change(self, request: HttpRequest, obj: User, message: Any) -> LogEntry:
        return log(request, obj, CHANGE, message)

    def log_deletions(self, request: HttpRequest, queryset: Any) -> list[LogEntry]:
        return [log(request, account, DELETION, "") for account in queryset]

    def health_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask for the reason; while it holds, list what may be looked at."""
        account = self._account(request, pk)
        form = reasons.ReasonForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            reasons.keep(request, account, form.cleaned_data["reason"])
            return redirect("admin:accounts_user_health", account.pk)
        context = {
            **staff_site.each_context(request),
            "title": _("Health answers of %s") % account,
            "opts": self.opts,
            "account": account,
            "form": form,
            "reason": reasons.standing(request).get(account.pk),
            "lists": health_lists(),
        }
        status = WRONG_INPUT if form.is_bound else 200
        page = "admin/accounts/user/health.html"
        response = render(request, page, context, status=status)
        return self._noted(request, str(pk), response)

    def mail_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send one of the mails of MAILS once more."""
        account = self._account(request, pk)
        mail = help.MAILS.get(request.POST.get("mail", ""))
        if mail is None or not account.is_active:
            raise PermissionDenied
        if mail.send(request, account):
            log(request, account, CHANGE, f"Sent: {mail.name}")
            messages.success(request, _("Sent: %s.") % mail.label)
        else:
            messages.warning(request, _("Not sent: nothing is open, or too soon."))
        return self._back(request, account)

    def active_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        account = self._account(request, pk)
        if not may_close(request, account):
            raise PermissionDenied
        if request.POST.get("active") == "yes":
            help.reopen(account)
            log(request, account, CHANGE, "Reopened")
            messages.success(request, _("Open again: they can log in."))
        else:
            help.close(account)
            log(request, account, CHANGE, "Closed")
            messages.success(request, _("Closed: they are logged out everywhere."))
        return self._back(request, account)

    @admin.display(description=gettext_lazy("address confirmed"), boolean=True)
    def confirmed(self, account: User) -> bool:
        own = EmailAddress.objects.filter(user=account, email__iexact=account.email)
        return own.filter(verified=True).exists()

    @admin.display(description=gettext_lazy("second factor"), boolean=True)
    def second_factor(self, account: User) -> bool:
        return is_mfa_enabled(account)

    @admin.display(description=gettext_lazy("browsers logged in"))
    def browsers(self, account: User) -> int:
        return UserSession.objects.filter(user=account).count()

    def _what_may_be_done(self, request: HttpRequest, account: User) -> dict[str, Any]:
        return {
            "mails": [
                mail for mail in help.MAILS.values() if mail.is_open_for(account)
            ],
            "may_close": may_close(request, account),
            "account": account,
        }

    def _account(self, request: HttpRequest, pk: int) -> User:
        account: User | None = self.get_object(request, str(pk))
        if account is None:
            raise Http404
        return account

    def _noted(
        self, request: HttpRequest, object_id: str, response: HttpResponse
    ) -> HttpResponse:
        account = self.get_object(request, unquote(object_id))
        if account is not None:
            looks.record_staff(request, account, "account")
        return response

    def _back(self, request: HttpRequest, account: User) -> HttpResponse:
        response = redirect("admin:accounts_user_change", account.pk)
        return self._noted(request, str(account.pk), response)


def is_superuser(request: HttpRequest) -> bool:
    return is_staff(request) and bool(getattr(request.user, "is_superuser", False))


def may_close(request: HttpRequest, account: User) -> bool:
    """Say whether somebody may close an account: not their own, nor one above them."""
    is_below = is_superuser(request) or not account.is_superuser
    return is_below and account.pk != request.user.pk


def log(request: HttpRequest, account: User, flag: int, message: Any) -> LogEntry:
    """Note what staff did. The row names nobody: it stays when an account is erased."""
    return LogEntry.objects.create(
        user=cast(User, request.user),
        content_type=ContentType.objects.get_for_model(account),
        object_id=str(account.pk),
        object_repr=f"Account {account.pk}",
        action_flag=flag,
        change_message=message if isinstance(message, str) else str(message),
    )
