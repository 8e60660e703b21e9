"""Move, skip and pause: what an athlete or a coach changes in the plan, and takes back."""

from __future__ import annotations

from training.services.changes.keeping import version_of
from training.services.changes.moving import move, refusal_to_move, skip
from training.services.changes.pausing import (
    BEGINS_LATER,
    ENDS_EARLIER,
    LONGEST_PAUSE,
    STARTS_TOO_LATE,
    TOO_LONG,
    pause,
)
from training.services.changes.refused import RefusedError, StaleError
from training.services.changes.undoing import undo

__all__ = [
    "BEGINS_LATER",
    "ENDS_EARLIER",
    "LONGEST_PAUSE",
    "STARTS_TOO_LATE",
    "TOO_LONG",
    "RefusedError",
    "StaleError",
    "move",
    "pause",
    "refusal_to_move",
    "skip",
    "undo",
    "version_of",
]
