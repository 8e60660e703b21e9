"""Times on every page are the athlete's own."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

GetResponse = Callable[[HttpRequest], HttpResponse]


def local_time(get_response: GetResponse) -> GetResponse:
    def middleware(request: HttpRequest) -> HttpResponse:
        with timezone.override(None):
            return get_response(request)

    def process_view(request: HttpRequest, view: object, *arguments: object) -> None:
        # Only pages behind the login: a public page must work when the database
        # does not answer, and looking at the user would ask it.
        if getattr(view, "login_required", True) and request.user.is_authenticated:
            timezone.activate(request.user.zone)

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware
