"""Make each kind of workout, with its steps in plain words.

Every run begins with a walk and easy movements and ends with a walk and a stretch
(clinical.md 5). Effort is in words and on the 0-10 scale; a pace is only named if the
athlete told one. Workouts of the same size are made once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from training.planner.exercises import STRENGTH, hamstring_step
from training.planner.ladder import (
    CONTINUOUS,
    bout_minutes,
    break_minutes,
    step_within,
)
from training.planner.planned import PlannedWorkout, Step, WorkoutKind
from training.planner.reasons import Reason
from training.planner.text import gettext_noop
from training.planner.units import Unit, metres_of, show, show_pace

WARM_UP_S, COOL_DOWN_S = 600, 300
WALK_S, STRENGTH_S, CROSS_TRAINING_S = 2700, 1500, 1800
# Tempo and intervals as per cent of the easy seconds per km (D).
TEMPO_PERCENT, INTERVALS_PERCENT = 88, 82
# How much slower than the easy pace is easy too.
EASY_RANGE_S_PER_KM = 30
BOUT_S = 60
MAIN, REST_NAME = gettext_noop("main part"), gettext_noop("rest")

WARM_UP = gettext_noop(
    "Walk briskly for 5 minutes, then leg swings, hip circles and cat-cow, 10 of each: "
    "easy, not tiring."
)
COOL_DOWN = gettext_noop(
    "Walk for 5 minutes, then stretch gently, or use a foam roller if it feels good."
)
EASY = gettext_noop(
    "Run {distance} easily, effort 2-3 of 10: you can talk in whole sentences.{pace} "
    "Best on grass, track or an even trail for part of it; no hills."
)
LONG = gettext_noop(
    "Run {distance} easily, effort 3 of 10, the longest run of the week; walk a minute "
    "whenever you like.{pace} Best on grass, track or an even trail for part of it."
)
TEMPO = gettext_noop(
    "Run {distance} easily, and {minutes} in the middle at tempo, effort 5-6 of 10: "
    "you can say a few words.{pace} On even ground."
)
INTERVALS = gettext_noop(
    "Run {distance} easily, and in the middle {bouts} faster, effort 7 of 10, with a "
    "minute of easy running after each.{pace} On a track or even ground."
)
RUN_WALK = gettext_noop(
    "Run {bout} min, walk {pause} min, and again, until you have run {distance}; the "
    "walking does not count. Effort 2-3 of 10.{pace}"
)
WALK = gettext_noop(
    "Walk at a pace that feels comfortable, on even ground. Turn back if pain goes "
    "above 5 or you limp."
)
CROSS_TRAINING = gettext_noop(
    "Easily, effort 2-4 of 10: it keeps you fit and never counts as distance."
)
REST = gettext_noop("No training. Move about as usual; lying in bed does not help.")
RACE_DAY = gettext_noop(
    "Race day: {distance}. The plan does not count it before it is run. Start slowly, "
    "and walk when pain goes above 5."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What all workouts of a plan share.

    pace_s_per_km is for durations; names_pace says whether the athlete told it.
    """

    unit: Unit
    pace_s_per_km: int
    names_pace: bool
    hamstring_prone: bool

    def seconds(self, metres: int) -> int:
        """Return the seconds of so many metres at easy pace."""
        return metres * self.pace_s_per_km // 1000


def _steps(style: Style, main: Step) -> tuple[Step, ...]:
    """Return main with warm-up and cool-down around it and the day's stretch."""
    warm_up = Step(name=gettext_noop("warm-up"), duration_s=WARM_UP_S, text=WARM_UP)
    cool_down = Step(
        name=gettext_noop("cool-down"), duration_s=COOL_DOWN_S, text=COOL_DOWN
    )
    return (warm_up, main, cool_down, hamstring_step(is_prone=style.hamstring_prone))


def _pace(style: Style, percent: int = 100) -> str:
    """Return the sentence that names the pace range, or nothing."""
    if not style.names_pace:
        return ""
    fast = style.pace_s_per_km * percent // 100
    slow = fast + EASY_RANGE_S_PER_KM * (1 if percent == 100 else 0)
    if slow == fast:
        return f" About {show_pace(fast, style.unit)}."
    return f" {show_pace(fast, style.unit)} to {show_pace(slow, style.unit)}."


@lru_cache(maxsize=16384)
def run(
    kind: WorkoutKind, tenths: int, style: Style, *, hard_s: int = 0, level: int = 0
) -> PlannedWorkout:
    """Return a run of this many tenths of the unit; without any, a rest day.

    hard_s only counts for tempo and intervals, level only for run-walk: it is the
    highest step of the ladder, a lower one where the run is too short for a break.
    """
    if tenths == 0:
        return rest(style)
    metres = metres_of(tenths, style.unit)
    seconds = style.seconds(metres)
    # A run-walk in a week without walking breaks is one of the last step.
    step = step_within(min(level, CONTINUOUS - 1), seconds)
    text = _main_text(kind, show(tenths, style.unit), style, hard_s, step)
    main = Step(name=MAIN, duration_s=seconds, text=text)
    return PlannedWorkout(
        kind=kind,
        activity="running",
        tenths=tenths,
        distance_m=metres,
        duration_s=seconds,
        hard_s=hard_s,
        display=show(tenths, style.unit),
        steps=_steps(style, main),
    )


