"""Columns that the tables of training have in common."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models


def athlete_column(related_name: str, **options: Any) -> models.ForeignKey:
    """Return the key to the athlete.

    Erasing an account deletes the rows by the database's own cascade (migration
    0004): Django must not try, the triggers would refuse weeks that are over. Each
    table has a key that begins with the athlete, so another index is not needed.
    """
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name=related_name,
        **options,
    )
