"""Time the pages of coaches as the field grows; each ratio is taken in one run.

Fills a database of its own with COPY: 100,000 athletes with a status and a coach,
2,000 of them with a year of check-ins, one coach with 10 athletes and one with 5,000.
Every page goes through the whole stack of middleware, in turns with the one that it is
compared with, each inside a transaction that is rolled back.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import statistics
import sys
import time
import uuid
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backpain.settings")
os.environ.setdefault("DEBUG", "0")
os.environ.setdefault("DEMO", "1")
os.environ.setdefault("TEST_DATABASE_NAME", "bench_backpain_roster")

import django

django.setup()

from django.conf import settings
from django.db import connection, models, transaction
from django.test import Client, override_settings
from django.test.runner import DiscoverRunner
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from backpain.accounts import ranks
from backpain.accounts.models import AthleteStatus, Coaching, User
from tests.coach.people import make_coach
from tests.make import make_check_in, make_history, make_profile
from training.models import Run
from training.roster import Wanted, page_of
from training.services.plan import make_plan
from training.services.rebuild import rebuild_status
from triage.models import CheckIn

ATHLETES, WITH_A_YEAR, DAYS = 100_000, 2_000, 365
FEW, MANY, OTHERS = 10, 5_000, 20
THREE_YEARS, ONE_WEEK = 3 * 365, 7
ROUNDS = 60
# How many times as long as the page it is compared with a page may take.
FIELD_LIMIT, MANY_LIMIT, HISTORY_LIMIT = 1.2, 2.5, 1.5
# The most rows of coachings that a first page may read, of however many.
ROWS_LIMIT = 60
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


def status_of(athlete: User, now: dt.datetime) -> AthleteStatus:
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
    copy_in((status_of(athlete, now) for athlete in athletes), AthleteStatus)
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


def check_ins_of(
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


def runs_of(athlete: User, days: int, key: int) -> Iterable[Run]:
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
    copy_values(check_ins_of([athlete], samples, days, _next_key(CheckIn)), CheckIn)
    _move_sequence(CheckIn)
    copy_in(runs_of(athlete, days, _next_key(Run)), Run)
    _move_sequence(Run)
    make_profile(athlete)
    make_history(athlete)
    make_plan(athlete=athlete)
    rebuild_status(athlete)
    return athlete


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def time_of(client: Client, address: str) -> float:
    with transaction.atomic():
        start = time.perf_counter()
        response = client.get(address)
        taken = time.perf_counter() - start
        assert response.status_code == 200, response
        transaction.set_rollback(True)
    return taken


Page = tuple[Client, str]


def medians(*pages: Page) -> list[float]:
    """Return the median of each page in seconds, opened in turns."""
    for page in pages:
        time_of(*page)
    taken = [[time_of(*page) for page in pages] for _round in range(ROUNDS)]
    return [statistics.median(times) for times in zip(*taken, strict=True)]


def show(what: str, one: float, other: float, limit: float) -> None:
    times = one / other
    reached = "kept" if times <= limit else "NOT KEPT"
    print(
        f"{what}: {one * 1000:.1f} ms against {other * 1000:.1f} ms, "
        f"ratio {times:.2f} (limit {limit}: {reached})",
        flush=True,
    )


def timed(what: str, action: Callable[[], Any]) -> Any:
    start = time.perf_counter()
    found = action()
    print(f"{what}: {time.perf_counter() - start:.1f} s", flush=True)
    return found


def rows_read(coach: User) -> int:
    """Return how many coachings Postgres reads for the first page of a roster."""
    with CaptureQueriesContext(connection) as queries:
        page_of(coach, Wanted(), timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {queries[-1]['sql']}")
        plan = cursor.fetchone()[0]
    plan = json.loads(plan) if isinstance(plan, str) else plan
    return sum(_read(plan[0]["Plan"]))


def _read(node: dict[str, Any]) -> Iterable[int]:
    if node.get("Relation Name") == Coaching._meta.db_table:
        removed = node.get("Rows Removed by Filter", 0)
        yield int((node["Actual Rows"] + removed) * node["Actual Loops"])
    for child in node.get("Plans", []):
        yield from _read(child)


def analyze() -> None:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def fill(samples: Sequence[CheckIn], many: User) -> None:
    """Write the field: the athletes of the coach of many, and everybody else's."""
    theirs = make_field(many, MANY)
    left = ATHLETES - MANY - FEW
    others = [make_coach(f"Other{number}") for number in range(OTHERS)]
    for coach in others:
        make_field(coach, left // OTHERS)
    year = theirs[:WITH_A_YEAR]
    copy_values(check_ins_of(year, samples, DAYS, _next_key(CheckIn)), CheckIn)
    _move_sequence(CheckIn)


def measure() -> None:
    samples = sample_check_ins()
    few, many = make_coach("Few"), make_coach("Many")
    make_field(few, FEW)
    of_few, of_many = (signed_in(few), "/coach/"), (signed_in(many), "/coach/")
    # What else the machine does while the field is filled must not count.
    floor = (of_few[0], "/coach/groups/")
    ranks.keep_due_ranks()
    analyze()
    alone, floor_alone = medians(of_few, floor)

    timed("filled", lambda: fill(samples, many))
    timed("ranked", ranks.keep_due_ranks)
    timed("vacuumed", analyze)
    print(
        f"{User.objects.count():,} accounts, {CheckIn.objects.count():,} check-ins, "
        f"{Coaching.objects.count():,} coachings"
    )

    among_all, first_of_many, floor_among = medians(of_few, of_many, floor)
    alone *= floor_among / floor_alone
    show(
        f"roster of {FEW} among {ATHLETES:,} athletes, among {FEW}",
        among_all,
        alone,
        FIELD_LIMIT,
    )
    show(f"roster of {MANY:,}, one of {FEW}", first_of_many, among_all, MANY_LIMIT)
    count = rows_read(many)
    reached = "kept" if count <= ROWS_LIMIT else "NOT KEPT"
    print(f"coachings read for it: {count} of {MANY:,} (limit {ROWS_LIMIT}: {reached})")
    Coaching.objects.filter(coach=many).update(rank_until=timezone.now())
    outdated, _among_all = medians(of_many, of_few)
    print(f"the same if no rank was refreshed: {outdated * 1000:.1f} ms")

    coach = make_coach("Kim")
    long = make_athlete_with(coach, samples, THREE_YEARS)
    short = make_athlete_with(coach, samples, ONE_WEEK)
    client = signed_in(coach)
    pages = [(client, f"/coach/athletes/{one.pk}/") for one in (long, short)]
    show("athlete of three years, of a week", *medians(*pages), HISTORY_LIMIT)


def main() -> None:
    runner = DiscoverRunner(verbosity=0, interactive=False)
    runner.setup_test_environment(debug=False)
    databases = runner.setup_databases()
    plain = {"staticfiles": {"BACKEND": settings.PLAIN}}
    try:
        with override_settings(
            ALLOWED_HOSTS=["testserver"],
            STORAGES={**settings.STORAGES, **plain},
        ):
            measure()
    finally:
        runner.teardown_databases(databases)


if __name__ == "__main__":
    main()
