"""The history: pain over time, with the verdict of each day."""

from __future__ import annotations

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from backpain.accounts.http import AuthenticatedRequest
from triage.chart import pain_chart

PERIODS = (14, 30, 90)
DEFAULT_PERIOD = 30


@require_GET
def check_in_list(request: AuthenticatedRequest) -> HttpResponse:
    wanted = request.GET.get("days", "")
    days = int(wanted) if wanted in map(str, PERIODS) else DEFAULT_PERIOD
    today = request.user.local_date()
    first = today - dt.timedelta(days=days - 1)
    check_ins = list(request.user.check_ins.standing().since(first).newest_first())
    # Whoever flew west may have a check-in that is dated tomorrow by now.
    last = max([today, *(one.local_date for one in check_ins)])
    return render(
        request,
        "triage/check_in_list.html",
        {
            "section": "history",
            "days": days,
            "periods": PERIODS,
            "check_ins": check_ins,
            "chart": pain_chart(check_ins, first=first, last=last),
            "has_any": bool(check_ins) or request.user.check_ins.exists(),
        },
    )
