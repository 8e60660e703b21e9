"""The days of each week once some are swapped, and which are off."""

from __future__ import annotations

from datetime import date

import pytest

from tests.training.planner.specs import (
    FRI,
    MON,
    SAT,
    SUN,
    THU,
    TUE,
    WED,
    day_of,
    make_spec,
    plan_of,
    swapped,
)
from tests.training.planner.weeks import kinds, workout
from training.planner import Pause, PlanSpec, Race
from training.planner.changes import days_off, laid_out_on, layouts_of


def runs(spec: PlanSpec) -> list[tuple[int, ...]]:
    """The days with a run of each week."""
    return [layout.runs for layout in layouts_of(spec)]


def test_a_swap_is_of_one_week():
    spec = make_spec(weeks=3, swaps=(swapped(2, MON, TUE),))

    assert runs(spec) == [
        (TUE, THU, FRI, SUN),
        (MON, THU, FRI, SUN),
        (TUE, THU, FRI, SUN),
    ]


def test_weeks_that_are_swapped_alike_are_all_swapped():
    swaps = tuple(swapped(week, MON, TUE) for week in (1, 2, 3))

    assert runs(make_spec(weeks=3, swaps=swaps)) == [(MON, THU, FRI, SUN)] * 3


@pytest.mark.parametrize("week", [0, 4])
def test_a_swap_outside_of_the_plan_is_not_made(week):
    spec = make_spec(weeks=3, swaps=(swapped(week, MON, TUE),))

    assert layouts_of(spec) == layouts_of(make_spec(weeks=3))


def test_a_swap_with_the_race_is_not_made():
    race = Race(date=day_of(2, SUN), distance_m=10_000)

    for day, is_made in ((SUN, False), (FRI, True)):
        spec = make_spec(weeks=3, race=race, swaps=(swapped(2, SAT, day),))
        assert (runs(spec) != runs(make_spec(weeks=3, race=race))) == is_made


def test_a_swap_tells_which_days_are_after_a_run_and_which_are_limited():
    """Monday now follows the Sunday of the week before, and holds Tuesday's run."""
    before, week, _ = layouts_of(make_spec(weeks=3, swaps=(swapped(2, MON, TUE),)))

    assert before.follows == {MON, WED, FRI, SAT}
    assert week.follows == {MON, TUE, FRI, SAT}
    # Also the days after runs before any swap,
    assert week.close == {MON, TUE, WED, FRI, SAT}
    # and the days of both.
    assert week.limit_days == (MON, TUE, THU, FRI, SUN)
    assert before.limit_days == (TUE, THU, FRI, SUN)


@pytest.mark.parametrize(
    ("swap", "soft"),
    [
        # Monday's after the long run of Sunday,
        (swapped(2, MON, TUE), [set(), {MON}, set()]),
        # one hard run on the day before another,
        (swapped(2, TUE, WED), [set(), {WED, THU}, set()]),
        # and the eve of the long run.
        (swapped(2, THU, SAT), [set(), {SAT}, set()]),
    ],
)
def test_a_hard_run_beside_another_is_easy(swap, soft):
    assert [week.soft for week in layouts_of(make_spec(weeks=3, swaps=(swap,)))] == soft


def test_a_hard_run_before_one_of_the_next_monday_is_easy():
    spec = make_spec(
        weeks=2,
        running_days=(MON, WED, FRI, SAT),
        long_run_day=FRI,
        swaps=(swapped(1, WED, SUN),),
    )

    assert [week.soft for week in layouts_of(spec)] == [{SUN}, {MON}]


def test_two_long_runs_never_meet_whichever_is_moved_first():
    days = {"running_days": (TUE, THU, SAT), "long_run_day": SAT, "runs_per_week": 3}
    to_sunday, to_monday = swapped(1, SAT, SUN), swapped(2, MON, SAT)

    for first, second in ((to_sunday, to_monday), (to_monday, to_sunday)):
        both = make_spec(weeks=2, **days, swaps=(first, second))
        assert layouts_of(both) == layouts_of(
            make_spec(weeks=2, **days, swaps=(first,))
        )
    # Both are made in weeks that are further apart.
    apart = (to_sunday, swapped(3, MON, SAT))
    longs = [week.long for week in layouts_of(make_spec(weeks=3, **days, swaps=apart))]
    assert longs == [SUN, SAT, MON]


def test_each_day_knows_whose_workout_it_has():
    spec = make_spec(weeks=2, swaps=(swapped(1, TUE, SAT), swapped(1, SAT, SUN)))
    own = {day: laid_out_on(spec, day_of(1, day)) for day in (MON, TUE, SAT, SUN)}

    assert own == {
        MON: day_of(1, MON),
        TUE: day_of(1, SAT),
        SAT: day_of(1, SUN),
        SUN: day_of(1, TUE),
    }
    assert laid_out_on(spec, day_of(2, TUE)) == day_of(2, TUE)


def test_of_pauses_that_share_a_day_one_for_pain_counts_and_the_last_to_end():
    monday = day_of(1, MON)

    def pause(last: int, **more) -> Pause:
        return Pause(first=monday, last=day_of(1, last), **more)

    def paused_by(*pauses: Pause) -> dict[date, Pause]:
        return dict(days_off(make_spec(pauses=pauses)).paused)

    short, long = pause(TUE), pause(WED)
    assert paused_by(short, long)[monday] == paused_by(long, short)[monday] == long
    pain = pause(MON, is_pain=True)
    found = paused_by(pain, long)
    assert (found[monday], found[day_of(1, TUE)]) == (pain, long)


def test_a_pause_is_of_the_days_of_the_plan():
    wide = Pause(first=day_of(0, MON), last=day_of(3, SUN))
    paused = days_off(make_spec(weeks=1, pauses=(wide,))).paused

    assert list(paused) == [day_of(1, day) for day in range(7)]


def test_a_swapped_week_has_its_workouts_on_their_new_days():
    spec = make_spec(weeks=1, swaps=(swapped(1, THU, SAT),))

    before, after = kinds(plan_of(make_spec(weeks=1))[0]), kinds(plan_of(spec)[0])

    assert (before[THU], before[SAT]) == ("intervals", "rest")
    # It is easy there: the long run is on the next day.
    assert (after[THU], after[SAT]) == ("rest", "easy")
    assert workout(plan_of(spec), 1, SAT)["before"]["kind"] == "intervals"
