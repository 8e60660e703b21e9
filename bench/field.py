"""Athletes by the thousand for the benchmarks, written with COPY.

Django has to be set up before this is imported.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models
from django.utils import timezone

from backpain.accounts.models import AthleteStatus, Coaching, User
from tests.make import make_check_in, make_history, make_profile
from training.models import Run
from training.services.plan import make_plan
from training.services.rebuild import rebuild_status
from triage.models import CheckIn

DAY = dt.timedelta(days=1)

die = random.Random(36)  # noqa: S311 - no secret is drawn


def columns_of(model: type[models.Model]) -> list[models.Field]:
    return list(model._meta.concrete_fields)


def values_of(row: models.Model) -> list[Any]:
    return [_value(column, row) for column in columns_of(type(row))]


def _value(column: models.Field, row: models.Model) -> Any:
    value = column.value_from_object(row)
    return json.dumps(value) if isinstance(column, models.JSONField) else value


def copy_in(rows: Iterable[models.Model], model: type[models.Model]) -> None:
    """Write rows with COPY, with the keys that they have; ask nothing meanwhile."""
    copy_values((values_of(row) for row in rows), model)


def copy_values(rows: Iterable[Sequence[Any]], model: type[models.Model]) -> None:
    names = ", ".join(f'"{column.column}"' for column in columns_of(model))
    statement = f'COPY "{model._meta.db_table}" ({names}) FROM STDIN'
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def _status_of(athlete: User, now: dt.datetime) -> AthleteStatus:
    """Return a state as one may be found in a field of many."""
    back = die.choice([0, 0, 0, 0, 1, 2, 6])
    at = now - back * DAY
    ends = now + 12 * dt.timedelta(hours=1) - back * DAY
    verdict = die.choice([0, 0, 0, 1, 1, 2, 3])
    is_worse = die.random() < 0.05
    return AthleteStatus(
        athlete=athlete,
        verdict=verdict,
        care=0,
        pain_now=die.randrange(5),
        checked_in_at=at,
        checked_in_on=at.date(),
        day_until=ends,
        verdict_until=ends,
        why="Pain of 3: short, easy and flat only." if verdict else "",
        verdict_before=0 if is_worse else None,
        worse_until=ends if is_worse else None,
        pains=[die.randrange(5) for _day in range(14)],
        held_since=now.date() if die.random() < 0.01 else None,
        silent_from=ends + 3 * DAY,
        week_start=now.date(),
        week_until=now + 3 * DAY,
        planned_m=20_000,
        run_m=die.randrange(20_000),
        cap_m=22_000,
    )


def make_field(coach: User, count: int) -> list[User]:
    """Return so many athletes of one coach, each with a status."""
    now, first = timezone.now(), _next_key(User)
    athletes = [
        User(
            pk=first + number,
            email=f"athlete{first + number}@example.org",
            name=f"Athlete {first + number}",
            password="!",  # noqa: S106 - nobody logs in by it
            time_zone="Europe/Berlin",
        )
        for number in range(count)
    ]
    copy_in(athletes, User)
    copy_in((_status_of(athlete, now) for athlete in athletes), AthleteStatus)
    key = _next_key(Coaching)
    copy_in(
        (
            Coaching(
                pk=key + number,
                athlete=athlete,
                coach=coach,
                invited_at=now,
                accepted_at=now,
                sees_plan=True,
                sees_health=True,
                rank_until=now,
            )
            for number, athlete in enumerate(athletes)
        ),
        Coaching,
    )
    for model in (User, Coaching):
        _move_sequence(model)
    return athletes


def _next_key(model: type[models.Model]) -> int:
    return int(model._default_manager.aggregate(key=models.Max("pk"))["key"] or 0) + 1


def _move_sequence(model: type[models.Model]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)",
            [model._meta.db_table, _next_key(model)],
        )


def give_check_ins(
    athletes: Sequence[User], samples: Sequence[CheckIn], days: int
) -> None:
    """Write a check-in of each athlete for each of the days before today."""
    copy_values(_check_ins_of(athletes, samples, days, _next_key(CheckIn)), CheckIn)
    _move_sequence(CheckIn)


def _check_ins_of(
    athletes: Sequence[User], samples: Sequence[CheckIn], days: int, key: int
) -> Iterable[list[Any]]:
    """Give a check-in of each of the days before today, oldest day first."""
    now, written = timezone.now(), [values_of(sample) for sample in samples]
    names = [column.attname for column in columns_of(CheckIn)]
    own = ("id", "athlete_id", "local_date", "created_at", "submission_key")
    places = [names.index(name) for name in own]
    for back in range(days, 0, -1):
        at = now - back * DAY
        for athlete in athletes:
            row = list(die.choice(written))
            new = (key, athlete.pk, at.date(), at, uuid.UUID(int=die.getrandbits(128)))
            for place, value in zip(places, new, strict=True):
                row[place] = value
            key += 1
            yield row


def sample_check_ins() -> list[CheckIn]:
    """Return check-ins as the rules judge them, to be written with other dates."""
    athlete = User.objects.create_user("sample@example.org")
    make_profile(athlete)
    for pain in range(5):
        make_check_in(athlete, pain_now=pain, pain_worst_24h=pain + 1)
    return list(athlete.check_ins.all())


def _runs_of(athlete: User, days: int, key: int) -> Iterable[Run]:
    today = athlete.local_date()
    for back in range(days, 7, -3):
        key += 1
        yield Run(
            pk=key,
            athlete=athlete,
            date=today - back * DAY,
            distance_m=5_000,
            pain_max=1,
            source=Run.Source.FORM,
            changed_at=timezone.now(),
        )


def make_athlete_with(coach: User, samples: Sequence[CheckIn], days: int) -> User:
    """Return an athlete with a plan, and check-ins and runs of so many days."""
    athlete = make_field(coach, 1)[0]
    give_check_ins([athlete], samples, days)
    copy_in(_runs_of(athlete, days, _next_key(Run)), Run)
    _move_sequence(Run)
    make_profile(athlete)
    make_history(athlete)
    make_plan(athlete=athlete)
    rebuild_status(athlete)
    return athlete
