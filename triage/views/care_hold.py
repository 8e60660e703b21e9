"""I have been seen: how a care hold ends."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from backpain.accounts.http import AuthenticatedRequest
from triage import services
from triage.forms.care_hold import AssessmentForm
from triage.situation import Situation


@require_http_methods(["GET", "POST"])
def record_assessment(request: AuthenticatedRequest) -> HttpResponse:
    situation = Situation.of(request.user)
    if not situation.holds:
        return redirect("home")
    since = min(hold.since for hold in situation.holds)
    form = AssessmentForm(
        request.POST or None, today=situation.today, reported_on=since
    )
    if request.method == "POST" and form.is_valid():
        services.record_assessment(athlete=request.user, **form.cleaned_data)
        messages.success(
            request,
            _("Recorded. Check in again for an answer that takes it into account."),
        )
        return redirect("home")
    status = 422 if form.is_bound else 200
    return render(
        request,
        "triage/assessment_form.html",
        {"section": "today", "form": form, "situation": situation},
        status=status,
    )
