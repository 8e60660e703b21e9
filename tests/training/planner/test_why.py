"""What a week says about its size: each sentence, and when it is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.training.planner.specs import FRI, MON, SUN, THU, TUE, WED, day_of
from tests.training.planner.weeks import SIZE, STYLE
from training.planner.ladder import CONTINUOUS
from training.planner.planned import PlannedWorkout, WorkoutKind
from training.planner.reasons import EASY_DAY
from training.planner.size import WeekBehind, WeekSize, Why
from training.planner.types import Ceiling
from training.planner.units import Unit
from training.planner.volume import Restart
from training.planner.week import Layout, lay_out
from training.planner.week_days import DraftWeek
from training.planner.why import (
    base_sentence,
    change_percent,
    last_week_sentence,
    week_sentences,
)
from training.planner.workouts import rest, run

RISE = "+10 %: last week 30.0 km, at most 33.0 km."
APART = lay_out(running_days=(MON, WED, FRI), long_run_day=FRI, runs=3, is_novice=False)


def base(why: Why, *, tenths: int = 330, **changes) -> str:
    return base_sentence(replace(SIZE, why=why, **changes), tenths=tenths, unit=Unit.KM)


def test_each_size_of_a_week_has_its_sentence():
    assert base(Why.RISE) == RISE
    assert base(Why.RISE, tenths=300) == ("+0 %: last week 30.0 km, at most 33.0 km.")
    assert base(Why.HOLD) == (
        "Hold week: no rise in every fourth week and after a race; last week 30.0 km."
    )
    assert base(Why.TAPER) == "Taper before the race: less than last week's 30.0 km."
    assert base(Why.STARTER, cap_m=4500) == (
        "A new start: short run-walk sessions with a day between, at most 4.5 km."
    )
    assert base(Why.WAIT).startswith("Nothing is planned yet: ")


def test_the_most_that_is_shown_is_a_tenth_of_what_is_shown():
    """12.39 km allow 13.6 km, but 12.3 km as shown allow 13.5 km."""
    said = base(Why.RISE, baseline_m=12_390, cap_m=13_600, tenths=135)

    assert said == "+9.7 %: last week 12.3 km, at most 13.5 km."


@pytest.mark.parametrize(
    ("row", "blanks", "said"),
    [
        (0, 1, "one week without running: half of the last week"),
        (1, 2, "2 weeks without running: half of the usual week"),
        (2, 4, "4 weeks without running: a third of the usual week"),
        (
            3,
            5,
            "5 weeks without running: a third of the usual week, and no more than 5 km",
        ),
    ],
)
def test_a_restart_says_after_what_and_how_much(row, blanks, said):
    restart = Restart(row=row, blanks=blanks, cap_m=5000, after_pain=False)
    after_pain = replace(restart, after_pain=True)
    whole = f"Restart after {said}, at most 5.0 km."

    assert base(Why.RESTART, cap_m=5000, restart=restart) == whole
    assert base(Why.RESTART, cap_m=5000, restart=after_pain) == (
        f"{whole} Less than usual, because the break was for pain."
    )


def test_a_new_start_is_no_restart():
    restart = Restart(row=4, blanks=4, cap_m=4500, after_pain=True)

    assert base(Why.STARTER, restart=restart).startswith("A new start: ")


@pytest.mark.parametrize(
    ("tenths", "shown", "change"),
    [
        (1, 0, "+0"),
        (0, 10, "-100"),
        (100, 100, "+0"),
        (110, 100, "+10"),
        (1001, 1000, "+0.1"),
        # -0.05 % is rounded down.
        (1999, 2000, "-0.1"),
        (197, 200, "-1.5"),
        (211, 200, "+5.5"),
    ],
)
def test_a_change_is_rounded_down_to_a_tenth_of_a_per_cent(tenths, shown, change):
    assert change_percent(tenths, shown) == change


LAST = WeekBehind(counts_m=30_000, cap_m=33_000, volume_m=33_000)
MORE = "Last week's 33.1 km were more than it could hold; only 33.0 km count."
SHORT = "Planned were 33.0 km; what was run counts."


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, ""),
        ({"counts_m": 33_000}, ""),
        ({"counts_m": 33_100}, MORE),
        # Less than nine tenths of what was planned.
        ({"counts_m": 29_700}, ""),
        ({"counts_m": 29_699}, SHORT),
        ({"counts_m": 29_699, "is_over": False}, ""),
        # Nothing is said before the plan, or before a restart.
        ({"counts_m": 29_699, "cap_m": None}, ""),
        ({"counts_m": 50_000, "cap_m": None}, ""),
        ({"counts_m": 1000}, SHORT),
        ({"counts_m": 999}, ""),
    ],
)
def test_what_is_said_of_the_week_before(changes, said):
    assert last_week_sentence(replace(LAST, **changes), Unit.KM) == said


def week_of(*tenths: int) -> tuple[PlannedWorkout, ...]:
    """Seven workouts, those of no tenths rest days."""
    return tuple(
        run(WorkoutKind.EASY, one, STYLE) if one else rest(STYLE) for one in tenths
    )


AS_PLANNED = week_of(110, 0, 110, 0, 110, 0, 0)
LESS = week_of(110, 0, 110, 0, 0, 0, 0)
EASED = (replace(LESS[0], reasons=(EASY_DAY,)), *LESS[1:])


def sentences(
    size: WeekSize = SIZE,
    *,
    drafted: Sequence[PlannedWorkout] = AS_PLANNED,
    adjusted: Sequence[PlannedWorkout] | None = None,
    tenths: int = 330,
    layout: Layout = APART,
    last: WeekBehind = LAST,
    **changes,
) -> str:
    usual = {
        "is_cut": False,
        "is_coached": False,
        "asked": 3,
        "is_novice": False,
    }
    return week_sentences(
        size,
        last,
        layout,
        unit=Unit.KM,
        draft=DraftWeek(
            workouts=tuple(drafted), tenths=tenths, quality_days=(), quality_s=0
        ),
        adjusted=drafted if adjusted is None else adjusted,
        **(usual | changes),
    )


PLANNED = "Planned were 33.0 km; "
CUT = f"{PLANNED}skipped and paused days are taken off."
ADVICE = f"{PLANNED}your check-ins took some off."
FIRST_SHORT = (
    f"{PLANNED}the first runs after a break are measured against one that was cut short "
    "or left out."
)
COACHED = f"{PLANNED}your coach changed some of its days."
RAN = f"{PLANNED}what you have run already takes some off."


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, []),
        ({"adjusted": EASED}, [ADVICE]),
        # Less than drafted without an answer, but for what a coach's run says.
        ({"adjusted": LESS}, [FIRST_SHORT]),
        ({"drafted": (EASED[0], *AS_PLANNED[1:]), "adjusted": EASED}, [FIRST_SHORT]),
        ({"drafted": LESS}, [RAN]),
        ({"is_coached": True}, [COACHED]),
        ({"drafted": LESS, "is_coached": True}, [COACHED]),
        ({"adjusted": EASED, "is_coached": True}, [ADVICE]),
        ({"adjusted": EASED, "is_coached": True, "is_cut": True}, [CUT]),
    ],
)
def test_a_week_says_what_made_it_another_than_planned(changes, said):
    assert sentences(**changes) == " ".join([RISE, *said])


def test_a_ceiling_is_named_with_its_last_day():
    low = Ceiling(first=day_of(1, MON), last=day_of(2, THU), metres=20_000)

    assert sentences(replace(SIZE, ceiling=low)) == (
        f"{RISE} Your coach's ceiling: at most 20.0 km a week up to and including 10 "
        f"December."
    )


def test_a_limit_on_a_run_is_named_where_it_makes_the_week_smaller():
    limited = "No run may be longer than 13.2 km yet."
    waiting = replace(SIZE, why=Why.WAIT)

    assert limited in sentences(tenths=329)
    assert limited not in sentences(tenths=330)
    assert limited not in sentences(waiting, tenths=0)


def test_the_week_before_is_named_after_the_size():
    less = replace(LAST, counts_m=20_000)

    assert sentences(last=less) == f"{RISE} {SHORT}"


NO_HARD = "No tempo or intervals: none of your days is far enough from the long run."
ONE_HARD = (
    "Tempo and intervals take turns: your days leave room for one of them a week."
)
MEET = "Your days put two runs on consecutive days."


def layout_of(*days: int, long: int):
    return lay_out(
        running_days=days, long_run_day=long, runs=len(days), is_novice=False
    )


@pytest.mark.parametrize(
    ("layout", "runs", "said"),
    [
        (layout_of(MON, WED, FRI, long=FRI), (MON, WED, FRI), []),
        (layout_of(TUE, WED, THU, long=WED), (TUE, WED, THU), [NO_HARD, MEET]),
        (layout_of(TUE, WED, THU, long=WED), (TUE, THU), [NO_HARD]),
        # Of what is run on this week's days.
        (layout_of(TUE, THU, FRI, SUN, long=SUN), (TUE, THU, FRI, SUN), [MEET]),
        (layout_of(TUE, THU, FRI, SUN, long=SUN), (TUE, THU, SUN), []),
        (layout_of(TUE, THU, FRI, SUN, long=SUN), (TUE, FRI, SUN), []),
        (layout_of(MON, WED, FRI, SUN, long=SUN), (MON, WED, SUN), [MEET]),
        (
            layout_of(MON, TUE, WED, THU, long=THU),
            (MON, TUE, WED, THU),
            [ONE_HARD, MEET],
        ),
        # A run of a coach's on another day is not of the athlete's days.
        (layout_of(MON, WED, FRI, long=FRI), (MON, TUE), []),
    ],
)
def test_a_week_says_what_the_days_made_necessary(layout, runs, said):
    adjusted = week_of(*(80 if day in runs else 0 for day in range(7)))

    found = sentences(layout=layout, drafted=adjusted, tenths=330, is_cut=True)

    assert found == " ".join([RISE, CUT, *said])
    # Not on the ladder, where no run is hard.
    on_the_ladder = replace(SIZE, level=CONTINUOUS - 1)
    assert (
        sentences(on_the_ladder, layout=layout, drafted=adjusted, is_cut=True)
        == f"{RISE} {CUT}"
    )


@pytest.mark.parametrize(
    ("asked", "said"),
    [(3, []), (4, ["A new runner gets a day between two runs: 3 a week."])],
)
def test_a_new_runner_is_told_of_fewer_runs(asked, said):
    found = sentences(asked=asked, is_novice=True)

    assert found == " ".join([RISE, *said])
