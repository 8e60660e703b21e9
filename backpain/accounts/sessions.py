"""How long a log-in lasts, what it has proved, and how it ends.

A page that is read writes nothing: the session knows when it began, and a signed
cookie, made anew with every answer, when somebody was last there.
"""

from __future__ import annotations

import datetime as dt
import secrets
import time
from dataclasses import dataclass
from typing import Any

from allauth.account.internal.flows.login import (
    get_authentication_records,
    record_authentication,
)
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.sessions.models import Session
from django.core import signing
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from backpain.accounts.models import User

BEGAN = "log_in"
IS_ALIVE = "session_is_alive"
SALT = "backpain.accounts.sessions"
MINUTE, HOUR, DAY = 60, 3600, 24 * 3600


@dataclass(frozen=True, slots=True)
class Lifetime:
    """Seconds until a log-in ends: without a sign of anybody, and in any case."""

    idle: int
    whole: int


# Whoever reads about others gets up from a desk that others pass by. An athlete has a
# phone of their own, and a log-in each morning would cost them check-ins.
OF_COACHES_AND_STAFF = Lifetime(idle=30 * MINUTE, whole=12 * HOUR)
OF_ATHLETES = Lifetime(idle=14 * DAY, whole=30 * DAY)


def lifetime_of(user: User) -> Lifetime:
    return OF_COACHES_AND_STAFF if user.is_coach or user.is_staff else OF_ATHLETES


def begin(sender: object, request: HttpRequest, **kwargs: Any) -> None:
    """Note in a new session when it began; id ties the cookie to it."""
    request.session[BEGAN] = {"at": int(time.time()), "id": secrets.token_urlsafe(12)}


def is_alive(request: HttpRequest, user: User) -> bool:
    """Say whether the session may go on, and let it be renewed if so."""
    alive = not _is_over(request, lifetime_of(user))
    setattr(request, IS_ALIVE, alive)
    return alive


def _is_over(request: HttpRequest, lifetime: Lifetime) -> bool:
    began = request.session.get(BEGAN)
    if not began:
        return True
    now = int(time.time())
    last_seen = max(began["at"], _last_seen(request, began["id"]))
    is_over = now - began["at"] >= lifetime.whole or now - last_seen >= lifetime.idle
    return bool(is_over)


def _last_seen(request: HttpRequest, session_id: str) -> int:
    """Return when this session was last seen; 0 if the cookie is not one of ours."""
    try:
        seen = _signer().unsign(request.COOKIES.get(settings.SEEN_COOKIE_NAME, ""))
    except signing.BadSignature:
        return 0
    at, _, of = seen.partition(" ")
    return int(at) if of == session_id else 0


def _signer() -> signing.Signer:
    return signing.Signer(salt=SALT)


def remember_seen(request: HttpRequest, response: HttpResponseBase) -> None:
    """Tell the browser that somebody was here now; forget it after the log-out.

    A page for which nobody asked who it is renews nothing: the session may be over.
    """
    name = settings.SEEN_COOKIE_NAME
    began = request.session.get(BEGAN)
    if began and getattr(request, IS_ALIVE, False):
        response.set_cookie(
            name,
            _signer().sign(f"{int(time.time())} {began['id']}"),
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
            max_age=OF_ATHLETES.whole,
        )
    elif not began and name in request.COOKIES:
        response.delete_cookie(name, samesite="Lax")


def renew_key(sender: object, request: HttpRequest, **kwargs: Any) -> None:
    """Give the session another key: it may do more from now on."""
    old = request.session.session_key
    if old and request.user.is_authenticated:
        request.session.cycle_key()
        rows = UserSession.objects.filter(session_key=old)
        rows.update(session_key=request.session.session_key)


def change_second_factor(
    sender: object, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any
) -> None:
    """End the other sessions: they were begun with less, or with what no longer counts."""
    end_others(request, user)


def add_second_factor(
    sender: object,
    request: HttpRequest,
    user: AbstractBaseUser,
    authenticator: Authenticator,
    **kwargs: Any,
) -> None:
    """Count setting it up as having shown it: nobody can without."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        kind = authenticator.type
        record_authentication(request, user, "mfa", id=authenticator.pk, type=kind)


def has_proved_second_factor(request: HttpRequest) -> bool:
    """Say whether this browser has shown a second factor that the account still has.

    That the account has one is not enough: a browser may have been logged in before.
    """
    return proved_second_factors(request).exists()


def proved_second_factors(request: HttpRequest) -> QuerySet[Authenticator]:
    """Return the second factors that has_proved_second_factor looks for."""
    user = request.user
    if not user.is_authenticated:
        return Authenticator.objects.none()
    records = get_authentication_records(request, user)
    shown = [record["id"] for record in records if record["method"] == "mfa"]
    return Authenticator.objects.filter(user=user, pk__in=shown)


def open_for(user: User) -> QuerySet[UserSession]:
    """Return the browsers that are logged in, the newest first."""
    began_after = timezone.now() - dt.timedelta(seconds=lifetime_of(user).whole)
    alive = Session.objects.filter(expire_date__gt=timezone.now())
    return UserSession.objects.filter(
        Exists(alive.filter(session_key=OuterRef("session_key"))),
        user=user,
        created_at__gt=began_after,
    ).order_by("-created_at")


def current(request: HttpRequest) -> QuerySet[UserSession]:
    key = request.session.session_key or ""
    return UserSession.objects.filter(session_key=key)


def end_others(request: HttpRequest, user: AbstractBaseUser) -> None:
    key = request.session.session_key or ""
    end(UserSession.objects.filter(user_id=user.pk).exclude(session_key=key))


def end_other(request: HttpRequest, pk: int) -> None:
    """Log out one other browser of whoever asks; anything else is left alone."""
    if request.user.is_authenticated:
        mine = UserSession.objects.filter(user=request.user, pk=pk)
        end(mine.exclude(session_key=request.session.session_key or ""))


def end_all(user: User) -> None:
    end(UserSession.objects.filter(user=user))


@transaction.atomic
def end(rows: QuerySet[UserSession]) -> None:
    """Log these browsers out: their next request is a stranger's."""
    keys = list(rows.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    rows.delete()
