"""The columns of an athlete's status that follow from their check-ins.

They depend on what is stored and not on the time at which they are worked out, so that
the row that a check-in left behind is the one that the command makes anew.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from backpain.accounts import ranks
from backpain.accounts.models import AthleteStatus, User
from backpain.accounts.models.status import DAYS_OF_PAIN, silent_from, start_of
from triage.models import CareHold, CheckIn
from triage.past import PastDay, days_of, past_day_of
from triage.rules import Finding
from triage.same_day import ADVICE_HOLDS
from triage.situation import Situation

DAY = dt.timedelta(days=1)
# A check-in is compared with the last day before it that has one, if it is as near.
COMPARED_DAYS = 3
# Pain is rising when a day is so far above the mean of the days with an answer before
# it, or when so many answers in a row are each above the one before.
RISING_BY = 2
RISING_MEAN_OF = 3
RISING_IN_A_ROW = 3
LONGEST_WHY = AthleteStatus._meta.get_field("why").max_length

Columns = dict[str, Any]


def keep_status(athlete: User, now: dt.datetime | None = None) -> None:
    """Store what the check-ins say by now, and where that puts the athlete."""
    situation = Situation.of(athlete, now)
    newest = _newest_made(situation)
    _keep(situation, newest, _assessed_at(situation, newest))


def _newest_made(situation: Situation) -> CheckIn | None:
    """Return the check-in made last; nearly always it is the one dated last, too."""
    pk = situation.newest_made
    known = next((one for one in situation.whole if one.pk == pk), None)
    return known or situation.athlete.check_ins.filter(pk=pk).first()


def keep_check_in(
    situation: Situation, check_in: CheckIn, hold: CareHold | None
) -> None:
    """Store what a check-in just recorded says, with the hold that it opened.

    situation is the one before it. This asks the database nothing: an assessment or a
    change of the profile cannot be newer than a check-in made under the athlete's lock.
    """
    days = sorted(
        [past_day_of(check_in), *situation.days],
        key=lambda one: (one.local_date, one.pk),
        reverse=True,
    )
    after = dataclasses.replace(
        situation,
        days=days,
        holds=[*situation.holds, *([hold] if hold else [])],
    )
    _keep(after, check_in, None)


def _keep(
    situation: Situation, newest: CheckIn | None, assessed_at: dt.datetime | None
) -> None:
    columns = columns_of(situation, newest, assessed_at)
    changed = set(columns)
    if newest is None:
        # Who never checked in is silent from when the row was made for a coach.
        changed.remove("silent_from")
    AthleteStatus.objects.bulk_create(
        [AthleteStatus(athlete=situation.athlete, **columns)],
        update_conflicts=True,
        unique_fields=["athlete"],
        update_fields=sorted(changed),
    )
    ranks.keep_ranks(situation.athlete, situation.now)


def columns_of(
    situation: Situation, newest: CheckIn | None, assessed_at: dt.datetime | None
) -> Columns:
    """Return the columns of triage.

    newest is the check-in made last that stands; assessed_at is when a clinician's
    assessment was recorded after it, None if there was none.
    """
    zone = situation.athlete.zone
    heard_on = situation.athlete.local_date(situation.athlete.date_joined)
    columns: Columns = {
        "verdict": None,
        "care": None,
        "pain_now": None,
        "checked_in_at": None,
        "checked_in_on": None,
        "day_until": None,
        "verdict_until": None,
        "is_outside": _is_outside(situation, newest),
        "why": "",
        "verdict_before": None,
        "worse_until": None,
        "pain_before": None,
        "rising_until": None,
        "pains": [],
        "held_since": min((hold.since for hold in situation.holds), default=None),
        "silent_from": silent_from(heard_on, zone),
    }
    if newest is not None:
        columns |= _columns_of_check_in(situation, newest)
        columns |= _columns_of_advice(situation, newest, columns, assessed_at)
    return columns


def _columns_of_check_in(situation: Situation, newest: CheckIn) -> Columns:
    """Return what stays true of the newest check-in, and how its pain compares."""
    zone, today = situation.athlete.zone, newest.local_date
    pains = pains_until(situation.check_ins, today)
    pain_before = rising_from(pains)
    day_until = start_of(today + DAY, zone)
    return {
        "verdict": newest.verdict,
        "care": newest.care,
        "pain_now": newest.pain_now,
        "checked_in_at": newest.created_at,
        "checked_in_on": today,
        "day_until": day_until,
        "why": why_of(newest),
        "pain_before": pain_before,
        "rising_until": None if pain_before is None else day_until,
        "pains": pains,
        "silent_from": silent_from(today, zone),
    }


def _columns_of_advice(
    situation: Situation,
    newest: CheckIn,
    columns: Columns,
    assessed_at: dt.datetime | None,
) -> Columns:
    """Return until when the advice is in force, and how it compares.

    The same moments as in same_day.advice_in_force.
    """
    moments = [columns["day_until"], newest.created_at + ADVICE_HOLDS]
    profile = situation.profile
    changed_at = profile.changed_at if profile else None
    if changed_at is not None and changed_at > newest.created_at:
        moments.append(changed_at)
    if assessed_at is not None and not situation.holds:
        moments.append(assessed_at)
    if columns["is_outside"]:
        moments.append(newest.created_at)
    until = min(moments)
    before = verdict_before(situation.check_ins, newest)
    is_worse = before is not None and newest.verdict > before
    return {
        "verdict_until": until,
        "verdict_before": before if is_worse else None,
        "worse_until": until if is_worse else None,
    }


def _is_outside(situation: Situation, newest: CheckIn | None) -> bool:
    """Say whether no advice is given; a red flag is outside of nothing."""
    is_red_flag = newest is not None and newest.advice.is_red_flag
    return bool(situation.outside_the_rules) and not is_red_flag


def _assessed_at(situation: Situation, newest: CheckIn | None) -> dt.datetime | None:
    """Return when the first assessment since a check-in was recorded, None without."""
    if newest is None:
        return None
    cleared = situation.athlete.care_holds.filter(cleared_at__gte=newest.created_at)
    cleared = cleared.exclude(clearance=CareHold.Clearance.CORRECTED)
    moments = cleared.order_by("cleared_at").values_list("cleared_at", flat=True)
    return moments.first()


def verdict_before(check_ins: Iterable[PastDay], newest: CheckIn) -> int | None:
    """Return the last word of the last day before, None if that is long ago."""
    days = days_of(check_ins)
    earliest = newest.local_date - COMPARED_DAYS * DAY
    made_last_first = sorted(check_ins, key=lambda one: one.pk, reverse=True)
    earlier = [
        one for one in made_last_first if earliest <= days[one.pk] < newest.local_date
    ]
    last = max(earlier, key=lambda one: (days[one.pk], one.pk), default=None)
    return last.verdict if last else None


def pains_until(check_ins: Iterable[PastDay], last: dt.date) -> list[int | None]:
    """Return the worst pain told on each of the 14 days up to last, oldest first."""
    days = days_of(check_ins)
    worst: dict[dt.date, int] = {}
    for one in check_ins:
        told = [pain for pain in (one.pain_now, one.pain_worst_24h) if pain is not None]
        if told:
            day = days[one.pk]
            worst[day] = max(worst.get(day, 0), *told)
    return [worst.get(last - back * DAY) for back in reversed(range(DAYS_OF_PAIN))]


def rising_from(pains: Sequence[int | None]) -> int | None:
    """Return the pain from which that of the last of these days rose.

    None if it is not rising: it has to be above the day with an answer before, and
    either two or more above the mean of the three such days before, or the third of
    three answers that are each above the one before.
    """
    today = pains[-1] if pains else None
    before = [pain for pain in pains[:-1] if pain is not None][-RISING_MEAN_OF:]
    if today is None or not before or today <= before[-1]:
        return None
    is_far_above = today * len(before) - sum(before) >= RISING_BY * len(before)
    row = [*before, today][-RISING_IN_A_ROW:]
    is_a_row = len(row) == RISING_IN_A_ROW and row == sorted(set(row))
    return before[-1] if is_far_above or is_a_row else None


def why_of(check_in: CheckIn) -> str:
    """Return the reason of the finding that decided, "" if nothing was found."""
    first = next(iter(check_in.findings), None)
    return Finding.from_json(first).reason[:LONGEST_WHY] if first else ""
