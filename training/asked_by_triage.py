"""What training answers to triage: the runs it knows, and today's workout."""

from __future__ import annotations

import datetime as dt

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from backpain.accounts.http import AuthenticatedRequest
from backpain.accounts.models import User
from training.plan_now import PlanNow
from training.presentation import day_texts, week_text
from training.record import Record, of_week_of, runs_since
from training.services.told import keep_what_was_told
from training.unread_notes import unread_by, unread_notes
from triage.runs import LoggedRun
from triage.situation import Situation


class AskedByTriage:
    """See triage.ports.Training."""

    def runs(self, athlete: User, since: dt.date) -> list[LoggedRun]:
        return [run.logged for run in runs_since(athlete, since)]

    keep = staticmethod(keep_what_was_told)

    def panel(self, request: AuthenticatedRequest, situation: Situation) -> SafeString:
        record = Record.of(
            request.user,
            situation=situation,
            workouts=of_week_of(situation.today),
        )
        plan = PlanNow.in_record(record)
        if plan is None:
            return render_to_string("training/_step_left.html", {}, request)
        week = plan.this_week
        # It stands below the advice that is in force, and nowhere else.
        days = day_texts(plan, week, is_checked_in=True)
        day = next((day for day in days if day.is_today), None)
        if day is None:
            # Whoever flew west may be on the day before the plan begins.
            return SafeString()
        context = {
            "day": day,
            "week": week_text(plan, week, days),
            "user": request.user,
        }
        return render_to_string("training/_today.html", context, request)

    def notes(
        self, request: AuthenticatedRequest, *, in_short: bool = False
    ) -> SafeString:
        notes = list(unread_by(request.user))
        return unread_notes(request, notes, back_to="today", in_short=in_short)
