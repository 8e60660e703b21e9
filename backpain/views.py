"""Pages that belong to no app: the landing page, help now, health, errors.

Help now and the error pages are rendered without the request: no session, no user
and no database are looked at, so they work when those do not.
"""

from __future__ import annotations

import sys
from typing import cast
from urllib.parse import urlsplit

import psycopg
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.db import Error as DjangoDatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import (
    REASON_BAD_ORIGIN,
    REASON_BAD_REFERER,
    get_token,
)
from django.shortcuts import redirect, render
from django.template.loader import render_to_string

from backpain.accounts.countries import COUNTRIES, ELSEWHERE
from backpain.accounts.http import AuthenticatedRequest
from backpain.accounts.models import User
from backpain.outage import is_outage, outage_page
from backpain.readiness import is_ready
from triage.learn.warning_signs import WARNING_GROUPS
from triage.models import HealthProfile
from triage.ports import Training
from triage.views import advice

PLAIN = "text/plain; charset=utf-8"


@login_not_required
def home(request: HttpRequest, *, training: Training) -> HttpResponse:
    if request.user.is_authenticated:
        signed_in = cast(AuthenticatedRequest, request)
        if request.method == "GET" and _only_coaches(signed_in.user):
            return redirect("coach:roster")
        return advice.today(signed_in, training=training)
    # The forms behind the page need the token's cookie. Set here already, it counts for
    # how well the first page is rated (docs/trust.md).
    get_token(request)
    return render(request, "landing.html")


def _only_coaches(user: User) -> bool:
    """Say whether somebody coaches and has told nothing of a back of their own."""
    return user.is_coach and not HealthProfile.objects.filter(athlete=user).exists()


@login_not_required
def help_now(request: HttpRequest) -> HttpResponse:
    context = {
        "groups": WARNING_GROUPS,
        "countries": (*COUNTRIES.values(), ELSEWHERE),
    }
    return HttpResponse(render_to_string("help_now.html", context))


@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    text, status = "ok", 200
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    # The pool's timeout is psycopg's own and may come unwrapped.
    except (DjangoDatabaseError, psycopg.Error):
        text, status = "unavailable", 503
    headers = {"Cache-Control": "no-store"}
    return HttpResponse(text, status=status, content_type=PLAIN, headers=headers)


@login_not_required
def readyz(request: HttpRequest) -> HttpResponse:
    """Say whether requests may be sent here, and to strangers nothing more."""
    text, status = ("ok", 200) if is_ready() else ("unavailable", 503)
    headers = {"Cache-Control": "no-store"}
    return HttpResponse(text, status=status, content_type=PLAIN, headers=headers)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    # Django answers 400, but the word for this is another one.
    if isinstance(exception, RequestDataTooBig):
        return HttpResponse(render_to_string("413.html"), status=413)
    return HttpResponse(render_to_string("400.html"), status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse(render_to_string("403.html"), status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse(render_to_string("404.html"), status=404)


def too_many_requests(
    request: HttpRequest, exception: Exception | None = None
) -> HttpResponse:
    return HttpResponse(render_to_string("429.html"), status=429)


def server_error(request: HttpRequest) -> HttpResponse:
    # Django calls this while it handles the error.
    if is_outage(sys.exc_info()[1]):
        return outage_page(request)
    return HttpResponse(render_to_string("500.html"), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    context = {"origin": _refused_origin(request, reason)}
    return HttpResponse(render_to_string("403_csrf.html", context), status=403)


def _refused_origin(request: HttpRequest, reason: str) -> str:
    """Return the origin that is not trusted; empty if that is not the reason.

    A browser that hides the origin sends "null", which no setting can name.
    """
    if reason.startswith(REASON_BAD_ORIGIN.split("%s")[0]):
        origin = request.headers.get("Origin", "")
    elif reason.startswith(REASON_BAD_REFERER.split("%s")[0]) and "match" in reason:
        referer = urlsplit(request.headers.get("Referer", ""))
        origin = f"{referer.scheme}://{referer.netloc}"
    else:
        origin = ""
    return "" if origin == "null" else origin
