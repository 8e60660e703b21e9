"""How a week's tenths are shared among its runs, at and beside each limit."""

from __future__ import annotations

import pytest

from training.planner.split import Limits, limited, most_that_fits, parts_of

NONE = Limits(longest=1000, other=1000)


@pytest.mark.parametrize(
    ("tenths", "runs", "expected"),
    [
        (30, 3, (10, 10, 10)),
        (31, 3, (11, 10, 10)),
        (32, 3, (11, 11, 10)),
        (5, 2, (3, 2)),
        (7, 1, (7,)),
        (0, 3, (0, 0, 0)),
    ],
)
def test_a_new_runners_runs_are_as_equal_as_tenths_allow(tenths, runs, expected):
    assert parts_of(tenths, runs=runs, is_even=True) == expected


@pytest.mark.parametrize(
    ("tenths", "runs", "expected"),
    [
        # 38 % of three runs, rounded up, and no more than 40 %.
        (400, 3, (152, 124, 124)),
        (401, 3, (153, 124, 124)),
        (5, 3, (2, 2, 1)),
        (4, 3, (1, 2, 1)),
        # 32 % of four runs, rounded up, and no more than 35 %.
        (400, 4, (128, 91, 91, 90)),
        (20, 4, (7, 5, 4, 4)),
        (17, 4, (5, 4, 4, 4)),
        (0, 4, (0, 0, 0, 0)),
    ],
)
def test_the_long_run_has_its_share_and_the_others_the_same(tenths, runs, expected):
    assert parts_of(tenths, runs=runs, is_even=False) == expected


@pytest.mark.parametrize(
    ("parts", "limits", "expected"),
    [
        ((38, 31, 31), NONE, (38, 31, 31)),
        ((38, 31, 31), Limits(longest=38, other=31), (38, 31, 31)),
        ((38, 31, 31), Limits(longest=37, other=30), (37, 30, 30)),
        # None is longer than the first.
        ((38, 31, 31), Limits(longest=30, other=31), (30, 30, 30)),
        ((1, 2, 1), NONE, (1, 1, 1)),
    ],
)
def test_each_run_keeps_within_its_limit_and_within_the_first(parts, limits, expected):
    assert limited(parts, limits, is_run_walk=False) == expected


@pytest.mark.parametrize(
    ("parts", "other", "expected"),
    [
        # 40 % of three runs: 20 of 50, and 39 of 98.
        ((38, 31, 31), 15, (20, 15, 15)),
        ((45, 30, 29), 30, (39, 30, 29)),
        # 35 % of four: 24 of 69.
        ((40, 28, 28, 28), 15, (24, 15, 15, 15)),
        # But it may be as long as another run, whatever its share is then.
        ((9, 9, 0), 9, (9, 9, 0)),
        # A runner with fewer days has no share to keep.
        ((10, 5), 4, (10, 4)),
        ((10,), 4, (10,)),
    ],
)
def test_the_long_run_keeps_its_share_where_the_others_are_limited(
    parts, other, expected
):
    limits = Limits(longest=1000, other=other)

    assert limited(parts, limits, is_run_walk=False) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((38, 31, 31), (31, 31, 31)),
        ((11, 10, 10), (10, 10, 10)),
        ((11, 11, 10), (11, 11, 10)),
        ((12,), (12,)),
    ],
)
def test_no_run_walk_is_longer_than_all_others(parts, expected):
    assert limited(parts, NONE, is_run_walk=True) == expected


def test_the_first_run_walk_may_pass_what_limits_the_others():
    """With its share of the week: 40 % of 50 tenths."""
    limits = Limits(longest=50, other=15)

    assert limited((38, 31, 31), limits, is_run_walk=True) == (20, 15, 15)


@pytest.mark.parametrize("is_run_walk", [False, True])
@pytest.mark.parametrize(
    ("parts", "expected"),
    [((11, 10, 9), (9, 9, 9)), ((10, 10, 10), (10, 10, 10)), ((12,), (12,))],
)
def test_the_first_runs_are_all_as_short_as_the_shortest(parts, expected, is_run_walk):
    limits = Limits(longest=1000, other=1000, are_first=True)

    assert limited(parts, limits, is_run_walk=is_run_walk) == expected


@pytest.mark.parametrize(
    ("left", "places", "expected"),
    [
        # Of 30 the first two are 20, of 31 they are 21.
        (20, (0, 1), 30),
        (21, (0, 1), 31),
        (19, (0, 1), 28),
        (0, (0, 1), 0),
        # What is asked for, where it fits or nothing is to come.
        (100, (0, 1, 2), 40),
        (40, (0, 1, 2), 40),
        (39, (0, 1, 2), 39),
        (0, (), 40),
    ],
)
def test_a_week_in_progress_is_the_largest_whose_runs_to_come_fit(
    left, places, expected
):
    fits = most_that_fits(left=left, places=places, tenths=40, runs=3, is_even=True)

    assert fits == expected


def test_a_week_in_progress_is_shared_as_any_other():
    """Of 100 the long run is 38, of 101 it is 39."""
    fits = most_that_fits(left=38, places=(0,), tenths=200, runs=3, is_even=False)

    assert fits == 100
