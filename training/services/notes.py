"""Write, read and delete a coach's notes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import models, transaction
from django.utils import timezone

from backpain.accounts.models import Coaching, User
from training.models import Note
from triage.situation import lock

# The same words sent twice within this time are a double tap or a retry.
ONE_NOTE = dt.timedelta(minutes=10)


@transaction.atomic
def write_note(*, coaching: Coaching, text: str, is_private: bool) -> Note | None:
    """Keep a note about an athlete; sent twice, it is kept once.

    None if the athlete has ended the coaching meanwhile.
    """
    lock(coaching.athlete)
    if not coaching.still_shares():
        return None
    already = _just_written([coaching], text, is_private=is_private).first()
    return already or Note.objects.create(**_columns(coaching, text, is_private))


@transaction.atomic
def write_to_each(*, coachings: Iterable[Coaching], text: str) -> int:
    """Send a note to each of several athletes; return to how many.

    Whom the same words have just reached gets them no second time.
    """
    coachings = list(coachings)
    # One coach sends to a group one after the other.
    coaches = {one.coach_id for one in coachings if one.coach_id is not None}
    User.objects.lock_in_order(coaches)
    reached = set(
        _just_written(coachings, text, is_private=False).values_list(
            "athlete_id", flat=True
        )
    )
    Note.objects.bulk_create(
        Note(**_columns(coaching, text, is_private=False))
        for coaching in coachings
        if coaching.athlete_id not in reached
    )
    return len(coachings)


def mark_read(*, athlete: User, pk: int) -> bool:
    """Note that an athlete has read a note to them; False if there is no such note."""
    mine = Note.objects.filter(athlete=athlete, pk=pk).to_the_athlete()
    mine.filter(read_at=None).update(read_at=timezone.now())
    return mine.exists()


def _just_written(
    coachings: Iterable[Coaching], text: str, *, is_private: bool
) -> models.QuerySet[Note]:
    coachings = list(coachings)
    return Note.objects.filter(
        athlete__in=[coaching.athlete_id for coaching in coachings],
        author__in={coaching.coach_id for coaching in coachings},
        text=text,
        is_private=is_private,
        written_at__gt=timezone.now() - ONE_NOTE,
    )


def _columns(coaching: Coaching, text: str, is_private: bool) -> dict[str, object]:
    return {
        "athlete_id": coaching.athlete_id,
        "author_id": coaching.coach_id,
        "author_name": str(coaching.coach),
        "text": text,
        "is_private": is_private,
    }
