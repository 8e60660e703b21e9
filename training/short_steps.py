"""The steps of a workout in one line, as the sheet of paper has room for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _, gettext_noop

from training.models import Workout
from training.planner import EXERCISES, own_words
from training.presentation import WorkoutText
from training.templatetags.training import minutes

BETWEEN = " · "
# What a coach wrote to do: the page has all of it.
LONGEST_WORDS = 120

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
