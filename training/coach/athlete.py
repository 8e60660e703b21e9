"""What a coach's page of one athlete holds beside the plan.

Every read is bounded by a number of rows and, where rows pile up, by a day: three
years of history cost no more than a week.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Q
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from backpain.accounts.models import Coaching, User
from training.change_words import sentence_of, shown_of, undo_of
from training.coach.seen import Seen
from training.log_text import RunText, run_text
from training.models import Change, Note, Run
from training.models.note import NoteQuerySet
from training.planner import Unit
from training.record import NAMED, Beside
from triage.past import PastDay
from triage.presentation import CARE_WORDS, VERDICT_WORDS
from triage.rules import RED_FLAG_CARE, Care, Verdict

LOOKS_BACK = dt.timedelta(days=92)
CHECK_INS_SHOWN, RUNS_SHOWN, NOTES_SHOWN = 7, 7, 3


class DayTold(NamedTuple):
    """One check-in as a line of the page shows it."""

    day: PastDay

    @property
    def worst(self) -> int | None:
        """The worse of both pains; None if neither was told."""
        pains = (self.day.pain_now, self.day.pain_worst_24h)
        told = [one for one in pains if one is not None]
        return max(told, default=None)

    @property
    def code(self) -> str:
        return Verdict(self.day.verdict).code

    @property
    def word(self) -> StrOrPromise:
        return VERDICT_WORDS[Verdict(self.day.verdict)]

    @property
    def care_word(self) -> StrOrPromise:
        """What care it asked for, "" where none of the same day."""
        care = Care(self.day.care)
        return CARE_WORDS[care] if care >= RED_FLAG_CARE else ""


def days_told(seen: Seen, since: dt.date) -> list[DayTold]:
    """Return the check-ins of a period, newest first; none where they are not shared."""
    if not seen.sees_health:
        return []
    return [DayTold(day) for day in seen.situation.days if day.local_date >= since]


def worst_by_day(told: Sequence[DayTold]) -> dict[dt.date, int]:
    """Return the worst pain told on each day, of the check-in made last."""
    return {
        one.day.local_date: one.worst for one in reversed(told) if one.worst is not None
    }


def runs_logged(seen: Seen, since: dt.date) -> list[Run]:
    """Return the runs of a period, newest first; none where they are not shared."""
    if not seen.coaching.sees_plan:
        return []
    return [run for run in reversed(seen.record.runs) if run.date >= since]


def run_lines(seen: Seen, runs: Sequence[Run]) -> list[RunText]:
    """Return the newest runs; how they felt only where that is shared."""
    return [
        run_text(run, seen.athlete.units, how_it_felt=seen.sees_health)
        for run in runs[:RUNS_SHOWN]
    ]


def notes_seen(coaching: Coaching) -> NoteQuerySet:
    """Return the notes that a coach may read, their own, newest first.

    No athlete has agreed to one coach reading what another one wrote to them.
    """
    mine = Note.objects.filter(author=coaching.coach_id)
    return mine.filter(athlete=coaching.athlete_id).newest_first()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSeen:
    """One change that stands: what it is, by whom, and why.

    undo is what taking it back is called, "" if it is too late.
    """

    change: Change
    sentence: str
    by: str
    reason: str
    undo: StrOrPromise


def standing_changes(seen: Seen, since: dt.date | None = None) -> list[ChangeSeen]:
    """Return the changes that reach to a day (today) or later, the first one first."""
    if not seen.coaching.sees_plan:
        return []
    found = seen.record.standing(since or seen.today)
    return [change_seen(change, seen) for change in shown_of(found)]


def change_seen(change: Change, seen: Seen) -> ChangeSeen:
    is_mine = change.made_by_id == seen.coaching.coach_id
    # What others wrote may tell of the health answers, and so does the cause of a
    # pause: were only illness and pain left out, a pause without one would be either.
    is_told = is_mine or seen.sees_health
    return ChangeSeen(
        change=change,
        sentence=sentence_of(change, Unit(seen.athlete.units), tells_cause=is_told),
        by=_by(change, seen),
        reason=change.reason if is_told else "",
        # A coach takes back their own changes only.
        undo=undo_of(change, seen.today) if is_mine else "",
    )


def _by(change: Change, seen: Seen) -> str:
    if change.made_by_id == seen.coaching.coach_id:
        return _("you")
    return maker_of(change, seen) or _("an account that is gone")


def maker_of(change: Change, seen: Seen) -> str:
    """Return who made a change, "" if they are gone; no address of another coach."""
    maker = change.made_by
    if maker is None:
        return ""
    if maker.pk in (seen.athlete.pk, seen.coaching.coach_id):
        return str(maker)
    return maker.name or _("another coach")


class Neighbours(NamedTuple):
    """The athletes before and after one in the coach's list; None at its ends."""

    before: User | None
    after: User | None


def around(coaching: Coaching) -> Beside:
    """Return the rows of who stands next to an athlete in the roster, worst first."""
    mine = Coaching.objects.open_to(coaching.coach_id)
    rank, athlete = coaching.rank, coaching.athlete_id
    same = Q(rank=rank)
    after = mine.filter(Q(rank__gt=rank) | same & Q(athlete__gt=athlete))
    before = mine.filter(Q(rank__lt=rank) | same & Q(athlete__lt=athlete))
    next_to = {
        "before": before.order_by("-rank", "-athlete_id")[:1],
        "after": after.order_by("rank", "athlete_id")[:1],
    }
    return {
        name: User.objects.filter(pk__in=found.values("athlete")).only(*NAMED)
        for name, found in next_to.items()
    }


def neighbours(seen: Seen) -> Neighbours:
    """Return who stands next to an athlete; they were read with around."""
    before, after = (seen.record.beside[name] for name in ("before", "after"))
    return Neighbours(before=next(iter(before), None), after=next(iter(after), None))
