"""Log what was done, change it, take it back: the weeks are planned anew each time.

Before a run is changed or deleted, if_changed and if_deleted tell what that would do
to the weeks that are not over.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from backpain.accounts.models import User
from training.inputs import Inputs
from training.models import Replan, Run, Workout, WorkoutDone
from training.plan_now import PlanNow
from training.presentation import DayText, day_texts
from training.record import LOOKS_BACK, Record, of_week_of
from training.services.plan import next_plan, replan_locked
from triage.same_day import advice_in_force
from triage.situation import lock

HOW_IT_FELT = ("pain_max", "trend", "limp", "settled")


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequence:
    """What a change of the log does to one week that is not over."""

    number: int
    start: dt.date
    cap_before_m: int
    cap_after_m: int
    volume_before_m: int
    volume_after_m: int


@transaction.atomic
def record_run(
    *,
    athlete: User,
    submission_key: uuid.UUID,
    now: dt.datetime | None = None,
    **columns: Any,
) -> Run:
    """Return the run of this key, logged with these columns unless it is already."""
    lock(athlete)
    run, is_new = Run.objects.get_or_create(
        athlete=athlete, submission_key=submission_key, defaults=columns
    )
    if is_new:
        replan_locked(athlete, Replan.Cause.RUN, now)
    return run


@transaction.atomic
def change_run(*, run: Run, now: dt.datetime | None = None, **columns: Any) -> None:
    """Change a run. How it felt can be answered otherwise, but not left open again."""
    lock(run.athlete)
    changed = [
        name
        for name, value in columns.items()
        if name not in HOW_IT_FELT or value not in (None, "")
    ]
    for name in changed:
        setattr(run, name, columns[name])
    run.save(update_fields=[*changed, "changed_at"])
    replan_locked(run.athlete, Replan.Cause.RUN, now)


@transaction.atomic
def delete_run(*, run: Run, now: dt.datetime | None = None) -> None:
    athlete = run.athlete
    lock(athlete)
    run.delete()
    replan_locked(athlete, Replan.Cause.RUN, now)


@transaction.atomic
def done_as_planned(
    *, athlete: User, day: dt.date, now: dt.datetime | None = None
) -> Run | WorkoutDone | None:
    """Log the workout of a day as done, and return what is logged.

    A day on which something is logged already keeps that. None: there is nothing to
    log, as the plan may not be shown or the day may not be done (see DayText).
    """
    lock(athlete)
    plan_day = _day_of_the_plan(athlete, day, now)
    if plan_day is None:
        return None
    workout, text = plan_day
    if text.runs:
        return text.runs[-1]
    if text.may_be_done and workout.is_running:
        return record_run(
            athlete=athlete,
            submission_key=uuid.uuid4(),
            now=now,
            date=day,
            distance_m=workout.distance_m or None,
            # How long it took was not told.
            source=Run.Source.AS_PLANNED,
        )
    if text.may_be_done:
        return WorkoutDone.objects.create(
            athlete=athlete,
            date=day,
            kind=workout.kind,
            duration_s=workout.duration_s,
        )
    return WorkoutDone.objects.filter(athlete=athlete, date=day).first()


@transaction.atomic
def not_done(*, athlete: User, day: dt.date) -> None:
    """Take back that a walk, strength or cross-training workout was done."""
    lock(athlete)
    WorkoutDone.objects.filter(athlete=athlete, date=day).delete()


def if_added(*, athlete: User, **columns: Any) -> list[Consequence]:
    """Return what the weeks would become with one more run; nothing is written."""
    added = Run(athlete=athlete, **columns)
    return _if_the_log_were(lambda runs: [*runs, added], Record.of(athlete))


def if_changed(*, run: Run, **columns: Any) -> list[Consequence]:
    """Return what the weeks would become with these columns; nothing is written."""
    changed = copy(run)
    for name, value in columns.items():
        setattr(changed, name, value)

    def in_its_place(runs: list[Run]) -> list[Run]:
        return [*_without(run, runs), changed]

    return _if_the_log_were(in_its_place, Record.of(run.athlete))


def if_deleted(*, run: Run, record: Record) -> list[Consequence]:
    """Return what the weeks would become without this run; nothing is written."""
    return _if_the_log_were(lambda runs: _without(run, runs), record)


def consequences(before: Inputs, after: Inputs) -> list[Consequence]:
    """Return the weeks that are not over and whose cap or volume differs, in order."""
    found = [
        Consequence(
            number=old.number,
            start=old.start,
            cap_before_m=old.cap_m,
            cap_after_m=new.cap_m,
            volume_before_m=old.volume_m,
            volume_after_m=new.volume_m,
        )
        for old, new in zip(before.weeks, after.weeks, strict=True)
        if new.end >= after.today
    ]
    return [
        one
        for one in found
        if (one.cap_before_m, one.volume_before_m)
        != (one.cap_after_m, one.volume_after_m)
    ]


def _day_of_the_plan(
    athlete: User, day: dt.date, now: dt.datetime | None
) -> tuple[Workout, DayText] | None:
    """Return the workout of a day as it stands after the day's advice, if any."""
    record = Record.of(athlete, now, workouts=of_week_of(day))
    plan = PlanNow.to_show(record)
    week = plan.week_of(day) if plan else None
    if plan is None or week is None:
        return None
    is_checked_in = advice_in_force(record.situation) is not None
    texts = day_texts(plan, week, is_checked_in=is_checked_in)
    return plan.workouts(week)[day.weekday()], texts[day.weekday()]


def _without(run: Run, runs: list[Run]) -> list[Run]:
    return [one for one in runs if one.pk != run.pk]


def _if_the_log_were(
    changed: Callable[[list[Run]], list[Run]], record: Record
) -> list[Consequence]:
    if record.plan is None:
        return []
    before = Inputs.of(record)
    since = before.plan.started_on - LOOKS_BACK
    runs = [run for run in changed([*before.runs]) if run.date >= since]
    after = before.with_runs(runs)
    if before.plan.ends_on < before.today:
        before, after = next_plan(before), next_plan(after)
    return consequences(before, after)
