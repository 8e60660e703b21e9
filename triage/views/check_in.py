"""The check-in: asked for, corrected, and recorded."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from django_stubs_ext import StrOrPromise

from backpain.accounts.http import (
    CONFLICT,
    WRONG_INPUT,
    AuthenticatedRequest,
    key_in,
)
from triage import services
from triage.forms.check_in import CheckInForms
from triage.models import CheckIn
from triage.ports import Training
from triage.runs import RunLog
from triage.services import AlreadyCheckedInError
from triage.situation import Situation
from triage.views.advice import outside_page
from triage.views.check_in_page import check_in_page, forms_of, fresh_forms

NOT_WHOLE = gettext_lazy(
    "This page did not arrive whole. Your answers are still here: send them again."
)
ANOTHER_DAY = gettext_lazy(
    "This page was opened on another day. Your answers are still here: check that they "
    "hold for today, and send them again."
)
SAVED_ALREADY = gettext_lazy(
    "A check-in from this page is saved already, with other answers. What you filled in "
    "now is still here: send it again to add it as another check-in of today."
)
NO_CORRECTION = gettext_lazy(
    "Only the newest check-in can be corrected, and only for ten minutes. What you fill "
    "in now is added as another check-in of today."
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
        page["warning"] = NO_CORRECTION
    return check_in_page(
        request,
        situation,
        fresh_forms(situation, corrects),
        corrects=corrects,
        **page,
    )


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
    forms = forms_of(request.POST, situation, corrects, sent_before=sent_before)
    is_valid, warning = forms.is_valid(), _wrong_page(forms, situation)
    if is_valid and not warning:
        return _recorded(
            request, situation, forms, corrects=corrects, log=log, then=then
        )
    return check_in_page(
        request,
        situation,
        forms,
        corrects=corrects,
        step=bool(then),
        warning=warning,
        status=CONFLICT if is_valid else WRONG_INPUT,
    )


def _recorded(
    request: AuthenticatedRequest,
    situation: Situation,
    forms: CheckInForms,
    *,
    corrects: CheckIn | None,
    log: RunLog,
    then: str,
) -> HttpResponse:
    """Record the check-in and lead on; show the page again if it was sent before."""
    told = forms.told(corrects=corrects)
    key = forms.submission.cleaned_data["submission_key"]
    try:
        check_in = services.record_check_in(
            athlete=request.user, told=told, submission_key=key, situation=situation
        )
    except AlreadyCheckedInError as error:
        return check_in_page(
            request,
            situation,
            forms,
            corrects=None,
            step=bool(then),
            warning=SAVED_ALREADY,
            saved=error.check_in,
            status=CONFLICT,
        )
    log.keep(
        request.user,
        check_in=check_in,
        submission_key=key,
        run=told.run,
        about=told.about,
    )
    if check_in is None:
        return redirect("home")
    return redirect(then if then and not check_in.advice.is_red_flag else check_in)


def _wrong_page(forms: CheckInForms, situation: Situation) -> StrOrPromise:
    """Return what is wrong with the page that was sent, "" if nothing is."""
    if forms.submission.errors:
        return NOT_WHOLE
    is_of_today = forms.submission.cleaned_data["shown_for"] == situation.today
    return "" if is_of_today else ANOTHER_DAY


def _sent_before(request: AuthenticatedRequest) -> CheckIn | None:
    """Return the check-in that was made of this very page; None if it is the first time.

    Then the page is read as it was read then: the run that it told is in the log now.
    """
    try:
        key = uuid.UUID(request.POST.get("submission_key", ""))
    except ValueError:
        return None
    return request.user.check_ins.filter(submission_key=key).first()
