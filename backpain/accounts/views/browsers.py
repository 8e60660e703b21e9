"""Where somebody is logged in, and logging out: of this browser, another, or all."""

from __future__ import annotations

from allauth.account.views import logout as log_out_of_this_one
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from backpain.accounts import sessions
from backpain.accounts.http import AuthenticatedRequest, key_in


@require_http_methods(["GET", "POST"])
def browsers(request: AuthenticatedRequest) -> HttpResponse:
    """List the browsers that are logged in; end one of the others, or all of them."""
    if request.method == "POST":
        if "browser" in request.POST:
            # One that is gone already, or was never theirs, is as much logged out.
            sessions.end_other(request, key_in(request.POST["browser"]) or 0)
            messages.success(request, _("That browser is logged out."))
        else:
            sessions.end_others(request, request.user)
            messages.success(request, _("All other browsers are logged out."))
        return redirect("usersessions_list")
    return render(
        request,
        "usersessions/usersession_list.html",
        {
            "browsers": sessions.open_for(request.user),
            "this_one": request.session.session_key,
            "section": "me",
        },
    )


@login_not_required
def log_out(request: HttpRequest) -> HttpResponse:
    """Log out of this browser, which forgets what it kept of the pages.

    Not "cookies": ours are deleted by name, and the one that says so must arrive.
    """
    response: HttpResponse = log_out_of_this_one(request)
    if request.method == "POST":
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
