"""What a coach wrote down about an athlete, or to them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from training.models.fields import athlete_column

NOTES_ON_A_PAGE = 50


class NoteQuerySet(models.QuerySet["Note"]):
    def to_the_athlete(self) -> NoteQuerySet:
        return self.filter(is_private=False)

    def newest_first(self) -> NoteQuerySet:
        return self.order_by("-id")

    def page(self, before: int | None) -> tuple[list[Note], int | None]:
        """Return the newest before a note's key, and the key for those before them.

        before is None for the newest of all; the key is None if there are no more.
        """
        notes = self.newest_first()
        if before is not None:
            notes = notes.filter(pk__lt=before)
        found = list(notes[: NOTES_ON_A_PAGE + 1])
        shown = found[:NOTES_ON_A_PAGE]
        return shown, shown[-1].pk if len(found) > len(shown) else None


class Note(models.Model):
    """One note. A private one stands on no page of the athlete; their export has it."""

    athlete = athlete_column("notes_about")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        related_name="+",
    )
    # What it says also when the author's account is gone.
    author_name = models.CharField(max_length=254)
    text = models.TextField(_("note"), max_length=2000)
    is_private = models.BooleanField(default=False)
    written_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)

    objects = NoteQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["athlete", "-id"], name="note_newest")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(text=""), name="note_says_something"
            )
        ]

    def __str__(self) -> str:
        return f"Note about athlete {self.athlete_id} on {self.written_at:%Y-%m-%d}"
