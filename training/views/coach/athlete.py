"""One athlete: where they stand today, what lies behind, and the coach's tools."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from backpain.accounts.door import with_athlete
from backpain.accounts.http import AuthenticatedRequest
from backpain.accounts.models import Coaching
from backpain.replica import may_read_replica
from training.coach_athlete import (
    CHECK_INS_SHOWN,
    LOOKS_BACK,
    NOTES_SHOWN,
    days_told,
    neighbours,
    notes_seen,
    run_lines,
    runs_since,
    standing_changes,
    worst_by_day,
)
from training.coach_chart import PERIODS, USUAL_PERIOD, coach_chart
from training.coach_view import Seen
from training.log_text import log_page
from training.replans import newest_replans
from training.views.plan import said_of_several
from training.weeks import WEEK, monday_of


@require_safe
@with_athlete("athlete")
@may_read_replica
def athlete(request: AuthenticatedRequest, coaching: Coaching) -> HttpResponse:
    seen = Seen.of(coaching)
    wanted = request.GET.get("months", "")
    period = wanted if wanted in PERIODS else USUAL_PERIOD
    since = monday_of(seen.today) - max(PERIODS[period] * WEEK, LOOKS_BACK)
    logged = runs_since(seen, since)
    told = days_told(coaching.athlete, since) if coaching.sees_health else []
    week = seen.week(seen.plan.this_week) if seen.plan else None
    context = {
        "section": "coach",
        "coaching": coaching,
        "seen": seen,
        "neighbours": neighbours(coaching),
        "chart": coach_chart(
            seen, runs=logged, pains=worst_by_day(told), period=period
        ),
        "period": period,
        "periods": PERIODS,
        "week": week,
        "said": said_of_several(week.days) if week else [],
        "check_ins": told[:CHECK_INS_SHOWN],
        "runs": run_lines(seen, logged),
        "notes": notes_seen(coaching)[:NOTES_SHOWN],
        "changes": standing_changes(seen),
        "replans": newest_replans(coaching.athlete) if seen.plan else [],
    }
    return render(request, "coach/athlete.html", context)


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
