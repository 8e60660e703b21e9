"""What was changed in a plan, in words, and what a coach changed, for its athlete."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _, gettext_lazy
from django_stubs_ext import StrOrPromise

from training.models import Change, Sport, Workout
from training.models.plan import minutes_of
from training.plan_now import PlanNow
from training.planner import Unit, show_metres
from training.sentences import dates_of

# Of these, what is over stays as it was; the others end with their last day.
OF_ONE_DAY = (Change.Kind.SWAP, Change.Kind.SKIP, Change.Kind.OVERRIDE)
# Of those, and of ceilings; what changes a day is on the page of that day as well.
MOST_SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachChange:
    """One change by a coach: what it is, by whom, and how to take it back.

    by is "" once the coach's account is gone; undo is "" when it is too late.
    """

    change: Change
    sentence: str
    by: str
    undo: StrOrPromise


def changes_by_coaches(
    now: PlanNow, first: dt.date, last: dt.date | None = None
) -> list[CoachChange]:
    """Return what coaches changed on these days and stands, the first day first.

    last is None for all that is to come.
    """
    found = [
        change
        for change in now.record.standing(first, last)
        if change.made_by_id != now.athlete.pk
    ]
    return [
        CoachChange(
            change=change,
            sentence=sentence_of(change, now.unit),
            by=str(change.made_by or ""),
            undo=undo_of(change, now.today),
        )
        for change in shown_of(found)
    ]


def shown_of(changes: Sequence[Change]) -> list[Change]:
    """Return the changes that one page holds: every pause among them.

    Whoever is refused something because of a pause is led to it.
    """
    of_one_day = [one for one in changes if one.kind in OF_ONE_DAY]
    ceilings = [one for one in changes if one.kind == Change.Kind.CEILING]
    left_out = {one.pk for one in (*of_one_day[MOST_SHOWN:], *ceilings[MOST_SHOWN:])}
    return [one for one in changes if one.pk not in left_out]


def sentence_of(change: Change, unit: Unit, *, tells_cause: bool = True) -> str:
    """Return what a change is; the cause of a pause only to whom it may be told."""
    sentences: Mapping[str, str] = {
        Change.Kind.SWAP: _("%(days)s changed places."),
        Change.Kind.SKIP: _("%(days)s is skipped."),
        Change.Kind.PAUSE: _("Paused from %(days)s%(cause)s."),
        Change.Kind.OVERRIDE: _("%(days)s: %(workout)s."),
        Change.Kind.CEILING: _("No week above %(most)s, from %(days)s."),
    }
    return sentences[change.kind] % {
        "days": _days(change),
        "cause": _cause(change) if tells_cause else "",
        "workout": _workout(change, unit),
        "most": show_metres(change.ceiling_m or 0, unit),
    }


def undo_of(change: Change, today: dt.date) -> StrOrPromise:
    """Return what taking a change back is called, "" if it is too late."""
    is_of_one_day = change.kind in OF_ONE_DAY
    if change.last < today or (is_of_one_day and change.first < today):
        return ""
    if change.kind == Change.Kind.PAUSE and change.first <= today:
        return gettext_lazy("End the pause")
    return gettext_lazy("Take it back")


def _days(change: Change) -> str:
    if change.first == change.last:
        return date_format(change.first, "l j F")
    if change.kind == Change.Kind.SWAP:
        return _("%(first)s and %(last)s") % {
            "first": date_format(change.first, "l"),
            "last": date_format(change.last, "l j F"),
        }
    return dates_of(change.first, change.last)


def _cause(change: Change) -> str:
    return f": {change.get_cause_display().lower()}" if change.cause else ""


def _workout(change: Change, unit: Unit) -> str:
    """Return the other workout that a coach asked for: "easy run, 5.0 km"."""
    asked = change.workout or {}
    kind = asked.get("kind", "")
    words: Mapping[str, StrOrPromise] = dict(Workout.Kind.choices)
    if kind == Workout.Kind.CROSS_TRAINING:
        words = {kind: dict(Sport.choices).get(asked.get("activity", ""), words[kind])}
    size = ""
    if asked.get("distance_m"):
        size = show_metres(asked["distance_m"], unit)
    elif asked.get("duration_s"):
        size = minutes_of(asked["duration_s"])
    return ", ".join(filter(None, [str(words.get(kind, kind)).lower(), size]))
