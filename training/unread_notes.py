"""The notes that an athlete has not read yet, on Today and on the plan."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from backpain.accounts.http import AuthenticatedRequest
from backpain.accounts.models import User
from training.models import Note

SHOWN = 3


def unread_by(athlete: User) -> QuerySet[Note]:
    """Return the newest notes that an athlete has not read, one more than is shown."""
    unread = Note.objects.filter(athlete=athlete, read_at=None).to_the_athlete()
    return unread.newest_first()[: SHOWN + 1]


def unread_notes(
    request: AuthenticatedRequest,
    notes: Sequence[Note],
    *,
    back_to: str,
    in_short: bool = False,
) -> SafeString:
    """Return the panel with the notes of unread_by, "" without any.

    back_to is a word of views.notes.BACK_TO. in_short says only from whom they are:
    above the check-in, whose questions come first.
    """
    if not notes:
        return SafeString()
    context = {
        "notes": notes[:SHOWN],
        "has_more": len(notes) > SHOWN,
        "back_to": back_to,
        "in_short": in_short,
    }
    return render_to_string("training/_coach_notes.html", context, request)
