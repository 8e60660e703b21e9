"""How a week and its days read: the same on Today, in the week and on paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from training.models import Run, Sport, Week, Workout, WorkoutDone
from training.models.plan import size_of
from training.plan_now import PlanNow
from training.planner import Unit, show_metres
from training.sentences import (
    Mark,
    cap_sentence,
    dates_of,
    mark_of,
    shown_cap,
    why_beyond_the_cap,
)

# Done is within a fifth of what was planned.
DONE_FROM_PERCENT, DONE_TO_PERCENT = 80, 120


class State(Enum):
    """Where a day or a week stands; the value is the class name of its mark."""

    BEFORE_PLAN = "before"
    DONE = "done"
    PART = "part"
    OVER = "over"
    MISSED = "missed"
    UNPLANNED = "unplanned"
    CHECK_IN_FIRST = "check-in"
    TODAY = "today"
    TO_COME = "to-come"
    REST = "rest"


# A word and a shape each, so that no colour is needed to tell them apart.
STATE_WORDS: dict[State, StrOrPromise] = {
    State.BEFORE_PLAN: _("before the plan"),
    State.DONE: _("done"),
    State.PART: _("part of it"),
    State.OVER: _("more than planned"),
    State.MISSED: _("missed"),
    State.UNPLANNED: _("not planned"),
    State.CHECK_IN_FIRST: _("check in first"),
    State.TODAY: _("today"),
    State.TO_COME: _("to come"),
    State.REST: _("rest"),
}
STATE_SHAPES = {
    State.DONE: "✓",
    State.PART: "◐",
    State.OVER: "▲",
    State.MISSED: "○",
    State.UNPLANNED: "+",
    State.CHECK_IN_FIRST: "?",
}


def compliance(*, planned_m: int, run_m: int) -> State:
    """Return how what was run compares with what was planned."""
    if planned_m == 0:
        return State.UNPLANNED if run_m else State.REST
    if run_m == 0:
        return State.MISSED
    if run_m * 100 < planned_m * DONE_FROM_PERCENT:
        return State.PART
    return State.OVER if run_m * 100 > planned_m * DONE_TO_PERCENT else State.DONE


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkoutText:
    """One workout: what it is, how much, and what it was before."""

    kind: str
    word: StrOrPromise
    size: str
    detail: str
    steps: Sequence[Mapping[str, Any]]
    before_word: StrOrPromise = ""
    before_size: str = ""
    reason: str = ""


def workout_text(workout: Workout, unit: Unit) -> WorkoutText:
    """Return the words of a workout; before_word is "" if it was not changed."""
    before = workout.before
    return WorkoutText(
        kind=workout.kind,
        word=_word(workout.as_json()),
        size=workout.size(unit),
        detail=_detail(workout),
        steps=workout.steps,
        before_word=_word(before) if before else "",
        before_size=size_of(before, unit) if before else "",
        reason=workout.reason,
    )


def _word(workout: Mapping[str, Any]) -> StrOrPromise:
    if workout["kind"] == Workout.Kind.CROSS_TRAINING:
        return Sport(workout["activity"]).label
    return Workout.Kind(workout["kind"]).label


def _detail(workout: Workout) -> str:
    """Return how long a run takes; other workouts are named by their minutes."""
    if not workout.is_running:
        return ""
    return f"{-(-workout.duration_s // 60)} min"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayText:
    """One day: its workout, what was done, and where it stands.

    may_change says that it is not over and nothing is logged, so that it may be
    moved or skipped and tomorrow's check-in may still change it.
    """

    date: dt.date
    workout: WorkoutText
    is_today: bool
    is_running: bool
    is_rest: bool
    is_skipped: bool
    may_change: bool
    runs: Sequence[Run]
    run: str
    is_done: bool
    state: State

    @property
    def state_word(self) -> StrOrPromise:
        return STATE_WORDS[self.state]

    @property
    def state_shape(self) -> str:
        return STATE_SHAPES.get(self.state, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekText:
    """One week with its figures in the athlete's unit.

    The bar's shares are per cent of the longest of cap, plan and what was run.
    """

    week: Week
    weeks: int
    planned: str
    run: str
    cap: str
    last: str
    run_m: int
    is_over: bool
    is_now: bool
    state: State
    days: Sequence[DayText]
    run_percent: int
    planned_percent: int
    cap_percent: int
    is_assumed_blank: bool
    cap_sentence: str

    @property
    def dates(self) -> str:
        return dates_of(self.week.start, self.week.end)

    @property
    def short_dates(self) -> str:
        return dates_of(self.week.start, self.week.end, month="M")

    @property
    def mark(self) -> Mark | None:
        return mark_of(self.week)

    @property
    def why(self) -> str:
        return why_beyond_the_cap(self.week)

    @property
    def state_word(self) -> StrOrPromise:
        return STATE_WORDS[self.state]

    @property
    def state_shape(self) -> str:
        return STATE_SHAPES.get(self.state, "")


def week_text(plan: PlanNow, week: Week, days: Sequence[DayText] = ()) -> WeekText:
    """Return the words of a week; days are left out where only its bar is shown."""
    run_m = plan.run_by_week[week.start]
    is_over = week.end < plan.today
    is_now = week.start <= plan.today <= week.end
    longest = max(week.cap_m, week.volume_m, run_m, 1)
    return WeekText(
        week=week,
        weeks=plan.plan.weeks_planned,
        planned=show_metres(week.volume_m, plan.unit),
        run=show_metres(run_m, plan.unit),
        cap=shown_cap(week, plan.unit),
        last=show_metres(week.baseline_m, plan.unit),
        run_m=run_m,
        is_over=is_over,
        is_now=is_now,
        state=(
            compliance(planned_m=week.volume_m, run_m=run_m)
            if is_over
            else State.TO_COME
        ),
        days=days,
        run_percent=run_m * 100 // longest,
        planned_percent=week.volume_m * 100 // longest,
        cap_percent=week.cap_m * 100 // longest,
        # Nothing logged counts as not run, until the athlete says otherwise.
        is_assumed_blank=is_over and run_m == 0 and week.volume_m > 0,
        cap_sentence=cap_sentence(week, plan.unit, is_now=is_now),
    )


def day_texts(plan: PlanNow, week: Week, *, is_checked_in: bool) -> list[DayText]:
    """Return the seven days of a week.

    is_checked_in says that an advice of today is in force. Without one, a run of
    today is never shown as if it were cleared.
    """
    mine = {"athlete": plan.athlete, "date__range": (week.start, week.end)}
    runs = Run.objects.filter(**mine).order_by("id")
    done = set(WorkoutDone.objects.filter(**mine).values_list("date", flat=True))
    return [
        _day_text(
            plan,
            workout,
            runs=[run for run in runs if run.date == workout.date],
            is_done=workout.date in done,
            is_checked_in=is_checked_in,
        )
        for workout in plan.workouts(week)
    ]


def _day_text(
    plan: PlanNow,
    workout: Workout,
    *,
    runs: Sequence[Run],
    is_done: bool,
    is_checked_in: bool,
) -> DayText:
    day, run_m = workout.date, _metres(runs)
    return DayText(
        date=day,
        workout=workout_text(workout, plan.unit),
        is_today=day == plan.today,
        is_running=workout.is_running,
        is_rest=workout.is_rest,
        is_skipped=workout.date in plan.skipped,
        may_change=day >= plan.today and not runs and not is_done,
        runs=runs,
        run=show_metres(run_m, plan.unit) if runs else "",
        is_done=bool(runs) or is_done,
        state=_state(plan, workout, runs, is_done, is_checked_in),
    )


def _metres(runs: Iterable[Run]) -> int:
    return sum(run.distance_m or 0 for run in runs)


def _state(
    plan: PlanNow,
    workout: Workout,
    runs: Sequence[Run],
    is_done: bool,
    is_checked_in: bool,
) -> State:
    if runs:
        return compliance(planned_m=workout.distance_m, run_m=_metres(runs))
    if is_done:
        return State.DONE
    if workout.date < plan.plan.made_on:
        return State.BEFORE_PLAN
    if workout.is_rest:
        return State.REST
    if workout.date < plan.today:
        return State.MISSED
    if workout.date > plan.today:
        return State.TO_COME
    return (
        State.TODAY if is_checked_in or not workout.is_running else State.CHECK_IN_FIRST
    )
