"""The plan: all weeks, one week, one day."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from backpain.accounts.http import AuthenticatedRequest
from backpain.accounts.models import User
from training.change_words import changes_by_coaches
from training.chart import plan_chart
from training.forms.move import MoveForm, move_options, pauses_of
from training.looking_back import blank_week, earlier_plans
from training.models import Change
from training.plan_now import PlanNow
from training.planner import skip_why_not
from training.presentation import DayText, WeekText, day_texts, week_text
from training.record import Beside
from training.replans import newest_replans, replan_texts
from training.stale import Stale
from training.standing import ChangeText, coming_pauses, standing_on
from training.unread_notes import unread_by, unread_notes
from training.views.gate import Shown, hold_context, with_plan
from triage.rules import STOP_RULES, STOP_RULES_NOTE, STOP_RULES_TITLE

# A longer plan folds what is further away than this.
WEEKS_SHOWN, WEEKS_BEFORE, WEEKS_AHEAD = 16, 3, 8
WHEN_TO_STOP = {
    "stop_rules": STOP_RULES,
    "stop_rules_title": STOP_RULES_TITLE,
    "stop_rules_note": STOP_RULES_NOTE,
}


def rows_of_plan_page(athlete: User) -> Beside:
    """Return what the page of the whole plan shows beside it."""
    return {"notes": unread_by(athlete), "replans": newest_replans(athlete)}


@require_GET
@with_plan(beside=rows_of_plan_page)
def plan(request: AuthenticatedRequest, shown: Shown) -> HttpResponse:
    return plan_page(request, shown)


@require_GET
@with_plan()
def week(request: AuthenticatedRequest, shown: Shown, number: int) -> HttpResponse:
    now = shown.plan
    found = now.week(number)
    if found is None:
        raise Http404
    days = day_texts(now, found, is_checked_in=shown.is_checked_in)
    text = week_text(now, found, days)
    context = {
        "week": text,
        "blank_week": _blank_week(shown) if text.is_now else None,
        "coach_changes": changes_by_coaches(now, found.start, found.end),
        "before": now.week(number - 1),
        "after": now.week(number + 1),
        "said": said_of_several(days),
    }
    return _page(request, "training/week.html", shown, context)


@require_GET
@with_plan()
def day(request: AuthenticatedRequest, shown: Shown, date: dt.date) -> HttpResponse:
    return day_page(request, shown, date)


def plan_page(
    request: AuthenticatedRequest,
    shown: Shown,
    *,
    refused: str = "",
    stale: Stale | None = None,
    status: int = 200,
) -> HttpResponse:
    """Return the page of the whole plan; it was read with rows_of_plan_page."""
    now, beside = shown.plan, shown.plan.record.beside
    weeks = [week_text(now, one) for one in now.weeks]
    context = {
        "parts": _parts(weeks),
        "this_week": next(one for one in weeks if one.is_now),
        "blank_week": _blank_week(shown),
        "earlier_plans": earlier_plans(now),
        "chart": plan_chart(weeks, now.unit),
        "unit": now.unit.value,
        "pauses": [one for one in coming_pauses(now) if _is_own(one)],
        "coach_changes": changes_by_coaches(now, now.today),
        "coach_notes": unread_notes(request, beside["notes"], back_to="plan"),
        "replans": replan_texts(beside["replans"], now.athlete),
        "refused": refused,
        "stale": stale,
    }
    return _page(request, "training/plan.html", shown, context, status)


def day_page(
    request: HttpRequest,
    shown: Shown,
    date: dt.date,
    *,
    form: MoveForm | None = None,
    refused: str = "",
    paused: Change | None = None,
    stale: Stale | None = None,
    status: int = 200,
) -> HttpResponse:
    now = shown.plan
    found = now.week_of(date)
    if found is None:
        raise Http404
    days = day_texts(now, found, is_checked_in=shown.is_checked_in)
    standing = standing_on(now, date)
    context: dict[str, Any] = {
        "week": week_text(now, found),
        "day": days[date.weekday()],
        "changes": [one for one in standing if _is_own(one)],
        "coach_changes": changes_by_coaches(now, date, date),
        "refused": refused,
        "paused": paused,
        "stale": stale,
        "form": form or MoveForm(day=date),
        **WHEN_TO_STOP,
    }
    # What is skipped, paused or on hold is first taken back, where the page says so.
    is_off = bool(shown.situation.latches) or any(one.is_off for one in standing)
    if days[date.weekday()].may_change and not is_off:
        context |= _what_may_change(now, date, days)
    return _page(request, "training/day.html", shown, context, status)


def _is_own(text: ChangeText) -> bool:
    """Say whether the athlete changed it; what a coach did stands by itself."""
    return text.change.made_by_id == text.change.athlete_id


def _what_may_change(
    now: PlanNow, date: dt.date, days: Sequence[DayText]
) -> dict[str, Any]:
    inputs = now.full_inputs
    options = move_options(inputs, date, days, by=now.athlete)
    reasons = {option.refused for option in options}
    return {
        "may_change": True,
        "options": options,
        # What refuses every day is said once.
        "move_refused": reasons.pop() if len(reasons) == 1 else "",
        "in_the_way": pauses_of(options),
        "may_skip": skip_why_not(inputs.spec, date) is None,
    }


def _page(
    request: HttpRequest,
    template: str,
    shown: Shown,
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    everywhere = {
        "section": "plan",
        **hold_context(shown.situation),
        "is_only_assessed": shown.is_only_assessed,
        "today": shown.plan.today,
        "version": shown.plan.record.version,
    }
    return render(request, template, everywhere | context, status=status)


def said_of_several(days: Sequence[DayText]) -> list[str]:
    """Return the reasons that hold for more than one day: they are said once."""
    counted = Counter(one.workout.reason for one in days if one.workout.reason)
    return [reason for reason, days_held in counted.items() if days_held > 1]


def _parts(weeks: Sequence[WeekText]) -> dict[str, Sequence[WeekText]]:
    """Return the weeks around this one, and those before and after; a year is long."""
    this = next(place for place, one in enumerate(weeks) if one.is_now)
    first, end = max(0, this - WEEKS_BEFORE), this + WEEKS_AHEAD + 1
    if len(weeks) <= WEEKS_SHOWN:
        first, end = 0, len(weeks)
    return {"earlier": weeks[:first], "near": weeks[first:end], "later": weeks[end:]}


def _blank_week(shown: Shown) -> WeekText | None:
    """Return the week to ask about; nobody is asked to run while a hold is active."""
    return None if shown.situation.latches else blank_week(shown.plan)
