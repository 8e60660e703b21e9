"""Where a day or a week stands: what was run against what was planned."""

from __future__ import annotations

from enum import Enum

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

# Done is within a fifth of what was planned.
DONE_FROM_PERCENT, DONE_TO_PERCENT = 80, 120


class State(Enum):
    """Where a day or a week stands; the value is the class name of its mark."""

    BEFORE_PLAN = "before"
    DONE = "done"
    PART = "part"
    OVER = "over"
    MISSED = "missed"
    UNPLANNED = "unplanned"
    CHECK_IN_FIRST = "check-in"
    TODAY = "today"
    TO_COME = "to-come"
    REST = "rest"


# A word and a shape each, so that no colour is needed to tell them apart.
STATE_WORDS: dict[State, StrOrPromise] = {
    State.BEFORE_PLAN: _("before the plan"),
    State.DONE: _("done"),
    State.PART: _("part of it"),
    State.OVER: _("more than planned"),
    State.MISSED: _("missed"),
    State.UNPLANNED: _("not planned"),
    State.CHECK_IN_FIRST: _("check in first"),
    State.TODAY: _("today"),
    State.TO_COME: _("to come"),
    State.REST: _("rest"),
}
STATE_SHAPES = {
    State.DONE: "✓",
    State.PART: "◐",
    State.OVER: "▲",
    State.MISSED: "○",
    State.UNPLANNED: "+",
    State.CHECK_IN_FIRST: "?",
}


def compliance(*, planned_m: int, run_m: int) -> State:
    """Return how what was run compares with what was planned."""
    if planned_m == 0:
        return State.UNPLANNED if run_m else State.REST
    if run_m == 0:
        return State.MISSED
    if run_m * 100 < planned_m * DONE_FROM_PERCENT:
        return State.PART
    return State.OVER if run_m * 100 > planned_m * DONE_TO_PERCENT else State.DONE
