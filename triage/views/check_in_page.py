"""The page of the check-in, with what is asked of this athlete today."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from backpain.accounts.units import distance_in
from triage import presentation, services
from triage.asked import asked_of
from triage.forms.check_in import CheckInForms
from triage.models import CheckIn
from triage.situation import Situation


def forms_of(
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


def fresh_forms(situation: Situation, corrects: CheckIn | None) -> CheckInForms:
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
    return forms_of(None, situation, corrects, initial)


def check_in_page(
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
