"""Today, the check-in, and one advice with its reasons."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from backpain.accounts.http import (
    CONFLICT,
    WRONG_INPUT,
    AuthenticatedRequest,
    key_in,
)
from backpain.accounts.units import distance_in
from triage import presentation, same_day, services
from triage.asked import asked_of
from triage.forms.check_in import CheckInForms
from triage.models import CheckIn
from triage.ports import Training
from triage.runs import RunLog
from triage.services import AlreadyCheckedInError
from triage.situation import Situation

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
        forms = _fresh_forms(situation, None)
        return _check_in_page(request, situation, forms, coach_notes=notes)
    return _advice_page(
        request,
        situation,
        check_in,
        training=training,
        is_today=True,
        coach_notes=training.notes(request),
    )


@require_http_methods(["GET", "POST"])
def create(
    request: AuthenticatedRequest, *, training: Training, then: str = ""
) -> HttpResponse:
    """Ask for a check-in and record it.

    `then` names the page that follows; without it, and after a red flag, it is the
    advice.
    """
    if request.method == "POST":
        return _submitted(request, log=training, then=then)
    situation = Situation.of(request.user, log=training)
    instead = _page_instead(request, situation)
    if instead is not None:
        return instead
    corrects = _corrected(request)
    page: dict[str, Any] = {"step": bool(then)}
    if corrects and not services.may_be_corrected(situation, corrects):
        corrects = None
        page["warning"] = _(
            "Only the newest check-in can be corrected, and only for ten minutes. What "
            "you fill in now is added as another check-in of today."
        )
    return _check_in_page(
        request,
        situation,
        _fresh_forms(situation, corrects),
        corrects=corrects,
        **page,
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


def _corrected(request: AuthenticatedRequest) -> CheckIn | None:
    """Return the check-in that this one corrects, from the address or the form."""
    pk = request.POST.get("corrects") or request.GET.get("corrects")
    if not pk:
        return None
    return get_object_or_404(request.user.check_ins, pk=key_in(pk))


def _page_instead(
    request: AuthenticatedRequest, situation: Situation
) -> HttpResponse | None:
    """Return what is shown to whoever cannot check in; None for everybody else."""
    if situation.profile is None:
        return redirect("triage:welcome-you")
    # A neck that stopped hurting, or a back that hurts now, is told by a check-in.
    if situation.outside_the_rules not in ("", "neck"):
        return outside_page(request, situation)
    return None


@transaction.atomic
def _submitted(
    request: AuthenticatedRequest, *, log: RunLog, then: str
) -> HttpResponse:
    situation = Situation.locked(request.user, log=log)
    instead = _page_instead(request, situation)
    if instead is not None:
        return instead
    corrects = _corrected(request)
    sent_before = _sent_before(request)
    forms = _forms(request.POST, situation, corrects, sent_before=sent_before)
    valid = forms.is_valid()
    sent = forms.submission.cleaned_data
    page: dict[str, Any] = {"corrects": corrects, "step": bool(then)}
    if forms.submission.errors:
        page["warning"] = _(
            "This page did not arrive whole. Your answers are still here: send them "
            "again."
        )
    elif sent["shown_for"] != situation.today:
        page["warning"] = _(
            "This page was opened on another day. Your answers are still here: "
            "check that they hold for today, and send them again."
        )
    if not valid:
        return _check_in_page(request, situation, forms, status=WRONG_INPUT, **page)
    if "warning" in page:
        return _check_in_page(request, situation, forms, status=CONFLICT, **page)
    told = forms.told(corrects=corrects)
    try:
        check_in = services.record_check_in(
            athlete=request.user,
            told=told,
            submission_key=sent["submission_key"],
            situation=situation,
        )
    except AlreadyCheckedInError as error:
        page["warning"] = _(
            "A check-in from this page is saved already, with other answers. "
            "What you filled in now is still here: send it again to add it as "
            "another check-in of today."
        )
        page |= {"saved": error.check_in, "corrects": None}
        return _check_in_page(request, situation, forms, status=CONFLICT, **page)
    log.keep(
        request.user,
        check_in=check_in,
        submission_key=sent["submission_key"],
        run=told.run,
        about=told.about,
    )
    if check_in is None:
        return redirect("home")
    follows = then if then and not check_in.advice.is_red_flag else check_in
    return redirect(follows)


def _sent_before(request: AuthenticatedRequest) -> CheckIn | None:
    """Return the check-in that was made of this very page; None if it is the first time.

    Then the page is read as it was read then: the run that it told is in the log now.
    """
    try:
        key = uuid.UUID(request.POST.get("submission_key", ""))
    except ValueError:
        return None
    return request.user.check_ins.filter(submission_key=key).first()


def _forms(
    data: Any,
    situation: Situation,
    corrects: CheckIn | None,
    initial: Any = None,
    *,
    sent_before: CheckIn | None = None,
) -> CheckInForms:
    return CheckInForms(
        data,
        # What the corrected check-in answered is asked again.
        asked=asked_of(services.as_if_not_made(situation, corrects, sent_before)),
        today=situation.today,
        units=situation.athlete.units,
        episode=situation.known_episode,
        initial=initial,
    )


def _fresh_forms(situation: Situation, corrects: CheckIn | None) -> CheckInForms:
    """Return empty forms; a correction starts from what was answered before.

    Except the warning list: it is never answered by anything but today's taps.
    """
    initial = None
    if corrects is not None:
        initial = {**corrects.report, "note": corrects.note}
        initial["ran"] = "yes" if corrects.ran_on else "no"
        initial["ran_on"] = corrects.ran_on.isoformat() if corrects.ran_on else ""
        initial["run_distance"] = distance_in(
            situation.athlete.units, corrects.run_distance_m
        )
    return _forms(None, situation, corrects, initial)


def _check_in_page(
    request: HttpRequest,
    situation: Situation,
    forms: CheckInForms,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    is_first = not situation.check_ins
    return render(
        request,
        "triage/check_in_form.html",
        {
            "section": "today",
            "forms": forms,
            "situation": situation,
            "hold": presentation.hold_text(situation.latches),
            "is_first": is_first,
            "red_flags_corrected": presentation.red_flags_of(context.get("corrects")),
            "submission_key": services.submission_key_of(situation),
            **context,
        },
        status=status,
    )


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
