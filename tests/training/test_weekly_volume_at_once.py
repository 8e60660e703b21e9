"""The second promise, when two transactions are at work: both really commit."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction

from backpain.accounts.models import User
from tests.training.weeks_in_postgres import (
    DAY,
    LAST_M,
    make_weeks,
    sql,
)
from training.models import Run, Week, Workout


@pytest.fixture
def committed(transactional_db, django_user_model) -> User:
    athlete = User.objects.create_user("dana@example.org", time_zone="Europe/Berlin")
    with transaction.atomic():
        make_weeks(athlete)
    return athlete


@pytest.fixture
def others(committed: User) -> Iterator[tuple[psycopg.Connection, psycopg.Connection]]:
    settings = connection.get_connection_params()
    wanted = {
        k: settings[k]
        for k in ("host", "port", "user", "password", "dbname")
        if settings.get(k)
    }
    with psycopg.connect(**wanted) as one, psycopg.connect(**wanted) as other:
        yield one, other
        one.rollback()
        other.rollback()


def test_two_transactions_that_are_fine_alone_and_not_together(committed, others):
    """One lowers this week, the other measures the next one against it."""
    one, other = others
    lower = "UPDATE training_workout SET distance_m = 4500 WHERE distance_m = 5000 AND week_id = (SELECT id FROM training_week WHERE number = 2)"
    measure = (
        "UPDATE training_week SET baseline_m = 20800, cap_m = 22000 WHERE number = 3"
    )
    with transaction.atomic():
        sql(
            "UPDATE training_workout SET distance_m = distance_m - 3000 WHERE week_id = (SELECT id FROM training_week WHERE number = 3) AND distance_m = 11000"
        )
        sql(
            "UPDATE training_week SET baseline_m = 20000, cap_m = 22000 WHERE number = 3"
        )
    failed: list[str] = []

    def measure_at_once() -> None:
        try:
            other.execute(measure)
            other.commit()
        except psycopg.Error as error:
            failed.append(str(error).splitlines()[0])

    one.execute(lower)
    second = threading.Thread(target=measure_at_once)
    second.start()
    second.join(0.3)
    assert second.is_alive(), "the second transaction waits for the athlete's row"
    one.commit()
    second.join(10)

    (message,) = failed
    assert (
        "is measured against 20.8 km, but the week before it holds only 20.5 km"
        in message
    )
    # Alone it is fine.
    other.rollback()
    with transaction.atomic():
        sql("UPDATE training_workout SET distance_m = 5000 WHERE distance_m = 4500")
        sql(measure)


def test_repeatable_read_is_refused(committed, others):
    one, _other = others
    one.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ

    with pytest.raises(psycopg.NotSupportedError, match="READ COMMITTED"):
        one.execute("UPDATE training_week SET why = 'x' WHERE number = 3")


def test_refused_at_commit_leaves_nothing_half_done(committed):
    def lower() -> None:
        sql("UPDATE training_run SET surface = 'road'")
        sql("UPDATE training_run SET distance_m = 1000")

    with pytest.raises(IntegrityError):
        transaction.atomic(lower)()

    run = Run.objects.get(athlete=committed)
    assert (run.surface, run.distance_m) == ("", LAST_M)


def test_workout_of_somebody_who_is_erased_meanwhile_is_not_taken_over(committed):
    """In one statement, so that nobody is there any more who could be locked."""
    charlie = User.objects.create_user("charlie@example.org")
    with transaction.atomic():
        make_weeks(charlie)
    one = Workout.objects.filter(athlete=charlie).first()
    over = Week.objects.get(athlete=committed, number=1)
    take_over = (
        "UPDATE training_workout SET athlete_id = %s, week_id = %s, date = %s,"
        " kind = 'easy', activity = 'running', distance_m = 1 WHERE id = %s"
    )
    values = (committed.pk, over.pk, over.start + 2 * DAY, one.pk)

    with pytest.raises(IntegrityError, match="stays with its own athlete"):
        sql(
            f"WITH gone AS (DELETE FROM accounts_user WHERE id = %s) {take_over}",
            charlie.pk,
            *values,
        )

    assert Workout.objects.filter(week=over).count() == 4
