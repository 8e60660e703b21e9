"""An athlete's weeks and days, on the screen and on paper."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from backpain.accounts.door import with_athlete
from backpain.accounts.http import AuthenticatedRequest
from backpain.accounts.models import Coaching
from backpain.replica import may_read_replica
from training.coach.athlete import standing_changes
from training.coach.seen import Seen
from training.coach.sheet import sheet_for_coach
from training.models import Week
from training.record import of_week, of_week_of
from training.views.plan import said_of_several
from training.views.print_week import SAME_ON_EVERY_SHEET


@require_safe
@with_athlete("week", "sees_plan")
@may_read_replica
def week(
    request: AuthenticatedRequest, coaching: Coaching, number: int
) -> HttpResponse:
    seen = Seen.of(coaching, workouts=of_week(number))
    if seen.plan is None:
        return no_plan_page(request, seen)
    found = _week_or_404(seen, number)
    last, text = found.end, seen.week(found)
    context = {
        "week": text,
        "said": said_of_several(text.days),
        "before": seen.plan.week(number - 1),
        "after": seen.plan.week(number + 1),
        "changes": [
            one
            for one in standing_changes(seen, since=found.start)
            if one.change.first <= last
        ],
    }
    return _page(request, "coach/week.html", seen, context)


@require_safe
@with_athlete("day", "sees_plan")
@may_read_replica
def day(
    request: AuthenticatedRequest, coaching: Coaching, date: dt.date
) -> HttpResponse:
    seen = Seen.of(coaching, workouts=of_week_of(date))
    if seen.plan is None:
        return no_plan_page(request, seen)
    found = seen.plan.week_of(date)
    if found is None:
        raise Http404
    text = seen.week(found)
    context = {
        "week": text,
        "day": seen.day(text, date),
        "changes": [
            one
            for one in standing_changes(seen, since=date)
            if one.change.first <= date
        ],
    }
    return _page(request, "coach/day.html", seen, context)


@require_safe
@with_athlete("week-print", "sees_plan")
@may_read_replica
def week_print(
    request: AuthenticatedRequest, coaching: Coaching, number: int
) -> HttpResponse:
    seen = Seen.of(coaching, workouts=of_week(number))
    if seen.plan is None:
        return no_plan_page(request, seen)
    found = _week_or_404(seen, number)
    context = {
        "coaching": coaching,
        "sheets": [sheet_for_coach(seen, found)],
        "week_number": number,
        **SAME_ON_EVERY_SHEET,
    }
    return render(request, "coach/week_print.html", context)


def no_plan_page(request: AuthenticatedRequest, seen: Seen) -> HttpResponse:
    """Say why there is no plan to show, as far as that is shared."""
    return _page(request, "coach/no_plan.html", seen, {})


def _week_or_404(seen: Seen, number: int) -> Week:
    found = seen.plan.week(number) if seen.plan else None
    if found is None:
        raise Http404
    return found


def _page(
    request: AuthenticatedRequest, template: str, seen: Seen, context: dict[str, Any]
) -> HttpResponse:
    everywhere = {"section": "coach", "coaching": seen.coaching, "seen": seen}
    return render(request, template, everywhere | context)
