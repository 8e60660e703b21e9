"""Settings, export, erasure, and the demo's sign-in links."""

from __future__ import annotations

from collections.abc import Callable

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from backpain.accounts import export as export_of, one_time, services
from backpain.accounts.again import asked_again
from backpain.accounts.forms.me import EraseForm, SettingsForm
from backpain.accounts.http import (
    CONFLICT,
    JSON,
    WRONG_INPUT,
    ZIP,
    AuthenticatedRequest,
    file_response,
)
from backpain.accounts.models import User
from backpain.accounts.stale_form import conflict_of, version_of
from backpain.replica import may_read_replica

# Settings on which depends what day it is, and what the weeks hold.
FOLLOWED = {"time_zone", "units"}


@transaction.atomic
def me(
    request: AuthenticatedRequest, *, follow: Callable[[User], object]
) -> HttpResponse:
    """Show and change the settings; follow is told of another clock or other units."""
    form, conflict = SettingsForm(instance=request.user), None
    status = 200
    if request.method == "POST":
        # One after the other: the second of two windows finds what the first saved.
        user = User.objects.select_for_update().get(pk=request.user.pk)
        form, status = SettingsForm(request.POST, instance=user), WRONG_INPUT
        if form.is_valid():
            conflict, status = conflict_of(request.POST.get("seen", ""), form), CONFLICT
        if form.is_valid() and conflict is None:
            form.save()
            if FOLLOWED & set(form.changed_data):
                follow(user)
            messages.success(request, _("Saved."))
            return redirect("me")
    context = {
        "form": form,
        "section": "me",
        "conflict": conflict,
        "version": version_of(form),
    }
    return render(request, "accounts/me.html", context, status=status)


@asked_again
def export(request: AuthenticatedRequest) -> HttpResponse:
    if request.method == "POST":
        tables = may_read_replica(export_of.collect)(request.user)
        if request.POST.get("format") == "csv":
            return file_response(export_of.as_zip(tables), "backpain.zip", ZIP)
        return file_response(export_of.as_json(tables), "backpain.json", JSON)
    return render(request, "accounts/export.html", {"section": "me"})


@sensitive_post_parameters("password")
@asked_again
def erase(request: AuthenticatedRequest) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = EraseForm(data, user=request.user)
    if request.method == "POST" and form.is_valid():
        services.erase(request.user)
        logout(request)
        response = redirect("goodbye")
        # The browser forgets what it kept of the pages, too.
        response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
        return response
    return render(
        request,
        "accounts/erase.html",
        {"form": form, "section": "me"},
        status=WRONG_INPUT if form.is_bound else 200,
    )


@login_not_required
def goodbye(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect("home")
    return render(request, "accounts/goodbye.html")


@login_not_required
def demo_sign_in(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    """Sign in by a printed link. Opening it changes nothing: mail readers do that."""
    if not settings.DEMO:
        raise Http404
    user = one_time.user_of(uid, token)
    if request.method == "POST" and user is not None:
        if request.user.is_authenticated:
            logout(request)
        services.confirm_address(user)
        response: HttpResponse = perform_login(
            request, user, email_verification="none", redirect_url="/"
        )
        # As fresh as a password: there is none to ask for again.
        record_authentication(request, user, method="demo_link", reauthenticated=True)
        return response
    return render(
        request,
        "accounts/demo_sign_in.html",
        {"person": user},
        status=200 if user else 404,
    )
