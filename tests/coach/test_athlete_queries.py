"""The page of an athlete costs the same after three years as after a week."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from backpain.accounts.models import Coaching, User
from tests.coach.people import client_of, make_coaching
from tests.make import make_check_in, make_episode
from tests.training.make_log import DAY, two_runs_last_week
from training.models import Change, Note, Replan, Run

MOST = {"": 33, "weeks/2/": 26, "check-ins/?days=90": 7, "runs/": 8, "notes/": 7}


def fill(athlete, coach, rows):
    """Add so many notes, changes, replans, and runs and check-ins of earlier days."""
    today, plan = athlete.local_date(), athlete.plans.get()
    Note.objects.bulk_create(
        Note(athlete=athlete, author=coach, author_name="Kim", text=f"Note {n}")
        for n in range(rows)
    )
    Change.objects.bulk_create(
        Change(
            athlete=athlete,
            kind="ceiling",
            ceiling_m=99_000 + n,
            first=today - n * DAY,
            last=today + DAY,
            made_by=coach,
        )
        for n in range(rows)
    )
    Replan.objects.bulk_create(
        Replan(athlete=athlete, plan=plan, cause="run") for _n in range(rows)
    )
    Run.objects.bulk_create(
        Run(
            athlete=athlete,
            date=today - dt.timedelta(days=40 + n),
            distance_m=5_000,
            submission_key=uuid.uuid4(),
            created_at=timezone.now() - dt.timedelta(days=40 + n),
        )
        for n in range(rows)
    )


def fill_check_ins(athlete, rows):
    """Fill up to so many check-ins: one judged, and copies of it before it."""
    newest = athlete.check_ins.order_by("-id").first()
    first, day, moment = newest.pk, newest.local_date, newest.created_at
    for back in range(athlete.check_ins.count(), rows):
        # Made before the newest one: their keys are lower.
        newest.pk = first - back
        newest.submission_key = uuid.uuid4()
        newest.local_date = day - back * DAY
        newest.created_at = moment - back * DAY
        newest.save(force_insert=True)


def queries_of(client, path):
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return [query["sql"] for query in queries]


@pytest.mark.parametrize(
    "part", ["", "weeks/2/", "check-ins/?days=90", "runs/", "notes/"]
)
def test_as_many_queries_with_many_rows_as_with_one(alice, kim, part):
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval('triage_checkin_id_seq', 100000)")
    make_coaching(alice, kim)
    two_runs_last_week(alice)
    make_episode(alice)
    make_check_in(alice, pain_now=2, pain_worst_24h=2)
    client = client_of(kim)
    path = f"/coach/athletes/{alice.pk}/{part}"
    counts = {}
    for rows in (1, 10, 400):
        fill(alice, kim, rows)
        fill_check_ins(alice, rows)
        queries = queries_of(client, path)
        counts[rows] = len(queries)
        print(len(queries), *queries, sep="\n  ")

    assert len(set(counts.values())) == 1, counts
    assert counts[1] <= MOST[part]


@pytest.mark.parametrize("athletes", [1, 30])
def test_as_many_queries_however_many_athletes_a_coach_has(alice, kim, athletes):
    make_coaching(alice, kim)
    two_runs_last_week(alice)
    others = User.objects.bulk_create(
        User(email=f"runner{n}@example.org") for n in range(athletes)
    )
    Coaching.objects.bulk_create(
        Coaching(athlete=other, coach=kim, accepted_at=timezone.now(), sees_plan=True)
        for other in others
    )

    queries = queries_of(client_of(kim), f"/coach/athletes/{alice.pk}/")

    assert len(queries) <= MOST[""]
