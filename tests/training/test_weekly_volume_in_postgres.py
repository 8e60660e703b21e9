"""The second promise, attacked with SQL: it is Postgres that refuses.

Each attack names its negative control: the same statement just within the limit.
"""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.db.models import F

from backpain.accounts.models import User
from backpain.accounts.services import erase
from tests.training.weeks_in_postgres import (
    DAY,
    LAST_M,
    NEXT_M,
    THIS_M,
    WEEK,
    check,
    make_weeks,
    make_workout,
    monday,
    refused,
    sql,
    three_weeks,
    volumes,
)
from training.models import Plan, Run, Week, Workout


@pytest.fixture
def weeks(alice: User) -> list[Week]:
    return three_weeks(alice)


def test_volume_is_the_sum_whatever_is_written(weeks, alice):
    assert volumes(alice) == [LAST_M, THIS_M, NEXT_M]

    sql("UPDATE training_week SET volume_m = 1 WHERE number = 2")

    assert volumes(alice) == [LAST_M, THIS_M, NEXT_M]


def test_one_workout_may_rise_to_the_cap_and_not_a_metre_above(weeks, alice):
    raise_it = (
        "UPDATE training_workout SET distance_m = distance_m + %s WHERE week_id = %s"
        " AND distance_m = 5000"
    )

    message = refused(lambda: sql(raise_it, 1001, weeks[1].pk))

    assert message == (
        f"The week from {weeks[1].start} would hold 22.001 km of running, but at most"
        " 22 km are allowed. Weekly volume never rises by more than 10 %."
    )
    sql(raise_it, 1000, weeks[1].pk)
    check()
    assert volumes(alice)[1] == 22_000


def test_workout_cannot_be_moved_to_a_full_week(weeks, alice):
    sql("UPDATE training_week SET cap_m = volume_m WHERE number = 3")
    moved = Workout.objects.get(week=weeks[1], distance_m=5_000)
    into = {"week_id": weeks[2].pk, "date": weeks[2].start + 2 * DAY}

    message = refused(lambda: Workout.objects.filter(pk=moved.pk).update(**into))

    assert "would hold 27 km of running, but at most 22 km" in message


def test_workout_stays_within_the_dates_of_its_week(weeks):
    moved = Workout.objects.get(week=weeks[1], distance_m=5_000)
    to = weeks[2].start + 2 * DAY

    message = refused(lambda: Workout.objects.filter(pk=moved.pk).update(date=to))

    assert message == (
        f"A workout on {to} cannot be in the week from"
        f" {weeks[1].start} to {weeks[1].end}."
    )


def test_workout_cannot_be_in_the_week_of_somebody_else(weeks, charlie):
    message = refused(
        lambda: Workout.objects.filter(week=weeks[1]).update(athlete=charlie)
    )

    assert message == "A workout stays with its own athlete, under its number."
    assert "belongs to a week of its own athlete" in refused(
        lambda: Workout(
            athlete=charlie,
            week=weeks[1],
            date=weeks[1].start + 2 * DAY,
            kind="rest",
            activity="rest",
        ).save()
    )


def test_workout_keeps_its_number(weeks):
    """Else the one of a week that is over could go on as one of this week."""
    over = Workout.objects.get(week=weeks[0], distance_m=5_000)

    message = refused(
        lambda: sql(
            "UPDATE training_workout SET id = -id, week_id = %s, date = %s WHERE id = %s",
            weeks[1].pk,
            weeks[1].start + 2 * DAY,
            over.pk,
        )
    )

    assert "under its number" in message


def test_insert_is_refused_above_the_cap_and_taken_within_it(weeks, alice):
    message = refused(lambda: make_workout(weeks[1], 4, 1001))

    assert "22 km are allowed" in message
    make_workout(weeks[1], 4, 1000)
    check()


def test_metres_cannot_hide_in_a_workout_that_is_not_run(weeks):
    message = refused(
        lambda: sql(
            "UPDATE training_workout SET kind = 'walk', activity = 'walking'"
            " WHERE week_id = %s AND distance_m = 5000",
            weeks[1].pk,
        )
    )

    assert "workout_has_metres_only_if_it_is_run" in message


