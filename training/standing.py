"""The changes that stand, as the pages name them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _, gettext_lazy
from django_stubs_ext import StrOrPromise

from training.change_words import undo_of
from training.models import Change
from training.plan_now import PlanNow
from training.sentences import dates_of

OF_ATHLETES = (Change.Kind.SWAP, Change.Kind.SKIP, Change.Kind.PAUSE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeText:
    """One change: what it is, and what taking it back is called, "" if it is too late.

    is_off says that it is a day without training.
    """

    change: Change
    sentence: str
    undo: StrOrPromise
    is_off: bool


def standing_on(now: PlanNow, day: dt.date) -> list[ChangeText]:
    """Return the moves, skips and pauses of a day, oldest first.

    What only a coach changes is not among them (change_words.py).
    """
    return [
        _text(now, change)
        for change in now.record.changes
        if change.kind in OF_ATHLETES
        and change.first <= day <= change.last
        and (change.kind != Change.Kind.SWAP or day in (change.first, change.last))
    ]


def coming_pauses(now: PlanNow) -> list[ChangeText]:
    """Return the pause of today and those to come, the first one first."""
    pauses = [
        change
        for change in now.record.changes
        if change.kind == Change.Kind.PAUSE and change.last >= now.today
    ]
    return [
        _text(now, change)
        for change in sorted(pauses, key=lambda one: (one.first, one.pk))
    ]


def _text(now: PlanNow, change: Change) -> ChangeText:
    return ChangeText(
        change=change,
        sentence=_sentence(change),
        undo=_undo(change, now.today),
        is_off=change.kind != Change.Kind.SWAP,
    )


def _sentence(change: Change) -> str:
    if change.kind == Change.Kind.SKIP:
        return _("You skipped this day. Its distance goes nowhere else.")
    if change.kind == Change.Kind.SWAP:
        return _("You moved a workout: %(first)s and %(last)s changed places.") % {
            "first": date_format(change.first, "l"),
            "last": date_format(change.last, "l"),
        }
    days = dates_of(change.first, change.last)
    return _("Paused from %(days)s: %(cause)s.") % {
        "days": days,
        "cause": change.get_cause_display().lower(),
    }


def _undo(change: Change, today: dt.date) -> StrOrPromise:
    undo = undo_of(change, today)
    is_move = change.kind == Change.Kind.SWAP
    return gettext_lazy("Put it back") if undo and is_move else undo
