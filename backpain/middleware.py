"""Headers on every answer."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string

from backpain.headers import ISOLATION

GetResponse = Callable[[HttpRequest], HttpResponse]
# The longest body of a request, in bytes; only an export that comes back is longer.
LONGEST_BODY = 2**20
LONGEST_BODIES = {"/me/import/": 26 * 2**20}
# What a browser sends for a link or a form.
METHODS = ["GET", "HEAD", "POST", "OPTIONS"]


def security_headers(get_response: GetResponse) -> GetResponse:
    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in ISOLATION.items():
            response.headers.setdefault(name, value)
        return response

    return middleware


def long_bodies_are_refused(get_response: GetResponse) -> GetResponse:
    """Refuse before it is read what no page of ours sends.

    Django counts what a form holds, but not its files. Of a body that does not say how
    long it is Django reads nothing.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        longest = LONGEST_BODIES.get(request.path_info, LONGEST_BODY)
        if _length_of(request) > longest:
            return HttpResponse(
                render_to_string("413.html"),
                status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            )
        return get_response(request)

    return middleware


def _length_of(request: HttpRequest) -> int:
    """Return what the request says; like Django, nothing for what is no number."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


class LoginRequired(LoginRequiredMiddleware):
    """Ask who is signed in only where it matters.

    Django's own looks at the user first, and so asks the database even for a page
    that has to work when the database does not answer.
    """

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)


def private_pages_are_not_stored(get_response: GetResponse) -> GetResponse:
    """Keep signed-in pages out of every cache: they hold health data.

    A page without a session cookie is the same for everybody and may be kept by
    the browser, but is asked for again each time.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        private = bool(request.COOKIES) or "Set-Cookie" in response.headers
        if private or response.cookies or request.method == "POST":
            response.headers["Cache-Control"] = "no-store"
        else:
            response.headers.setdefault("Cache-Control", "no-cache")
        return response

    return middleware


def only_links_and_forms(get_response: GetResponse) -> GetResponse:
    """Refuse what no page of ours sends: Django's own forms would take PUT for POST."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method in METHODS:
            response = get_response(request)
        else:
            response = HttpResponseNotAllowed(METHODS)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            # Django's own has an empty page.
            response.content = render_to_string("405.html")
        return response

    return middleware
