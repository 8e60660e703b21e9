"""What an athlete changes in the plan: move, skip, pause, and take it back."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from backpain.accounts.http import CONFLICT, WRONG_INPUT, AuthenticatedRequest
from training.forms.move import MoveForm
from training.forms.pause import PauseForm
from training.models import Change
from training.services import changes
from training.services.changes import RefusedError
from training.views.gate import Shown, hold_context, with_plan
from training.views.plan import day_page, plan_page, week_of


@require_POST
@with_plan
def day_move(
    request: AuthenticatedRequest, shown: Shown, date: dt.date
) -> HttpResponse:
    if week_of(shown.plan, date) is None:
        raise Http404
    form = MoveForm(request.POST, day=date)
    if not form.is_valid():
        return day_page(request, shown, date, form=form, status=WRONG_INPUT)
    to: dt.date = form.cleaned_data["to"]
    try:
        changes.move(athlete=request.user, day=date, to=to, by=request.user)
    except RefusedError as error:
        return day_page(
            request, shown, date, form=form, refused=str(error), status=CONFLICT
        )
    days = {"day": date_format(date, "l"), "other": date_format(to, "l")}
    messages.success(request, _("Moved: %(day)s and %(other)s changed places.") % days)
    return _back_to_the_week(shown, date)


@require_POST
@with_plan
def day_skip(
    request: AuthenticatedRequest, shown: Shown, date: dt.date
) -> HttpResponse:
    try:
        changes.skip(athlete=request.user, day=date, by=request.user)
    except RefusedError as error:
        return day_page(request, shown, date, refused=str(error), status=CONFLICT)
    messages.success(
        request,
        _("%(day)s is skipped. Nothing is added to another day.")
        % {"day": date_format(date, "l")},
    )
    return _back_to_the_week(shown, date)


@require_POST
@with_plan
def change_undo(request: AuthenticatedRequest, shown: Shown, pk: int) -> HttpResponse:
    change = get_object_or_404(Change.objects.filter(athlete=request.user), pk=pk)
    try:
        changes.undo(athlete=request.user, change=change)
    except RefusedError as error:
        return _undo_refused(request, shown, change, str(error))
    if change.kind == Change.Kind.PAUSE:
        messages.success(request, _("The pause is off. The plan goes on."))
        return redirect("training:plan")
    messages.success(request, _("Put back as it was."))
    return _back_to_the_week(shown, change.first)


@require_http_methods(["GET", "POST"])
@with_plan
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
        changes.pause(athlete=request.user, by=request.user, **data)
    except RefusedError as error:
        form.add_error(None, str(error))
        return _pause_page(request, shown, form, CONFLICT)
    said = _("The plan is paused.")
    if data["cause"] == Change.Cause.PAIN:
        said = _(
            "The plan is paused. Check in as well: that says what helps, and when."
        )
    messages.success(request, said)
    return redirect("training:plan")


def _undo_refused(
    request: AuthenticatedRequest, shown: Shown, change: Change, refused: str
) -> HttpResponse:
    is_pause = change.kind == Change.Kind.PAUSE
    if is_pause or week_of(shown.plan, change.first) is None:
        return plan_page(request, shown, refused=refused, status=CONFLICT)
    return day_page(request, shown, change.first, refused=refused, status=CONFLICT)


def _pause_page(
    request: HttpRequest, shown: Shown, form: PauseForm, status: int = 200
) -> HttpResponse:
    context = {"section": "plan", "form": form, **hold_context(shown.situation)}
    return render(request, "training/pause_form.html", context, status=status)


def _back_to_the_week(shown: Shown, date: dt.date) -> HttpResponse:
    week = week_of(shown.plan, date)
    if week is None:
        return redirect("training:plan")
    return redirect("training:week", number=week.number)
