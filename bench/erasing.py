"""How long it takes to erase a coach as the workouts that they have changed get more.

Who changed a workout is forgotten with them, in all plans by one statement, which
Postgres looks at as at any other; it may not take longer than the limit on a statement.
As in a worker that has written single workouts before: Postgres keeps the plan that it
made for these.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

from django.utils import timezone

from backpain.accounts.models import User
from backpain.accounts.services import erase
from bench.database import own_database
from bench.figure import Figure
from tests.coach.people import make_coach, make_coaching
from tests.make import make_history, make_profile
from training.models import Workout
from training.services.plan import make_plan

FEW, MANY = 32, 128
# As many times the workouts may take this many times as long: four, and some for noise.
LIMIT = 6


def figures() -> Iterator[Figure]:
    """Erase a coach of a few athletes and one of four times as many."""
    with own_database():
        few_s, few = _erased(FEW)
        many_s, many = _erased(MANY)
    yield Figure(
        name=f"erase a coach of {many:,} changed workouts / {few:,}",
        ratio=many_s / few_s,
        limit=LIMIT,
        note=f"{many_s * 1000:.0f} ms, {few_s * 1000:.0f} ms",
    )


def _erased(athletes: int) -> tuple[float, int]:
    """Return the seconds it takes to erase a coach, and the workouts they changed."""
    coach = make_coach(f"Coach of {athletes}")
    for number in range(athletes):
        athlete = User.objects.create_user(f"{number}of{athletes}@example.org")
        make_profile(athlete)
        make_history(athlete)
        make_coaching(athlete, coach)
        make_plan(athlete=athlete, made_on=timezone.now().date())
    changed = Workout.objects.filter(athlete__coachings__coach=coach)
    Workout.objects.filter(pk=changed.latest("pk").pk).update(changed_by=coach)
    count = changed.update(changed_by=coach)
    start = time.perf_counter()
    erase(coach)
    return time.perf_counter() - start, count
