"""One athlete: where they stand today, what lies behind, and the coach's tools."""

from __future__ import annotations

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from backpain.accounts.door import with_athlete
from backpain.accounts.http import AuthenticatedRequest
from backpain.accounts.models import Coaching
from backpain.replica import may_read_replica
from training.coach.athlete import (
    CHECK_INS_SHOWN,
    LOOKS_BACK,
    NOTES_SHOWN,
    around,
    days_told,
    neighbours,
    notes_seen,
    run_lines,
    runs_logged,
    standing_changes,
    worst_by_day,
)
from training.coach.chart import PERIODS, USUAL_PERIOD, coach_chart
from training.coach.seen import Seen
from training.log_text import log_page
from training.record import of_week_of
from training.replans import ReplanText, newest_replans, replan_texts
from training.views.plan import said_of_several
from training.weeks import WEEK, monday_of


@require_safe
@with_athlete("athlete")
@may_read_replica
def athlete(request: AuthenticatedRequest, coaching: Coaching) -> HttpResponse:
    wanted = request.GET.get("months", "")
    period = wanted if wanted in PERIODS else USUAL_PERIOD
    today = coaching.athlete.local_date()
    since = monday_of(today) - max(PERIODS[period] * WEEK, LOOKS_BACK)
    seen = _seen(coaching, today, since)
    logged, told = runs_logged(seen, since), days_told(seen, since)
    week = seen.week(seen.plan.this_week) if seen.plan else None
    context = {
        "section": "coach",
        "coaching": coaching,
        "seen": seen,
        "neighbours": neighbours(seen),
        "chart": coach_chart(
            seen, runs=logged, pains=worst_by_day(told), period=period
        ),
        "period": period,
        "periods": PERIODS,
        "week": week,
        "said": said_of_several(week.days) if week else [],
        "check_ins": told[:CHECK_INS_SHOWN],
        "runs": run_lines(seen, logged),
        "notes": seen.record.beside["notes"],
        "changes": standing_changes(seen),
        "replans": _replans(seen),
    }
    return render(request, "coach/athlete.html", context)


def _seen(coaching: Coaching, today: dt.date, since: dt.date) -> Seen:
    """Read all that the page shows."""
    return Seen.of(
        coaching,
        since=since,
        workouts=of_week_of(today),
        beside={
            "notes": notes_seen(coaching)[:NOTES_SHOWN],
            "replans": newest_replans(coaching.athlete),
            **around(coaching),
        },
    )


def _replans(seen: Seen) -> list[ReplanText]:
    if not seen.plan:
        return []
    return replan_texts(seen.record.beside["replans"], seen.coaching.athlete)


@require_safe
@with_athlete("runs", "sees_plan")
@may_read_replica
def runs(request: AuthenticatedRequest, coaching: Coaching) -> HttpResponse:
    before = request.GET.get("before", "")
    page = log_page(coaching.athlete, before=before, how_it_felt=coaching.sees_health)
    context = {
        "section": "coach",
        "coaching": coaching,
        "page": page,
        "is_first": not before,
    }
    return render(request, "coach/runs.html", context)
