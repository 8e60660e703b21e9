"""Plans, runs and notes in the admin: for a reason, noted, and never changed."""

from __future__ import annotations

import pytest
from django.test import Client

from backpain.accounts.models import AccessLog
from tests.accounts.staff import REASON, browser_of, give_reason, make_staff
from tests.make import make_plan_of
from training.models import Change, Note, Plan, Run, RunningHistory, Week, Workout

TABLES = {
    "plan": Plan,
    "week": Week,
    "workout": Workout,
    "run": Run,
    "change": Change,
    "note": Note,
    "runninghistory": RunningHistory,
}


@pytest.fixture
def staff(db) -> Client:
    return browser_of(make_staff("root@example.org", is_superuser=True))


@pytest.fixture(autouse=True)
def _plan_and_run(alice) -> None:
    make_plan_of(alice)
    today = alice.local_date()
    Run.objects.create(athlete=alice, date=today, distance_m=5000, pain_max=6)
    Change.objects.create(
        athlete=alice, kind="pause", cause="illness", first=today, last=today
    )
    Note.objects.create(athlete=alice, author_name="Kim", text="Rest your back")


def rows() -> list[list[dict[str, object]]]:
    return [list(model.objects.order_by("pk").values()) for model in TABLES.values()]


def row_of(table: str) -> str:
    pk = TABLES[table].objects.order_by("-pk")[0].pk
    return f"/admin/training/{table}/{pk}/change/"


@pytest.mark.parametrize("table", TABLES)
def test_without_a_reason_there_is_no_list_and_no_row(staff, alice, table):
    listed = staff.get(f"/admin/training/{table}/?athlete={alice.pk}")
    row = staff.get(row_of(table))

    assert listed.headers["Location"] == f"/admin/accounts/user/{alice.pk}/health/"
    assert (row.status_code, row.headers["Location"]) == (302, "/admin/")
    assert not AccessLog.objects.exists()


@pytest.mark.parametrize("table", TABLES)
def test_with_a_reason_they_are_shown_and_noted(staff, alice, table):
    give_reason(staff, alice)

    listed = staff.get(f"/admin/training/{table}/?athlete={alice.pk}")
    row = staff.get(row_of(table))

    assert (listed.status_code, row.status_code) == (200, 200)
    assert row_of(table) in listed.text
    assert 'name="_save"' not in row.text
    looks = AccessLog.objects.filter(athlete=alice, page="health", reason=REASON)
    assert looks.count() == 2


def test_private_note_is_for_its_author_only(staff, alice):
    Note.objects.update(is_private=True)
    give_reason(staff, alice)

    assert "Kim" not in staff.get(f"/admin/training/note/?athlete={alice.pk}").text
    assert staff.get(row_of("note")).status_code == 302


@pytest.mark.parametrize("table", TABLES)
def test_nothing_is_added_changed_or_deleted(staff, alice, table):
    give_reason(staff, alice)
    row = row_of(table)
    base = f"/admin/training/{table}/"
    pks = [str(pk) for pk in TABLES[table].objects.values_list("pk", flat=True)]
    typed = {"distance_m": 1, "kind": "easy", "volume_m": 1, "post": "yes"}
    all_of_them = {
        "action": "delete_selected",
        "_selected_action": pks,
        "post": "yes",
    }
    before = rows()

    answers = [
        staff.get(f"{base}add/"),
        staff.post(f"{base}add/", typed),
        staff.post(row, typed),
        staff.get(row.replace("change", "delete")),
        staff.post(row.replace("change", "delete"), typed),
    ]
    staff.post(f"{base}?athlete={alice.pk}", all_of_them)

    assert [answer.status_code for answer in answers] == [404, 404, 403, 404, 404]
    assert rows() == before
