from __future__ import annotations

import datetime as dt
import stat
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError

from backpain.accounts import erasures, services
from backpain.accounts.erasures import Erased
from backpain.accounts.models import Erasure, User

THEN = dt.datetime(2026, 1, 31, 10, 15, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


@pytest.fixture
def file(tmp_path: Path, settings) -> Path:
    settings.BACKUPS_DIR = tmp_path / "backups"
    return settings.BACKUPS_DIR / "erased.txt"


def test_an_erased_account_is_on_both_lists(
    alice: User, file: Path, django_capture_on_commit_callbacks
):
    pk = alice.pk

    with django_capture_on_commit_callbacks(execute=True):
        services.erase(alice)

    row = Erasure.objects.get()
    assert row.account == pk
    assert erasures.listed(file) == {Erased(row.at, pk)} == erasures.stored()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "alice" not in file.read_text()


def test_an_erasure_that_was_rolled_back_is_on_neither(
    alice: User, file: Path, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        try:
            with transaction.atomic():
                services.erase(alice)
                raise ValueError
        except ValueError:
            pass

    assert not Erasure.objects.exists()
    assert not file.exists()


def test_a_folder_that_cannot_be_written_to_does_not_keep_anybody(
    alice: User, file: Path, caplog, django_capture_on_commit_callbacks
):
    file.parent.write_text("a file where the folder should be")

    with django_capture_on_commit_callbacks(execute=True):
        services.erase(alice)

    assert not User.objects.exists()
    assert "not noted in" in caplog.text
    assert "alice" not in caplog.text


def test_a_file_that_is_no_text_does_not_keep_anybody(
    alice: User, file: Path, caplog, django_capture_on_commit_callbacks
):
    file.parent.mkdir()
    file.write_bytes(b"\xff\n")

    with django_capture_on_commit_callbacks(execute=True):
        services.erase(alice)

    assert not User.objects.exists()
    assert "not noted in" in caplog.text
    assert file.read_bytes() == b"\xff\n"


def test_an_account_deleted_by_sql_is_on_the_list(alice: User):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM accounts_user WHERE id = %s", [alice.pk])

    assert Erasure.objects.get().account == alice.pk


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM accounts_erasure", "UPDATE accounts_erasure SET account = 0"],
)
def test_nobody_is_taken_off_the_list(alice: User, statement: str):
    alice.delete()

    with (
        pytest.raises(IntegrityError, match="stays on the list"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)

    assert Erasure.objects.exists()


def test_whoever_joined_after_the_erasure_has_only_the_same_number(
    alice: User, charlie: User
):
    User.objects.filter(pk=alice.pk).update(date_joined=THEN + DAY)
    User.objects.filter(pk=charlie.pk).update(date_joined=THEN - DAY)

    again = erasures.erase_again([Erased(THEN, alice.pk), Erased(THEN, charlie.pk)])

    assert again == 1
    assert list(User.objects.all()) == [alice]
    assert {one.account for one in erasures.stored()} == {alice.pk, charlie.pk}


def test_lines_are_added_once_and_never_behind_one_that_was_cut_off(tmp_path: Path):
    path = tmp_path / "erased.txt"
    first, second = Erased(THEN, 1), Erased(THEN + DAY, 2)
    erasures.add_to_file(path, [first])
    erasures.add_to_file(path, [second, first])
    assert erasures.listed(path) == {first, second}

    path.write_text("2026-01-3")
    erasures.add_to_file(path, [first])

    with pytest.raises(erasures.ListError, match="line 1 is not understood"):
        erasures.listed(path)
    assert path.read_text().splitlines()[-1] == "2026-01-31T10:15:00+00:00 1"


def test_a_time_without_a_zone_is_not_guessed(tmp_path: Path):
    path = tmp_path / "erased.txt"
    path.write_text("2026-01-31T10:15:00 1\n")

    with pytest.raises(erasures.ListError, match="no zone"):
        erasures.listed(path)


def test_a_list_that_is_no_text_is_said_so(tmp_path: Path):
    path = tmp_path / "erased.txt"
    path.write_bytes(b"2026-01-31T10:15:00+00:00 1\n\xff\n")

    with pytest.raises(erasures.ListError, match="no text in UTF-8"):
        erasures.listed(path)
