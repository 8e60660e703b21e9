"""The week on one sheet of paper, and how tightly it is set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from training.models import Week
from training.plan_now import PlanNow
from training.planner import BLANK_BELOW_M, Unit
from training.presentation import (
    DayText,
    WeekText,
    WorkoutText,
    day_texts,
    week_text,
)
from training.short_steps import BETWEEN, HAMSTRINGS, short_steps
from training.states import State
from triage.presentation import HoldText, hold_text
from triage.rules import Latch
from triage.situation import Situation

# More than the planner's longest three reasons together; a coach may write more.
LONGEST_REASON, LONGEST_WHY = 360, 600
# For each size of type, how many characters a line has on A4, the narrower paper, and
# how many lines fit on Letter, the lower one. tests/browser/test_print.py measures it.
SIZES = (
    ("roomy", 114, 12),
    ("snug", 121, 18),
    ("close", 121, 21),
    ("dense", 131, 29),
    ("tight", 145, 39),
)
# What the box of a warning sign takes besides the signs.
LINES_OF_CARE = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintDay:
    """One day of the sheet; distance, effort and pain are "" where nothing is logged."""

    text: DayText
    steps: str
    was: str
    why: str
    distance: str
    effort: str
    pain: str

    @property
    def note(self) -> StrOrPromise:
        """What has to be known before the workout is read; "" for most days."""
        has_note = self.text.state in (State.CHECK_IN_FIRST, State.BEFORE_PLAN)
        return self.text.state_word if has_note else ""

    @property
    def has_lines(self) -> bool:
        """Say whether there is something to write down: not on a mere day of rest."""
        return bool(self.steps or self.text.runs) or not self.text.is_rest

    @property
    def has_more(self) -> bool:
        return bool(self.steps or self.is_changed)

    @property
    def is_changed(self) -> bool:
        return bool(self.was or self.why)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """All that stands on the paper; size names how large its type may be.

    reported are the warning signs that end all training until somebody has looked at
    them: then there are no days. hold is None once they have been looked at.
    """

    week: WeekText
    why: str
    days: Sequence[PrintDay]
    unit: StrOrPromise
    hamstrings_twice: bool
    hold: HoldText | None
    reported: Sequence[Latch]
    size: str

    @property
    def has_baseline(self) -> bool:
        """Say whether the week before holds enough to measure this one against."""
        return self.week.week.baseline_m >= BLANK_BELOW_M


def sheet_of(
    plan: PlanNow,
    week: Week,
    *,
    is_checked_in: bool,
    latches: Sequence[Latch],
    reported: Sequence[Latch],
) -> Sheet:
    """Return the sheet of a week.

    latches are the warning signs not yet looked at, reported those of the newest
    check-in. With any of them, nothing that reads as training is on the paper.
    """
    reported = latches or reported
    texts = [] if reported else day_texts(plan, week, is_checked_in=is_checked_in)
    days, said = [], ""
    for text in texts:
        days.append(_day(text, said))
        said = text.workout.reason or said
    shown = week_text(plan, week, texts)
    why = "" if reported else Truncator(shown.why).chars(LONGEST_WHY)
    return Sheet(
        week=shown,
        why=why,
        days=days,
        unit=_("miles") if plan.unit is Unit.MI else _("km"),
        hamstrings_twice=any(_is_twice(text.workout.steps) for text in texts),
        hold=hold_text(latches),
        reported=reported,
        size=size_of_type(days, why, reported),
    )


def _day(text: DayText, said: str) -> PrintDay:
    """Return a day; said is the last reason above it, which is not said again."""
    workout = text.workout
    efforts = [run.session_rpe for run in text.runs if run.session_rpe is not None]
    pains = [run.pain_max for run in text.runs if run.pain_max is not None]
    known = any(run.distance_m for run in text.runs)
    return PrintDay(
        text=text,
        steps=short_steps(workout),
        was=_was(workout),
        why=why_of(workout.reason, said),
        distance=text.run.split()[0] if known else "",
        effort=str(max(efforts)) if efforts else "",
        pain=str(max(pains)) if pains else "",
    )


def why_of(reason: str, said: str) -> str:
    """Return a reason as short as it has to be; said is the last one above it."""
    if reason and reason == said:
        return _("As above.")
    return Truncator(reason).chars(LONGEST_REASON)


def _was(workout: WorkoutText) -> str:
    """Return what a workout was; "" if it reads the same, as a paused day of rest."""
    before = f"{workout.before_word} {workout.before_size}".strip()
    return "" if before == f"{workout.word} {workout.size}".strip() else before


def _is_twice(steps: Sequence[Mapping[str, Any]]) -> bool:
    return any(
        step["name"] == HAMSTRINGS.name and step["duration_s"] > HAMSTRINGS.duration_s
        for step in steps
    )


def size_of_type(days: Sequence[PrintDay], why: str, reported: Sequence[Latch]) -> str:
    """Return the largest size of type at which the page holds all of the texts."""
    texts = [why, *(day.steps for day in days)]
    texts += [f"{day.was} {day.why}" for day in days if day.is_changed]
    more = LINES_OF_CARE if reported else 0
    texts += [BETWEEN.join(latch.reason for latch in reported)]
    return next(
        (
            size
            for size, line, most in SIZES
            if more + sum(-(-len(text) // line) for text in texts) <= most
        ),
        SIZES[-1][0],
    )


def newest_red_flags(situation: Situation) -> list[Latch]:
    """Return the red flags of the newest check-in, whether still held or not.

    Once they were looked at, training goes on with the next check-in.
    """
    newest = situation.newest_whole
    if newest is None:
        return []
    return [
        Latch(
            rule_id=finding.rule_id,
            care=finding.care,
            since=finding.since or newest.local_date,
            reason=finding.reason,
        )
        for finding in newest.advice.red_flags
    ]
