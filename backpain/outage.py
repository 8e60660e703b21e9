"""The page for when the database is away or busy: it keeps what was typed.

It is rendered without the database, the session and the user.
"""

from __future__ import annotations

import psycopg
from django.core.exceptions import SuspiciousOperation
from django.db import Error as DjangoDatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.middleware.csrf import get_token
from django.template.loader import render_to_string

RETRY_AFTER_SECONDS = 5
# Ended by Postgres because a transaction stood still: psycopg calls it internal.
STOOD_STILL = psycopg.errors.IdleInTransactionSessionTimeout
# What forms of these send may stand in a page: no passwords and no codes.
NAMESPACES = {"triage", "training", "coach"}
NAMES = {"me", "welcome-back"}
CSRF_FIELD = "csrfmiddlewaretoken"


def is_outage(error: BaseException | None) -> bool:
    """Say whether trying again may help: away, too slow, locked, or cut off."""
    away = (OperationalError, InterfaceError)
    raw = (psycopg.OperationalError, psycopg.InterfaceError, STOOD_STILL)
    if isinstance(error, (*away, *raw)):
        return True
    return isinstance(error, DjangoDatabaseError) and isinstance(
        error.__cause__, STOOD_STILL
    )


def outage_page(request: HttpRequest) -> HttpResponse:
    typed = _typed(request)
    context = {
        "typed": typed,
        "path": request.path if typed else "",
        "csrf_token": get_token(request) if typed else "",
    }
    return HttpResponse(
        render_to_string("503.html", context),
        status=503,
        headers={"Retry-After": RETRY_AFTER_SECONDS, "Cache-Control": "no-store"},
    )


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what was sent, to be sent again; nothing of forms that hold secrets."""
    match = request.resolver_match
    if request.method != "POST" or match is None:
        return []
    if match.namespace not in NAMESPACES and match.view_name not in NAMES:
        return []
    try:
        sent = request.POST.lists()
    except (SuspiciousOperation, UnreadablePostError):
        return []
    return [
        (name, value) for name, values in sent for value in values if name != CSRF_FIELD
    ]
