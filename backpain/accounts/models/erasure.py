"""Which accounts were erased: a number and a time, and nothing of the person.

Postgres writes a row whoever deletes the account, and keeps it, so that a backup from
before is not the way back: a restore erases them once more (accounts/erasures.py).
"""

from __future__ import annotations

import pgtrigger
from django.db import models

ERASURE_IS_NOTED = pgtrigger.Trigger(
    name="erasure_is_noted",
    when=pgtrigger.After,
    operation=pgtrigger.Delete,
    func="""
    INSERT INTO accounts_erasure (account, at) VALUES (OLD.id, now());
    RETURN NULL;
""",
)


class Erasure(models.Model):
    """One account that was erased."""

    # Not a key to the account, which is gone. After a restore the number may be
    # somebody else's, who joined later.
    account = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        triggers = [
            pgtrigger.Trigger(
                name="erasure_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func="""
    RAISE EXCEPTION USING
        ERRCODE = 'integrity_constraint_violation',
        MESSAGE = 'Who was erased stays on the list: a restore erases them again.';
""",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "at"], name="erasure_is_noted_once"
            )
        ]

    def __str__(self) -> str:
        return f"Account {self.account} was erased"
