"""How a week and its days read: the same on Today, in the week and on paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from training.models import Run, Sport, Week, Workout
from training.models.plan import minutes_of, size_of
from training.plan_now import PlanNow
from training.planner import Unit, show, show_metres, shown_tenths
from training.sentences import (
    Mark,
    cap_sentence,
    dates_of,
    figures_of,
    mark_of,
    overshoot,
    why_beyond_the_cap,
)
from training.states import STATE_SHAPES, STATE_WORDS, State, compliance
from triage.rules import Verdict


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
    return minutes_of(workout.duration_s)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayText:
    """One day: its workout, what was done, and where it stands.

    may_change says that it is not over and nothing is logged, so that it may be
    moved or skipped and tomorrow's check-in may still change it. may_be_done says that
    it may be logged as done as planned, in one tap.
    """

    date: dt.date
    workout: WorkoutText
    is_today: bool
    is_running: bool
    is_rest: bool
    is_race: bool
    is_skipped: bool
    may_change: bool
    may_be_done: bool
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
    mark: Mark | None
    why: str
    overshoot: StrOrPromise
    overshoot_from: int

    @property
    def dates(self) -> str:
        return dates_of(self.week.start, self.week.end)

    @property
    def short_dates(self) -> str:
        return dates_of(self.week.start, self.week.end, month="M")

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
    figures = figures_of(week, plan.unit, planned=plan.shown_by_week.get(week.start))
    longest = max(week.cap_m, week.volume_m, run_m, 1)
    over = overshoot(figures, run=shown_tenths(run_m, plan.unit))
    return WeekText(
        week=week,
        weeks=plan.plan.weeks_planned,
        planned=show(figures.planned, plan.unit),
        run=show_metres(run_m, plan.unit),
        cap=show(figures.cap, plan.unit),
        last=show(figures.last, plan.unit),
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
        cap_sentence=cap_sentence(figures, plan.unit, is_now=is_now),
        mark=mark_of(week, is_frozen=plan.is_frozen and not is_over),
        why=why_beyond_the_cap(week, plan.unit),
        overshoot=over,
        overshoot_from=min(week.volume_m, run_m) * 100 // longest,
    )


def day_texts(plan: PlanNow, week: Week, *, is_checked_in: bool) -> list[DayText]:
    """Return the seven days of a week.

    is_checked_in says that an advice of today is in force. Without one, a run of
    today is never shown as if it were cleared.
    """
    return [
        _day_text(
            plan,
            workout,
            runs=[run for run in plan.record.runs if run.date == workout.date],
            is_done=workout.date in plan.record.done_on,
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
    text, is_race = _text_and_race(plan, workout, is_checked_in)
    state = _state(plan, workout, runs, is_done, is_checked_in, is_race)
    is_logged = bool(runs) or is_done
    return DayText(
        date=day,
        workout=text,
        is_today=day == plan.today,
        is_running=workout.is_running,
        is_rest=workout.is_rest,
        is_race=is_race,
        is_skipped=workout.date in plan.skipped,
        may_change=day >= plan.today and not is_logged and not is_race,
        # A day that is still to come where the athlete is now is not done yet.
        may_be_done=(
            state in (State.MISSED, State.TODAY)
            and not workout.is_rest
            and day <= plan.record.today
        ),
        runs=runs,
        run=show_metres(run_m, plan.unit) if runs else "",
        is_done=is_logged,
        state=state,
    )


def _text_and_race(
    plan: PlanNow, workout: Workout, is_checked_in: bool
) -> tuple[WorkoutText, bool]:
    """Return the words of a day's workout, and whether they are those of the race."""
    text = workout_text(workout, plan.unit)
    race = plan.plan.spec.get("race")
    is_its_day = race and race["date"] == workout.date.isoformat()
    if not is_its_day or not workout.is_rest:
        return text, False
    if not _may_race(plan, workout, is_checked_in):
        # How to run it would read like leave to.
        return replace(text, steps=()), False
    size = show_metres(race["distance_m"], plan.unit)
    return replace(text, word=_("Race"), size=size), True


def _may_race(plan: PlanNow, workout: Workout, is_checked_in: bool) -> bool:
    """Say whether nothing keeps the athlete from the race of this day."""
    if workout.reason or (plan.is_frozen and workout.date >= plan.today):
        return False
    is_told = workout.date == plan.today and is_checked_in
    return not is_told or plan.newest.verdict == Verdict.RUN


def _metres(runs: Iterable[Run]) -> int:
    return sum(run.counted_m for run in runs)


def _state(
    plan: PlanNow,
    workout: Workout,
    runs: Sequence[Run],
    is_done: bool,
    is_checked_in: bool,
    is_race: bool,
) -> State:
    if runs and not is_race:
        return compliance(planned_m=workout.distance_m, run_m=_metres(runs))
    if runs or is_done:
        return State.DONE
    if workout.date < plan.plan.made_on:
        return State.BEFORE_PLAN
    is_asked = workout.is_running or is_race
    if workout.is_rest and not (is_race and workout.date == plan.today):
        return State.REST
    if workout.date < plan.today:
        return State.MISSED
    if workout.date > plan.today:
        return State.TO_COME
    return State.TODAY if is_checked_in or not is_asked else State.CHECK_IN_FIRST
