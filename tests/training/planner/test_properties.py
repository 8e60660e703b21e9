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
from training.planner import Override, Pause, PlanSpec, WorkoutKind, why_not
from training.planner.changes import laid_out_on

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
INSTEAD = (WorkoutKind.REST, WorkoutKind.WALK, WorkoutKind.STRENGTH)


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


def moved(
    before: list[dict], out: list[dict], now: list[dict], spec: PlanSpec
) -> list[tuple[dict, dict, dict]]:
    """The workout of each day to come up to the Monday after the last swap's week.

    Each as it was before that swap, as it was laid out without any of the week, and now.
    """
    was, laid, one = (
        {day["date"]: day["workouts"][0] for week in weeks for day in week["days"]}
        for weeks in (before, out, now)
    )
    swap = spec.swaps[-1]
    places = {swap.date: swap.other, swap.other: swap.date}
    monday = swap.date - timedelta(days=swap.date.weekday())
    found = []
    for iso in one:
        day = date.fromisoformat(iso)
        if not spec.today <= day <= monday + timedelta(days=7):
            continue
        own = laid_out_on(spec, day) if 0 <= (day - monday).days < 7 else day
        found.append(
            (was[places.get(day, day).isoformat()], laid[own.isoformat()], one[iso])
        )
    return found


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
def test_a_swap_makes_no_run_more_than_it_is_or_was_before_any_swap(spec, data):
    known = tuple(one for one in spec.advice if one.date <= spec.today)
    spec = replace(spec, advice=known)
    tried = (swap_by(picks(data.draw), spec) for _ in range(8))
    swap = next((one for one in tried if why_not(spec, one) is None), None)
    assume(swap)
    week = (swap.date - spec.start).days // 7
    others = (one for one in spec.swaps if (one.date - spec.start).days // 7 != week)
    swapped = replace(spec, swaps=(*spec.swaps, swap))
    before, now = plan_of(spec), plan_of(swapped)
    out = plan_of(replace(spec, swaps=tuple(others)))

    if not spec.overrides:
        # A coach's run on a Sunday depends on the Monday after.
        assert list(map(but_for_the_race, now[:week])) == list(
            map(but_for_the_race, before[:week])
        )
        assert now[week]["cap_m"] == before[week]["cap_m"]
    for was, laid, one in moved(before, out, now, swapped):
        assert one["distance_m"] <= max(was["distance_m"], laid["distance_m"])
        assert one["hard_s"] <= max(was["hard_s"], laid["hard_s"])
    for place in range(min(week + 2, spec.weeks)):
        if not now[place]["is_restart"]:
            assert now[place]["cap_m"] <= max(
                before[place]["cap_m"], out[place]["cap_m"]
            )


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
def test_what_is_no_run_in_place_of_a_workout_raises_no_number(spec: PlanSpec, data):
    """But for how long it is itself."""
    spec = replace(spec, overrides=())
    kind = data.draw(st.sampled_from(INSTEAD))
    instead = Override(date=day_in(spec, data), kind=kind, activity=kind.activities[0])
    now = plan_of(replace(spec, overrides=(instead,)))

    for less, more in zip(numbers(now), numbers(plan_of(spec)), strict=True):
        if less[0] != f"{instead.date} duration_s":
            assert less[1] <= more[1], (less, more, instead)


@many
@given(spec=specs(), data=st.data())
def test_a_coachs_rest_leaves_as_much_to_run_as_a_skip(spec: PlanSpec, data):
    day = day_in(replace(spec, overrides=()), data)
    assume(spec.race is None or spec.race.date != day)
    rest = Override(date=day, kind=WorkoutKind.REST, activity="rest")
    coached = plan_of(replace(spec, overrides=(rest,)))
    skipped = plan_of(replace(spec, overrides=(), skips=(*spec.skips, day)))

    for one, other in zip(numbers(coached), numbers(skipped), strict=True):
        if not one[0].endswith("duration_s"):
            assert one == other


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
