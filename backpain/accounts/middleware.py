"""Who is signed in, and what time it is for them."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth import get_user
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from backpain.accounts import sessions
from backpain.accounts.models import User

GetResponse = Callable[[HttpRequest], HttpResponse]


class Authentication(AuthenticationMiddleware):
    """Django's own, until the log-in has lasted long enough.

    Who it is, is still asked only when somebody wants to know: a page that does not
    costs no query.
    """

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: _looked_up(request))  # type: ignore[assignment]

    def process_response(
        self, request: HttpRequest, response: HttpResponse
    ) -> HttpResponse:
        # Only what has looked at the session can have seen somebody.
        if request.session.accessed:
            sessions.remember_seen(request, response)
        return response


def _looked_up(request: HttpRequest) -> User | AnonymousUser:
    """Return who it is, and keep it where Django does: the request log reads it there."""
    request._cached_user = _user_of(request)  # type: ignore[attr-defined]
    return request._cached_user  # type: ignore[attr-defined, no-any-return]


def _user_of(request: HttpRequest) -> User | AnonymousUser:
    user = get_user(request)
    if not isinstance(user, User) or sessions.is_alive(request, user):
        return user
    sessions.end(sessions.current(request))
    request.session.flush()
    messages.info(
        request,
        _("You were logged out, because that was a while ago. Log in again."),
        fail_silently=True,
    )
    return AnonymousUser()


def local_time(get_response: GetResponse) -> GetResponse:
    """Let times on every page be the athlete's own."""

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
