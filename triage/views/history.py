"""The history: pain over time, with the verdict of each day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from backpain.accounts.http import AuthenticatedRequest
from backpain.accounts.models import User
from triage.chart import pain_chart

PERIODS = (14, 30, 90)
DEFAULT_PERIOD = 30


@require_GET
def check_in_list(request: AuthenticatedRequest) -> HttpResponse:
    told = told_in_period(request.user, request.GET.get("days", ""))
    context = {"section": "history", **told}
    return render(request, "triage/check_in_list.html", context)


def told_in_period(athlete: User, wanted: str) -> dict[str, Any]:
    """Return what the page of a period shows; the usual one unless one was chosen."""
    days = int(wanted) if wanted in map(str, PERIODS) else DEFAULT_PERIOD
    today = athlete.local_date()
    first = today - dt.timedelta(days=days - 1)
    rows = athlete.check_ins.standing().since(first).newest_first()
    check_ins = list(rows.defer("report", "findings", "shown", "earlier_today"))
    # Whoever flew west may have a check-in that is dated tomorrow by now.
    last = max([today, *(one.local_date for one in check_ins)])
    return {
        "days": days,
        "periods": PERIODS,
        "check_ins": check_ins,
        "chart": pain_chart(check_ins, first=first, last=last),
        "has_any": bool(check_ins) or athlete.check_ins.exists(),
    }
