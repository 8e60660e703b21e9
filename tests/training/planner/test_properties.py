"""The promises of clinical.md 7.7, tried on plans of every kind.

PLANNER_EXAMPLES sets how many specs each property is tried on.
"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import HealthCheck, assume, given, settings, strategies as st

from tests.training.planner.invariants import Checked, numbers, raised, violations
from tests.training.planner.specs import (
    ceiling_by,
    override_by,
    picks,
    plan_of,
    specs,
    swap_by,
    worse_by,
)
from training.planner import Override, Pause, PlanSpec, Swap, WorkoutKind, why_not

many = settings(
    max_examples=int(os.environ.get("PLANNER_EXAMPLES", "50")),
    deadline=None,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.filter_too_much,
    ],
)
few = st.integers(1, 6)


@many
@given(spec=specs())
def test_every_invariant_holds_in_metres_and_as_displayed(spec: PlanSpec):
    assert violations(spec, plan_of(spec)) == []


@many
@given(spec=specs())
def test_the_same_spec_gives_the_same_plan(spec: PlanSpec):
    backwards = replace(
        spec,
        runs=spec.runs[::-1],
        advice=spec.advice[::-1],
        running_days=spec.running_days[::-1],
        skips=spec.skips[::-1],
        pauses=spec.pauses[::-1],
        ceilings=spec.ceilings[::-1],
    )

    assert plan_of(spec) == plan_of(backwards)


@many
@given(spec=specs(), data=st.data())
def test_a_more_cautious_advice_raises_no_number(spec: PlanSpec, data):
    assume(spec.advice)
    worse = worse_by(picks(data.draw), spec)

    assert raised(plan_of(spec), plan_of(worse)) == []


@many
@given(spec=specs(), data=st.data())
def test_a_lower_log_of_a_closed_week_raises_no_cap(spec: PlanSpec, data):
    monday = spec.today - timedelta(days=spec.today.weekday())
    closed = [i for i, run in enumerate(spec.runs) if run.date < monday]
    assume(closed)
    place = data.draw(st.sampled_from(closed))
    one = spec.runs[place]
    less = replace(one, distance_m=data.draw(st.integers(0, one.distance_m)))
    week = (one.date - spec.start).days // 7
    runs = (*spec.runs[:place], less, *spec.runs[place + 1 :])
    before, now = plan_of(spec), plan_of(replace(spec, runs=runs))
    # The cliff of 7.4: a week that becomes blank, or stays so, counts otherwise.
    assume(0 <= week < spec.weeks and now[week]["completed_m"] >= 1000)

    for lower, higher in zip(now, before, strict=True):
        assert lower["cap_m"] <= higher["cap_m"]


def but_for_the_race(week: dict) -> dict:
    """A week without the sentence on the race, which looks at all weeks."""
    return dict(week, why=week["why"].split(" Race on")[0])


@many
@given(spec=specs(), days=st.integers(1, 6))
def test_past_weeks_are_not_rewritten(spec: PlanSpec, days: int):
    later = replace(spec, today=spec.today + timedelta(days=days))

    for now, then in zip(plan_of(later), plan_of(spec), strict=True):
        if then["completed_m"] is not None:
            assert but_for_the_race(now) == but_for_the_race(then)


def moved(before: list[dict], now: list[dict], swap: Swap) -> list[tuple[dict, dict]]:
    """Each workout before a swap, and what became of it on the day that it is on now."""
    was, one = (
        {day["date"]: day["workouts"][0] for week in weeks for day in week["days"]}
        for weeks in (before, now)
    )
    days = {swap.date.isoformat(): swap.other.isoformat()}
    days |= {other: day for day, other in days.items()}
    return [(was[days.get(day, day)], one[day]) for day in was]


def day_in(spec: PlanSpec, data: st.DataObject) -> date:
    """A day of the plan."""
    return spec.start + timedelta(days=data.draw(st.integers(0, spec.weeks * 7 - 1)))


@many
@given(spec=specs(), data=st.data())
def test_every_invariant_holds_whatever_is_swapped(spec: PlanSpec, data):
    """Also what why_not refuses: what is allowed now may not be so later."""
    swaps = [swap_by(picks(data.draw), spec) for _ in range(data.draw(few))]
    spec = replace(spec, swaps=(*spec.swaps, *swaps))

    assert violations(spec, plan_of(spec)) == []


@many
@given(spec=specs(), data=st.data())
def test_a_swap_raises_neither_its_week_nor_any_run_of_it(spec: PlanSpec, data):
    known = tuple(one for one in spec.advice if one.date <= spec.today)
    spec = replace(spec, advice=known)
    tried = (swap_by(picks(data.draw), spec) for _ in range(8))
    swap = next((one for one in tried if why_not(spec, one) is None), None)
    assume(swap)
    week = (swap.date - spec.start).days // 7
    before = plan_of(spec)
    now = plan_of(replace(spec, swaps=(*spec.swaps, swap)))

    # Weeks before too, where a coach's run may give way to one of the Monday after.
    for was, one in zip(before[: week + 1], now[: week + 1], strict=True):
        assert one["volume_m"] <= was["volume_m"]
        assert one["cap_m"] <= was["cap_m"]
    for was, one in moved(before[: week + 1], now[: week + 1], swap):
        assert one["distance_m"] <= was["distance_m"]
        assert one["hard_s"] <= was["hard_s"]
    if now[week + 1 :] and not now[week + 1]["is_restart"]:
        assert now[week + 1]["cap_m"] <= before[week + 1]["cap_m"]


@many
@given(spec=specs(), data=st.data())
def test_a_swap_may_be_told_in_either_order_and_taken_back(spec: PlanSpec, data):
    swap = swap_by(picks(data.draw), spec)
    back = replace(swap, date=swap.other, other=swap.date)

    assert why_not(spec, swap) == why_not(spec, back)
    there_and_back = replace(spec, swaps=(*spec.swaps, swap, back))
    once = replace(spec, swaps=(*spec.swaps, swap))
    # A swap that puts two long runs on consecutive days is not made at all.
    assume(plan_of(once) != plan_of(spec))
    assert plan_of(there_and_back) == plan_of(spec)


@many
@given(spec=specs(), data=st.data())
def test_a_skipped_day_raises_no_number(spec: PlanSpec, data):
    skip = day_in(spec, data)
    now = plan_of(replace(spec, skips=(*spec.skips, skip)))

    for less, more in zip(numbers(now), numbers(plan_of(spec)), strict=True):
        assert less[1] <= more[1], (less, more, skip)


@many
@given(spec=specs(), data=st.data())
def test_a_pause_raises_no_number_before_the_cliff(spec: PlanSpec, data):
    first = day_in(spec, data)
    last = first + timedelta(days=data.draw(st.integers(0, 30)))
    pause = Pause(first=first, last=last, is_pain=data.draw(st.booleans()))
    paused = replace(spec, pauses=(*spec.pauses, pause))
    now, before = plan_of(paused), plan_of(spec)
    checked = Checked(paused, now)
    # The cliff of 7.4: from the first week after one that is blank and was paused.
    shared = next(
        (
            week["number"]
            for week in now
            if checked.as_run(week["number"]) < 1000
            and any(pause.first <= day <= pause.last for day, _ in checked.days(week))
        ),
        len(now),
    )

    for less, more in zip(numbers(now[:shared]), numbers(before[:shared]), strict=True):
        assert less[1] <= more[1], (less, more, pause)


@many
@given(spec=specs(), data=st.data())
def test_every_invariant_holds_whatever_a_coach_asks_for(spec: PlanSpec, data):
    pick = picks(data.draw)
    overrides = tuple(override_by(pick, spec) for _ in range(data.draw(few)))
    spec = replace(
        spec,
        overrides=(*spec.overrides, *overrides),
        ceilings=(*spec.ceilings, ceiling_by(pick, spec)),
    )

    assert violations(spec, plan_of(spec)) == []


@many
@given(spec=specs(), data=st.data())
def test_rest_in_place_of_a_workout_raises_no_number(spec: PlanSpec, data):
    spec = replace(spec, overrides=())
    rest = Override(date=day_in(spec, data), kind=WorkoutKind.REST, activity="rest")
    now = plan_of(replace(spec, overrides=(rest,)))

    for less, more in zip(numbers(now), numbers(plan_of(spec)), strict=True):
        assert less[1] <= more[1], (less, more, rest)


@many
@given(spec=specs(), data=st.data())
def test_a_ceiling_raises_no_distance_before_the_cliff(spec: PlanSpec, data):
    pick = picks(data.draw)
    low = replace(ceiling_by(pick, spec), metres=pick(1000, 40_000))
    limited = replace(spec, ceilings=(*spec.ceilings, low))
    now, before = plan_of(limited), plan_of(spec)
    checked = Checked(limited, now)
    # The cliff of 7.4: a week that is blank is followed by a restart.
    shared = next(
        (week["number"] for week in now if checked.as_run(week["number"]) < 1000),
        len(now),
    )

    for less, more in zip(numbers(now[:shared]), numbers(before[:shared]), strict=True):
        if not less[0].endswith("hard_s"):
            assert less[1] <= more[1], (less, more, low)
