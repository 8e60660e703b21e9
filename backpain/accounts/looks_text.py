"""The access log as the athlete reads it: by day and page, newest first."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import QuerySet
from django.utils import timezone
from django_stubs_ext import StrOrPromise

from backpain.accounts.looks import page_words
from backpain.accounts.models import AccessLog, User

LOOKS_ON_A_PAGE = 200
KEY = re.compile(r"[1-9][0-9]{0,17}", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Line:
    """One page that one person opened on one day, count times, last at last."""

    what: StrOrPromise
    who: str
    is_staff: bool
    is_gone: bool
    count: int
    first: dt.datetime
    last: dt.datetime
    reason: str


@dataclass(frozen=True, kw_only=True)
class LookPage:
    """Days newest first, each with its lines; earlier is the key of the next page,
    empty on the last one."""

    days: list[tuple[dt.date, list[Line]]]
    earlier: str


def look_page(athlete: User, *, before: str = "", actor: int | None = None) -> LookPage:
    """Return the looks before a page's key, or the newest if it is no key.

    actor keeps the looks of one person.
    """
    looks: QuerySet[AccessLog] = AccessLog.objects.filter(athlete=athlete)
    if actor is not None:
        looks = looks.filter(actor=actor)
    if KEY.fullmatch(before):
        looks = looks.filter(pk__lt=int(before))
    found = list(looks.order_by("-pk")[: LOOKS_ON_A_PAGE + 1])
    shown = found[:LOOKS_ON_A_PAGE]
    if len(found) > len(shown):
        shown = _whole_days(shown, found[-1])
    return LookPage(
        days=[
            (day, _lines(of_day))
            for day, of_day in groupby(shown, key=lambda look: _day(look))
        ],
        earlier=str(shown[-1].pk) if len(found) > len(shown) else "",
    )


def _whole_days(shown: list[AccessLog], next_look: AccessLog) -> list[AccessLog]:
    """Leave the last day to the next page if it goes on there: its counts are whole.

    A day that fills a page alone is cut all the same.
    """
    if _day(shown[-1]) != _day(next_look):
        return shown
    whole = [look for look in shown if _day(look) != _day(next_look)]
    return whole or shown


def _day(look: AccessLog) -> dt.date:
    return timezone.localdate(look.at)


def _lines(looks: Iterable[AccessLog]) -> list[Line]:
    alike: dict[tuple[object, ...], list[AccessLog]] = {}
    for look in looks:
        key = (look.actor_id, look.actor_name, look.role, look.page, look.reason)
        alike.setdefault(key, []).append(look)
    return [
        Line(
            what=page_words(some[0].page),
            who=some[0].actor_name,
            is_staff=some[0].role == AccessLog.Role.STAFF,
            is_gone=some[0].actor_id is None,
            count=len(some),
            first=min(look.at for look in some),
            last=max(look.at for look in some),
            reason=some[0].reason,
        )
        for some in alike.values()
    ]
