"""Say how much a week may hold: the cap, the restart after blank weeks, the ceiling.

Everything in whole metres. The ten per cent is a cautious convention, not a proven
protector (Buist 2008); the limit on the single run is the better supported of the two
(Frandsen 2025).

Source: clinical.md 7.2-7.6.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from training.planner.units import Unit, metres_of, tenths_within

# The 10 % rule: nothing rises by more than this from one week to the next.
RAMP = Fraction(11, 10)
# A week of fewer metres counts as blank (clinical.md, decision 2).
BLANK_BELOW_M = 1000
# Blank weeks are looked back over this far for the weeks before them.
WEEKS_BACK = 12
WEEKS_IN_MEAN = 4
# Never run before: 3-4.5 km of running in three sessions, none above 1.5 km.
STARTER_CAP_M, STARTER_RUN_M, STARTER_SESSIONS = 4500, 1500, 3
STARTER_SESSION_M = 1000
# Restart rows 3-4 and 5+ of the table.
RETURN_RUN_M, LONG_GAP_CAP_M = 5000, 5000
# Every fourth week holds: three rises, then none (P14 asks for one week in five).
HOLD_EVERY = 4
# A plan stops growing here (D): 40 km a week, or half as much again as the race.
LEISURE_CEILING_M, RACE_CEILING_M = 40_000, 70_000


def weekly_cap(*, baseline_m: int, unit: Unit) -> int:
    """Return the most metres a week may hold after a week of baseline_m.

    110 % of the baseline, rounded down to a tenth of the unit. After a week of fewer
    than 1000 m run, restart_of says what may be run instead.

    Source: clinical.md 7.2; the 10 % is a convention (Buist 2008).
    """
    most = baseline_m * RAMP.numerator // RAMP.denominator
    return metres_of(tenths_within(most, unit), unit)


def longest_allowed(longest_run_m: int) -> int:
    """Return the most metres of one run after a longest run in 30 days; 0 is none.

    Source: clinical.md P4; Frandsen 2025, BJSM 59:1203.
    """
    if longest_run_m == 0:
        return STARTER_RUN_M
    return longest_run_m * RAMP.numerator // RAMP.denominator


@dataclass(frozen=True, slots=True, kw_only=True)
class Restart:
    """What a week may hold after blank weeks: metres, longest run, ladder step.

    row is 0 to 3 as in the table of clinical.md 7.4, or 4 for somebody who has not
    run in twelve weeks or ever; blanks the number of blank weeks in a row.
    """

    row: int
    blanks: int
    cap_m: int
    after_pain: bool

    def longest_run(self, *, longest_30d_m: int, last_known_m: int) -> int:
        """Return the most metres of one run; 0 for a longest that is unknown."""
        rows = range(self.row, _lower(self.row, self.after_pain) + 1)
        return min(_row_longest(row, longest_30d_m, last_known_m) for row in rows)

    @property
    def starts_over(self) -> bool:
        """Say whether the gap was so long that it begins as for a new runner."""
        return _lower(self.row, self.after_pain) >= 3

    def ladder(self, level: int) -> int:
        """Return the step of the run-walk ladder after a step of level before."""
        row = _lower(self.row, self.after_pain)
        return (level, max(level - 1, 0), min(level, 3), 0, 0)[row]


def is_blank(week_m: int) -> bool:
    """Say whether a week counts as one without running."""
    return week_m < BLANK_BELOW_M


def blank_weeks(weeks_m: Sequence[int]) -> int:
    """Return how many weeks in a row were blank, up to the last one (oldest first)."""
    count = 0
    for metres in reversed(weeks_m):
        if not is_blank(metres):
            break
        count += 1
    return count


def restart_of(weeks_m: Sequence[int], *, after_pain: bool) -> Restart:
    """Return the restart after weeks_m (oldest first), the last of which is blank.

    After a gap for pain the cap is the lower one of the row and the row below it:
    after falling weeks, half of the mean would be more than half of the last week.

    Source: clinical.md 7.4 (fractions are coaching convention).
    """
    blanks = blank_weeks(weeks_m)
    known = [metres for metres in weeks_m[-WEEKS_BACK:] if not is_blank(metres)]
    if not known:
        return Restart(row=4, blanks=blanks, cap_m=STARTER_CAP_M, after_pain=after_pain)
    row = 0 if blanks == 1 else 1 if blanks == 2 else 2 if blanks <= 4 else 3
    rows = range(row, _lower(row, after_pain) + 1)
    cap = min(_row_cap(number, known[-WEEKS_IN_MEAN:]) for number in rows)
    return Restart(row=row, blanks=blanks, cap_m=cap, after_pain=after_pain)


def _lower(row: int, after_pain: bool) -> int:
    """Return the row that a gap for pain leads to; the last rows stay."""
    return min(row + 1, 3) if after_pain and row < 4 else row


def _row_cap(row: int, known: Sequence[int]) -> int:
    """Return the cap of a row; known are the last non-blank weeks, oldest first."""
    mean = sum(known) // len(known)
    caps = (
        known[-1] // 2,
        mean // 2,
        mean * 33 // 100,
        min(mean * 33 // 100, LONG_GAP_CAP_M),
    )
    return min(caps[row], known[-1])


def _row_longest(row: int, longest_30d_m: int, last_known_m: int) -> int:
    """Return the longest run of a row; where its basis is unknown, a starter's."""
    by_row = (
        longest_30d_m * 75 // 100,
        longest_30d_m * 60 // 100,
        min(last_known_m // 2, RETURN_RUN_M),
        STARTER_RUN_M,
        STARTER_RUN_M,
    )
    return by_row[row] or STARTER_RUN_M


def ceiling(*, race_m: int | None, recent_weeks_m: Sequence[int]) -> int:
    """Return the weekly metres above which the plan does not grow.

    race_m is None without a race. Whoever already runs more keeps it.
    """
    goal = min((race_m or 0) * 3 // 2, RACE_CEILING_M)
    return max(LEISURE_CEILING_M, goal, *recent_weeks_m)
