"""What an athlete or a coach changed in a plan, as the planner takes it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_noop

from training.models import Change
from training.planner import Ceiling, Override, Pause, Swap, WorkoutKind

# How a day's reason begins; the name of the coach is with the change.
CHANGED_BY_COACH = gettext_noop("Changed by your coach: {reason}")


def swap_of(change: Change) -> Swap:
    """Return two days that change places."""
    return Swap(date=change.first, other=change.last)


def pause_of(change: Change) -> Pause:
    """Return days without training."""
    is_pain = change.cause == Change.Cause.PAIN
    return Pause(first=change.first, last=change.last, is_pain=is_pain)


def override_of(change: Change) -> Override:
    """Return a coach's workout for one day."""
    asked: dict[str, Any] = change.workout or {}
    reason = ""
    if change.reason:
        reason = CHANGED_BY_COACH.format(reason=change.reason)
    return Override(
        date=change.first,
        kind=WorkoutKind(asked["kind"]),
        activity=asked["activity"],
        distance_m=asked["distance_m"],
        duration_s=asked["duration_s"],
        text=asked["text"],
        reason=reason,
    )


def ceiling_of(change: Change) -> Ceiling:
    """Return what the weeks may hold at the most."""
    return Ceiling(first=change.first, last=change.last, metres=change.ceiling_m or 0)