def _main_text(
    kind: WorkoutKind, distance: str, style: Style, hard_s: int, step: int
) -> str:
    """Return what to do in the main part of a run."""
    if kind is WorkoutKind.RUN_WALK:
        return RUN_WALK.format(
            bout=bout_minutes(step),
            pause=break_minutes(step),
            distance=distance,
            pace=_pace(style),
        )
    if kind is WorkoutKind.TEMPO:
        pace = _pace(style, TEMPO_PERCENT)
        return TEMPO.format(distance=distance, minutes=_minutes(hard_s), pace=pace)
    if kind is WorkoutKind.INTERVALS:
        pace = _pace(style, INTERVALS_PERCENT)
        return INTERVALS.format(distance=distance, bouts=_bouts(hard_s), pace=pace)
    text = LONG if kind is WorkoutKind.LONG else EASY
    return text.format(distance=distance, pace=_pace(style))


def _minutes(seconds: int) -> str:
    """Return a duration such as "6:30 min"."""
    return f"{seconds // 60}:{seconds % 60:02} min"


def _bouts(seconds: int) -> str:
    """Return how often to run a minute fast, and the shorter bout left over."""
    full, left = divmod(seconds, BOUT_S)
    return f"{full} x 1 min" + (f" and {left} s" if left else "")


def walk(duration_s: int) -> PlannedWorkout:
    """Return a walk of these seconds."""
    main = Step(name=MAIN, duration_s=duration_s, text=WALK)
    return PlannedWorkout(
        kind=WorkoutKind.WALK,
        activity="walking",
        duration_s=duration_s,
        display=f"{duration_s // 60} min",
        steps=(main,),
    )


@lru_cache(maxsize=64)
def strength(style: Style) -> PlannedWorkout:
    """Return a strength and core workout from the library."""
    steps = (*(one.step() for one in STRENGTH),)
    return PlannedWorkout(
        kind=WorkoutKind.STRENGTH,
        activity="strength",
        duration_s=STRENGTH_S,
        display=f"{STRENGTH_S // 60} min",
        steps=(*steps, hamstring_step(is_prone=style.hamstring_prone)),
    )


@lru_cache(maxsize=256)
def cross_training(sport: str, style: Style) -> PlannedWorkout:
    """Return half an hour of another sport."""
    main = Step(
        name=MAIN,
        duration_s=CROSS_TRAINING_S,
        text=CROSS_TRAINING,
    )
    return PlannedWorkout(
        kind=WorkoutKind.CROSS_TRAINING,
        activity=sport,
        duration_s=CROSS_TRAINING_S,
        display=f"{CROSS_TRAINING_S // 60} min",
        steps=(main, hamstring_step(is_prone=style.hamstring_prone)),
    )


@lru_cache(maxsize=64)
def rest(style: Style, *, text: str = REST) -> PlannedWorkout:
    """Return a day without training: only the day's stretch, and what else to say."""
    note = Step(name=REST_NAME, duration_s=0, text=text)
    return PlannedWorkout(
        kind=WorkoutKind.REST,
        activity="rest",
        display="Rest",
        steps=(note, hamstring_step(is_prone=style.hamstring_prone)),
    )


def with_duration(workout: PlannedWorkout, duration_s: int) -> PlannedWorkout:
    """Return a workout without running of these seconds; 0 leaves it as it is."""
    if duration_s == 0 or workout.kind is WorkoutKind.REST:
        return workout
    return replace(
        workout,
        duration_s=duration_s,
        display=f"{duration_s // 60} min",
        steps=tuple(
            replace(step, duration_s=duration_s) if step.name == MAIN else step
            for step in workout.steps
        ),
    )


def with_text(workout: PlannedWorkout, text: str) -> PlannedWorkout:
    """Return the workout with another text for its main part; "" leaves it as it is.

    That of a run-walk is added to its own, which says when to walk.
    """
    if not text:
        return workout
    if workout.kind is WorkoutKind.RUN_WALK:
        own = next(step.text for step in workout.steps if step.name == MAIN)
        text = f"{own} {text}"
    if any(step.name in (MAIN, REST_NAME) for step in workout.steps):
        steps = tuple(
            replace(step, text=text) if step.name in (MAIN, REST_NAME) else step
            for step in workout.steps
        )
        return replace(workout, steps=steps)
    main = Step(name=MAIN, duration_s=workout.duration_s, text=text)
    return replace(workout, steps=(main, *workout.steps))


def own_words(text: str) -> str:
    """Return what stands in a main part besides the planner's own words, "" if nothing.

    That is what a coach wrote, the whole text or what follows it.
    """
    found = next((match for one in _OUR_WORDS if (match := one.match(text))), None)
    return text[found.end() :].strip() if found else text


def _as_pattern(sentence: str) -> re.Pattern[str]:
    """Return what matches a sentence with anything short in its places."""
    parts = re.split(r"\{(\w+)\}", sentence)
    found = re.escape(parts[0])
    for place, part in zip(parts[1::2], parts[2::2], strict=True):
        found += (_PACE if place == "pace" else ".{1,40}?") + re.escape(part)
    return re.compile(found)


# As _pace says it, or not at all.
_PACE = r"(?: (?:About )?\d+:\d\d[^.]*\.)?"
_OUR_WORDS = tuple(
    _as_pattern(sentence)
    for sentence in (
        *(EASY, LONG, TEMPO, INTERVALS, RUN_WALK),
        *(WALK, CROSS_TRAINING, REST, RACE_DAY),
    )
)


def changed(
    new: PlannedWorkout, *, before: PlannedWorkout, reasons: Iterable[Reason]
) -> PlannedWorkout:
    """Return new with the workout that was planned, and why it was changed (A6).

    Where before was changed already, what was planned first and all reasons stay.
    """
    first = before.before or before
    return replace(new, before=first, reasons=(*before.reasons, *reasons))
