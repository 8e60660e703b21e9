"""Check-ins by the million, written within Postgres.

They carry no answers, else a year of a hundred thousand athletes would need more than
the machine has; their keys, dates and indexes are as of any other check-in. Whoever's
pages are opened gets whole ones (field.make_athlete_with).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.utils import timezone

from triage.models import CheckIn

TABLE = CheckIn._meta.db_table
# In place of the sample's own; s is the sample, a the athlete.
OWN = {
    "id": "nextval(pg_get_serial_sequence('{table}', 'id'))",
    "athlete_id": "a.athlete_id",
    "local_date": "%(day)s",
    "created_at": "%(at)s",
    "submission_key": "gen_random_uuid()",
    "pain_now": "a.athlete_id %% 5",
    "pain_worst_24h": "a.athlete_id %% 5",
    "report": "'{{}}'",
    "latches": "'[]'",
    "findings": "'[]'",
    "shown": "'{{}}'",
}


def give_everybody_check_ins(sample: CheckIn, days: int) -> None:
    """Write one for everybody with a status on each of the days before today."""
    columns = [str(column.column) for column in CheckIn._meta.concrete_fields]
    values = [OWN.get(name, f's."{name}"').format(table=TABLE) for name in columns]
    names = ", ".join(f'"{name}"' for name in columns)
    statement = (
        f'INSERT INTO "{TABLE}" ({names}) SELECT {", ".join(values)} '  # noqa: S608 - our own names
        f'FROM accounts_athletestatus a, "{TABLE}" s WHERE s.id = %(sample)s '
        "ORDER BY a.athlete_id"
    )
    now = timezone.now()
    with _without_indexes(), connection.cursor() as cursor:
        # No trigger is asked for rows that no page writes.
        cursor.execute("SET session_replication_role = replica")
        for back in range(days, 0, -1):
            at = now - dt.timedelta(days=back)
            of_day: dict[str, Any] = {"day": at.date(), "at": at, "sample": sample.pk}
            cursor.execute(statement, of_day)
        cursor.execute("RESET session_replication_role")


@contextmanager
def _without_indexes() -> Iterator[None]:
    """Take the indexes but the primary key away, and make them anew at the end."""
    again = []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint "
            "WHERE conrelid = %s::regclass AND contype = 'u'",
            [TABLE],
        )
        for name, definition in cursor.fetchall():
            # nosemgrep: built-sql - names of our own, which take no parameters
            cursor.execute(f'ALTER TABLE "{TABLE}" DROP CONSTRAINT "{name}"')
            again.append(f'ALTER TABLE "{TABLE}" ADD CONSTRAINT "{name}" {definition}')
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes "
            "WHERE tablename = %s AND indexname NOT LIKE '%%_pkey'",
            [TABLE],
        )
        for name, definition in cursor.fetchall():
            # nosemgrep: built-sql - names of our own, which take no parameters
            cursor.execute(f'DROP INDEX "{name}"')
            again.append(definition)
        yield
        for statement in again:
            cursor.execute(statement)
