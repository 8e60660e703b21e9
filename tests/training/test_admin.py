"""Staff cannot break the promise either, and are told why."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client

from backpain.accounts.models import User
from tests.make import make_plan_of
from training.models import Run, Week, Workout


@pytest.fixture
def staff(db) -> Client:
    User.objects.create_superuser("staff@example.org", "correct horse battery")
    client = Client()
    client.force_login(User.objects.get(email="staff@example.org"))
    return client


@pytest.fixture
def workout(alice) -> Workout:
    make_plan_of(alice)
    connection.check_constraints()
    return Workout.objects.filter(week__number=2, activity="running").order_by("date")[
        0
    ]


def changed(client: Client, workout: Workout, **columns):
    data = {
        name: getattr(workout, name)
        for name in ("kind", "activity", "distance_m", "duration_s", "hard_s")
    }
    url = f"/admin/training/workout/{workout.pk}/change/"
    return client.post(url, data | columns)


def test_workout_above_the_cap_is_refused_with_the_rule(staff, workout):
    room = workout.week.cap_m - workout.week.volume_m
    too_far = workout.distance_m + room + 1

    response = changed(staff, workout, distance_m=too_far, duration_s=99_999)

    assert response.status_code == 200
    assert "Weekly volume never rises by more than 10 %." in response.text
    assert f'value="{too_far}"' in response.text
    assert Workout.objects.get(pk=workout.pk).distance_m == workout.distance_m


def test_week_that_the_next_one_is_measured_against_is_not_lowered(staff, workout):
    response = changed(staff, workout, distance_m=100)

    assert "the week before it holds only" in response.text
    assert Workout.objects.get(pk=workout.pk).distance_m == workout.distance_m


def test_change_within_the_cap_is_kept_with_who_made_it(staff, workout):
    response = changed(staff, workout, kind="easy", hard_s=0)

    assert response.status_code == 302
    workout.refresh_from_db()
    assert workout.kind == "easy"
    assert workout.changed_by.email == "staff@example.org"
    connection.check_constraints()


@pytest.mark.parametrize("table", ["plan", "week", "run", "workout"])
def test_lists_are_shown(staff, workout, table):
    Run.objects.create(athlete=workout.athlete, date=workout.date, distance_m=5000)

    page = staff.get(f"/admin/training/{table}/?q=alice").text

    assert "alice@example.org" in page or "Alice" in page


@pytest.mark.parametrize("table", ["plan", "week", "run"])
def test_everything_else_is_only_looked_at(staff, workout, table):
    assert staff.get(f"/admin/training/{table}/add/").status_code == 403
    pk = Week.objects.get(pk=workout.week_id).pk
    assert staff.post(f"/admin/training/week/{pk}/change/").status_code == 403
