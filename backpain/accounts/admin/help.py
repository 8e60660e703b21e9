"""What support may do for an account: send mail once more, close it, open it again.

The mails are those that the pages send, to the address that is known; staff never see
the links in them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from allauth.account.forms import ResetPasswordForm
from allauth.account.models import EmailAddress
from allauth.core import ratelimit
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from backpain.accounts import coach_mail, limits, sessions
from backpain.accounts.models import Coaching, User


def unconfirmed(account: User) -> list[EmailAddress]:
    return list(EmailAddress.objects.filter(user=account, verified=False))


def send_confirmation(request: HttpRequest, account: User) -> bool:
    """Mail the link that confirms an address; False if there is none, or too often."""
    sent = False
    for address in unconfirmed(account):
        if ratelimit.consume(request, action="confirm_email", key=address.email):
            address.send_confirmation(request)
            sent = True
    return sent


def send_reset(request: HttpRequest, account: User) -> bool:
    """Mail the link for another password; False if that was done too often."""
    if not ratelimit.consume(request, action="reset_password", key=account.email):
        return False
    form = ResetPasswordForm({"email": account.email})
    if not form.is_valid() or account not in form.users:
        return False
    form.save(request)
    return True


def open_invitations(account: User) -> list[Coaching]:
    return list(Coaching.objects.pending().filter(athlete=account, coach=None))


def send_invitations(request: HttpRequest, account: User) -> bool:
    """Mail the coaches whom an athlete invited; False if none went out."""
    sent = False
    for coaching in open_invitations(account):
        email = coaching.invited_email
        refusal = limits.refusal_to_invite(request, athlete=account.pk, email=email)
        if refusal is None:
            sent |= coach_mail.send_invitation(request, coaching)
    return sent


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One kind of mail: when there is any, and what sends it (True if it went out)."""

    name: str
    label: StrOrPromise
    is_open_for: Callable[[User], object]
    send: Callable[[HttpRequest, User], bool]


MAILS = {
    mail.name: mail
    for mail in (
        Mail(
            name="confirmation",
            label=_("Mail to confirm the address"),
            is_open_for=unconfirmed,
            send=send_confirmation,
        ),
        Mail(
            name="reset",
            label=_("Mail to set a new password"),
            is_open_for=lambda account: account.is_active,
            send=send_reset,
        ),
        Mail(
            name="invitations",
            label=_("Invitations of coaches that are open"),
            is_open_for=open_invitations,
            send=send_invitations,
        ),
    )
}


@transaction.atomic
def close(account: User) -> None:
    """Let nobody log in to an account, and end what is open in any browser."""
    User.objects.filter(pk=account.pk).update(is_active=False)
    sessions.end_all(account)


def reopen(account: User) -> None:
    User.objects.filter(pk=account.pk).update(is_active=True)
