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


def step_within(level: int, run_s: int) -> int:
    """Return the step of at most level for a run of run_s seconds of running.

    The highest of which two bouts fit in, so that there is a break between them; the
    first one for a run that is too short for any.
    """
    steps = reversed(range(level + 1))
    return next((step for step in steps if BOUTS_MIN[step] * 60 * 2 <= run_s), 0)


def break_minutes(level: int) -> int:
    """Return the minutes of walking between two bouts of this step."""
    return min(BOUTS_MIN[level], LONGEST_BREAK_MIN)
