"""What an athlete changes in the plan: move, skip, pause, and take it back."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from backpain.accounts.http import CONFLICT, WRONG_INPUT, AuthenticatedRequest
from training.change_words import sentence_of
from training.forms.move import MoveForm
from training.forms.pause import PauseForm
from training.models import Change
from training.services import changes
from training.services.changes import RefusedError
from training.stale import Stale
from training.views.gate import (
    Shown,
    hold_context,
    plan_to_show,
    stale_of,
    version_seen,
    with_plan,
)
from training.views.plan import day_page, plan_page, rows_of_plan_page

PAUSED = gettext_lazy("The plan is paused.")
PAUSED_FOR_PAIN = gettext_lazy(
    "The plan is paused. Check in as well: that says what helps, and when."
)


@require_POST
@with_plan()
def day_move(
    request: AuthenticatedRequest, shown: Shown, date: dt.date
) -> HttpResponse:
    if shown.plan.week_of(date) is None:
        raise Http404
    form = MoveForm(request.POST, day=date)
    if not form.is_valid():
        return day_page(request, shown, date, form=form, status=WRONG_INPUT)
    to: dt.date = form.cleaned_data["to"]
    days = {"day": date_format(date, "l"), "other": date_format(to, "l")}
    try:
        changes.move(
            athlete=request.user,
            day=date,
            to=to,
            by=request.user,
            seen=version_seen(request),
        )
    except RefusedError as error:
        stale = stale_of(
            request,
            error,
            _("%(day)s and %(other)s change places.") % days,
            address=reverse("training:day-move", args=[date]),
            fields={"to": to.isoformat()},
        )
        return _day_refused(request, date, error, stale, form=form)
    messages.success(request, _("Moved: %(day)s and %(other)s changed places.") % days)
    return _back_to_the_week(shown, date)


@require_POST
@with_plan()
def day_skip(
    request: AuthenticatedRequest, shown: Shown, date: dt.date
) -> HttpResponse:
    try:
        changes.skip(
            athlete=request.user, day=date, by=request.user, seen=version_seen(request)
        )
    except RefusedError as error:
        stale = stale_of(
            request,
            error,
            _("Skip %(day)s.") % {"day": date_format(date, "l j F")},
            address=reverse("training:day-skip", args=[date]),
        )
        return _day_refused(request, date, error, stale)
    messages.success(
        request,
        _("%(day)s is skipped. Nothing is added to another day.")
        % {"day": date_format(date, "l")},
    )
    return _back_to_the_week(shown, date)


@require_POST
@with_plan()
def change_undo(request: AuthenticatedRequest, shown: Shown, pk: int) -> HttpResponse:
    change = get_object_or_404(Change.objects.filter(athlete=request.user), pk=pk)
    try:
        changes.undo(athlete=request.user, change=change, seen=version_seen(request))
    except RefusedError as error:
        return _undo_refused(request, change, error)
    if change.kind == Change.Kind.PAUSE:
        messages.success(request, _("The pause is off. The plan goes on."))
        return redirect("training:plan")
    messages.success(request, _("Put back as it was."))
    return _back_to_the_week(shown, change.first)


@require_http_methods(["GET", "POST"])
@with_plan()
def pause_create(request: AuthenticatedRequest, shown: Shown) -> HttpResponse:
    today = shown.plan.today
    if request.method != "POST":
        return _pause_page(
            request, shown, PauseForm(today=today, initial={"first": today})
        )
    form = PauseForm(request.POST, today=today)
    if not form.is_valid():
        return _pause_page(request, shown, form, WRONG_INPUT)
    data = form.cleaned_data
    try:
        changes.pause(
            athlete=request.user, by=request.user, seen=version_seen(request), **data
        )
    except RefusedError as error:
        form.paused = error.pause
        stale = stale_of(request, error, "")
        if stale is None:
            form.add_error(None, str(error))
        return _pause_page(request, shown, form, CONFLICT, stale)
    is_pain = data["cause"] == Change.Cause.PAIN
    messages.success(request, PAUSED_FOR_PAIN if is_pain else PAUSED)
    return redirect("training:plan")


def _day_refused(
    request: AuthenticatedRequest,
    date: dt.date,
    error: RefusedError,
    stale: Stale | None,
    **page: Any,
) -> HttpResponse:
    """Show a day as it stands now: it may be another one than before."""
    shown = plan_to_show(request)
    if not isinstance(shown, Shown):
        return shown
    refused = "" if stale else str(error)
    page |= {"refused": refused, "paused": error.pause, "stale": stale}
    return day_page(request, shown, date, status=CONFLICT, **page)


def _undo_refused(
    request: AuthenticatedRequest, change: Change, error: RefusedError
) -> HttpResponse:
    shown = plan_to_show(request, rows_of_plan_page(request.user))
    if not isinstance(shown, Shown):
        return shown
    what = sentence_of(change, shown.plan.unit)
    stale = stale_of(
        request,
        error,
        _("Take back: %(what)s") % {"what": what},
        address=reverse("training:change-undo", args=[change.pk]),
    )
    is_pause = change.kind == Change.Kind.PAUSE
    if is_pause or shown.plan.week_of(change.first) is None:
        refused = "" if stale else str(error)
        return plan_page(request, shown, refused=refused, stale=stale, status=CONFLICT)
    return _day_refused(request, change.first, error, stale)


def _pause_page(
    request: AuthenticatedRequest,
    shown: Shown,
    form: PauseForm,
    status: int = 200,
    stale: Stale | None = None,
) -> HttpResponse:
    context = {
        "section": "plan",
        "form": form,
        "stale": stale,
        "version": shown.plan.record.version,
        **hold_context(shown.situation),
    }
    return render(request, "training/pause_form.html", context, status=status)


def _back_to_the_week(shown: Shown, date: dt.date) -> HttpResponse:
    week = shown.plan.week_of(date)
    if week is None:
        return redirect("training:plan")
    return redirect("training:week", number=week.number)
