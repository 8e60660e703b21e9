"""The log: all runs, one run, and one tap for a workout that was done."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from backpain.accounts.http import CONFLICT, WRONG_INPUT, AuthenticatedRequest
from backpain.accounts.stale_form import conflict_of, version_of
from training.forms.run import RunForm, day_of, earliest_day, initial_of
from training.log_text import (
    confirmation_of,
    distance_text,
    in_words,
    log_page,
    new_cap,
)
from training.models import Run, Shoe
from training.plan_now import PlanNow
from training.record import Record, of_week_of
from training.services import log
from training.shoes import shoe_of_the_last_run
from training.views.gate import hold_context
from training.weeks import monday_of
from triage.same_day import advice_in_force
from triage.situation import Situation, lock


@require_GET
def run_list(request: AuthenticatedRequest) -> HttpResponse:
    before = request.GET.get("before", "")
    context = {
        "section": "plan",
        **hold_context(Situation.of(request.user)),
        "page": log_page(request.user, before=before),
        "is_first": not before,
    }
    return render(request, "training/run_list.html", context)


@require_http_methods(["GET", "POST"])
def create(request: AuthenticatedRequest) -> HttpResponse:
    if request.method == "POST":
        return _submitted(request)
    today = request.user.local_date()
    day = day_of(request.GET.get("date", "")) or today
    initial = {
        "date": day if earliest_day(today) <= day <= today else today,
        "shoe": shoe_of_the_last_run(request.user),
    }
    return _create_page(request, _form(request, initial=initial))


@transaction.atomic
def _submitted(request: AuthenticatedRequest) -> HttpResponse:
    # The same page sent twice at once is one run.
    lock(request.user)
    form = _form(request)
    if not form.is_valid():
        return _create_page(request, form, status=WRONG_INPUT)
    key = form.cleaned_data["submission_key"]
    saved = Run.objects.filter(athlete=request.user, submission_key=key).first()
    if saved is None and _is_second_of_its_day(request, form.cleaned_data["date"]):
        return _create_page(request, form, status=CONFLICT, asks_for_second=True)
    if saved and any(getattr(saved, name) != it for name, it in form.columns.items()):
        return _create_page(
            request, form, status=CONFLICT, saved=saved, submission_key=uuid.uuid4()
        )
    # What has been logged already changes nothing.
    found = [] if saved else log.if_added(athlete=request.user, **form.columns)
    run = log.record_run(athlete=request.user, submission_key=key, **form.columns)
    distance = distance_text(run.distance_m, request.user.units)
    said = [_("Logged: %(distance)s.") % {"distance": distance}]
    if run.date < monday_of(request.user.local_date()):
        said.append(new_cap(found, request.user))
    messages.success(request, " ".join(filter(None, said)))
    return redirect("training:run-list")


def _is_second_of_its_day(request: AuthenticatedRequest, day: dt.date) -> bool:
    """Say whether this would be one more run of its day, not asked for as such."""
    if request.POST.get("second") == day.isoformat():
        return False
    return Run.objects.filter(athlete=request.user, date=day).exists()


@require_http_methods(["GET", "POST"])
def detail(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    if request.method == "POST":
        return _changed(request, pk)
    run = get_object_or_404(Run, athlete=request.user, pk=pk)
    return _detail_page(request, run, _form_of(request, run))


@transaction.atomic
def _changed(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    lock(request.user)
    run = get_object_or_404(Run, athlete=request.user, pk=pk)
    form = _form_of(request, run)
    if not form.is_valid():
        return _detail_page(request, run, form, status=WRONG_INPUT)
    conflict = conflict_of(request.POST.get("seen", ""), form, at=run.changed_at)
    if conflict is not None:
        return _detail_page(request, run, form, status=CONFLICT, conflict=conflict)
    asked = _to_confirm(request, log.if_changed(run=run, **form.columns))
    if asked:
        return _detail_page(request, run, form, **asked)
    log.change_run(run=run, **form.columns)
    messages.success(request, _("Saved."))
    return redirect("training:run-list")


@require_http_methods(["GET", "POST"])
def delete(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    if request.method == "POST":
        return _deleted(request, pk)
    run = get_object_or_404(Run, athlete=request.user, pk=pk)
    record = Record.of(request.user)
    asked = _to_confirm(request, log.if_deleted(run=run, record=record))
    return _delete_page(request, run, record, asked)


@transaction.atomic
def _deleted(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    lock(request.user)
    run = get_object_or_404(Run, athlete=request.user, pk=pk)
    record = Record.of(request.user)
    asked = _to_confirm(request, log.if_deleted(run=run, record=record))
    if asked:
        # What was confirmed is not what would happen by now.
        return _delete_page(request, run, record, asked, status=CONFLICT)
    log.delete_run(run=run)
    messages.success(request, _("The run is deleted."))
    return redirect("training:run-list")


def _delete_page(
    request: AuthenticatedRequest,
    run: Run,
    record: Record,
    asked: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    context = {
        "section": "plan",
        **hold_context(record.situation),
        "run": run,
        "distance": distance_text(run.distance_m, request.user.units),
        **asked,
    }
    return render(request, "training/run_confirm_delete.html", context, status=status)


@require_POST
def done(request: AuthenticatedRequest) -> HttpResponse:
    """Log the workout of a day as planned, in one tap."""
    day = day_of(request.POST.get("date", ""))
    logged = log.done_as_planned(athlete=request.user, day=day) if day else None
    if isinstance(logged, Run):
        messages.success(
            request,
            format_html(
                '{} <a href="{}">{}</a>',
                _("Logged: %(run)s. How did it feel?") % {"run": _named(logged)},
                logged.get_absolute_url(),
                _("Add details"),
            ),
        )
    elif logged:
        messages.success(request, _("Logged as done."))
    else:
        messages.info(request, _("There is nothing to log as done for that day."))
    return redirect("home")


@require_POST
def not_done(request: AuthenticatedRequest) -> HttpResponse:
    """Take back that a walk, strength or cross-training workout was done."""
    day = day_of(request.POST.get("date", ""))
    if day:
        log.not_done(athlete=request.user, day=day)
    messages.success(request, _("Taken back: it is no longer logged as done."))
    return redirect("home")


def _named(run: Run) -> str:
    """Return a run's distance, and what it was by the plan."""
    distance = distance_text(run.distance_m, run.athlete.units)
    plan = PlanNow.to_show(Record.of(run.athlete, workouts=of_week_of(run.date)))
    workout = plan.workout_on(run.date) if plan else None
    if workout is None or not workout.is_running:
        return distance
    return f"{distance}, {workout.get_kind_display().lower()}"


