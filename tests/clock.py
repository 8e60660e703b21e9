"""Another day, for Python and for Postgres."""

from __future__ import annotations

import datetime as dt

from django.db import connection


def set_today(day: dt.date) -> None:
    """Let Postgres believe that it is another day, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE OR REPLACE FUNCTION training_today(athlete bigint) RETURNS date"
            f" LANGUAGE sql STABLE AS $$ SELECT '{day:%Y-%m-%d}'::date $$"
        )


def travel_to(time_machine, day: dt.date, hour: int = 6) -> None:
    """Go to the morning of a day, in UTC."""
    time_machine.move_to(
        dt.datetime.combine(day, dt.time(hour), tzinfo=dt.UTC), tick=False
    )
    set_today(day)
