"""A week before any advice: what is left out of it, and what it leaves to the next."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.training.planner.specs import (
    BACK,
    MON,
    NOVICE,
    SAT,
    SUN,
    THU,
    TUE,
    WED,
    after_pain,
    asked,
    day_of,
    make_spec,
    ran,
)
from tests.training.planner.weeks import SIZE
from training.planner import PlanSpec, Race, WorkoutKind
from training.planner.basis import Basis
from training.planner.drafter import Drafter
from training.planner.size import WeekBehind
from training.planner.volume import Restart
from training.planner.week_days import Drafted, draft_week


def drafted(spec: PlanSpec) -> Drafted:
    """The first week."""
    behind = [WeekBehind(counts_m=metres or 0) for metres in spec.recent_weeks_m]
    longest_m = {day_of(0, SUN): spec.longest_run_30d_m or 0}
    return draft_week(Basis.of(spec), 1, behind=behind, longest_m=longest_m)


def tenths(week: Drafted) -> dict[int, int]:
    """The tenths of each day with a run."""
    runs = enumerate(week.draft.workouts)
    return {day: one.tenths for day, one in runs if one.is_running}


def test_a_week_has_its_dates_from_monday():
    week = drafted(make_spec())

    assert week.start == day_of(1, MON)
    assert week.days == tuple(day_of(1, day) for day in range(7))


@pytest.mark.parametrize(
    ("advice", "runs", "left_out"),
    [
        (after_pain(), {TUE: 11, THU: 11, SAT: 11}, {SUN: 11}),
        ((), dict.fromkeys((TUE, THU, SAT, SUN), 15), {}),
    ],
)
def test_only_what_a_long_gap_leaves_out_is_left_out(advice, runs, left_out):
    """Sunday's follows Saturday's (P10)."""
    spec = make_spec(
        **BACK, running_days=(TUE, THU, SAT, SUN), long_run_day=SUN, advice=advice
    )
    week = drafted(spec)

    assert (tenths(week), week.draft.left_out) == (runs, left_out)


def test_for_a_new_runner_nothing_is_left_out_by_a_gap():
    spec = make_spec(**NOVICE)

    assert drafted(spec).draft.left_out == {}


def test_hard_seconds_go_on_if_a_coach_leaves_as_many_hard_workouts():
    """And as many as the shortest of them holds (P12)."""
    usual = drafted(make_spec()).draft
    assert (usual.quality_days, usual.quality_s) == ((TUE, THU), 290)

    fewer = drafted(make_spec(overrides=(asked(1, TUE, "easy", 7000),))).draft
    shorter = drafted(make_spec(overrides=(asked(1, TUE, "tempo", 4000),))).draft

    assert (fewer.quality_days, fewer.quality_s) == ((THU,), 0)
    assert (shorter.quality_days, shorter.quality_s) == ((TUE, THU), 290)


def test_a_day_that_a_coach_changes_keeps_its_own_tenths_in_mind():
    own = drafted(make_spec()).draft.workouts[TUE].tenths
    spec = make_spec(overrides=(asked(1, TUE, "rest"), asked(1, MON, "walk")))

    assert drafted(spec).draft.own_tenths == {MON: 0, TUE: own}


def drafter(**changes) -> Drafter:
    """One of a week of 30 km that may hold 33 km."""
    restart = changes.pop("restart", None)
    basis = Basis.of(make_spec(**changes))
    return Drafter(
        basis=basis,
        number=1,
        days=basis.days_of(1),
        settled={},
        size=replace(SIZE, tenths=300, restart=restart),
        layout=basis.layouts[0],
    )


def test_a_week_is_shared_among_its_runs_and_none_for_what_is_left_out():
    over = Restart(row=3, blanks=5, cap_m=5000, after_pain=False)
    race = Race(date=day_of(1, SUN), distance_m=10_000)

    assert drafter().shares(300) == [0, 68, 0, 68, 68, 0, 96]
    assert drafter(restart=over).shares(300) == [0, 68, 0, 68, 0, 0, 96]
    assert drafter(race=race).shares(300) == [0, 68, 0, 68, 68, 0, 0]


@pytest.mark.parametrize(
    ("metres", "room"),
    [
        # Never more than the week leaves when nothing was run yet.
        (5000, 30),
        (6800, 30),
        # Of 33 km, 23.2 km are still to come; what was run counts in whole tenths.
        (9000, 8),
        (9001, 7),
        (9800, 0),
        (12_000, 0),
    ],
)
def test_what_was_run_leaves_less_room_for_a_coach(metres, room):
    less = drafter(today=day_of(1, WED), runs=(ran(1, TUE, metres),)).less_left()

    assert less is not None
    assert less.shares.room == room


@pytest.mark.parametrize(
    ("today", "metres"), [(day_of(1, WED), 0), (day_of(2, MON), 5000)]
)
def test_nothing_is_taken_off_before_a_run_or_once_the_week_is_over(today, metres):
    assert drafter(today=today, runs=(ran(1, TUE, metres),)).less_left() is None


def test_on_its_last_day_a_week_is_not_over():
    assert drafter(today=day_of(1, SUN), runs=(ran(1, TUE, 5000),)).less_left()


def test_a_long_run_of_which_something_is_taken_off_stays_one():
    spec = make_spec(today=day_of(1, WED), runs=(ran(1, TUE, 20_000),))
    long = drafted(spec).draft.workouts[SUN]

    assert long.before is not None
    assert (long.kind, long.before.kind) == (WorkoutKind.LONG, WorkoutKind.LONG)
    assert long.tenths < long.before.tenths


@pytest.mark.parametrize(
    ("hard_s", "kind"),
    [(740, WorkoutKind.TEMPO), (741, WorkoutKind.TEMPO), (742, WorkoutKind.EASY)],
)
def test_a_run_that_is_too_short_for_its_hard_seconds_is_easy(hard_s, kind):
    """741 s are 19 % of the 3,900 s that 10 km take."""
    made = drafter().workout(TUE, 100, WorkoutKind.TEMPO, hard_s, None)

    assert (made.kind, made.hard_s) == (kind, hard_s if kind.is_quality else 0)
