"""Staff look at plans and runs; they change nothing."""

from __future__ import annotations

import pytest
from django.test import Client

from backpain.accounts.models import User
from tests.make import make_plan_of
from training.models import Plan, Run, Week, Workout

TABLES = {"plan": Plan, "week": Week, "workout": Workout, "run": Run}


@pytest.fixture
def staff(db) -> Client:
    User.objects.create_superuser("staff@example.org", "correct horse battery")
    client = Client()
    client.force_login(User.objects.get(email="staff@example.org"))
    return client


@pytest.fixture(autouse=True)
def _plan_and_run(alice) -> None:
    make_plan_of(alice)
    Run.objects.create(athlete=alice, date=alice.local_date(), distance_m=5000)


def rows() -> list[list[dict[str, object]]]:
    return [list(model.objects.order_by("pk").values()) for model in TABLES.values()]


@pytest.mark.parametrize("table", TABLES)
def test_lists_are_shown(staff, table):
    page = staff.get(f"/admin/training/{table}/?q=alice").text

    assert "alice@example.org" in page or "Alice" in page


@pytest.mark.parametrize("table", TABLES)
def test_row_is_shown_without_a_button_that_saves(staff, table):
    pk = TABLES[table].objects.order_by("pk")[0].pk

    page = staff.get(f"/admin/training/{table}/{pk}/change/")

    assert page.status_code == 200
    assert 'name="_save"' not in page.text


def test_why_a_workout_was_changed_is_not_shown(staff):
    workout = Workout.objects.order_by("pk")[0]
    Workout.objects.filter(pk=workout.pk).update(reason="Numb where you sit")

    page = staff.get(f"/admin/training/workout/{workout.pk}/change/").text

    assert "Numb" not in page


@pytest.mark.parametrize("table", TABLES)
def test_nothing_is_added_changed_or_deleted(staff, table):
    row = TABLES[table].objects.order_by("pk")[0]
    typed = {"distance_m": 1, "kind": "easy", "volume_m": 1, "post": "yes"}
    before = rows()

    answers = [
        staff.get(f"/admin/training/{table}/add/"),
        staff.post(f"/admin/training/{table}/add/", typed),
        staff.post(f"/admin/training/{table}/{row.pk}/change/", typed),
        staff.get(f"/admin/training/{table}/{row.pk}/delete/"),
        staff.post(f"/admin/training/{table}/{row.pk}/delete/", typed),
    ]

    assert [answer.status_code for answer in answers] == [403] * 5
    assert rows() == before


@pytest.mark.parametrize("table", TABLES)
def test_all_of_a_list_cannot_be_deleted_at_once(staff, table):
    pks = [str(pk) for pk in TABLES[table].objects.values_list("pk", flat=True)]
    before = rows()

    staff.post(
        f"/admin/training/{table}/",
        {"action": "delete_selected", "_selected_action": pks, "post": "yes"},
    )

    assert rows() == before
