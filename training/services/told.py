"""What a check-in tells of runs: kept in the log, and the weeks planned anew."""

from __future__ import annotations

import uuid

from django.db import transaction

from backpain.accounts.models import User
from training.models import Replan, Run
from training.services.plan import replan_locked
from triage.models import CheckIn
from triage.rules import RunReport
from triage.runs import LoggedRun

ANSWERS = ("pain_max", "trend", "limp", "settled")


@transaction.atomic
def keep_what_was_told(
    athlete: User,
    *,
    check_in: CheckIn | None,
    submission_key: uuid.UUID,
    run: RunReport | None,
    about: LoggedRun | None,
) -> None:
    """Keep what triage.ports.RunLog.keep says, under the athlete's lock."""
    if check_in is not None and check_in.supersedes_id is not None:
        # What the corrected check-in had told, and nothing that was logged otherwise.
        Run.objects.filter(athlete=athlete, told_in=check_in.supersedes_id).delete()
    if about is not None:
        Run.objects.filter(athlete=athlete, pk=about.pk).update(
            **_answers(about.report)
        )
    if run is not None:
        # The page's own key: the same page sent twice tells of one run.
        Run.objects.get_or_create(
            athlete=athlete,
            submission_key=submission_key,
            defaults={
                "date": run.local_date,
                "distance_m": run.distance_m or None,
                "source": Run.Source.CHECK_IN,
                "told_in": check_in,
                **_answers(run),
            },
        )
    replan_locked(athlete, Replan.Cause.CHECK_IN)


def _answers(report: RunReport) -> dict[str, str | int]:
    """Return the answers that were given, by column."""
    given = {name: getattr(report, name) for name in ANSWERS}
    return {name: value for name, value in given.items() if value is not None}
