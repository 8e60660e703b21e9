"""What it costs to erase a coach as the workouts that they have changed get more.

Who changed a workout is forgotten with them, in all plans by one statement, which
Postgres looks at as at any other; it may not take longer than the limit on a statement.
As in a worker that has written single workouts before: Postgres keeps the plan that it
made for these, until it counts the table anew, which is put off here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from django.db import connection
from django.utils import timezone

from backpain.accounts.models import User
from backpain.accounts.services import erase
from bench.database import analyze, own_database
from bench.figure import Figure
from bench.turns import medians, seconds_of_both
from tests.coach.people import make_coach, make_coaching
from tests.make import make_history, make_profile
from training.models import Workout
from training.services.plan import make_plan

FEW, MANY = 16, 64
ROUNDS = 5
# Four times the workouts may take at most this many times as long; as each was looked
# for among all, it was 19.
LIMIT = 8


def figures() -> Iterator[Figure]:
    """Erase coaches of a few athletes, and of four times as many, in turns."""
    with own_database():
        athletes = [_make_athlete(number) for number in range(MANY)]
        with connection.cursor() as cursor:
            cursor.execute(
                "ALTER TABLE training_workout SET (autovacuum_enabled = off)"
            )
        analyze()
        Workout.objects.filter(pk=Workout.objects.latest("pk").pk).update(
            changed_by=None
        )
        few_s, many_s = medians(
            _erasing(athletes[:FEW]), _erasing(athletes), rounds=ROUNDS
        )
        of_few, of_many = (
            Workout.objects.filter(athlete__in=some).count()
            for some in (athletes[:FEW], athletes)
        )
    yield Figure(
        name=f"erase a coach of {of_many:,} changed workouts / {of_few:,}",
        ratio=many_s / few_s,
        limit=LIMIT,
        note=f"{many_s * 1000:.0f} ms, {few_s * 1000:.0f} ms",
    )


def _make_athlete(number: int) -> User:
    athlete = User.objects.create_user(f"{number}@example.org")
    make_profile(athlete)
    make_history(athlete)
    make_plan(athlete=athlete, made_on=timezone.now().date())
    return athlete


def _erasing(athletes: Sequence[User]) -> Callable[[], float]:
    """Return what gives the seconds to erase a coach who changed all their workouts."""

    def work() -> float:
        coach = make_coach("Kim")
        for athlete in athletes:
            make_coaching(athlete, coach)
        Workout.objects.filter(athlete__in=athletes).update(changed_by=coach)
        return seconds_of_both(lambda: erase(coach))

    return work
