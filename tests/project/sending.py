"""A request as it arrives, with nothing done for it that a browser would do."""

from __future__ import annotations

import traceback
from typing import Any

from django.conf import settings
from django.core.signals import got_request_exception
from django.http import HttpResponse
from django.test.client import ClientHandler, RequestFactory


class _Arriving(RequestFactory):
    """Makes what a server hands on, in bytes; Django's request changes it in place."""

    def request(self, **request: Any) -> Any:
        return self._base_environ(**request)


FORM = "application/x-www-form-urlencoded"
# The tests' usual client keeps a copy of what every template was given: a tenth of
# the time, and read by nobody here.
USUAL = ClientHandler(enforce_csrf_checks=False)
WITH_CSRF = ClientHandler(enforce_csrf_checks=True)
# What went wrong last, for the message of a test.
tracebacks: list[str] = []


def _keep(**kwargs: Any) -> None:
    tracebacks[:] = [traceback.format_exc()]


got_request_exception.connect(_keep, weak=False)


def send(
    method: str,
    path: str,
    *,
    session: str = "",
    body: str | bytes = "",
    content_type: str = FORM,
    cookies: dict[str, str] | None = None,
    headers: dict[str, str] | None = None,
    handler: ClientHandler = USUAL,
) -> HttpResponse:
    """Return what is answered; what goes wrong inside is a 500."""
    environ = _Arriving(headers=headers).generic(
        method, path, body, content_type=content_type
    )
    sent = dict(cookies or {})
    if session:
        sent[settings.SESSION_COOKIE_NAME] = session
    environ["HTTP_COOKIE"] = "; ".join(f"{k}={v}" for k, v in sent.items())
    return handler(environ)
