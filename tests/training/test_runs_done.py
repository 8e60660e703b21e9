from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection

from tests.make import make_check_in, make_profile
from tests.training.make_log import (
    DAY,
    WEEK,
    log_run,
    make_history,
    text_of,
    this_monday,
    two_runs_last_week,
    workouts_of,
)
from training.models import Run, Workout, WorkoutDone
from training.services import log
from training.services.plan import make_plan

LIST = "/runs/"


@pytest.fixture
def last_week(alice):
    """Alice ran 20 km last week: 8 and 12. Gives those two runs, and a checked log."""
    yield two_runs_last_week(alice)
    connection.check_constraints()


def test_running_workout_done_as_planned_is_a_run(alice, last_week):
    workout = workouts_of(alice, kind="easy")[0]

    run = log.done_as_planned(athlete=alice, day=workout.date)

    assert isinstance(run, Run)
    assert (run.date, run.source) == (workout.date, Run.Source.AS_PLANNED)
    assert run.distance_m == workout.distance_m
    # How long it took was not told.
    assert run.duration_s is None
    assert run.session_rpe is None


def test_done_as_planned_twice_is_one_run(alice, last_week):
    day = workouts_of(alice, kind="easy")[0].date

    first = log.done_as_planned(athlete=alice, day=day)
    again = log.done_as_planned(athlete=alice, day=day)

    assert first == again
    assert Run.objects.filter(date=day).count() == 1


def test_day_with_a_run_keeps_it(alice, last_week):
    logged = last_week[1]

    assert log.done_as_planned(athlete=alice, day=logged.date) == logged
    assert Run.objects.count() == 2


@pytest.mark.parametrize("kind", ["strength", "cross_training"])
def test_other_workout_is_done_once_and_taken_back(alice, last_week, kind):
    workout = workouts_of(alice, kind=kind)[0]

    first = log.done_as_planned(athlete=alice, day=workout.date)
    again = log.done_as_planned(athlete=alice, day=workout.date)

    assert isinstance(first, WorkoutDone)
    assert first == again
    assert (first.kind, first.duration_s) == (kind, workout.duration_s)
    log.not_done(athlete=alice, day=workout.date)
    log.not_done(athlete=alice, day=workout.date)
    assert not WorkoutDone.objects.exists()


def test_rest_is_never_done(alice, last_week):
    day = workouts_of(alice, kind="rest")[0].date

    assert log.done_as_planned(athlete=alice, day=day) is None
    assert not WorkoutDone.objects.exists()


def test_day_outside_of_the_plan_or_still_to_come_is_never_done(alice, last_week):
    today = alice.local_date()
    days = [today + DAY, today + WEEK, this_monday(alice) - WEEK - DAY, dt.date.min]
    days += [dt.date.max, today + 400 * DAY]

    assert [log.done_as_planned(athlete=alice, day=day) for day in days] == [None] * 6


def test_day_before_the_plan_was_made_is_never_done(alice):
    """Its workouts were never anybody's: what was run before was told as one sum."""
    make_profile(alice)
    make_history(alice)
    sunday = this_monday(alice) - DAY
    noon = dt.datetime.combine(sunday, dt.time(12), tzinfo=dt.UTC)
    make_plan(athlete=alice, now=noon)
    log_run(alice, sunday, 5_000)

    days = [workout.date for workout in workouts_of(alice, activity="running")]
    assert days[0] < sunday
    assert log.done_as_planned(athlete=alice, day=days[0]) is None


def test_nothing_is_done_as_planned_without_a_plan(alice):
    assert log.done_as_planned(athlete=alice, day=alice.local_date()) is None


@pytest.fixture
def runs_today(alice):
    """A plan whose long run is today, whichever weekday it is."""
    make_profile(alice)
    today = alice.local_date().isoweekday()
    days = sorted({today, (today + 1) % 7 + 1, (today + 3) % 7 + 1})
    make_history(alice, running_days=days, long_run_day=today)
    make_plan(athlete=alice)


