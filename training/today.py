"""What training answers to triage: the runs it knows, and today's workout."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from backpain.accounts.http import AuthenticatedRequest
from backpain.accounts.models import User
from training.models import Replan, Run
from training.plan_now import PlanNow
from training.presentation import day_texts, week_text
from training.services.plan import replan
from triage.rules import RunReport
from triage.same_day import advice_in_force
from triage.situation import Situation

# A run told in a check-in is one that is logged if they differ by no more than this.
SAME_RUN_PERCENT = 20


class AskedByTriage:
    """See triage.ports.Training."""

    def reports(self, athlete: User, since: dt.date) -> list[RunReport]:
        runs = Run.objects.filter(athlete=athlete).since(since)
        return [run.report for run in runs.order_by("date", "id")]

    @transaction.atomic
    def keep(
        self,
        athlete: User,
        run: RunReport | None,
        *,
        instead_of: RunReport | None = None,
    ) -> None:
        if instead_of is not None and instead_of != run:
            _take_back(athlete, instead_of)
        if run is not None:
            _keep(athlete, run)
        replan(athlete=athlete, cause=Replan.Cause.CHECK_IN)

    def panel(self, request: AuthenticatedRequest, situation: Situation) -> SafeString:
        plan = PlanNow.of(request.user)
        if plan is None:
            return render_to_string("training/_step_left.html", {}, request)
        week = plan.this_week
        is_checked_in = advice_in_force(situation) is not None
        days = day_texts(plan, week, is_checked_in=is_checked_in)
        day = next(day for day in days if day.is_today)
        context = {
            "day": day,
            "week": week_text(plan, week, days),
            "user": request.user,
        }
        return render_to_string("training/_today.html", context, request)


def _take_back(athlete: User, told: RunReport) -> None:
    """Delete the run that a corrected check-in had told, unless it was logged itself."""
    told_runs = Run.objects.filter(
        athlete=athlete, date=told.local_date, source=Run.Source.CHECK_IN
    )
    found = told_runs.order_by("-id").first()
    if found is not None:
        found.delete()


def _keep(athlete: User, told: RunReport) -> None:
    """Add a run told in a check-in to the log, or its answers to the one logged."""
    same = [
        run
        for run in Run.objects.filter(athlete=athlete, date=told.local_date)
        if _are_one(run.distance_m, told.distance_m)
    ]
    answers = {
        name: value
        for name in ("pain_max", "trend", "limp", "settled", "distance_m")
        if (value := getattr(told, name)) is not None
    }
    if not same:
        Run.objects.create(
            athlete=athlete,
            date=told.local_date,
            source=Run.Source.CHECK_IN,
            **answers,
        )
        return
    run = same[-1]
    if run.distance_m is not None:
        answers.pop("distance_m", None)
    for name, value in answers.items():
        setattr(run, name, value)
    run.save()


def _are_one(logged_m: int | None, told_m: int | None) -> bool:
    if logged_m is None or told_m is None:
        return True
    return abs(logged_m - told_m) * 100 <= max(logged_m, told_m) * SAME_RUN_PERCENT
