"""The week on one sheet of paper: its short texts, and how tightly they are set."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _, gettext_noop
from django_stubs_ext import StrOrPromise

from training.models import Week, Workout
from training.plan_now import PlanNow
from training.planner import BLANK_BELOW_M, EXERCISES, Unit, own_words
from training.presentation import (
    DayText,
    WeekText,
    WorkoutText,
    day_texts,
    week_text,
)
from training.states import State
from training.templatetags.training import minutes
from triage.presentation import HoldText, hold_text
from triage.rules import Latch
from triage.situation import Situation

BETWEEN = " · "
# More than the planner's longest three reasons together; a coach may write more.
LONGEST_REASON, LONGEST_WHY = 360, 600
# What a coach wrote to do: the page has all of it.
LONGEST_WORDS = 120
# For each size of type, how many characters a line has on A4, the narrower paper, and
# how many lines fit on Letter, the lower one. tests/browser/test_print.py measures it.
SIZES = (
    ("roomy", 114, 12),
    ("snug", 121, 18),
    ("close", 121, 21),
    ("dense", 131, 31),
    ("tight", 145, 39),
)
# What the box of a warning sign takes besides the signs.
LINES_OF_CARE = 7

HAMSTRINGS = next(one for one in EXERCISES if one.code == "hamstring-stretch")
SETS = {one.name: one.sets for one in EXERCISES if one is not HAMSTRINGS}
# A translation that says it otherwise stays as it is.
SHORTER = ((" sets of ", " x "), (" seconds", " s"))

EASY = gettext_noop("%(time)s easy, talk in sentences%(pace)s")
WORDS: dict[str, str] = {
    Workout.Kind.LONG: gettext_noop(
        "%(time)s easy, walk a minute whenever you like%(pace)s"
    ),
    Workout.Kind.RUN_WALK: gettext_noop("run and walk in turn%(pace)s"),
}
OTHERS: dict[str, str] = {
    Workout.Kind.WALK: gettext_noop(
        "comfortable pace, even ground; turn back if pain goes above 5 or you limp"
    ),
    Workout.Kind.CROSS_TRAINING: gettext_noop("easy, effort 2-4 of 10"),
}
# What a run is besides its minutes stands in the planner's sentences only.
FIGURES = (
    (
        Workout.Kind.TEMPO,
        re.compile(r"(?P<hard>\d+:\d\d min) in the middle"),
        gettext_noop(
            "%(time)s easy, %(hard)s of it in the middle at tempo%(pace)s, "
            "a few words at a time"
        ),
    ),
    (
        Workout.Kind.INTERVALS,
        re.compile(r"in the middle (?P<bouts>.+?) faster"),
        gettext_noop(
            "%(time)s easy, in the middle %(bouts)s faster%(pace)s, a minute easy "
            "after each"
        ),
    ),
    (
        Workout.Kind.RUN_WALK,
        re.compile(r"Run (?P<bout>\d+) min, walk (?P<pause>\d+) min"),
        gettext_noop(
            "Run %(bout)s min, walk %(pause)s min, until you have run %(size)s%(pace)s"
        ),
    ),
)
PACE = re.compile(r"(\d+:\d\d) per (km|mi)(?: to (\d+:\d\d) per )?")


def short_steps(workout: WorkoutText) -> str:
    """Return the steps of a workout in one line; "" for a day of rest without a word.

    The effort stays in words, as a pace alone would drive somebody whose back hurts.
    """
    main = next((s for s in workout.steps if s["name"] == "main part"), None)
    own = _own_words(main)
    if workout.kind == Workout.Kind.STRENGTH:
        return BETWEEN.join(filter(None, [own, _strength(workout.steps)]))
    if workout.kind == Workout.Kind.REST:
        return _rest(workout.steps)
    if main is None:
        return ""
    if workout.kind in OTHERS:
        return own or _(OTHERS[workout.kind])
    return BETWEEN.join(_around(workout, main))


def _own_words(step: Mapping[str, Any] | None) -> str:
    """Return what a coach wrote in place of the plan's words, as far as it fits."""
    own = own_words(step["text"]) if step else ""
    return Truncator(own).chars(LONGEST_WORDS)


def _around(workout: WorkoutText, main: Mapping[str, Any]) -> Iterable[str]:
    """Return warm-up, main part and cool-down of a run, each as far as it has one."""
    for step in workout.steps:
        if step is main:
            yield _run(workout, main)
        elif step["name"] != HAMSTRINGS.name:
            yield f"{minutes(step['duration_s'])} {_(step['name'])}"


def _run(workout: WorkoutText, main: Mapping[str, Any]) -> str:
    text, own = main["text"], _own_words(main)
    if own and workout.kind != Workout.Kind.RUN_WALK:
        return f"{minutes(main['duration_s'])}: {own}"
    return ". ".join(filter(None, [_run_as_planned(workout, main, text), own]))


def _run_as_planned(workout: WorkoutText, main: Mapping[str, Any], text: str) -> str:
    numbers = {
        "time": minutes(main["duration_s"]),
        "pace": _pace(text),
        "size": workout.size,
    }
    for kind, figures, sentence in FIGURES:
        if workout.kind == kind and (found := figures.search(text)):
            return _(sentence) % {**numbers, **found.groupdict()}
    return _(WORDS.get(workout.kind, EASY)) % numbers


def _pace(text: str) -> str:
    """Return the pace that the text names, such as ", 6:30-7:00 per km", or ""."""
    found = PACE.search(text)
    if found is None:
        return ""
    fast, unit, slow = found.groups()
    pace = f"{fast}-{slow}" if slow else fast
    return _(", %(pace)s per %(unit)s") % {"pace": pace, "unit": unit}


def _strength(steps: Sequence[Mapping[str, Any]]) -> str:
    exercises = [_exercise(step["name"]) for step in steps if step["name"] in SETS]
    return BETWEEN.join([*exercises, _("stop if pain goes above 3")])


def _exercise(name: str) -> str:
    sets = _(SETS[name]).rstrip(".")
    for long, short in SHORTER:
        sets = sets.replace(long, short)
    return f"{_(name)} {sets}"


def _rest(steps: Sequence[Mapping[str, Any]]) -> str:
    """Return what a day without training says; only a race says more than its name."""
    texts = [s["text"] for s in steps if s["name"] == "rest"]
    return next((text for text in texts if text.startswith("Race day")), "")


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
    newest = situation.athlete.check_ins.standing().newest_first().first()
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
