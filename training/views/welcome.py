"""The third welcome step."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from backpain.accounts.http import AuthenticatedRequest
from training.forms import RunningHistoryForm
from training.models import RunningHistory
from triage.forms.profile import HabitsForm
from triage.models import HealthProfile


@require_http_methods(["GET", "POST"])
def welcome_running(request: AuthenticatedRequest) -> HttpResponse:
    profile = HealthProfile.objects.filter(athlete=request.user).first()
    if profile is None:
        return redirect("triage:welcome-you")
    known = RunningHistory.objects.filter(athlete=request.user).first()
    form = RunningHistoryForm(request.POST or None, athlete=request.user, known=known)
    habits = HabitsForm(request.POST or None, instance=profile)
    if request.method == "POST" and form.is_valid() and habits.is_valid():
        with transaction.atomic():
            form.save()
            # Only these columns: the rest of the profile is changed elsewhere.
            habits.save(commit=False).save(update_fields=habits.fields)
        messages.success(request, _("Saved. This is your day today."))
        return redirect("home")
    return render(
        request,
        "training/running_history_form.html",
        {
            "section": "me",
            "form": form,
            "habits": habits,
            "is_new": known is None,
        },
        status=422 if form.is_bound else 200,
    )