def test_bulk_update_of_all_workouts(weeks):
    message = refused(
        lambda: Workout.objects.filter(week=weeks[1]).update(
            distance_m=F("distance_m") * 2
        )
    )

    assert "would hold 42 km" in message


def test_bulk_create_above_the_cap(weeks):
    extra = [
        Workout(
            athlete_id=weeks[1].athlete_id,
            week=weeks[1],
            date=weeks[1].start + day * DAY,
            kind="easy",
            activity="running",
            distance_m=600,
            duration_s=240,
        )
        for day in (2, 4)
    ]

    assert "22.2 km" in refused(lambda: Workout.objects.bulk_create(extra))


def test_cap_is_at_most_ten_per_cent_more_than_the_baseline(weeks):
    raise_it = "UPDATE training_week SET cap_m = %s WHERE id = %s"

    message = refused(lambda: sql(raise_it, 22_001, weeks[1].pk))

    assert message == (
        f"The week from {weeks[1].start} may hold at most 22 km after 20 km, not 22.001 km."
        " Weekly volume never rises by more than 10 %."
    )


def test_baseline_is_not_above_what_was_run(weeks):
    raise_it = "UPDATE training_week SET baseline_m = %s, cap_m = 22000 WHERE id = %s"

    message = refused(lambda: sql(raise_it, 20_001, weeks[1].pk))

    assert (
        "is measured against 20.001 km, but the week before it holds only 20 km"
        in message
    )


def test_baseline_is_not_above_what_is_planned(weeks):
    message = refused(
        lambda: sql(
            "UPDATE training_week SET baseline_m = 21001 WHERE id = %s", weeks[2].pk
        )
    )

    assert "the week before it holds only 21 km" in message


@pytest.mark.parametrize(
    "lower",
    [
        "DELETE FROM training_run",
        "UPDATE training_run SET distance_m = 19999",
        "UPDATE training_run SET date = date + 7",
        "UPDATE training_run SET distance_m = NULL",
    ],
)
def test_log_of_last_week_cannot_be_lowered_under_a_plan(weeks, lower):
    message = refused(lambda: sql(lower))

    assert f"The week from {weeks[1].start} is measured against 20 km" in message


def test_log_of_last_week_may_rise(weeks):
    sql("UPDATE training_run SET distance_m = 20001")
    check()


def test_planned_week_cannot_be_lowered_under_the_next_one(weeks):
    lower = "UPDATE training_workout SET distance_m = distance_m - %s WHERE week_id = %s AND distance_m = 5000"

    assert "holds only 20 km" in refused(lambda: sql(lower, 1000, weeks[1].pk))


def test_week_cannot_be_taken_out_from_under_the_next_one(weeks):
    def take_out() -> None:
        sql("DELETE FROM training_workout WHERE week_id = %s", weeks[1].pk)
        sql("DELETE FROM training_week WHERE id = %s", weeks[1].pk)

    assert "holds only 0 km" in refused(take_out)


def test_blank_week_allows_no_more_than_a_restart(alice):
    with transaction.atomic():
        make_weeks(alice)
    this = Week.objects.get(athlete=alice, number=2)

    def blank(cap_m: int) -> None:
        Workout.objects.filter(week__number__gte=2).delete()
        Week.objects.filter(number=3).delete()
        sql("DELETE FROM training_run")
        sql(
            "UPDATE training_week SET baseline_m = 0, cap_m = %s, is_restart = true"
            " WHERE id = %s",
            cap_m,
            this.pk,
        )

    assert "may hold at most 10 km after a week of 0 km" in refused(
        lambda: blank(10_001)
    )
    with transaction.atomic():
        blank(10_000)
        check()


def test_restart_is_only_for_after_a_blank_week(weeks):
    message = refused(
        lambda: sql(
            "UPDATE training_week SET baseline_m = 0, cap_m = 30000, is_restart = true"
            " WHERE id = %s",
            weeks[1].pk,
        )
    )

    assert "may hold at most 22 km after a week of 20 km, not 30 km" in message


