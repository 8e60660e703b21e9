"""Live the days of somebody in the demo, one morning and one evening after another."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, repeat
from zoneinfo import ZoneInfo

from django.utils import timezone

from backpain.accounts.models import User
from training.demo.people import TIME_ZONE, Person, tell_of_the_back
from training.models import Plan, Replan, Run, RunningHistory, Workout, WorkoutDone
from training.plan_now import PlanNow
from training.services.plan import make_plan, replan
from training.weeks import DAY, WEEK, monday_of
from triage.rules import RunReport, Value, Verdict
from triage.services import Told, record_check_in
from triage.warning_list import list_answers

MORNING, EVENING = dt.time(6, 40), dt.time(19, 15)
Answers = Mapping[str, Value | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """A week as it went: its mornings, and the runs that its plan had.

    pains are those of the seven mornings, None for one without a check-in; runs the
    per cent that was run of each planned run, and the worst pain of it. Nobody opened
    the plan on the Monday of a week that is not looked_at.
    """

    pains: tuple[int | None, ...]
    runs: tuple[tuple[int, int], ...] = ((100, 0), (100, 1), (100, 1))
    looked_at: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """The weeks of somebody, the last of them the one in progress.

    last_pains are those of the last mornings up to the last one that was lived, which
    was silent_days before today; last_answers is what was told besides on that one,
    and way_there on the others of them.
    """

    person: Person
    weeks: Sequence[Days]
    last_pains: tuple[int, ...]
    silent_days: int = 0
    way_there: Answers = field(default_factory=dict)
    last_answers: Answers = field(default_factory=dict)


def live(athlete: User, life: Life) -> None:
    """Let somebody check in each morning and train as advised, up to today."""
    last = athlete.local_date() - life.silent_days * DAY
    first = monday_of(last) - WEEK * (len(life.weeks) - 1)
    _begin(athlete, first)
    yesterday = None
    for number, week in enumerate(life.weeks):
        runs = chain(week.runs, repeat((100, 1)))
        for place, pain in enumerate(week.pains):
            day = first + number * WEEK + place * DAY
            if day > last:
                break
            left = (last - day).days
            answers: Answers = {}
            if left < len(life.last_pains):
                pain = life.last_pains[-1 - left]
                answers = life.way_there if left else life.last_answers
            _wake_up(athlete, day, pain, yesterday, answers, plans=week.looked_at)
            yesterday = _train(athlete, day, runs) if left else None
    replan(athlete=athlete, cause=Replan.Cause.CHECK_IN)


def at(day: dt.date, time: dt.time) -> dt.datetime:
    """Return a moment of a day that is over, or now if it is still to come."""
    moment = dt.datetime.combine(day, time, tzinfo=ZoneInfo(TIME_ZONE))
    return min(moment, timezone.now())


def _begin(athlete: User, first: dt.date) -> None:
    """Tell of the back and the running on the first morning, and make the plan."""
    tell_of_the_back(athlete, first)
    RunningHistory.objects.filter(athlete=athlete).update(answered_on=first)
    make_plan(athlete=athlete, now=at(first, MORNING))


def _wake_up(
    athlete: User,
    day: dt.date,
    pain: int | None,
    yesterday: RunReport | None,
    answers: Answers,
    *,
    plans: bool,
) -> None:
    """Check in, unless there is no answer, and plan the weeks anew on a Monday."""
    if pain is not None:
        hurt = yesterday.pain_max or 0 if yesterday else 0
        told: dict[str, Value | None] = {
            "pain_now": pain,
            "pain_worst_24h": max(pain, hurt, min(pain + 1, 10) if pain > 1 else 0),
            "change_vs_last_week": "worse" if pain >= 4 else "better",
            "daily_life": "a_bit" if pain >= 4 else "none",
            "brisk_walk_30_ok": "yes" if pain <= 2 else "no",
        }
        _check_in(athlete, day, run=yesterday, **told | dict(answers))
    if not plans or day.weekday():
        return
    # Postgres takes a week of the past once, so the day of a new plan is left out.
    if Plan.objects.filter(athlete=athlete, planned_on__lt=day).exists():
        replan(athlete=athlete, cause=Replan.Cause.CHECK_IN, now=at(day, MORNING))


def _check_in(
    athlete: User,
    day: dt.date,
    *,
    run: RunReport | None = None,
    **answers: Value | None,
) -> None:
    quiet: Answers = {"walking": "normal", "painkiller_8h": "none"}
    record_check_in(
        athlete=athlete,
        told=Told(answers={**list_answers({}, ()), **quiet, **answers}, run=run),
        submission_key=uuid.uuid4(),
        now=at(day, MORNING),
    )


def _train(
    athlete: User, day: dt.date, runs: Iterator[tuple[int, int]]
) -> RunReport | None:
    """Do what the plan says after the day's advice; return the run if it is one."""
    evening = at(day, EVENING)
    workout = _workout_of(athlete, day, evening)
    if workout is None or workout.is_rest:
        return None
    if not workout.is_running:
        WorkoutDone.objects.create(
            athlete=athlete,
            date=day,
            kind=workout.kind,
            duration_s=workout.duration_s,
        )
        return None
    percent, hurt = next(runs)
    if percent == 0:
        return None
    run = RunReport(
        local_date=day,
        distance_m=workout.distance_m * percent // 1000 * 10,
        pain_max=hurt,
        trend="rose" if hurt > 2 else "eased",
        limp="no",
        settled=_settled(athlete, day, hurt),
    )
    _log(athlete, run, workout, evening)
    return run


def _workout_of(athlete: User, day: dt.date, now: dt.datetime) -> Workout | None:
    """Return the workout of a day; a day without any limit is as it was on Monday."""
    newest = athlete.check_ins.newest_first()[0]
    if newest.verdict == Verdict.RUN:
        return Workout.objects.get(athlete=athlete, date=day)
    plan = PlanNow.of(athlete, now)
    return plan.workout_on(day) if plan else None


def _log(athlete: User, run: RunReport, workout: Workout, now: dt.datetime) -> None:
    metres = run.distance_m or 0
    Run.objects.create(
        athlete=athlete,
        date=run.local_date,
        distance_m=metres,
        duration_s=metres * workout.duration_s // workout.distance_m,
        session_rpe=5 if workout.kind == Workout.Kind.LONG else 3,
        pain_max=run.pain_max,
        trend=run.trend or "",
        limp=run.limp or "",
        settled=run.settled or "",
        surface=(
            Run.Surface.TRAIL if workout.kind == Workout.Kind.LONG else Run.Surface.ROAD
        ),
        created_at=now,
    )


def _settled(athlete: User, day: dt.date, hurt: int) -> str:
    if day + DAY >= athlete.local_date():
        return "not_yet_known"
    return "over_24h" if hurt > 2 else "by_next_morning"
