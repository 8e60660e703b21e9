"""What stands before every page of the plan."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect

from backpain.accounts.http import AuthenticatedRequest
from training.plan_now import PlanNow
from triage.same_day import advice_in_force
from triage.situation import Situation
from triage.views.check_in import outside_page


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A plan that may be shown, and where its athlete stands today."""

    plan: PlanNow
    situation: Situation

    @property
    def is_checked_in(self) -> bool:
        """Say whether an advice of today is in force."""
        return advice_in_force(self.situation) is not None


def plan_to_show(request: AuthenticatedRequest) -> Shown | HttpResponse:
    """Return the athlete's plan, or the page that takes its place.

    Without a plan, the welcome step that makes one; and no plan is shown to somebody
    about whose running the rules say nothing (under 16, operated on, a neck).
    """
    situation = Situation.of(request.user)
    if situation.profile is None:
        return redirect("triage:welcome-you")
    if situation.outside_the_rules:
        return outside_page(request, situation)
    plan = PlanNow.of(request.user)
    if plan is None:
        return redirect("training:welcome-running")
    return Shown(plan=plan, situation=situation)
