"""Work out the status of athletes anew from what is stored."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from backpain.accounts.models import AthleteStatus, User
from training.inputs import Inputs
from training.services.plan import active_plan, next_plan
from training.status import keep_status, keep_status_without_plan
from triage.situation import lock
from triage.status import keep_status as keep_status_of_check_ins


@transaction.atomic
def rebuild_status(athlete: User, now: dt.datetime | None = None) -> bool:
    """Store an athlete's status as it follows from everything that is stored.

    Returns whether it was another one. Nothing else is changed: a plan whose weeks
    are outdated is planned anew in memory only.
    """
    lock(athlete)
    before = _columns(athlete)
    keep_status_of_check_ins(athlete, now)
    plan = active_plan(athlete)
    if plan is None:
        keep_status_without_plan(athlete, now)
    else:
        inputs = Inputs.of(athlete, plan, now)
        keep_status(next_plan(inputs) if plan.ends_on < inputs.today else inputs)
    return _columns(athlete) != before


def _columns(athlete: User) -> Mapping[str, object] | None:
    return AthleteStatus.objects.filter(athlete=athlete).values().first()
