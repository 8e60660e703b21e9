"""Specs of plans: one that tests change, and made-up ones of every kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import strategies as st

from training.planner import (
    SPORTS,
    AdviceOf,
    Ceiling,
    InvalidSpec,
    Override,
    Pause,
    PlanSpec,
    Race,
    RunLogged,
    Swap,
    Unit,
    WorkoutKind,
    build,
    plan_json,
    why_not,
)
from triage.rules import Care, Verdict

MONDAY = date(2026, 11, 30)
MON, TUE, WED, THU, FRI, SAT, SUN = range(7)

# Who never ran, and whose run of more than thirty days ago is not known.
NOVICE = {"recent_weeks_m": (None,) * 4, "longest_run_30d_m": None}
# Back after three weeks without a run, none of which is known by its length.
BACK = {"recent_weeks_m": (30_000, 0, 0, 0), "longest_run_30d_m": 0}

# Returns an integer from low to high, both included: drawn by Hypothesis or at random.
Pick = Callable[[int, int], int]


def make_spec(**changes) -> PlanSpec:
    """A runner of 30 km in four runs, on the plan's first day."""
    spec = PlanSpec(
        start=MONDAY,
        weeks=8,
        today=MONDAY,
        runs_per_week=4,
        running_days=(TUE, THU, FRI, SUN),
        long_run_day=SUN,
        recent_weeks_m=(30_000, 30_000, 30_000, 30_000),
        longest_run_30d_m=12_000,
        easy_pace_s_per_km=390,
        cross_training=("cycling", "swimming"),
    )
    return replace(spec, **changes)


def refused_spec(make: Callable[[], object]) -> str:
    """What the InvalidSpec says that making this raises."""
    with pytest.raises(InvalidSpec) as error:
        make()
    return str(error.value)


def day_of(week: int, weekday: int) -> date:
    """The date of a weekday in a week of the plan; weeks count from 1."""
    return MONDAY + timedelta(weeks=week - 1, days=weekday)


def ran(week: int, weekday: int, metres: int) -> RunLogged:
    return RunLogged(date=day_of(week, weekday), distance_m=metres)


def advised(day: date, verdict: str, care: str = "none") -> AdviceOf:
    return AdviceOf(
        date=day, verdict=Verdict.from_code(verdict), care=Care.from_code(care)
    )


def after_pain() -> tuple[AdviceOf, ...]:
    """What makes a gap before the plan one for pain, which begins from the start."""
    return advised(day_of(0, MON), "walk"), advised(day_of(0, TUE), "run")


def swapped(week: int, one: int, other: int) -> Swap:
    return Swap(date=day_of(week, one), other=day_of(week, other))


def paused(week: int, days: int, **more) -> Pause:
    """A pause of these days from the Monday of a week."""
    first = day_of(week, MON)
    return Pause(first=first, last=first + timedelta(days=days - 1), **more)


def plan_of(spec: PlanSpec) -> list[dict]:
    """The weeks of a plan as the command prints them."""
    return plan_json(build(spec))["weeks"]


def spec_by(pick: Pick) -> PlanSpec:
    """A spec of any kind, all of whose choices are made by pick."""
    runs = pick(3, 4)
    days = list(range(7))
    while len(days) > runs and pick(0, 3) > 0:
        del days[pick(0, len(days) - 1)]
    weeks = pick(1, 26)
    spec = PlanSpec(
        start=MONDAY,
        weeks=weeks,
        today=MONDAY + timedelta(days=pick(-3, weeks * 7 + 10)),
        runs_per_week=runs,
        running_days=tuple(days),
        long_run_day=days[pick(0, len(days) - 1)],
        recent_weeks_m=_recent(pick),
        longest_run_30d_m=pick(0, 12) * pick(90, 2000) if pick(0, 4) else None,
        easy_pace_s_per_km=pick(200, 600) if pick(0, 2) else None,
        cross_training=SPORTS[: pick(0, 3)],
        hamstring_prone=pick(0, 1) == 1,
        unit=(Unit.KM, Unit.MI)[pick(0, 1)],
        race=_race(pick, weeks) if pick(0, 3) == 0 else None,
    )
    spec = replace(spec, runs=_runs(pick, spec), advice=_advice(pick, weeks))
    return _coached(pick, _changed(pick, spec))


