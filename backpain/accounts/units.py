"""Distances as they are typed and read in an athlete's own units."""

from __future__ import annotations

from decimal import Decimal

METRES_PER = {"km": Decimal(1000), "mi": Decimal("1609.344")}


def metres_in(units: str, distance: Decimal) -> int:
    """Return the whole metres of a distance that was typed."""
    return round(distance * METRES_PER[units])


def distance_in(units: str, metres: int | None) -> str:
    """Return a distance as it is typed, in kilometres or miles; empty if unknown."""
    if metres is None:
        return ""
    return f"{metres / METRES_PER[units]:.2f}".rstrip("0").rstrip(".")
