"""Promises about the history that Postgres keeps, whoever types the SQL."""

from __future__ import annotations

import pgtrigger

# A row may go only together with its athlete: the foreign key's own cascade runs
# after the account's row is gone, a DELETE typed by hand while it is still there.
ATHLETE_IS_GONE = """
    IF NOT EXISTS (SELECT FROM accounts_user WHERE id = OLD.athlete_id) THEN
        RETURN OLD;
    END IF;
"""


def _refuse(message: str) -> str:
    return f"""
    RAISE EXCEPTION USING
        ERRCODE = 'integrity_constraint_violation',
        MESSAGE = '{message}';
"""


CHECK_IN = [
    pgtrigger.Trigger(
        name="check_in_is_append_only",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        func=_refuse(
            "A check-in is never changed: advice stays as it was given. "
            "A correction is a new check-in that supersedes it."
        ),
    ),
    pgtrigger.Trigger(
        name="check_in_is_never_deleted",
        when=pgtrigger.Before,
        operation=pgtrigger.Delete,
        func=ATHLETE_IS_GONE
        + _refuse(
            "A check-in is never deleted. Erasing the account removes all of them."
        ),
    ),
]

CARE_HOLD = [
    pgtrigger.Trigger(
        name="care_hold_is_cleared_once",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        func="""
    IF OLD.cleared_at IS NULL AND NEW.cleared_at IS NOT NULL
        AND (NEW.id, NEW.athlete_id, NEW.opened_by_id, NEW.opened_at, NEW.latches)
            = (OLD.id, OLD.athlete_id, OLD.opened_by_id, OLD.opened_at, OLD.latches)
    THEN
        RETURN NEW;
    END IF;
"""
        + _refuse(
            "A care hold can only be cleared, once, by recording an assessment; "
            "what was recorded is never changed."
        ),
    ),
    pgtrigger.Trigger(
        name="care_hold_is_never_deleted",
        when=pgtrigger.Before,
        operation=pgtrigger.Delete,
        func=ATHLETE_IS_GONE
        + _refuse("A care hold is never deleted, only cleared by an assessment."),
    ),
]
