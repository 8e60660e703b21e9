"""An athlete's check-ins, as their coach may read them."""

from __future__ import annotations

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from backpain.accounts.door import with_athlete
from backpain.accounts.http import AuthenticatedRequest
from backpain.accounts.models import Coaching
from triage.chart import pain_chart
from triage.presentation import advice_text
from triage.views.history import DEFAULT_PERIOD, PERIODS


@require_safe
@with_athlete("check-ins", "sees_health")
def check_in_list(request: AuthenticatedRequest, coaching: Coaching) -> HttpResponse:
    athlete = coaching.athlete
    wanted = request.GET.get("days", "")
    days = int(wanted) if wanted in map(str, PERIODS) else DEFAULT_PERIOD
    today = athlete.local_date()
    first = today - dt.timedelta(days=days - 1)
    rows = athlete.check_ins.standing().since(first).newest_first()
    check_ins = list(rows.defer("report", "findings", "shown", "earlier_today"))
    # Whoever flew west may have a check-in that is dated tomorrow by now.
    last = max([today, *(one.local_date for one in check_ins)])
    context = {
        "section": "coach",
        "coaching": coaching,
        "days": days,
        "periods": PERIODS,
        "check_ins": check_ins,
        "chart": pain_chart(check_ins, first=first, last=last),
        "has_any": bool(check_ins) or athlete.check_ins.exists(),
    }
    return render(request, "coach/check_in_list.html", context)


@require_safe
@with_athlete("check-in", "sees_health")
def check_in(
    request: AuthenticatedRequest, coaching: Coaching, pk: int
) -> HttpResponse:
    rows = coaching.athlete.check_ins.select_related("superseded_by")
    found = get_object_or_404(rows, pk=pk)
    context = {
        "section": "coach",
        "coaching": coaching,
        "check_in": found,
        "advice": advice_text(found),
        "is_corrected": hasattr(found, "superseded_by"),
    }
    return render(request, "coach/check_in.html", context)
