"""A coach and three athletes, and more and more of everything that piles up.

Ann has checked in today, Ben has not since yesterday, and Cleo has a care hold.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.db import connection
from django.utils import timezone

from backpain.accounts.models import AccessLog, Coaching, CoachingGroup, User
from tests.coach.people import ALL, make_coach, make_coaching
from tests.make import make_check_in, make_episode
from tests.training.make_log import DAY, WEEK, this_monday, two_runs_last_week
from training.models import Change, Note, Plan, Replan, Run, Shoe, Week
from training.services.plan import replan
from triage.models import CheckIn

ATHLETES = ("ann", "ben", "cleo")
# More plans than anybody has in a lifetime.
MOST_PLANS = 60


def make_people() -> dict[str, User]:
    """Return the coach, Kim, and the athletes by name, each with one of everything."""
    # Check-ins of earlier days are made later: room for their keys.
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval('triage_checkin_id_seq', 1000000)")
    kim = make_coach()
    people = {"kim": kim} | {name: _athlete(name, kim) for name in ATHLETES}
    group = CoachingGroup.objects.create(coach=kim, name="Tuesday")
    group.coachings.set(Coaching.objects.filter(coach=kim))
    return people


def _athlete(name: str, kim: User) -> User:
    athlete = User.objects.create_user(
        f"{name}@example.org",
        name=name.title(),
        time_zone="Europe/Berlin",
        country="DE",
    )
    make_coaching(athlete, kim)
    two_runs_last_week(athlete)
    athlete.runs.update(pain_max=0, trend="eased", limp="no", settled="by_next_morning")
    make_episode(athlete)
    signs = {"saddle_numbness": "yes"} if name == "cleo" else {}
    made_at = timezone.now() - (DAY if name == "ben" else dt.timedelta())
    make_check_in(athlete, now=made_at, pain_now=2, pain_worst_24h=2, **signs)
    replan(athlete=athlete, cause=Replan.Cause.CHECK_IN)
    if name == "ben":
        # As if the check-in had come after that: the weeks are built for each page.
        athlete.plans.update(planned_after=0)
    return athlete


def grow(people: dict[str, User], rows: int) -> None:
    """Let there be so many rows of each kind that belongs to somebody."""
    with connection.cursor() as cursor:
        # Plans are only taken in their order, and each row of training is looked at.
        cursor.execute("SET session_replication_role = replica")
        _grow(people, rows)
        cursor.execute("SET session_replication_role = DEFAULT")


def _grow(people: dict[str, User], rows: int) -> None:
    kim = people["kim"]
    for name in ATHLETES:
        _grow_check_ins(people[name], rows)
        _grow_training(people[name], kim, rows)
        _grow_plans(people[name], min(rows, MOST_PLANS))
        _fill(AccessLog, rows, athlete=people[name], actor=kim, role="coach")
    coached = Coaching.objects.filter(coach=kim).count()
    others = User.objects.bulk_create(
        User(email=f"runner{coached + n}@example.org")
        for n in range(rows + len(ATHLETES) - coached)
    )
    Coaching.objects.bulk_create(
        Coaching(athlete=other, coach=kim, accepted_at=timezone.now(), **ALL)
        for other in others
    )


def _grow_check_ins(athlete: User, rows: int) -> None:
    """Copy the newest one to the days before; their keys are lower, as they should."""
    newest = athlete.check_ins.newest_first()[0]
    columns = {
        field.attname: getattr(newest, field.attname)
        for field in CheckIn._meta.concrete_fields
    }
    CheckIn.objects.bulk_create(
        CheckIn(
            **columns
            | {
                "id": newest.pk - len(ATHLETES) * back,
                "submission_key": uuid.uuid4(),
                "local_date": newest.local_date - back * DAY,
                "created_at": newest.created_at - back * DAY,
            }
        )
        for back in range(athlete.check_ins.count(), rows)
    )


def _grow_training(athlete: User, kim: User, rows: int) -> None:
    today, plan = athlete.local_date(), athlete.plans.get(ended_on=None)
    mine: dict[str, Any] = {"athlete": athlete}
    _fill(Note, rows, **mine, author=kim, author_name="Kim", text="Well done")
    _fill(Replan, rows, **mine, plan=plan, cause="run")
    _fill(
        Change,
        rows,
        **mine,
        kind="ceiling",
        ceiling_m=99_000,
        first=today,
        last=today + DAY,
        made_by=kim,
    )
    names = range(Shoe.objects.filter(**mine).count(), rows)
    Shoe.objects.bulk_create(
        Shoe(**mine, name=f"Pair {n}", kind="running", support="neutral") for n in names
    )
    Run.objects.bulk_create(
        Run(
            **mine,
            date=today - (30 + n) * DAY,
            distance_m=5_000,
            created_at=timezone.now() - (30 + n) * DAY,
        )
        for n in range(Run.objects.filter(**mine).count(), rows)
    )


def _grow_plans(athlete: User, rows: int) -> None:
    """Let there be so many plans, each over after its first week."""
    monday = this_monday(athlete)
    for back in range(athlete.plans.count(), rows):
        start = monday - (20 + back) * WEEK
        plan = Plan.objects.create(
            athlete=athlete,
            started_on=start,
            made_on=start,
            ended_on=start + WEEK,
            planned_on=start,
            spec=athlete.plans.get(ended_on=None).spec,
        )
        Week.objects.create(
            athlete=athlete, plan=plan, number=1, start=start, baseline_m=0, cap_m=0
        )


def _fill(model: Any, rows: int, **columns: Any) -> None:
    count = model.objects.filter(athlete=columns["athlete"]).count()
    model.objects.bulk_create(model(**columns) for _n in range(count, rows))


def places_of(people: dict[str, User]) -> dict[str, Any]:
    """Return what the addresses of pages name, by who it belongs to."""
    places: dict[str, Any] = {}
    for name in ATHLETES:
        athlete = people[name]
        places |= {
            name: athlete.pk,
            f"{name}_check_in": CheckIn.objects.newest_first()
            .filter(athlete=athlete)[0]
            .pk,
            f"{name}_run": athlete.runs.newest_first()[0].pk,
            f"{name}_today": athlete.local_date().isoformat(),
            f"{name}_tomorrow": (athlete.local_date() + DAY).isoformat(),
            f"{name}_long_run": (this_monday(athlete) + 2 * WEEK - DAY).isoformat(),
        }
    return places | {"group": people["kim"].coaching_groups.get().pk}
