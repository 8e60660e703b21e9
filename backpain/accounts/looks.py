"""The access log: written on every look at somebody else's data."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from backpain.accounts.models import AccessLog, Coaching, User

# What was looked at: the word that is stored, and how it reads.
PAGES: dict[str, StrOrPromise] = {
    "roster": _("your line in the list of athletes"),
    "roster-csv": _("your line in the list of athletes, as a file"),
    "athlete": _("your overview"),
    "check-ins": _("your check-ins"),
    "check-in": _("one check-in with its reasons"),
    "runs": _("your runs"),
    "plan": _("your plan"),
    "week": _("a week of your plan"),
    "week-print": _("a week of your plan, for printing"),
    "day": _("a day of your plan"),
    "change": _("a change of your plan"),
    "notes": _("notes about you"),
    "export": _("your data as a file"),
    "consents": _("who may see your data"),
    "account": _("your account"),
    "account-list": _("your line in a list of accounts"),
    "access-log": _("who looked at your data"),
    "health": _("your health answers"),
}


def page_words(page: str) -> StrOrPromise:
    """Return what was looked at in words; the stored word itself if it is unknown."""
    return PAGES.get(page, page)


def record_coach(
    request: HttpRequest, coachings: Iterable[Coaching], page: str
) -> None:
    """Note that a coach looked at a page that shows these athletes."""
    coach = request.user
    AccessLog.objects.bulk_create(
        AccessLog(
            athlete_id=coaching.athlete_id,
            actor_id=coach.pk,
            actor_name=str(coach),
            role=AccessLog.Role.COACH,
            page=page,
            method=request.method or "",
            is_health=coaching.sees_health,
        )
        for coaching in coachings
    )


def record_staff(
    request: HttpRequest,
    athlete: User,
    page: str,
    *,
    is_health: bool = False,
    reason: str = "",
) -> None:
    """Note that support staff looked at something of an athlete."""
    AccessLog.objects.create(
        athlete=athlete,
        actor_id=request.user.pk,
        actor_name=str(request.user),
        role=AccessLog.Role.STAFF,
        page=page,
        method=request.method or "",
        is_health=is_health,
        reason=reason,
    )
