"""An athlete's check-ins, as their coach may read them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from backpain.accounts.door import with_athlete
from backpain.accounts.http import AuthenticatedRequest
from backpain.accounts.models import Coaching
from backpain.replica import may_read_replica
from triage.presentation import advice_text
from triage.views.history import told_in_period


@require_safe
@with_athlete("check-ins", "sees_health")
@may_read_replica
def check_in_list(request: AuthenticatedRequest, coaching: Coaching) -> HttpResponse:
    told = told_in_period(coaching.athlete, request.GET.get("days", ""))
    context = {"section": "coach", "coaching": coaching, **told}
    return render(request, "coach/check_in_list.html", context)


@require_safe
@with_athlete("check-in", "sees_health")
@may_read_replica
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
