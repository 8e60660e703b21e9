"""Make a plan and plan its weeks anew, each time with the cause on record.

Weeks that are over stay as they are. All others are planned again, with the athlete's
row locked, so that two re-plans at once come one after the other and the second one
sees what the first has seen and more.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from django.db import transaction

from backpain.accounts.models import User
from training.inputs import Inputs, history_json
from training.models import Change, Plan, Replan, RunningHistory, Week
from training.planner import PlannedWeek
from training.record import Record
from training.services.store import store
from training.status import keep_status, keep_status_without_plan
from training.weeks import DAY, WEEK, monday_of
from triage.situation import lock

WEEKS = 12
MOST_WEEKS = 52
# A change of these is worth a line even if no number came out differently.
ALWAYS_RECORDED = {
    Replan.Cause.MADE,
    Replan.Cause.NEXT_PLAN,
    Replan.Cause.DAYS,
    Replan.Cause.UNITS,
    Replan.Cause.MOVED,
    Replan.Cause.PAUSE,
    Replan.Cause.COACH,
}


def number_on(plan: Plan, day: dt.date) -> int:
    """Return the number of the week that holds a day; the first one holds all before.

    Whoever flies west on the first day of a plan is back on the day before it.
    """
    return max(1, (day - plan.started_on) // WEEK + 1)


def active_plan(athlete: User) -> Plan | None:
    return Plan.objects.active().filter(athlete=athlete).first()


@transaction.atomic
def make_plan(
    *,
    athlete: User,
    ran_this_week_m: int = 0,
    made_on: dt.date | None = None,
    now: dt.datetime | None = None,
) -> Plan:
    """Return the athlete's plan, made from what was told if there is none yet.

    made_on is the day on which it was told, today unless given.
    """
    lock(athlete)
    plan = active_plan(athlete)
    if plan is not None:
        return plan
    made_on = made_on or athlete.local_date(now)
    start = monday_of(made_on)
    Plan.objects.create(
        athlete=athlete,
        started_on=start,
        made_on=made_on,
        planned_on=made_on,
        ran_before_m=ran_this_week_m,
        spec=_first_spec(athlete, start),
    )
    inputs = Inputs.of(Record.of(athlete, now))
    _write(inputs, Replan.Cause.MADE, now)
    return inputs.plan


def _first_spec(athlete: User, start: dt.date) -> dict[str, Any]:
    """Return what was told, as the first plan is made from it."""
    history = RunningHistory.objects.get(athlete=athlete)
    return {
        "start": start.isoformat(),
        "weeks": weeks_until(history.race_date, start),
        "recent_weeks_m": history.recent_weeks_m,
        "longest_run_30d_m": history.longest_run_30d_m,
        **history_json(history),
        "unit": athlete.units,
    }


def weeks_until(race_on: dt.date | None, start: dt.date) -> int:
    """Return how many weeks a plan has: to the week after the race, else twelve."""
    if race_on is None or race_on < start:
        return WEEKS
    return min(max((race_on - start) // WEEK + 2, WEEKS), MOST_WEEKS)


@transaction.atomic
def replan(
    *, athlete: User, cause: Replan.Cause, now: dt.datetime | None = None
) -> None:
    """Plan the weeks that are not over anew; keep what was run without a plan."""
    lock(athlete)
    replan_locked(athlete, cause, now)


def replan_locked(
    athlete: User, cause: Replan.Cause, now: dt.datetime | None = None
) -> None:
    """Do what replan does for somebody who was locked in this transaction."""
    record = Record.of(athlete, now)
    if record.plan is None:
        keep_status_without_plan(athlete, now)
    else:
        replan_from(Inputs.of(record), cause, now)


def replan_from(
    inputs: Inputs, cause: Replan.Cause, now: dt.datetime | None = None
) -> None:
    """Plan anew from what was read under the athlete's lock, with what changed since.

    Once only: then other weeks are stored than these inputs know.
    """
    gone_by = weeks_gone_by(inputs)
    if gone_by:
        store(inputs, gone_by)
    if inputs.plan.ends_on < inputs.today:
        inputs = _next_plan(inputs, now)
        cause = Replan.Cause.NEXT_PLAN
    elif cause not in ALWAYS_RECORDED:
        cause = _cause_of_time(inputs) or cause
    _write(inputs, cause, now)


def _cause_of_time(inputs: Inputs) -> Replan.Cause | None:
    """Return what has changed since the last time by itself, before any answer."""
    if inputs.plan.unit.value != inputs.athlete.units:
        return Replan.Cause.UNITS
    if inputs.plan.planned_on < monday_of(inputs.today):
        return Replan.Cause.WEEK_CLOSED
    return None


@transaction.atomic
def change_days(*, athlete: User, now: dt.datetime | None = None) -> None:
    """Plan with the days, runs, sports, pace and race that were told anew.

    Workouts that were moved, skipped or changed by a coach from now on go back to their
    places: they were places in another week. Pauses and a coach's ceilings stay.
    """
    lock(athlete)
    plan = active_plan(athlete)
    if plan is None:
        return
    today = athlete.local_date(now)
    if plan.planned_on < monday_of(today):
        # The weeks that went by stay as they were told then, and a plan that is over
        # is followed by the next one: what is told now is for that one.
        replan(athlete=athlete, cause=Replan.Cause.WEEK_CLOSED, now=now)
        plan = Plan.objects.active().get(athlete=athlete)
    history = RunningHistory.objects.get(athlete=athlete)
    told = history_json(history)
    if history.race_date and history.race_date < plan.started_on:
        told["race"] = None
    weeks = weeks_until(history.race_date, plan.started_on)
    plan.spec = {
        **plan.spec,
        **told,
        "weeks": max(weeks, number_on(plan, today)),
    }
    plan.save(update_fields=["spec"])
    Change.objects.filter(athlete=athlete, last__gte=today).standing().exclude(
        kind__in=(Change.Kind.PAUSE, Change.Kind.CEILING)
    ).update(undone_at=now or dt.datetime.now(dt.UTC))
    replan(athlete=athlete, cause=Replan.Cause.DAYS, now=now)


def next_plan(inputs: Inputs) -> Inputs:
    """Return the inputs of the plan that follows one that is over, not saved yet.

    It starts this Monday from what was run in the four weeks before; of a week that
    was run above its cap, the cap counts (clinical.md 7.2).
    """
    old, start = inputs.plan, monday_of(inputs.today)
    caps = {week.start: week.cap_m for week in inputs.stored}
    caps |= {week.start: week.cap_m for week in weeks_gone_by(inputs)}
    race_on = inputs.spec.race.date if inputs.spec.race else None
    weeks = weeks_until(race_on, start)
    plan = Plan(
        athlete=inputs.athlete,
        started_on=start,
        made_on=inputs.today,
        planned_on=inputs.today,
        spec={
            **old.spec,
            "start": start.isoformat(),
            "weeks": weeks,
            "race": old.spec["race"] if race_on and race_on >= start else None,
        },
    )
    new = dataclasses.replace(inputs, plan=plan, stored=(), caps_before=caps)
    # The row keeps what it was when the plan began.
    plan.spec |= new.run_before
    return new


def _next_plan(inputs: Inputs, now: dt.datetime | None) -> Inputs:
    old, new = inputs.plan, next_plan(inputs).plan
    old.ended_on = new.started_on
    old.save(update_fields=["ended_on"])
    new.save()
    return Inputs.of(Record.of(inputs.athlete, now))


def weeks_gone_by(inputs: Inputs) -> list[PlannedWeek]:
    """Return the weeks that are over and were not stored in their time, as they stood.

    Nothing was changed in them, or they would have been: they only followed from the
    days that went by.
    """
    plan, weeks = inputs.plan, []
    for place in range(plan.weeks_planned):
        monday = plan.started_on + place * WEEK
        sunday = monday + 6 * DAY
        if plan.planned_on < monday and sunday < inputs.today:
            weeks.append(inputs.as_of(sunday).weeks[place])
    return weeks


def _write(inputs: Inputs, cause: Replan.Cause, now: dt.datetime | None) -> None:
    """Write the weeks that are not over, and what became different in them."""
    plan, today = inputs.plan, inputs.today
    # Only the first time are there weeks of the past to store: told of afterwards.
    first = monday_of(today) if inputs.stored else dt.date.min
    planned = [week for week in inputs.weeks if week.start >= first]
    old = store(inputs, planned)
    # Whoever flies west lives a date twice; what was stored does not go back.
    plan.planned_on = max(plan.planned_on, today)
    plan.planned_after = inputs.newest_check_in
    plan.spec = {**plan.spec, "unit": inputs.athlete.units}
    plan.save(update_fields=["planned_on", "planned_after", "spec"])
    changed = [
        change for one in planned if (change := _difference(old.get(one.number), one))
    ]
    if changed or cause in ALWAYS_RECORDED:
        Replan.objects.create(
            athlete=inputs.athlete,
            plan=plan,
            cause=cause,
            weeks=changed,
            **({"at": now} if now else {}),
        )
    keep_status(inputs)


def _difference(old: Week | None, new: PlannedWeek) -> dict[str, Any] | None:
    if old and (old.volume_m, old.cap_m) == (new.volume_m, new.cap_m):
        return None
    return {
        "number": new.number,
        "before_m": old.volume_m if old else None,
        "after_m": new.volume_m,
        "cap_before_m": old.cap_m if old else None,
        "cap_after_m": new.cap_m,
    }