def _recent(pick: Pick) -> tuple[int | None, ...]:
    kind, base = pick(0, 5), pick(1000, 60_000)
    if kind == 0:
        return (None,) * 4
    if kind == 1:
        return tuple(pick(0, 1) * pick(0, 2500) for _ in range(4))
    if kind == 2:
        return tuple((None, 0, base, pick(0, 90_000))[pick(0, 3)] for _ in range(4))
    return tuple(base * pick(80, 110) // 100 for _ in range(4))


def _race(pick: Pick, weeks: int) -> Race:
    distances = (5000, 10_000, 21_097, 42_195)
    return Race(
        date=MONDAY + timedelta(days=pick(0, weeks * 7 + 30)),
        distance_m=distances[pick(0, 3)],
    )


def _runs(pick: Pick, spec: PlanSpec) -> tuple[RunLogged, ...]:
    """No log, or one that follows the plan more or less, with gaps and overshoots."""
    habit = pick(0, 4)
    if habit == 0:
        return ()
    usual = max(metres or 2000 for metres in spec.recent_weeks_m) // spec.runs_per_week
    runs = []
    for week in range(1, spec.weeks + 1):
        if habit > 1 and pick(0, 4) == 0:
            continue
        for day in spec.running_days if habit < 4 else (pick(0, 6), pick(0, 6)):
            if pick(0, 3):
                runs.append(ran(week, day, usual * pick(0, 150) // 100))
    return tuple(run for run in runs if run.date <= spec.today)


def _advice(pick: Pick, weeks: int) -> tuple[AdviceOf, ...]:
    if pick(0, 2) == 0:
        return ()
    days = [pick(-10, weeks * 7) for _ in range(pick(1, 8))]
    if pick(0, 3) == 0:
        days += range(days[0], days[0] + pick(2, 20))
    return tuple(
        AdviceOf(
            date=MONDAY + timedelta(days=day),
            verdict=Verdict(pick(0, 3)),
            care=Care(pick(0, 4) if pick(0, 3) == 0 else pick(0, 2)),
            is_first_run_back=pick(0, 3) == 0,
        )
        for day in sorted(set(days))
    )


def worse_by(pick: Pick, spec: PlanSpec) -> PlanSpec:
    """The spec with a worse answer on one day; as it is if there is no advice.

    An advice becomes more cautious, or one at least as cautious as the newest follows.
    """
    if not spec.advice:
        return spec
    place = pick(0, len(spec.advice) - 1)
    one = spec.advice[place]
    days = [other.date for other in spec.advice if other.date > one.date]
    end = min(days, default=one.date + timedelta(days=20))
    date = one.date
    if pick(0, 2) == 0:
        date += timedelta(days=pick(0, (end - one.date).days - 1))
    worse = AdviceOf(
        date=date,
        verdict=Verdict(pick(one.verdict, Verdict.REST)),
        care=Care(pick(one.care, Care.EMERGENCY)),
        is_first_run_back=one.is_first_run_back or pick(0, 1) == 1,
    )
    kept = (other for other in spec.advice if other.date != date)
    advice = sorted((*kept, worse), key=lambda other: other.date)
    return replace(spec, advice=tuple(advice))


def _changed(pick: Pick, spec: PlanSpec) -> PlanSpec:
    """The spec with what the athlete changed in the plan, or as it is."""
    if pick(0, 2) == 0:
        return spec
    if pick(0, 2) == 0 and spec.today >= spec.start:
        spec = replace(spec, ran_before_m=pick(0, 40_000))
    for _ in range(pick(0, 5)):
        kind, first = pick(0, 4), MONDAY + timedelta(days=pick(-3, spec.weeks * 7))
        if kind == 0:
            last = first + timedelta(days=pick(0, (6, 45)[pick(0, 1)]))
            pause = Pause(first=first, last=last, is_pain=pick(0, 1) == 1)
            spec = replace(spec, pauses=(*spec.pauses, pause))
        elif kind == 1:
            spec = replace(spec, skips=(*spec.skips, first))
        else:
            spec = _with_swap(pick, spec)
    return spec


def _coached(pick: Pick, spec: PlanSpec) -> PlanSpec:
    """The spec with what a coach changed in it, sensible or not, or as it is."""
    if pick(0, 1) == 0:
        return spec
    overrides = tuple(override_by(pick, spec) for _ in range(pick(0, 8)))
    ceilings = tuple(ceiling_by(pick, spec) for _ in range(pick(0, 3) // 2))
    return replace(spec, overrides=overrides, ceilings=ceilings)


def override_by(pick: Pick, spec: PlanSpec) -> Override:
    """Any workout on any day of the plan or beside it, also several days in a row."""
    kinds = list(WorkoutKind)
    kind = kinds[pick(0, len(kinds) - 1)]
    # Of the kinds of run too few would be chosen, and of one week too few days.
    if pick(0, 1):
        kind = kinds[pick(0, 4)]
    week = pick(0, min(spec.weeks, 3)) if pick(0, 1) else pick(0, spec.weeks)
    usual = max(metres or 2000 for metres in spec.recent_weeks_m) // spec.runs_per_week
    is_run = kind.activities == ("running",)
    sizes = (usual * pick(50, 130) // 100, pick(0, 2000), pick(0, 50_000), 200_000)
    return Override(
        date=day_of(week, pick(0, 6)),
        kind=kind,
        activity=(kind.activities or SPORTS)[0],
        distance_m=sizes[(0, 0, 0, 1, 2, 3)[pick(0, 5)]] if is_run else 0,
        duration_s=0 if is_run else pick(0, 3) * pick(0, 7200),
        text=("", "As you like.")[pick(0, 1)],
    )


def ceiling_by(pick: Pick, spec: PlanSpec) -> Ceiling:
    """A ceiling for some days or weeks, from nothing to more than anybody runs."""
    first = MONDAY + timedelta(days=pick(-10, spec.weeks * 7))
    metres = (pick(0, 5000), pick(5000, 60_000), 300_000)[pick(0, 2)]
    last = first + timedelta(days=pick(0, 60))
    return Ceiling(first=first, last=last, metres=metres)


def swap_by(pick: Pick, spec: PlanSpec) -> Swap:
    """Two days of a week of the plan."""
    week, one = pick(1, spec.weeks), pick(0, 6)
    return swapped(week, one, (one + pick(1, 6)) % 7)


def asked(week: int, weekday: int, kind: str, metres: int = 0, **more) -> Override:
    """Another workout for a weekday in a week of the plan."""
    of = WorkoutKind(kind)
    activity = (of.activities or SPORTS)[0]
    return Override(
        **{
            "date": day_of(week, weekday),
            "kind": of,
            "activity": activity,
            "distance_m": metres,
        }
        | more
    )


def limited_to(metres: int, week: int, weeks: int = 1) -> Ceiling:
    """A ceiling for whole weeks."""
    first = day_of(week, MON)
    last = first + timedelta(days=7 * weeks - 1)
    return Ceiling(first=first, last=last, metres=metres)


def _with_swap(pick: Pick, spec: PlanSpec) -> PlanSpec:
    """The spec with a swap, if it was allowed on the day that it was made."""
    swap = swap_by(pick, spec)
    then = min(spec.today, swap.date, swap.other) - timedelta(days=pick(0, 7))
    as_it_was = replace(
        spec,
        today=then,
        runs=tuple(run for run in spec.runs if run.date < then),
        advice=tuple(one for one in spec.advice if one.date <= then),
    )
    if why_not(as_it_was, swap) is not None:
        return spec
    return replace(spec, swaps=(*spec.swaps, swap))


def picks(draw: Callable) -> Pick:
    """What picks by drawing from Hypothesis."""
    return lambda low, high: draw(st.integers(low, high))


@st.composite
def specs(draw) -> PlanSpec:
    return spec_by(picks(draw))
