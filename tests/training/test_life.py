"""The two promises, whatever an athlete, a coach and the days do in whatever order."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.models import F
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.training.life import DAY, Life
from training.models import Week, Workout

# Without them no week would let itself be made too large.
CAP_IN_POSTGRES = (
    "week_above_a_blank_one_is_a_restart",
    "week_cap_is_at_most_10_percent_more",
)


def live(*, examples: int, steps: int) -> None:
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.django_db
def test_the_promises_hold_in_short_lives():
    live(examples=4, steps=12)


@pytest.mark.nightly
@pytest.mark.django_db
def test_the_promises_hold_in_long_lives():
    live(examples=200, steps=40)


# That it would be noticed


@pytest.fixture
def life(db):
    life = Life()
    life.begin(weeks=[18_000, 19_000, 19_500, 20_000])
    yield life
    life.teardown()


def write_past_the_triggers(rows, **columns) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        assert rows.update(**columns)
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")


def test_a_week_above_its_ten_percent_would_be_noticed(life):
    life.no_week_is_above_its_cap_or_its_ten_percent()
    third = Week.objects.filter(athlete=life.athlete, number=3)
    longest = Workout.objects.filter(week__in=third, activity="running").latest(
        "distance_m"
    )

    connection.check_constraints()
    with connection.cursor() as cursor:
        for name in CAP_IN_POSTGRES:
            cursor.execute(f"ALTER TABLE training_week DROP CONSTRAINT {name}")
    # The sums stay right, and so does the cap that is written beside them.
    write_past_the_triggers(
        Workout.objects.filter(pk=longest.pk), distance_m=F("distance_m") + 5_000
    )
    write_past_the_triggers(
        third, volume_m=F("volume_m") + 5_000, cap_m=F("cap_m") + 5_000
    )

    with pytest.raises(AssertionError):
        life.no_week_is_above_its_cap_or_its_ten_percent()


def test_a_run_that_is_planned_on_a_hold_would_be_noticed(life):
    life._recorded({"saddle_numbness": "yes"})
    life.nobody_is_told_to_run_on_a_hold_or_after_a_red_flag()
    tomorrow = Workout.objects.filter(athlete=life.athlete, date=life.today + DAY)

    write_past_the_triggers(tomorrow, kind="easy", activity="running", distance_m=3_000)

    with pytest.raises(AssertionError):
        life.nobody_is_told_to_run_on_a_hold_or_after_a_red_flag()


def test_a_worse_answer_that_allows_more_would_be_noticed(life):
    with pytest.raises(AssertionError):
        life.check_in(answers={"fever": "yes"}, worse={"fever": "no"})
