"""One line for each request: who asked for which page, what came of it, how long it took.

The page stands there by its name, not by its address: addresses carry one-time keys.
"""

from __future__ import annotations

import logging
import re
import time
import uuid
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from backpain.logs import request_id

GetResponse = Callable[[HttpRequest], HttpResponse]
HEADER = "X-Request-ID"
WELL_FORMED = re.compile(r"[A-Za-z0-9-]{16,64}")
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
# Asked for every few seconds, by machines.
PROBES = ("healthz", "readyz")
# Refused by a rule of ours, or something that is not theirs.
REFUSALS = (400, 403, 404, 413, 429)

logger = logging.getLogger("backpain.request")


def request_log(get_response: GetResponse) -> GetResponse:
    def middleware(request: HttpRequest) -> HttpResponse:
        token = request_id.set(_id_of(request))
        began = time.perf_counter()
        try:
            response = get_response(request)
            response.headers[HEADER] = request_id.get()
            _write(request, response, time.perf_counter() - began)
        finally:
            request_id.reset(token)
        return response

    return middleware


def _id_of(request: HttpRequest) -> str:
    """Return the proxy's id if there is a proxy of ours in front, else a new one."""
    given = request.headers.get(HEADER, "")
    if settings.ALLAUTH_TRUSTED_PROXY_COUNT and WELL_FORMED.fullmatch(given):
        return given
    return uuid.uuid4().hex


def _write(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    match = request.resolver_match
    ids = match.kwargs.items() if match else ()
    line = {
        "method": request.method if request.method in METHODS else "other",
        "route": match.view_name if match else None,
        "ids": {name: value for name, value in ids if isinstance(value, int)},
        "status": response.status_code,
        "duration_ms": round(seconds * 1000, 1),
        "user": _user_of(request),
        # Not written: for whoever searches the log for what a request brought.
        "request": request,
    }
    logger.log(
        _level(match.view_name if match else "", response), "request", extra=line
    )


def _level(route: str, response: HttpResponse) -> int:
    if response.status_code >= 500 and route not in PROBES:
        return logging.ERROR
    if response.status_code in REFUSALS:
        return logging.WARNING
    # Files and probes are no page.
    is_page = bool(route) and route not in PROBES
    return logging.INFO if is_page else logging.DEBUG


def _user_of(request: HttpRequest) -> int | None:
    """Return who asked, if that was looked at: here is no place to ask the database."""
    user = getattr(request, "_cached_user", None)
    return user.pk if user else None