@pytest.mark.parametrize(
    "rewrite",
    [
        "UPDATE training_week SET why = 'x' WHERE number = 1",
        "DELETE FROM training_workout WHERE week_id = (SELECT id FROM training_week WHERE number = 1)",
        "UPDATE training_workout SET distance_m = 1 WHERE distance_m = 9000",
    ],
)
def test_weeks_that_are_over_are_never_rewritten(weeks, rewrite):
    message = refused(lambda: sql(rewrite))

    assert message == (
        f"The week from {weeks[0].start} is over: weeks that are over are never"
        " rewritten."
    )


def test_nobody_takes_the_place_of_a_day_in_a_week_that_is_over(weeks):
    message = refused(lambda: make_workout(weeks[0], 1, 100))

    assert "workout_is_the_only_one_of_its_day" in message


@pytest.mark.parametrize(
    "change",
    [
        "spec = jsonb_set(spec, '{recent_weeks_m,3}', '90000')",
        "ran_before_m = 5000",
        "started_on = started_on - 7, made_on = made_on - 7",
        "planned_on = planned_on - 1",
    ],
)
def test_what_a_plan_started_from_is_never_changed(weeks, change):
    message = refused(lambda: sql(f"UPDATE training_plan SET {change}"))

    assert message.startswith("What a plan started from is never changed")


@pytest.mark.parametrize(("weeks_later", "told_m"), [(-5, 0), (1, 5_000)])
def test_another_plan_cannot_tell_other_weeks(weeks, alice, weeks_later, told_m):
    start = monday(alice) + weeks_later * WEEK
    sql("UPDATE training_plan SET ended_on = started_on + 14")

    message = refused(
        lambda: Plan.objects.create(
            athlete=alice,
            started_on=start,
            made_on=start,
            planned_on=start,
            ran_before_m=told_m,
            spec={"recent_weeks_m": [300_000] * 4},
        )
    )

    assert message.startswith("A plan begins after all earlier ones")


def test_first_week_is_measured_against_what_was_told(alice):
    def make(baseline_m: int) -> None:
        plan = Plan.objects.create(
            athlete=alice,
            started_on=monday(alice),
            made_on=monday(alice),
            planned_on=monday(alice),
            spec={"recent_weeks_m": [0, 0, 0, 12_500]},
        )
        Week.objects.create(
            athlete=alice,
            plan=plan,
            number=1,
            start=monday(alice),
            baseline_m=baseline_m,
            cap_m=baseline_m * 11 // 10,
        )

    assert "holds only 12.5 km" in refused(lambda: make(12_501))
    with transaction.atomic():
        make(12_500)
        check()


def test_told_of_the_first_week_counts_unless_more_is_logged(alice):
    start = monday(alice) - WEEK

    def make(logged_m: int, baseline_m: int) -> None:
        plan = Plan.objects.create(
            athlete=alice,
            started_on=start,
            made_on=start + 2 * DAY,
            planned_on=start,
            ran_before_m=6_000,
            spec={"recent_weeks_m": [0, 0, 0, 12_500]},
        )
        Run.objects.create(athlete=alice, date=start, distance_m=logged_m)
        Run.objects.create(athlete=alice, date=start + 3 * DAY, distance_m=4_000)
        Week.objects.create(
            athlete=alice,
            plan=plan,
            number=2,
            start=start + WEEK,
            baseline_m=baseline_m,
            cap_m=baseline_m * 11 // 10,
        )

    assert "holds only 10 km" in refused(lambda: make(5_000, 10_001))
    assert "holds only 11 km" in refused(lambda: make(7_000, 11_001))
    with transaction.atomic():
        make(7_000, 11_000)
        check()


@pytest.mark.parametrize(
    ("zone", "counts_as"),
    [("Mars/Olympus", "UTC"), ("Pacific/Kiritimati", "Pacific/Kiritimati")],
)
def test_today_is_the_day_of_the_athlete(alice, zone, counts_as):
    User.objects.filter(pk=alice.pk).update(time_zone=zone)

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT training_today(%s), (now() AT TIME ZONE %s)::date",
            [alice.pk, counts_as],
        )
        (day, wanted) = cursor.fetchone()

    assert day == wanted


def test_erasing_the_account_takes_everything_along(weeks, alice):
    erase(alice)
    check()

    for model in (Plan, Week, Workout, Run):
        assert not model.objects.exists()
