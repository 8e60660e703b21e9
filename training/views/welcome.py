"""The third welcome step, which makes the plan, and later changes its days."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from backpain.accounts.http import CONFLICT, WRONG_INPUT, AuthenticatedRequest
from backpain.accounts.models import User
from backpain.accounts.stale_form import Conflict, conflict_of, version_of
from training.forms.running_history import RunningHistoryForm
from training.inputs import history_json
from training.models import Replan, RunningHistory
from training.services.plan import active_plan, change_days, make_plan, replan
from triage.forms.profile import HabitsForm
from triage.models import HealthProfile
from triage.situation import lock


@require_http_methods(["GET", "POST"])
@transaction.atomic
def welcome_running(request: AuthenticatedRequest) -> HttpResponse:
    if request.method == "POST":
        # Before anything is read: the second of two taps finds the plan made.
        lock(request.user)
    profile = HealthProfile.objects.filter(athlete=request.user).first()
    if profile is None:
        return redirect("triage:welcome-you")
    known = RunningHistory.objects.filter(athlete=request.user).first()
    has_plan = active_plan(request.user) is not None
    form = RunningHistoryForm(
        request.POST or None, athlete=request.user, known=known, has_plan=has_plan
    )
    habits = HabitsForm(request.POST or None, instance=profile)
    are_valid = form.is_bound and form.is_valid() and habits.is_valid()
    seen = request.POST.get("seen", "")
    conflict = conflict_of(seen, form, habits) if are_valid else None
    if are_valid and conflict is None:
        return _saved(request, form, habits, has_plan)
    return render(
        request,
        "training/running_history_form.html",
        {
            "section": "me",
            "form": form,
            "habits": habits,
            "conflict": conflict,
            "version": version_of(form, habits),
            "is_new": known is None,
            "has_plan": has_plan,
        },
        status=_status(form, conflict),
    )


def _saved(
    request: AuthenticatedRequest,
    form: RunningHistoryForm,
    habits: HabitsForm,
    has_plan: bool,
) -> HttpResponse:
    """Keep what was told, say what became of it, and lead on."""
    is_planned = _save(request.user, form, habits)
    if not has_plan:
        messages.success(request, _("Your plan is made. This is your day today."))
        return redirect("home")
    if is_planned:
        messages.success(request, _("Saved. The weeks to come are planned anew."))
    # The page that makes the plan was sent twice: the same way on, without a word.
    is_again = not is_planned and form.WEEKS[0] in request.POST
    return redirect("home" if is_again else "training:plan")


def _status(form: RunningHistoryForm, conflict: Conflict | None) -> int:
    if conflict is not None:
        return CONFLICT
    return WRONG_INPUT if form.is_bound else 200


def _save(athlete: User, form: RunningHistoryForm, habits: HabitsForm) -> bool:
    """Keep what was told; return whether anything has to be planned anew."""
    told_before = history_json(form.known) if form.known else None
    history = form.save()
    # Only these columns: the rest of the profile is changed elsewhere.
    habits.save(commit=False).save(update_fields=habits.fields)
    if not form.has_plan:
        make_plan(athlete=athlete, ran_this_week_m=form.ran_this_week_m)
    elif history_json(history) != told_before:
        change_days(athlete=athlete)
    elif habits.has_changed():
        # Other exercises, on the same days.
        replan(athlete=athlete, cause=Replan.Cause.CHECK_IN)
    else:
        return False
    return True
