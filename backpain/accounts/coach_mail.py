"""The mails about consent.

Plain text, and nothing in them that somebody could have typed to make us mail it to
others: an invitation names the athlete by their confirmed address only.
"""

from __future__ import annotations

from typing import cast

from allauth.account.adapter import get_adapter
from django.http import HttpRequest
from django.urls import reverse

from backpain.accounts.adapter import AccountAdapter
from backpain.accounts.models import Coaching


def send_invitation(request: HttpRequest, coaching: Coaching) -> bool:
    """Tell a coach that they are invited; return whether the mail went out.

    The same mail for everybody, with an account or without.
    """
    path = reverse("coach-invitation", args=[coaching.pk])
    context = {
        "athlete_email": coaching.athlete.email,
        "invitation_url": request.build_absolute_uri(path),
        "holds_until": coaching.expires_at,
    }
    return _adapter(request).deliver(
        "account/email/coach_invitation", coaching.invited_email, context
    )


def send_accepted(request: HttpRequest, coaching: Coaching) -> bool:
    """Tell the athlete that the coach they invited said yes."""
    context = {
        "coach": coaching.coach,
        "coaches_url": request.build_absolute_uri(reverse("me-coaches")),
    }
    return _adapter(request).deliver(
        "account/email/coach_accepted", coaching.athlete.email, context
    )


def _adapter(request: HttpRequest) -> AccountAdapter:
    return cast(AccountAdapter, get_adapter(request))
