"""Why support looks at somebody's health answers: typed, and good for a short while."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backpain.accounts.models import User

HOLDS = dt.timedelta(minutes=15)
SHORTEST, LONGEST = 10, 300
KEY = "staff_reasons"


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why do you need to see them?"),
        help_text=_(
            "At least %(count)d characters. The athlete reads your name, this reason "
            "and every page you open."
        )
        % {"count": SHORTEST},
        min_length=SHORTEST,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    text: str
    until: dt.datetime


def standing(request: HttpRequest) -> dict[int, Reason]:
    """Return the reasons that still hold, by the athlete they were typed for."""
    kept = {
        int(athlete): Reason(text=text, until=dt.datetime.fromisoformat(until))
        for athlete, (text, until) in request.session.get(KEY, {}).items()
    }
    now = timezone.now()
    return {pk: reason for pk, reason in kept.items() if reason.until > now}


def keep(request: HttpRequest, athlete: User, text: str) -> None:
    """Let a reason hold for this athlete in this session."""
    new = Reason(text=text, until=timezone.now() + HOLDS)
    request.session[KEY] = {
        str(pk): [reason.text, reason.until.isoformat()]
        for pk, reason in {**standing(request), athlete.pk: new}.items()
    }


def text_of(request: HttpRequest, athlete: User) -> str:
    """Return what was typed for this athlete, also if it has just ceased to hold."""
    text: str = request.session[KEY][str(athlete.pk)][0]
    return text
