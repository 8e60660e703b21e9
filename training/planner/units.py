"""Turn metres into the numbers athletes read, and back, without ever rounding up.

A distance that is planned is a whole number of tenths: of a kilometre (100 m), or of
a mile (160.9344 m, stored as the whole metres below). Integers only: in floats
12.5 x 1.1 is 13.750000000000002, which is shown as 13.8 and is +10.4 %.

Source: clinical.md 7.5.
"""

from __future__ import annotations

from enum import Enum

KM_TENTH_M = 100
# A tenth of a mile is 160.9344 m exactly: 1609344 / 10000.
MILE_TENTH = 1_609_344
MILE_TENTH_PER = 10_000
# Each run of a week in miles loses less than a metre when it is stored in metres; a
# week of at most seven runs is still shown as the tenths that were planned.
LOST_IN_A_WEEK_M = 7


class Unit(Enum):
    """The unit in which an athlete reads distances; the value is what is shown."""

    KM = "km"
    MI = "mi"


def metres_of(tenths: int, unit: Unit) -> int:
    """Return the whole metres of a number of tenths of the unit, rounded down."""
    if unit is Unit.KM:
        return tenths * KM_TENTH_M
    return tenths * MILE_TENTH // MILE_TENTH_PER


def tenths_within(metres: int, unit: Unit) -> int:
    """Return the most tenths whose metres_of is at most metres; 0 below one tenth."""
    if unit is Unit.KM:
        return max(0, metres // KM_TENTH_M)
    return max(0, ((metres + 1) * MILE_TENTH_PER - 1) // MILE_TENTH)


def shown_tenths(metres: int, unit: Unit) -> int:
    """Return the tenths as which a week of this many metres is shown, rounded down."""
    if unit is Unit.KM:
        return metres // KM_TENTH_M
    return (metres + LOST_IN_A_WEEK_M) * MILE_TENTH_PER // MILE_TENTH


def show(tenths: int, unit: Unit) -> str:
    """Return a distance as pages and paper show it, such as "5.0 km"."""
    return f"{tenths // 10}.{tenths % 10} {unit.value}"


def show_metres(metres: int, unit: Unit) -> str:
    """Return a week's metres as pages and paper show them."""
    return show(shown_tenths(metres, unit), unit)


def show_pace(pace_s_per_km: int, unit: Unit) -> str:
    """Return a pace such as "6:30 per km"; per mile it is rounded to the slower side."""
    seconds = pace_s_per_km
    if unit is Unit.MI:
        seconds = -(-pace_s_per_km * MILE_TENTH // (MILE_TENTH_PER * 100))
    return f"{seconds // 60}:{seconds % 60:02} per {unit.value}"
