"""Share a week's tenths among its runs.

Each part can only rise with the week and with the limits on a single run: what a
limit takes from one run is never handed to another. So nothing that makes a week
smaller can make one of its days bigger.

Source: clinical.md 7.5 (rounding) and P4-P6.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

# The long run's share in per cent: what is planned, and what is never passed (P5).
LONG_SHARE = {3: (38, 40), 4: (32, 35)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most tenths of the week's longest run, and of every other run.

    are_first says that on some day of the week no run of the 30 days before counts:
    then a run of the same week is what the next one is measured against.
    """

    longest: int
    other: int
    are_first: bool = False


def parts_of(tenths: int, *, runs: int, is_even: bool) -> tuple[int, ...]:
    """Return the parts of a week, the long run first, before any limit on a run.

    is_even asks for runs as equal as tenths allow: those of a new runner.
    """
    if is_even:
        return tuple((tenths + runs - 1 - place) // runs for place in range(runs))
    planned, most = LONG_SHARE[runs]
    long = min(-(-tenths * planned // 100), tenths * most // 100)
    others = tenths - long
    rest = runs - 1
    return (long, *((others + rest - 1 - place) // rest for place in range(rest)))


def limited(
    parts: Sequence[int], limits: Limits, *, is_run_walk: bool
) -> tuple[int, ...]:
    """Return the parts within the limits, none longer than the first.

    The first runs after a gap are all as short as the shortest. In run-walk weeks no
    run is longer than all others: there is no long run yet. But where the week leaves
    all of them more than the longest of the 30 days before, the first may rise alone,
    as in other weeks (P5). So a run-walk week never holds more than the same week
    without walking breaks, and nothing that leads back to run-walks makes a run longer.
    """
    long = min(parts[0], limits.longest)
    others = [min(part, long, limits.other) for part in parts[1:]]
    if others and len(parts) in LONG_SHARE:
        most = LONG_SHARE[len(parts)][1]
        long = min(long, max(*others, sum(others) * most // (100 - most)))
    if is_run_walk:
        long = min(long, max(min(parts), *others) if others else long)
    if limits.are_first:
        long = min(long, *others) if others else long
        others = [long] * len(others)
    return (long, *others)


def most_that_fits(
    *, left: int, places: Sequence[int], tenths: int, runs: int, is_even: bool
) -> int:
    """Return the largest week, at most tenths, whose parts at places fit into left.

    places are the runs of the week still to come (0 is the long run), left the tenths
    that the cap leaves after what was run. Missed runs are not made up for.

    Source: clinical.md 7.6, part week.
    """
    low, high = 0, tenths
    while low < high:
        middle = (low + high + 1) // 2
        parts = parts_of(middle, runs=runs, is_even=is_even)
        if sum(parts[place] for place in places) <= left:
            low = middle
        else:
            high = middle - 1
    return low
