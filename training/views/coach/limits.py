"""Limits that a coach sets: a ceiling, a pause; and taking a change back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from backpain.accounts.http import AuthenticatedRequest
from backpain.accounts.models import Coaching
from training.forms.coach import CeilingForm, CoachPauseForm
from training.models import Change
from training.services import changes, coach_changes
from training.services.changes import RefusedError
from training.views.coach.edit import (
    do_while_it_holds,
    may_change,
    page,
    plan_of,
    refusal,
    result,
    tell,
)
from training.views.gate import version_seen


@require_http_methods(["GET", "POST"])
@may_change
def ceiling_create(request: AuthenticatedRequest, coaching: Coaching) -> HttpResponse:
    """No week above so much, until a day."""
    seen, plan = plan_of(coaching)
    form = CeilingForm(request.POST or None, unit=plan.unit, today=plan.today)
    status = result(
        request,
        coaching,
        form,
        lambda: coach_changes.set_ceiling(
            athlete=coaching.athlete,
            last=form.cleaned_data["last"],
            ceiling_m=form.cleaned_data["ceiling"],
            reason=form.cleaned_data["reason"],
            by=request.user,
            seen=version_seen(request),
        ),
    )
    if status is None:
        tell(request, coaching, _("The ceiling is set."))
        return redirect("coach:athlete", coaching.athlete_id)
    return page(request, seen, "coach/ceiling_form.html", form, {}, status)


@require_http_methods(["GET", "POST"])
@may_change
def pause_create(request: AuthenticatedRequest, coaching: Coaching) -> HttpResponse:
    """Days without training."""
    seen, plan = plan_of(coaching)
    form = CoachPauseForm(
        request.POST or None, today=plan.today, initial={"first": plan.today}
    )
    status = result(
        request,
        coaching,
        form,
        lambda: changes.pause(
            athlete=coaching.athlete,
            by=request.user,
            seen=version_seen(request),
            **form.cleaned_data,
        ),
    )
    if status is None:
        tell(request, coaching, _("The plan is paused."))
        return redirect("coach:athlete", coaching.athlete_id)
    return page(request, seen, "coach/pause_form.html", form, {}, status)


@require_POST
@may_change
def change_undo(
    request: AuthenticatedRequest, coaching: Coaching, pk: int
) -> HttpResponse:
    """Take back what this coach changed; the athlete's own changes are theirs."""
    mine = Change.objects.filter(athlete=coaching.athlete, made_by=request.user)
    change = get_object_or_404(mine, pk=pk)
    try:
        do_while_it_holds(
            coaching,
            lambda: changes.undo(
                athlete=coaching.athlete, change=change, by=request.user
            ),
        )
    except RefusedError as error:
        messages.error(request, refusal(error, coaching))
    else:
        tell(request, coaching, _("Taken back."))
    return redirect("coach:athlete", coaching.athlete_id)
