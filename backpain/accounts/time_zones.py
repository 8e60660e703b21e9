"""The time zones to choose from, by continent."""

from __future__ import annotations

import functools
import zoneinfo
from itertools import groupby

CONTINENTS = (
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
)
Choice = tuple[str, str]


@functools.cache
def known_time_zones() -> frozenset[str]:
    """Return every name a browser may send; reading the system's files is slow."""
    return frozenset(
        name for name in zoneinfo.available_timezones() if name == "UTC" or "/" in name
    )


def grouped_time_zones(current: str) -> list[Choice | tuple[str, list[Choice]]]:
    """Return choices for a select: UTC, the continents, and the current one.

    The current name may be an old one ("US/Pacific") that is offered to nobody
    else: saving another setting must not change it.
    """
    names = sorted(
        name for name in known_time_zones() if name.split("/")[0] in CONTINENTS
    )
    choices: list[Choice | tuple[str, list[Choice]]] = [("UTC", "UTC")]
    if current != "UTC" and current not in names and current in known_time_zones():
        choices.append((current, current.replace("_", " ")))
    for continent, group in groupby(names, key=lambda name: name.split("/")[0]):
        choices.append((continent, [(name, _place(name)) for name in group]))
    return choices


def _place(name: str) -> str:
    return name.partition("/")[2].replace("_", " ").replace("/", ", ")
