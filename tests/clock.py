"""Another day, for Python and for Postgres."""

from __future__ import annotations

import datetime as dt

from django.db import connection, transaction

from training.models import Plan


def set_today(day: dt.date) -> None:
    """Let Postgres believe that it is another day, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE OR REPLACE FUNCTION training_today(athlete bigint) RETURNS date"
            f" LANGUAGE sql STABLE AS $$ SELECT '{day:%Y-%m-%d}'::date $$"
        )


def travel_to(time_machine, day: dt.date, hour: int = 6) -> None:
    """Go to the morning of a day, in UTC."""
    stop_at(time_machine, dt.datetime.combine(day, dt.time(hour), tzinfo=dt.UTC))


def stop_at(time_machine, moment: dt.datetime) -> None:
    """Go to a moment of a day that is the same in UTC and for the athlete."""
    time_machine.move_to(moment, tick=False)
    set_today(moment.date())


def let_a_day_pass_since_planning(plan: Plan, days: int = 1) -> None:
    """Let a plan have been planned on an earlier day, which its trigger refuses."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        Plan.objects.filter(pk=plan.pk).update(
            planned_on=plan.planned_on - dt.timedelta(days=days)
        )
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
