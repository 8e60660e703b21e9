"""What the pages on which a coach changes a plan have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from backpain.accounts.door import with_athlete
from backpain.accounts.http import (
    CONFLICT,
    WRONG_INPUT,
    AuthenticatedRequest,
)
from backpain.accounts.models import Coaching
from training.coach.seen import Seen
from training.plan_now import PlanNow
from training.replans import newest_in_a_line
from training.services.changes import RefusedError, StaleError
from training.services.coach_changes import ReasonNeededError
from training.stale import Stale, changed_since
from training.views.gate import version_seen
from triage.situation import lock

Action = Callable[[], object]
NEEDS = ("sees_plan", "can_edit")
may_change = with_athlete("change", *NEEDS)


def plan_of(coaching: Coaching, workouts: Q | None = None) -> tuple[Seen, PlanNow]:
    """Return what the coach sees; 404 where there is no plan to change."""
    seen = Seen.of(coaching, workouts=workouts)
    if seen.plan is None:
        raise Http404
    return seen, seen.plan


def result(
    request: AuthenticatedRequest,
    coaching: Coaching,
    form: forms.Form,
    action: Action,
    *,
    is_whole: bool = True,
) -> int | None:
    """Do what was sent; return the status of the page to show, None if it is done.

    is_whole says that the rest of the page is valid as well.
    """
    if request.method != "POST":
        return 200
    if not form.is_valid() or not is_whole:
        return WRONG_INPUT
    try:
        do_while_it_holds(coaching, action)
    except ReasonNeededError as error:
        form.add_error("reason", refusal(error, coaching))
        return WRONG_INPUT
    except StaleError as error:
        form.add_error(None, refusal(error, coaching))
        form.stale = stale_of(request, coaching)  # type: ignore[attr-defined]
        return CONFLICT
    except RefusedError as error:
        form.paused = error.pause  # type: ignore[attr-defined]
        form.add_error(None, refusal(error, coaching))
        return CONFLICT
    return None


def stale_of(request: AuthenticatedRequest, coaching: Coaching) -> Stale:
    """Return what was changed since the page was opened, as this coach may know it."""
    changed = changed_since(
        coaching.athlete,
        version_seen(request),
        reader=request.user,
        sees_health=coaching.sees_health,
    )
    return Stale(changed=changed)


def do_while_it_holds(coaching: Coaching, action: Action) -> None:
    """Do what a coach may do unless the athlete has just ended it: then it is 404."""
    with transaction.atomic():
        lock(coaching.athlete)
        if not coaching.still_shares(*NEEDS):
            raise Http404
        action()


def tell(request: AuthenticatedRequest, coaching: Coaching, done: str) -> None:
    """Say that something is done, and what it did to the weeks."""
    weeks = newest_in_a_line(coaching.athlete)
    if weeks:
        done = _("%(done)s The plan now: %(weeks)s.") % {"done": done, "weeks": weeks}
    messages.success(request, done)


def refusal(error: RefusedError, coaching: Coaching) -> str:
    """Return why something was refused, as far as this coach may know."""
    return str(error) if coaching.sees_health else error.plain


def page(
    request: AuthenticatedRequest,
    seen: Seen,
    template: str,
    form: forms.Form,
    context: dict[str, Any],
    status: int | None,
) -> HttpResponse:
    everywhere = {
        "section": "coach",
        "seen": seen,
        "coaching": seen.coaching,
        "athlete": seen.athlete,
        "form": form,
        # What stands on this page: sent again, it says that this was seen.
        "version": seen.record.version,
    }
    return render(request, template, everywhere | context, status=status)
