"""Another workout for one day or for several: what a coach changes in a plan."""

from __future__ import annotations

import datetime as dt

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from backpain.accounts.http import AuthenticatedRequest
from backpain.accounts.models import Coaching
from training.coach.seen import Seen
from training.forms.coach import (
    DayChangeForm,
    MoveWithReasonForm,
    ReasonForm,
    WeekDay,
    workout_initial,
)
from training.forms.move import move_options, pauses_of
from training.models import Week, Workout
from training.plan_now import PlanNow
from training.presentation import DayText, WeekText
from training.record import of_week, of_week_of
from training.services import changes, coach_changes
from training.views.coach.edit import (
    may_change,
    page,
    plan_of,
    result,
    tell,
)
from training.views.gate import version_seen

MARKED_BELOW = gettext_lazy("What is missing or does not fit is marked below.")
UNCHANGED = gettext_lazy("No day is different from what is planned.")


@require_http_methods(["GET", "POST"])
@may_change
def day_change(
    request: AuthenticatedRequest, coaching: Coaching, date: dt.date
) -> HttpResponse:
    """Another workout for one day."""
    seen, plan = plan_of(coaching, of_week_of(date))
    workout = _open_workout(seen, plan, date)
    form = DayChangeForm(
        request.POST or None,
        unit=plan.unit,
        initial=workout_initial(workout, plan.unit),
    )
    status = result(
        request,
        coaching,
        form,
        lambda: coach_changes.change_workout(
            athlete=coaching.athlete,
            day=date,
            asked=form.asked,
            reason=form.cleaned_data["reason"],
            by=request.user,
            seen=version_seen(request),
        ),
    )
    if status is None:
        return _to_the_day(request, coaching, date)
    return _day_page(request, seen, plan, date, form=form, status=status)


@require_POST
@may_change
def day_move(
    request: AuthenticatedRequest, coaching: Coaching, date: dt.date
) -> HttpResponse:
    """Let a day's workout and another one of its week change places."""
    seen, plan = plan_of(coaching, of_week_of(date))
    workout = _open_workout(seen, plan, date)
    form = MoveWithReasonForm(request.POST, day=date)
    status = result(
        request,
        coaching,
        form,
        lambda: changes.move(
            athlete=coaching.athlete,
            day=date,
            to=form.cleaned_data["to"],
            reason=form.cleaned_data["reason"],
            by=request.user,
            seen=version_seen(request),
        ),
    )
    if status is None:
        return _to_the_day(request, coaching, form.cleaned_data["to"])
    other = DayChangeForm(unit=plan.unit, initial=workout_initial(workout, plan.unit))
    return _day_page(request, seen, plan, date, form=other, move=form, status=status)


@require_http_methods(["GET", "POST"])
@may_change
def week_change(
    request: AuthenticatedRequest, coaching: Coaching, number: int
) -> HttpResponse:
    """Several days of a week at once: all of it is changed, or nothing."""
    seen, plan = plan_of(coaching, of_week(number))
    week = plan.week(number)
    if week is None:
        raise Http404
    text = seen.week(week)
    days = _rows(request, plan, week, text)
    form = ReasonForm(request.POST or None)
    are_valid = all(row.form.is_valid() for row in days if row.form.is_bound)
    asked = {row.date: row.form.asked for row in days if are_valid and row.is_changed}
    status = result(
        request,
        coaching,
        form,
        lambda: coach_changes.change_week(
            athlete=coaching.athlete,
            asked=asked,
            reason=form.cleaned_data["reason"],
            by=request.user,
            seen=version_seen(request),
        ),
        is_whole=are_valid and bool(asked),
    )
    if status is None:
        tell(request, coaching, _("Week %(number)s is changed.") % {"number": number})
        return redirect("coach:week", coaching.athlete_id, number)
    if form.is_bound and not (are_valid and asked):
        form.add_error(None, UNCHANGED if are_valid else MARKED_BELOW)
    context = {"week": text, "days": days}
    return page(request, seen, "coach/week_change.html", form, context, status)


def _week_and_day(seen: Seen, plan: PlanNow, date: dt.date) -> tuple[WeekText, DayText]:
    week = plan.week_of(date)
    if week is None:
        raise Http404
    text = seen.week(week)
    return text, seen.day(text, date)


def _open_workout(seen: Seen, plan: PlanNow, date: dt.date) -> Workout:
    """Return the workout of a day that may still be changed; 404 for any other."""
    _week, day = _week_and_day(seen, plan, date)
    workout = plan.workout_on(date)
    if workout is None or not day.may_change:
        raise Http404
    return workout


def _rows(
    request: AuthenticatedRequest, plan: PlanNow, week: Week, text: WeekText
) -> list[WeekDay]:
    return [
        WeekDay.of(request.POST or None, day=day, workout=workout, unit=plan.unit)
        for day, workout in zip(text.days, plan.workouts(week), strict=True)
    ]


def _to_the_day(
    request: AuthenticatedRequest, coaching: Coaching, date: dt.date
) -> HttpResponse:
    tell(
        request,
        coaching,
        _("%(day)s is changed. %(athlete)s sees it with your name.")
        % {"day": date_format(date, "l j F"), "athlete": coaching.athlete},
    )
    return redirect("coach:day", coaching.athlete_id, date)


def _day_page(
    request: AuthenticatedRequest,
    seen: Seen,
    plan: PlanNow,
    date: dt.date,
    *,
    form: DayChangeForm,
    move: MoveWithReasonForm | None = None,
    status: int,
) -> HttpResponse:
    week, day = _week_and_day(seen, plan, date)
    options = move_options(plan.full_inputs, date, week.days, by=request.user)
    if not seen.sees_health:
        # Why others are refused may follow from what the athlete answered.
        options = [one for one in options if one.paused or not one.refused]
    context = {
        "week": week,
        "day": day,
        "move": move or MoveWithReasonForm(day=date),
        "options": options,
        "in_the_way": pauses_of(options),
    }
    return page(request, seen, "coach/day_change.html", form, context, status)
