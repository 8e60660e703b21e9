"""Which day of the week gets what, before anything is swapped (P7 and P9 to P11).

A week is written from Monday: L long run, Q tempo or intervals, r another run,
s strength, x another sport, - rest.
"""

from __future__ import annotations

from itertools import combinations

import pytest

from tests.training.planner.specs import FRI, MON, SAT, SUN, THU, TUE, WED
from training.planner.week import Layout, are_neighbours, follows_run, lay_out

ALL = tuple(range(7))


def laid_out(*days: int, long: int, runs: int = 4, novice: bool = False) -> Layout:
    return lay_out(running_days=days, long_run_day=long, runs=runs, is_novice=novice)


def written(layout: Layout) -> str:
    def one(day: int) -> str:
        if day == layout.long:
            return "L"
        roles = {
            "Q": layout.quality,
            "r": layout.runs,
            "s": layout.strength,
            "x": layout.cross_training,
        }
        return next((sign for sign, days in roles.items() if day in days), "-")

    return "".join(map(one, ALL))


@pytest.mark.parametrize(
    ("days", "long", "week"),
    [
        # Two hard runs a day apart from the long run and from each other.
        ((TUE, THU, FRI, SUN), SUN, "sQsQr-L"),
        ((MON, WED, FRI, SUN), SUN, "rsQsQ-L"),
        ((MON, WED, FRI, SAT), SAT, "Q-QsrLs"),
        # Where two runs meet it is not the long run's eve, if the days allow it.
        (ALL, SUN, "rsQsQ-L"),
        (ALL, WED, "Q-LrsQs"),
        # One hard run where there is room for one.
        ((TUE, WED, SAT, SUN), SUN, "sQr-srL"),
        ((MON, TUE, WED, THU), THU, "QrrLs-s"),
        # Strength in a row rather than on the eve of the long run.
        ((MON, TUE, WED, THU), MON, "LrQrss-"),
        # The days may come in any order.
        ((SUN, FRI, TUE, THU), SUN, "sQsQr-L"),
    ],
)
def test_four_runs_have_up_to_two_hard_days(days, long, week):
    assert written(laid_out(*days, long=long)) == week


@pytest.mark.parametrize(
    ("days", "long", "week"),
    [
        (ALL, SUN, "sQsrx-L"),
        ((TUE, THU, SAT), SAT, "sQsr-Lx"),
        ((MON, TUE, WED), MON, "LrQsxs-"),
        # Two runs in a row rather than three, and the long run before the other.
        ((MON, TUE, WED, THU), TUE, "rL-Qsxs"),
        ((MON, TUE, WED, FRI), TUE, "-LrsQsx"),
        # None is far enough from the long run.
        ((TUE, WED, THU), WED, "-rLrsxs"),
    ],
)
def test_three_runs_have_one_hard_day(days, long, week):
    assert written(laid_out(*days, long=long, runs=3)) == week


@pytest.mark.parametrize(
    ("days", "long", "week"),
    [
        # Three at most, whatever is asked for, and none of them hard.
        (ALL, SUN, "srsrx-L"),
        (ALL, THU, "rs-Lsrx"),
        # Two where three would meet, and another long run's day for it.
        ((MON, TUE, WED), TUE, "r-Lsxsx"),
        ((FRI, SAT, SUN, MON), SUN, "sxsxr-L"),
        ((MON, TUE, SUN), MON, "srsxx-L"),
        ((SUN, MON, THU), SUN, "sxsrx-L"),
        ((MON, TUE, WED, THU), THU, "rs-Lsxx"),
        # The last of three is the long run, where its own day is not one of them.
        ((MON, TUE, WED, FRI), TUE, "rsr-Lsx"),
        # Of two pairs the one with the more even gaps.
        ((MON, TUE, SAT), SAT, "srsx-Lx"),
        ((MON, WED, THU), MON, "Lsxrsx-"),
    ],
)
def test_a_new_runner_has_a_day_between_two_runs(days, long, week):
    assert written(laid_out(*days, long=long, novice=True)) == week


def every_layout():
    for size in (3, 4, 5, 6, 7):
        for days in combinations(ALL, size):
            for long in days:
                for runs in range(3, min(size, 4) + 1):
                    yield laid_out(*days, long=long, runs=runs)


def test_no_two_hard_days_of_any_week_meet():
    """P7, and from one week to the next."""
    for layout in every_layout():
        hard = (layout.long, *layout.quality)
        assert not any(are_neighbours(*pair) for pair in combinations(hard, 2))


def test_every_week_has_two_days_of_strength_and_one_of_rest():
    """P11: on days without running."""
    for layout in every_layout():
        assert len(layout.strength) == 2
        assert {*layout.strength, *layout.cross_training}.isdisjoint(layout.runs)
        assert written(layout).count("-") == 1


def test_before_any_swap_a_run_is_limited_on_its_own_day_only():
    for layout in every_layout():
        assert (layout.limit_days, layout.soft) == (layout.runs, frozenset())


def test_a_day_follows_a_run_across_sunday_too():
    layout = laid_out(MON, WED, FRI, SUN, long=SUN)

    assert layout.follows == layout.close == {MON, TUE, THU, SAT}
    assert layout.has_neighbours
    assert not laid_out(TUE, THU, SAT, long=SAT, runs=3).has_neighbours


def test_days_are_neighbours_in_a_circle():
    assert [day for day in ALL if are_neighbours(MON, day)] == [TUE, SUN]
    assert [day for day in ALL if are_neighbours(day, THU)] == [WED, FRI]
    assert [day for day in ALL if follows_run(day, (SUN, WED))] == [MON, THU]
