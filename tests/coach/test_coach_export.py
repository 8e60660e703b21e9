from __future__ import annotations

import csv
import io
import json
import zipfile

import pytest
from django.utils import timezone

from backpain.accounts.models import AccessLog
from tests.coach.people import HEALTH, make_coach, make_coaching
from tests.make import make_check_in
from tests.training.make_log import text_of, two_runs_last_week
from training.models import Change, Note, Run

SECRETS = ("password", "alice@example.org", "submission_key", "saddle_numbness")


@pytest.fixture
def path(alice):
    two_runs_last_week(alice)
    make_check_in(alice, pain_now=3, pain_worst_24h=4, note="After gardening")
    return f"/coach/athletes/{alice.pk}/export/"


def tables_of(client, path):
    return json.loads(client.post(path, {"format": "json"}).content)


def test_file_holds_what_the_pages_show(client_of_kim, alice, kim, path):
    make_coaching(alice, kim)
    Note.objects.create(athlete=alice, author=kim, author_name="Kim", text="Good")

    tables = tables_of(client_of_kim, path)

    assert set(tables) == {
        "athlete",
        "notes",
        "runs",
        "changes",
        "weeks",
        "workouts",
        "check_ins",
        "care_holds",
    }
    assert [run["distance_m"] for run in tables["runs"]] == [8_000, 12_000]
    check_in = tables["check_ins"][0]
    assert (check_in["pain_now"], check_in["note"]) == (3, "After gardening")
    assert check_in["reasons_told_to_the_athlete"][0]["rule"]
    assert tables["notes"][0]["text"] == "Good"
    assert len(tables["weeks"]) == 12
    assert len(tables["workouts"]) == 12 * 7


def test_file_holds_no_key_to_anything_and_no_answer_behind_the_reasons(
    client_of_kim, alice, kim, path
):
    make_coaching(alice, kim)

    text = client_of_kim.post(path, {"format": "json"}).content.decode()

    for secret in SECRETS:
        assert secret not in text


def test_with_health_only_there_is_no_plan_in_it(client_of_kim, alice, kim, path):
    make_coaching(alice, kim, **HEALTH)

    assert set(tables_of(client_of_kim, path)) == {
        "athlete",
        "notes",
        "check_ins",
        "care_holds",
    }


def test_notes_of_other_coaches_are_not_in_it(client_of_kim, alice, kim, path):
    make_coaching(alice, kim)
    robin = make_coach("Robin")
    Note.objects.create(
        athlete=alice, author=robin, author_name="Robin", text="Mine", is_private=True
    )
    Note.objects.create(athlete=alice, author=robin, author_name="Robin", text="Hers")

    assert tables_of(client_of_kim, path)["notes"] == []


def test_changes_that_were_taken_back_are_not_in_it(client_of_kim, alice, kim, path):
    make_coaching(alice, kim)
    day = alice.local_date()
    for reason in ("Stands", "Was taken back"):
        Change.objects.create(
            athlete=alice,
            kind="skip",
            first=day,
            last=day,
            reason=reason,
            made_by=alice,
        )
    Change.objects.filter(reason="Was taken back").update(undone_at=timezone.now())

    changes = tables_of(client_of_kim, path)["changes"]

    assert [change["reason"] for change in changes] == ["Stands"]


def test_tables_come_as_a_zip_and_no_cell_is_a_formula(client_of_kim, alice, kim, path):
    make_coaching(alice, kim)
    Note.objects.create(
        athlete=alice, author=kim, author_name="Kim", text="=HYPERLINK(1)"
    )

    response = client_of_kim.post(path, {"format": "csv"})

    assert response.headers["Content-Type"] == "application/zip"
    assert "no-store" in response.headers["Cache-Control"]
    with zipfile.ZipFile(io.BytesIO(response.content)) as files:
        notes = list(csv.DictReader(io.TextIOWrapper(files.open("notes.csv"))))
        runs = list(csv.DictReader(io.TextIOWrapper(files.open("runs.csv"))))
    assert notes[0]["text"] == "'=HYPERLINK(1)"
    assert len(runs) == Run.objects.count()


def test_taking_the_file_is_in_the_log_of_the_athlete(client_of_kim, alice, kim, path):
    make_coaching(alice, kim)

    client_of_kim.get(path)
    client_of_kim.post(path, {"format": "json"})

    looks = AccessLog.objects.filter(athlete=alice, page="export").order_by("id")
    assert [look.method for look in looks] == ["GET", "POST"]


def test_page_says_what_is_in_it_and_what_is_not(client_of_kim, alice, kim, path):
    make_coaching(alice, kim, **HEALTH)

    assert "Plan and runs are not shared with you" in text_of(client_of_kim.get(path))
