"""Name the steps of the run-walk ladder, from one minute of running to all of it.

Each step lasts a week, so at least two sessions; after a week that held it back, or
with advice other than run, it is repeated.

Source: clinical.md 1.6.
"""

from __future__ import annotations

# Minutes of running in one bout; after the last step there are no walking breaks.
BOUTS_MIN = (1, 2, 3, 5, 8, 12, 20)
CONTINUOUS = len(BOUTS_MIN)
# A walking break lasts as long as the bout, but at most this many minutes.
LONGEST_BREAK_MIN = 2


def bout_minutes(level: int) -> int:
    """Return the minutes of running in a bout of this step; level is 0 to 6."""
    return BOUTS_MIN[level]


def break_minutes(level: int) -> int:
    """Return the minutes of walking between two bouts of this step."""
    return min(BOUTS_MIN[level], LONGEST_BREAK_MIN)
