"""Accounts for staff. Logging in to the admin goes through the same pages as for
everybody, with the same limits and second factor."""

from __future__ import annotations

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.utils.translation import gettext_lazy as _

from backpain.accounts.models import User

admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign, no-untyped-call]


@admin.register(User)
class AccountAdmin(UserAdmin):
    list_display = ["email", "name", "is_coach", "is_staff", "is_active", "last_login"]
    list_filter = ["is_coach", "is_staff", "is_active"]
    search_fields = ["email", "name"]
    ordering = ["email"]
    readonly_fields = ["last_login", "date_joined"]
    fieldsets = [
        (None, {"fields": ["email", "password", "name"]}),
        (_("Settings"), {"fields": ["time_zone", "units", "language", "country"]}),
        (
            _("Rights"),
            {"fields": ["is_active", "is_coach", "is_staff", "is_superuser"]},
        ),
        (None, {"fields": ["groups", "user_permissions"], "classes": ["collapse"]}),
        (_("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (
            None,
            {"fields": ["email", "name", "usable_password", "password1", "password2"]},
        )
    ]
