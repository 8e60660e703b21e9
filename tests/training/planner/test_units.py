"""Metres as athletes read them: never rounded up, in kilometres and in miles."""

from __future__ import annotations

import pytest

from training.planner.units import (
    Unit,
    metres_of,
    show,
    show_metres,
    show_pace,
    shown_tenths,
    tenths_within,
)


@pytest.mark.parametrize(
    ("tenths", "unit", "metres"),
    [
        (0, Unit.KM, 0),
        (7, Unit.KM, 700),
        (0, Unit.MI, 0),
        (1, Unit.MI, 160),
        (10, Unit.MI, 1609),
        # A marathon, of 42,195 m, is more than 26.2 mi.
        (262, Unit.MI, 42_164),
        (10_000, Unit.MI, 1_609_344),
    ],
)
def test_tenths_are_stored_as_whole_metres(tenths, unit, metres):
    assert metres_of(tenths, unit) == metres


@pytest.mark.parametrize(
    ("metres", "unit", "tenths"),
    [
        (-1, Unit.KM, 0),
        (99, Unit.KM, 0),
        (100, Unit.KM, 1),
        (1099, Unit.KM, 10),
        (-1, Unit.MI, 0),
        (-1000, Unit.MI, 0),
        (0, Unit.MI, 0),
        (159, Unit.MI, 0),
        (160, Unit.MI, 1),
        (1608, Unit.MI, 9),
        (1609, Unit.MI, 10),
    ],
)
def test_no_more_tenths_than_fit_into_the_metres(metres, unit, tenths):
    assert tenths_within(metres, unit) == tenths


@pytest.mark.parametrize("unit", Unit)
def test_what_is_stored_is_read_as_the_same_tenths(unit):
    for tenths in range(3001):
        metres = metres_of(tenths, unit)
        assert tenths_within(metres, unit) == tenths
        assert tenths_within(metres - 1, unit) == max(0, tenths - 1)
        assert shown_tenths(metres, unit) == tenths


@pytest.mark.parametrize(
    ("metres", "unit", "tenths"),
    [
        (99, Unit.KM, 0),
        (1999, Unit.KM, 19),
        # Seven runs of 0.1 mi, each of which lost less than a metre.
        (7 * 160, Unit.MI, 7),
        (7 * 160 - 1, Unit.MI, 6),
        # 1.1 mi are 1,770.3 m.
        (1763, Unit.MI, 10),
        (1764, Unit.MI, 11),
    ],
)
def test_a_week_is_shown_as_the_tenths_of_its_runs(metres, unit, tenths):
    assert shown_tenths(metres, unit) == tenths


def test_distances_are_shown_with_one_decimal_and_their_unit():
    assert show(0, Unit.KM) == "0.0 km"
    assert show(9, Unit.KM) == "0.9 km"
    assert show(105, Unit.MI) == "10.5 mi"
    assert show_metres(1999, Unit.KM) == "1.9 km"
    assert show_metres(1609, Unit.MI) == "1.0 mi"


@pytest.mark.parametrize(
    ("pace", "unit", "shown"),
    [
        (390, Unit.KM, "6:30 per km"),
        (365, Unit.KM, "6:05 per km"),
        (59, Unit.KM, "0:59 per km"),
        # 627.6 s and 482.8 s are rounded to the slower side.
        (390, Unit.MI, "10:28 per mi"),
        (300, Unit.MI, "8:03 per mi"),
        # 16,093.4 s.
        (10_000, Unit.MI, "268:14 per mi"),
    ],
)
def test_a_pace_is_never_shown_faster_than_it_is(pace, unit, shown):
    assert show_pace(pace, unit) == shown
