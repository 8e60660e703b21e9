"""The third welcome step, which makes the plan, and later changes its days."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from backpain.accounts.http import AuthenticatedRequest
from backpain.accounts.models import User
from training.forms.running_history import RunningHistoryForm
from training.models import RunningHistory
from training.services.plan import active_plan, change_days, make_plan
from triage.forms.profile import HabitsForm
from triage.models import HealthProfile
from triage.situation import lock


@require_http_methods(["GET", "POST"])
def welcome_running(request: AuthenticatedRequest) -> HttpResponse:
    profile = HealthProfile.objects.filter(athlete=request.user).first()
    if profile is None:
        return redirect("triage:welcome-you")
    known = RunningHistory.objects.filter(athlete=request.user).first()
    has_plan = active_plan(request.user) is not None
    form = RunningHistoryForm(
        request.POST or None, athlete=request.user, known=known, has_plan=has_plan
    )
    habits = HabitsForm(request.POST or None, instance=profile)
    if request.method == "POST" and form.is_valid() and habits.is_valid():
        _save(request.user, form, habits)
        if has_plan:
            messages.success(request, _("Saved. The weeks to come are planned anew."))
            return redirect("training:plan")
        messages.success(request, _("Your plan is made. This is your day today."))
        return redirect("home")
    return render(
        request,
        "training/running_history_form.html",
        {
            "section": "me",
            "form": form,
            "habits": habits,
            "is_new": known is None,
            "has_plan": has_plan,
        },
        status=422 if form.is_bound else 200,
    )


@transaction.atomic
def _save(athlete: User, form: RunningHistoryForm, habits: HabitsForm) -> None:
    lock(athlete)
    form.save()
    # Only these columns: the rest of the profile is changed elsewhere.
    habits.save(commit=False).save(update_fields=habits.fields)
    if form.has_plan:
        change_days(athlete=athlete)
    else:
        make_plan(athlete=athlete, ran_this_week_m=form.ran_this_week_m)
