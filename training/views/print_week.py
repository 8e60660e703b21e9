"""The page of a week that is made for paper."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from backpain.accounts.http import AuthenticatedRequest
from training.print_week import newest_red_flags, sheet_of
from training.views.gate import plan_to_show
from triage.learn.warning_signs import AMBULANCE, HOSPITAL
from triage.rules import (
    RULESET_VERSION,
    STOP_RULES,
    STOP_RULES_NOTE,
    STOP_RULES_TITLE,
)

SAME_ON_EVERY_SHEET = {
    "ambulance": AMBULANCE,
    "hospital": HOSPITAL,
    "stop_rules_title": STOP_RULES_TITLE,
    "stop_rules": STOP_RULES,
    "stop_rules_note": STOP_RULES_NOTE,
    "ruleset_version": RULESET_VERSION,
}


@require_safe
def week_print(request: AuthenticatedRequest, number: int) -> HttpResponse:
    shown = plan_to_show(request)
    if isinstance(shown, HttpResponse):
        return shown
    week = shown.plan.week(number)
    if week is None:
        raise Http404
    sheet = sheet_of(
        shown.plan,
        week,
        is_checked_in=shown.is_checked_in,
        latches=shown.situation.latches,
        reported=newest_red_flags(shown.situation),
    )
    context = {
        "sheet": sheet,
        "athlete": shown.plan.athlete,
        "today": shown.plan.today,
        **SAME_ON_EVERY_SHEET,
    }
    return render(request, "training/week_print.html", context)
