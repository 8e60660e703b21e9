"""Recording that a clinician was seen, which is how a care hold ends."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from backpain.accounts.models import User
from triage import status
from triage.models import CareHold, Episode, HealthProfile
from triage.situation import Situation


@transaction.atomic
def record_assessment(
    *,
    athlete: User,
    clearance: str,
    seen_by: str,
    seen_on: dt.date,
    now: dt.datetime | None = None,
) -> int:
    """Record that a clinician has seen the athlete; return how many holds that ends.

    A sign reported after that day has not been seen: its hold goes on. What the
    clinician said stands in the profile from now on, and counts in the next check-in.
    """
    situation = Situation.locked(athlete, now)
    again = _reported_after(athlete, seen_on)
    seen = [
        hold.pk
        for hold in situation.holds
        if hold.since <= seen_on
        and not again & {latch.rule_id for latch in hold.latched}
    ]
    ended = CareHold.objects.filter(pk__in=seen).update(
        cleared_at=now or timezone.now(),
        clearance=clearance,
        seen_by=seen_by,
        seen_on=seen_on,
    )
    if ended:
        HealthProfile.objects.filter(athlete=athlete).update(clinician_advice=clearance)
        _count_as_looked_at(athlete)
        status.keep_status(athlete, now)
    return ended


def _count_as_looked_at(athlete: User) -> None:
    """Let what the clinician has looked at not open the same hold again tomorrow.

    A new fall, and pain that keeps awake in any position, are asked for every day.
    """
    episodes = Episode.objects.filter(athlete=athlete)
    episodes.exclude(trauma="").update(trauma="none")
    episodes.filter(night_pain="wakes_constant").update(
        night_pain="wakes_eases_when_up"
    )


def _reported_after(athlete: User, day: dt.date) -> set[str]:
    """Return the ids of the red flags that the answers of later days called for."""
    later = athlete.check_ins.standing().filter(local_date__gt=day)
    return {
        finding.rule_id
        for check_in in later.only("findings", "ruleset_version")
        for finding in check_in.advice.red_flags
        if finding.answers
    }
