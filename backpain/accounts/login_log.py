"""Every log-in that succeeds or fails, in the log: by number, never by address."""

from __future__ import annotations

import logging
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from django.contrib.auth.signals import (
    user_logged_in,
    user_logged_out,
    user_login_failed,
)
from django.http import HttpRequest

from backpain.accounts.models import User

logger = logging.getLogger("backpain.login")


def listen() -> None:
    """Hear of it from Django, which the admin and allauth both tell."""
    user_logged_in.connect(_logged_in, dispatch_uid="login_log")
    user_logged_out.connect(_logged_out, dispatch_uid="login_log")
    user_login_failed.connect(_failed, dispatch_uid="login_log")


def refused_code() -> None:
    logger.warning("a code or a passkey was refused")


def _logged_in(sender: object, *, request: HttpRequest, user: User, **_: Any) -> None:
    records = get_authentication_records(request, user)
    way = "+".join(sorted({record["method"] for record in records}))
    logger.info("logged in", extra={"user": user.pk, "way": way})


def _logged_out(
    sender: object, *, request: HttpRequest, user: User | None, **_: Any
) -> None:
    logger.info("logged out", extra={"user": user.pk if user else None})


def _failed(sender: object, **_: Any) -> None:
    # Which account was tried is not known to be anybody's, and would be an address.
    logger.warning("a log-in failed")
