"""What stands before every page of the plan, and above every page of training."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any, Concatenate, ParamSpec

from django.http import HttpResponse
from django.shortcuts import redirect

from backpain.accounts.http import AuthenticatedRequest, key_in
from backpain.accounts.models import User
from training.plan_now import PlanNow
from training.record import Beside, Record
from training.services.changes import RefusedError, StaleError
from training.stale import Stale, changed_since
from triage.presentation import hold_text
from triage.same_day import advice_in_force
from triage.situation import Situation
from triage.views.advice import outside_page

P = ParamSpec("P")


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A plan that may be shown, of an athlete who stands somewhere today."""

    plan: PlanNow

    @property
    def situation(self) -> Situation:
        return self.plan.record.situation

    @cached_property
    def is_checked_in(self) -> bool:
        """Say whether an advice of today is in force."""
        return advice_in_force(self.situation) is not None

    @property
    def is_only_assessed(self) -> bool:
        """Say whether a warning sign was assessed, and no check-in came after that."""
        return self.plan.is_frozen and not self.situation.latches


def plan_to_show(
    request: AuthenticatedRequest, beside: Beside = MappingProxyType({})
) -> Shown | HttpResponse:
    """Return the athlete's plan, or the page that takes its place.

    beside are a few other rows that the page needs (see Record.of).

    Without a plan, the welcome step that makes one; and no plan is shown to somebody
    about whose running the rules say nothing (under 16, operated on, a neck).
    """
    record = Record.of(request.user, beside=beside)
    situation = record.situation
    if situation.profile is None:
        return redirect("triage:welcome-you")
    if situation.outside_the_rules:
        return outside_page(request, situation)
    plan = PlanNow.to_show(record)
    if plan is None:
        return redirect("training:welcome-running")
    return Shown(plan=plan)


def with_plan(
    *, beside: Callable[[User], Beside] = lambda _athlete: {}
) -> Callable[
    [Callable[Concatenate[AuthenticatedRequest, Shown, P], HttpResponse]],
    Callable[Concatenate[AuthenticatedRequest, P], HttpResponse],
]:
    """Give a view the plan that may be shown; without one it is not called.

    beside gives a few other rows of the athlete's that the page needs.
    """

    def decorate(
        view: Callable[Concatenate[AuthenticatedRequest, Shown, P], HttpResponse],
    ) -> Callable[Concatenate[AuthenticatedRequest, P], HttpResponse]:
        @functools.wraps(view)
        def inner(
            request: AuthenticatedRequest, /, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            shown = plan_to_show(request, beside(request.user))
            if not isinstance(shown, Shown):
                return shown
            return view(request, shown, *args, **kwargs)

        return inner

    return decorate


def version_seen(request: AuthenticatedRequest) -> int | None:
    """Return which plan the page showed that was sent; None if it does not say."""
    return key_in(request.POST.get("seen", ""))


def stale_of(
    request: AuthenticatedRequest, error: RefusedError, asked: str, **form: Any
) -> Stale | None:
    """Return what an athlete is told who was refused for having seen another plan.

    None where something else refused it.
    """
    if not isinstance(error, StaleError):
        return None
    athlete = request.user
    changed = changed_since(athlete, version_seen(request), reader=athlete)
    return Stale(changed=changed, asked=asked, **form)


def hold_context(situation: Situation) -> dict[str, Any]:
    """Return what the banner of an active care hold needs, on every page."""
    return {"situation": situation, "hold": hold_text(situation.latches)}
