"""How much a week may hold: the restart table of clinical.md 7.4 row by row."""

from __future__ import annotations

import pytest

from training.planner.volume import (
    Restart,
    blank_weeks,
    ceiling,
    longest_allowed,
    restart_of,
)


@pytest.mark.parametrize(
    ("longest", "allowed"),
    [(0, 1500), (1, 1), (9, 9), (10, 11), (12_000, 13_200), (12_009, 13_209)],
)
def test_a_run_is_a_tenth_longer_than_the_longest_at_most(longest, allowed):
    assert longest_allowed(longest) == allowed


@pytest.mark.parametrize(
    ("weeks", "count"),
    [((), 0), ((30_000,), 0), ((1000,), 0), ((999,), 1), ((0, 5000, 0, 999), 2)],
)
def test_blank_weeks_are_counted_back_from_the_last(weeks, count):
    assert blank_weeks(weeks) == count


BEFORE = (10_000, 20_000, 30_000, 41_000)


@pytest.mark.parametrize(
    ("blanks", "row", "cap_m"),
    # The mean of the four is 25,250 m.
    [(1, 0, 20_500), (2, 1, 12_625), (3, 2, 8332), (4, 2, 8332), (5, 3, 5000)],
)
def test_each_row_of_the_table_has_its_cap(blanks, row, cap_m):
    restart = restart_of((*BEFORE, *(0,) * blanks), after_pain=False)

    assert (restart.row, restart.blanks, restart.cap_m) == (row, blanks, cap_m)


@pytest.mark.parametrize(
    ("blanks", "row", "cap_m"),
    [(1, 0, 12_625), (2, 1, 8332), (3, 2, 5000), (4, 2, 5000), (5, 3, 5000)],
)
def test_after_pain_it_is_the_cap_of_the_row_below(blanks, row, cap_m):
    restart = restart_of((*BEFORE, *(0,) * blanks), after_pain=True)

    assert (restart.row, restart.blanks, restart.cap_m) == (row, blanks, cap_m)


def test_after_pain_it_is_never_more_than_without():
    """Half of the usual week may be more than half of the last one."""
    falling = (40_000, 40_000, 40_000, 10_000, 0)

    assert restart_of(falling, after_pain=False).cap_m == 5000
    assert restart_of(falling, after_pain=True).cap_m == 5000


def test_after_five_weeks_it_is_a_third_of_the_mean_in_whole_metres():
    """Of 10,001 m: 3,300.33."""
    cap = restart_of((10_001, *(0,) * 5), after_pain=False).cap_m

    assert (cap, type(cap)) == (3300, int)


def test_the_mean_is_that_of_four_weeks_that_were_not_blank():
    weeks = (90_000, 12_000, 999, 16_000, 0, 20_000, 24_000, 0, 0)

    # Of 18 km.
    assert restart_of(weeks, after_pain=False).cap_m == 9000


@pytest.mark.parametrize(("blanks", "row", "cap_m"), [(11, 3, 3300), (12, 4, 4500)])
def test_after_twelve_weeks_one_begins_as_a_new_runner(blanks, row, cap_m):
    restart = restart_of((50_000, 10_000, *(0,) * blanks), after_pain=True)

    assert (restart.row, restart.blanks, restart.cap_m) == (row, blanks, cap_m)


def test_a_restart_is_never_above_the_week_before_the_gap():
    assert restart_of((30_000, 30_000, 2000, 0, 0), after_pain=False).cap_m == 2000


def back(row: int, *, after_pain: bool = False) -> Restart:
    return Restart(row=row, blanks=row + 1, cap_m=0, after_pain=after_pain)


@pytest.mark.parametrize(
    ("row", "longest"), [(0, 9000), (1, 7200), (2, 5000), (3, 1500), (4, 1500)]
)
def test_each_row_of_the_table_has_its_longest_run(row, longest):
    run = back(row).longest_run(longest_30d_m=12_001, last_known_m=14_000)

    assert run == longest


@pytest.mark.parametrize(
    ("row", "longest"), [(0, 7200), (1, 5000), (2, 1500), (3, 1500), (4, 1500)]
)
def test_after_pain_the_longest_run_is_that_of_the_row_below(row, longest):
    run = back(row, after_pain=True).longest_run(
        longest_30d_m=12_001, last_known_m=14_000
    )

    assert run == longest


def test_after_three_weeks_it_is_half_of_the_last_known_where_that_is_less():
    run = back(2).longest_run(longest_30d_m=0, last_known_m=8001)

    assert run == 4000


@pytest.mark.parametrize("row", range(5))
def test_without_a_known_run_the_longest_is_a_starters(row):
    assert back(row).longest_run(longest_30d_m=0, last_known_m=0) == 1500


@pytest.mark.parametrize(
    ("after_pain", "steps"),
    [(False, (7, 6, 3, 0, 0)), (True, (6, 3, 0, 0, 0))],
)
def test_the_ladder_is_climbed_down_by_the_row(after_pain, steps):
    found = tuple(back(row, after_pain=after_pain).ladder(7) for row in range(5))

    assert found == steps


def test_nobody_climbs_below_the_first_step_or_up():
    assert [back(row).ladder(0) for row in range(5)] == [0] * 5
    assert back(2).ladder(2) == 2


@pytest.mark.parametrize(
    ("after_pain", "starts"),
    [
        (False, [False, False, False, True, True]),
        (True, [False, False, True, True, True]),
    ],
)
def test_a_long_gap_starts_over(after_pain, starts):
    found = [back(row, after_pain=after_pain).starts_over for row in range(5)]

    assert found == starts


@pytest.mark.parametrize(
    ("race_m", "recent", "top"),
    [
        (None, (0, 0), 40_000),
        (None, (39_000, 41_000, 20_000), 41_000),
        (21_097, (30_000,), 40_000),
        (42_195, (30_000,), 63_292),
        (46_666, (30_000,), 69_999),
        (100_000, (30_000,), 70_000),
        (100_000, (80_000,), 80_000),
    ],
)
def test_the_plan_stops_growing_at_what_it_is_for(race_m, recent, top):
    assert ceiling(race_m=race_m, recent_weeks_m=recent) == top
