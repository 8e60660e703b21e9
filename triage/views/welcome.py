"""The first two of the three welcome steps: you, and your back."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from backpain.accounts.coaching import pending_for
from backpain.accounts.http import CONFLICT, WRONG_INPUT, AuthenticatedRequest
from backpain.accounts.stale_form import conflict_of, version_of
from triage.forms.profile import ProfileForm
from triage.models import HealthProfile
from triage.ports import Training
from triage.situation import Situation, lock
from triage.status import keep_status
from triage.views import check_in


@require_http_methods(["GET", "POST"])
@transaction.atomic
def you(request: AuthenticatedRequest) -> HttpResponse:
    """Ask for the health profile; later, show it again to be reviewed."""
    if request.method == "POST":
        # A double tap, or a check-in at the same moment, waits.
        lock(request.user)
    profile = HealthProfile.objects.filter(athlete=request.user).first()
    today = request.user.local_date()
    form = ProfileForm(request.POST or None, today=today, profile=profile)
    conflict, status = None, WRONG_INPUT if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        conflict = conflict_of(request.POST.get("seen", ""), form)
        status = CONFLICT
    if conflict is None and form.is_bound and form.is_valid():
        form.save_to(profile or HealthProfile(athlete=request.user))
        # An advice of before may no longer be in force.
        keep_status(request.user)
        return redirect("welcome-back" if profile is None else "home")
    return render(
        request,
        "triage/profile_form.html",
        {
            "section": "me",
            "form": form,
            "conflict": conflict,
            "version": version_of(form) if profile else "",
            "is_new": profile is None,
            # Whoever was asked to coach need not tell of a back of their own.
            "invitations": pending_for(request.user) if profile is None else [],
        },
        status=status,
    )


@require_http_methods(["GET", "POST"])
def back(
    request: AuthenticatedRequest, *, training: Training, then: str
) -> HttpResponse:
    """Make the first check-in; `then` names the page of the next step."""
    situation = Situation.of(request.user)
    if situation.check_ins:
        return redirect(then)
    return check_in.create(request, training=training, then=then)
