"""Links that would go out by mail, shown on the page while there is no mail server.

Only in the demo, and only to whom the link belongs. A link to confirm an address
is shown to the browser that signed up or logged in with the password. A link to
set a new password is shown to a browser that has been logged in to that account
before: otherwise anybody could take over any account of the demo.
"""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from backpain.accounts.models import User

CONFIRM_LINK = "demo_confirm_link"
RESET_LINK = "demo_reset_link"
SIGNED_UP = "demo_signed_up"
COOKIE = "demo_accounts"
COOKIE_AGE = 30 * 24 * 3600
MOST_ACCOUNTS = 5


def is_shown() -> bool:
    return settings.DEMO and not settings.EMAIL_HOST


def remember(request: HttpRequest, template: str, context: dict[str, Any]) -> None:
    """Keep the link of a mail that is going out, if this browser may see it."""
    if not is_shown() or _is_for_somebody_else(request, context):
        return
    if template.startswith("account/email/email_confirmation"):
        request.session[CONFIRM_LINK] = context["activate_url"]
        request.session[SIGNED_UP] = context["user"].pk
    elif template == "account/email/account_already_exists":
        # The same page as for a new address. The link leads to "does not work".
        request.session[CONFIRM_LINK] = _decoy(request)
    elif template == "account/email/password_reset_key" and _is_known(
        request, context["user"]
    ):
        request.session[RESET_LINK] = context["password_reset_url"]
    else:
        request.session.pop(RESET_LINK, None)


def forget(request: HttpRequest) -> None:
    for key in (CONFIRM_LINK, RESET_LINK, SIGNED_UP):
        if key in request.session:
            del request.session[key]


def remember_account(request: HttpRequest, response: HttpResponse, pk: int) -> None:
    """Note in this browser that the account's owner uses it."""
    if not is_shown():
        return
    others = [other for other in _accounts(request) if other != pk]
    response.set_signed_cookie(
        COOKIE,
        signing.dumps([pk, *others][:MOST_ACCOUNTS]),
        salt=COOKIE,
        max_age=COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _is_for_somebody_else(request: HttpRequest, context: dict[str, Any]) -> bool:
    """Say whether support had the mail sent: its link is not for their browser."""
    to, by = context.get("user"), getattr(request, "user", None)
    return to is not None and by is not None and by.is_authenticated and by != to


def _is_known(request: HttpRequest, user: User) -> bool:
    return user.pk in (request.session.get(SIGNED_UP), *_accounts(request))


def _accounts(request: HttpRequest) -> list[int]:
    value = request.get_signed_cookie(COOKIE, "", salt=COOKIE, max_age=COOKIE_AGE)
    accounts: list[int] = signing.loads(value) if value else []
    return accounts


def _decoy(request: HttpRequest) -> str:
    key = EmailConfirmationHMAC(EmailAddress(pk=0)).key
    return request.build_absolute_uri(reverse("account_confirm_email", args=[key]))
