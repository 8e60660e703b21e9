"""What a coach may read of a plan when health answers are not shared.

A workout's reason may name a warning sign, a pause its cause, and a coach's own words
anything at all. Only sentences that are known to tell no more than the verdict stay:
one that is new, or typed by somebody, is left out until it is known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from functools import partial
from typing import Any

from django.utils.translation import gettext as _, gettext_noop

from training.planner import own_words, reasons
from training.planner.exercises import hamstring_step
from training.planner.why import AFTER_PAIN, ROWS
from training.planner.workouts import MAIN, REST_NAME
from training.presentation import DayText, WeekText

NO_TRAINING = gettext_noop("No training planned at present.")
WRITTEN_BY_OTHERS = gettext_noop("Another coach wrote what to do.")
# Says of words in a workout whether the coach who reads them wrote them.
IsOwn = Callable[[str], bool]
# These two say why; what they say without it stands beside them.
HEALTH = {
    reasons.FROZEN.text: NO_TRAINING,
    reasons.PAUSED_FOR_PAIN.text: reasons.PAUSED.text,
}
# To others than new runners these may say that a break was for pain.
UNSAID = {reasons.DAY_BETWEEN_RUNS.text, reasons.WITH_BREAKS.text}
USUAL_STRETCH = asdict(hamstring_step(is_prone=False))
# A distance, a date or a day; not a whole sentence.
FILLED_IN = r"[\w ./-]{1,30}?"


def _as_pattern(sentence: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", sentence)
    # The first of two places with the same name is the one that is kept.
    named: set[str] = set()
    found = re.escape(parts[0])
    for name, text in zip(parts[1::2], parts[2::2], strict=True):
        found += FILLED_IN if name in named else f"(?P<{name}>{FILLED_IN})"
        found += re.escape(text)
        named.add(name)
    return re.compile(found)


HIDDEN = {_as_pattern(sentence): instead for sentence, instead in HEALTH.items()}
KNOWN = [
    _as_pattern(one.text)
    for one in vars(reasons).values()
    if isinstance(one, reasons.Reason) and one.text not in {*HEALTH, *UNSAID}
] + [re.compile(re.escape(NO_TRAINING))]


def reason_without_health(reason: str) -> str:
    """Return what a reason tells beside the verdict, "" if that is nothing."""
    for pattern, instead in HIDDEN.items():
        reason = pattern.sub(partial(_filled, instead), reason)
    found = sorted(
        (match.start(), match.group())
        for pattern in KNOWN
        for match in pattern.finditer(reason)
    )
    return " ".join(text for _start, text in found)


def _filled(text: str, match: re.Match[str]) -> str:
    return text.format(**match.groupdict())


def why_without_health(why: str) -> str:
    """Return why a week is as big as it is, but for a break that was for pain.

    Without the share as well: after such a break the week holds less than it says.
    """
    for share in ROWS:
        why = why.replace(f"{share}, at most", "at most")
    return " ".join(why.replace(AFTER_PAIN, "").split())


def steps_without_health(
    steps: Sequence[Mapping[str, Any]], is_own: IsOwn
) -> list[dict[str, Any]]:
    """Return steps without what another coach typed, with the stretch of everybody.

    Twice a day is for tight hamstrings.
    """
    return [_step_without_health(step, is_own) for step in steps]


def _step_without_health(step: Mapping[str, Any], is_own: IsOwn) -> dict[str, Any]:
    if step["name"] == USUAL_STRETCH["name"]:
        return USUAL_STRETCH
    typed = own_words(step["text"]) if step["name"] in (MAIN, REST_NAME) else ""
    if not typed or is_own(typed):
        return dict(step)
    of_the_plan = step["text"].removesuffix(typed).strip()
    return {**step, "text": of_the_plan or WRITTEN_BY_OTHERS}


def day_without_health(day: DayText, is_own: IsOwn) -> DayText:
    """Return a day without what made it what it is; its runs are left out too."""
    workout = replace(
        day.workout,
        reason=reason_without_health(day.workout.reason),
        steps=steps_without_health(day.workout.steps, is_own),
    )
    return replace(day, workout=workout, runs=())


def week_without_health(week: WeekText, is_own: IsOwn) -> WeekText:
    days = [day_without_health(day, is_own) for day in week.days]
    return replace(week, days=days, why=why_without_health(week.why))


def no_training() -> str:
    return _(NO_TRAINING)
