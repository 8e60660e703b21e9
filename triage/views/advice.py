"""Today, and one advice with its reasons."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from backpain.accounts.http import AuthenticatedRequest
from triage import presentation, same_day, services
from triage.models import CheckIn
from triage.ports import Training
from triage.situation import Situation
from triage.views.check_in_page import check_in_page, fresh_forms

OUTSIDE_TEMPLATE = "triage/outside_the_rules.html"


@require_GET
def today(
    request: AuthenticatedRequest,
    *,
    training: Training,
) -> HttpResponse:
    """Show today's advice, or the check-in while there is none."""
    # The address is public, so the middleware has not set the athlete's clock.
    timezone.activate(request.user.zone)
    situation = Situation.of(request.user, log=training)
    if situation.profile is None:
        return redirect("triage:welcome-you")
    if situation.outside_the_rules:
        notes = training.notes(request)
        return outside_page(request, situation, coach_notes=notes)
    check_in = same_day.advice_in_force(situation)
    if check_in is None:
        notes = training.notes(request, in_short=True)
        forms = fresh_forms(situation, None)
        return check_in_page(request, situation, forms, coach_notes=notes)
    return _advice_page(
        request,
        situation,
        check_in,
        training=training,
        is_today=True,
        coach_notes=training.notes(request),
    )


@require_GET
def detail(
    request: AuthenticatedRequest, pk: int, *, training: Training
) -> HttpResponse:
    check_in = get_object_or_404(request.user.check_ins, pk=pk)
    situation = Situation.of(request.user)
    is_today = same_day.advice_in_force(situation) == check_in
    return _advice_page(
        request, situation, check_in, training=training, is_today=is_today
    )


def outside_page(
    request: HttpRequest, situation: Situation, *, coach_notes: str = ""
) -> HttpResponse:
    context = {
        "situation": situation,
        "hold": presentation.hold_text(situation.latches),
        "coach_notes": coach_notes,
    }
    return render(request, OUTSIDE_TEMPLATE, context)


def _advice_page(
    request: AuthenticatedRequest,
    situation: Situation,
    check_in: CheckIn,
    *,
    training: Training,
    is_today: bool,
    coach_notes: str = "",
) -> HttpResponse:
    # Beside a warning sign stands no workout.
    has_panel = is_today and not situation.holds and not check_in.advice.is_red_flag
    return render(
        request,
        "triage/advice.html",
        {
            "section": "today",
            "check_in": check_in,
            "advice": presentation.advice_text(check_in),
            "hold": presentation.hold_text(situation.latches),
            "situation": situation,
            "is_newest": check_in.pk == situation.check_ins[0].pk,
            "is_today": is_today,
            "training_panel": training.panel(request, situation) if has_panel else "",
            "coach_notes": coach_notes,
            "may_be_corrected": services.may_be_corrected(situation, check_in),
            "painkiller_may_wear_off": "MED-1"
            in [finding["rule"] for finding in check_in.findings],
        },
    )