def _form_of(request: AuthenticatedRequest, run: Run) -> RunForm:
    return _form(request, known=run, initial=initial_of(run, request.user.units))


def _form(request: AuthenticatedRequest, **options: Any) -> RunForm:
    known = options.get("known")
    offered = Q(retired_on=None) | Q(pk=known.shoe_id if known else None)
    shoes = Shoe.objects.filter(offered, athlete=request.user).order_by("name")
    return RunForm(
        request.POST if request.method == "POST" else None,
        athlete=request.user,
        today=request.user.local_date(),
        shoes=list(shoes),
        **options,
    )


def _create_page(
    request: AuthenticatedRequest, form: RunForm, status: int = 200, **context: Any
) -> HttpResponse:
    same_day = Run.objects.filter(athlete=request.user, date=form.day or dt.date.min)
    record = Record.of(
        request.user,
        workouts=of_week_of(form.day) if form.day else None,
        beside={"same_day": same_day.newest_first()},
    )
    key = form.cleaned_data.get("submission_key") if form.is_bound else None
    return render(
        request,
        "training/run_form.html",
        {
            "section": "plan",
            **hold_context(record.situation),
            "form": form,
            "planned": _planned_on(record, form.day),
            "same_day": [
                (run, distance_text(run.distance_m, request.user.units))
                for run in record.beside["same_day"]
            ],
            "submission_key": key or uuid.uuid4(),
            **context,
        },
        status=status,
    )


def _planned_on(record: Record, day: dt.date | None) -> str:
    """Return the distance of the running workout of a day, "" if there is none.

    Of today it is only told once an advice is in force: it would read like leave.
    """
    plan = PlanNow.to_show(record) if day else None
    workout = plan.workout_on(day) if plan and day else None
    if plan is None or workout is None or not workout.is_running:
        return ""
    if workout.date >= plan.today and advice_in_force(record.situation) is None:
        return ""
    return workout.size(plan.unit)


def _detail_page(
    request: AuthenticatedRequest,
    run: Run,
    form: RunForm,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    distance = distance_text(run.distance_m, request.user.units)
    return render(
        request,
        "training/run_detail.html",
        {
            "section": "plan",
            **hold_context(Situation.of(request.user)),
            "run": run,
            "form": form,
            "version": version_of(form),
            "distance": distance,
            **context,
        },
        status=status,
    )


def _to_confirm(
    request: AuthenticatedRequest, found: list[log.Consequence]
) -> dict[str, Any]:
    """Return what is to be confirmed first; empty if nothing, or if it was just now."""
    sentences = in_words(found, request.user)
    confirmation = confirmation_of(found)
    if not sentences or request.POST.get("confirmed") == confirmation:
        return {}
    return {"consequences": sentences, "confirmation": confirmation}
