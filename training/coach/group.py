"""A coach's group: who is in it, and what is done for each of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _, gettext_lazy

from backpain.accounts.models import Coaching, CoachingGroup, User
from backpain.accounts.models.coaching import CoachingQuerySet
from training.coach.seen import Seen
from training.coach.sheet import CoachSheet, sheet_for_coach
from training.models import Change
from training.record import of_week_of
from training.services.changes import RefusedError, pause
from triage.situation import Situation, lock

# Each pause plans a whole plan anew, and each sheet reads one.
MOST_AT_ONCE, SHEETS_AT_ONCE = 60, 30


def members_of(group: CoachingGroup) -> CoachingQuerySet:
    """Return the athletes of a group whose consent holds, in a fixed order."""
    found: CoachingQuerySet = Coaching.objects.open_to(group.coach_id)
    return (
        found.filter(groups=group)
        .select_related("athlete__status", "coach")
        .order_by("athlete_id")
    )


MAY_NOT = gettext_lazy("You may not change this athlete's workouts.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Whether one athlete's plan is paused; refused says why not, "" if it is.

    paused is the pause that stands in the way, if that is why.
    """

    coaching: Coaching
    refused: str = ""
    paused: Change | None = None

    @property
    def is_paused(self) -> bool:
        return not self.refused


def pause_each(
    members: Iterable[Coaching],
    *,
    first: dt.date,
    last: dt.date,
    cause: str,
    reason: str,
    by: User,
) -> list[Result]:
    """Pause the plan of each athlete; one that is refused keeps none from the others."""
    pausing = partial(pause, first=first, last=last, cause=cause, reason=reason, by=by)
    return [_result_of(member, pausing) for member in members]


def _result_of(member: Coaching, pausing: Callable[..., Change]) -> Result:
    """Pause one athlete's plan, or say why it is refused."""
    if not member.can_edit:
        return Result(coaching=member, refused=str(MAY_NOT))
    if Situation.of(member.athlete).outside_the_rules:
        return Result(coaching=member, refused=_("There is no plan yet."))
    try:
        with transaction.atomic():
            # It takes a while to come to the last one, who may have ended it by then.
            lock(member.athlete)
            if not member.still_shares("can_edit"):
                return Result(coaching=member, refused=str(MAY_NOT))
            pausing(athlete=member.athlete)
    except RefusedError as error:
        refused = str(error) if member.sees_health else error.plain
        return Result(coaching=member, refused=refused, paused=error.pause)
    return Result(coaching=member)


def sheets_of(
    members: Sequence[Coaching],
) -> tuple[list[CoachSheet], list[Coaching]]:
    """Return this week's sheets, and the athletes who have no plan to print."""
    sheets, without = [], []
    for member in members:
        today = member.athlete.local_date()
        seen = Seen.of(member, workouts=of_week_of(today))
        if seen.plan is None:
            without.append(member)
        else:
            sheets.append(sheet_for_coach(seen, seen.plan.this_week))
    return sheets, without