def test_run_of_today_is_done_as_planned_once_it_is_cleared(alice, runs_today):
    assert log.done_as_planned(athlete=alice, day=alice.local_date()) is None
    make_check_in(alice)

    run = log.done_as_planned(athlete=alice, day=alice.local_date())

    assert isinstance(run, Run)
    assert run.distance_m > 0


def test_run_that_became_a_walk_today_is_done_as_a_walk(alice, runs_today):
    make_check_in(
        alice,
        pain_now=4,
        pain_worst_24h=4,
        change_vs_last_week="same",
        daily_life="none",
    )

    done = log.done_as_planned(athlete=alice, day=alice.local_date())

    assert isinstance(done, WorkoutDone)
    assert done.kind == "walk"
    assert not Run.objects.exists()


def test_nothing_is_done_as_planned_on_a_day_with_a_red_flag(alice, runs_today):
    make_check_in(alice, saddle_numbness="yes")

    assert log.done_as_planned(athlete=alice, day=alice.local_date()) is None
    assert not Run.objects.exists()
    assert not WorkoutDone.objects.exists()


def test_one_tap_logs_the_run_as_planned(client_of_alice, alice, last_week):
    workout = Workout.objects.get(athlete=alice, week__number=1, kind="easy")

    response = client_of_alice.post("/runs/done/", {"date": workout.date.isoformat()})

    assert (response.status_code, response.url) == (302, "/")
    run = Run.objects.get(date=workout.date)
    assert run.distance_m == workout.distance_m
    page = client_of_alice.get(LIST)
    said = f"Logged: {workout.distance_m / 1000} km, easy run. How did it feel?"
    assert f"{said} Add details" in text_of(page)
    assert f'<a href="{run.get_absolute_url()}">Add details</a>' in (
        page.content.decode()
    )


def test_two_taps_log_one_run(client_of_alice, alice, last_week):
    workout = Workout.objects.get(athlete=alice, week__number=1, kind="easy")

    for _ in range(2):
        client_of_alice.post("/runs/done/", {"date": workout.date.isoformat()})

    assert Run.objects.filter(date=workout.date).count() == 1


def test_one_tap_logs_strength_and_one_takes_it_back(client_of_alice, alice, last_week):
    day = Workout.objects.filter(week__number=1, kind="strength").first().date

    client_of_alice.post("/runs/done/", {"date": day.isoformat()})

    assert WorkoutDone.objects.get().date == day
    assert "Logged as done." in text_of(client_of_alice.get(LIST))
    response = client_of_alice.post("/runs/not-done/", {"date": day.isoformat()})
    assert (response.status_code, response.url) == (302, "/")
    assert not WorkoutDone.objects.exists()


@pytest.mark.parametrize(
    "date", [None, "", "abc", "\0", "0001-01-01", "9999-12-31", "9" * 10**5]
)
@pytest.mark.parametrize("path", ["/runs/done/", "/runs/not-done/"])
def test_tap_without_a_day_of_the_plan_logs_nothing(
    client_of_alice, alice, last_week, path, date
):
    data = {} if date is None else {"date": date}

    response = client_of_alice.post(path, data)

    assert (response.status_code, response.url) == (302, "/")
    assert Run.objects.count() == 2
    assert not WorkoutDone.objects.exists()


def test_taps_of_a_stranger_touch_nothing(alice, last_week, client_of_charlie):
    day = Workout.objects.filter(week__number=1, kind="strength").first().date
    WorkoutDone.objects.create(athlete=alice, date=day, kind="strength")

    for path in ("/runs/done/", "/runs/not-done/"):
        client_of_charlie.post(path, {"date": day.isoformat()})

    assert WorkoutDone.objects.get().athlete == alice


@pytest.mark.parametrize("path", ["/runs/done/", "/runs/not-done/"])
def test_taps_are_posted(client_of_alice, path):
    assert client_of_alice.get(path).status_code == 405
