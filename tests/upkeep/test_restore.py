from __future__ import annotations

import json
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.db.migrations.recorder import MigrationRecorder

from backpain.accounts import services
from backpain.accounts.models import User
from backpain.embedded_postgres import Cluster
from backpain.upkeep.server import Server
from tests.conftest import PASSWORD
from tests.upkeep.conftest import EMAIL, NAME, NOTE, SHOE
from tests.upkeep.operator import (
    databases_like,
    manage,
    restore,
    scratch_database,
    text_of,
)
from training.models import Shoe
from triage.models import CheckIn

WORDS = (EMAIL, NAME, NOTE, SHOE)
TRIGGERS = """
SELECT tgrelid::regclass::text, tgname, tgenabled::text, pg_get_triggerdef(oid)
    FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2
"""
FUNCTIONS = """
SELECT pg_get_functiondef(oid) FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace ORDER BY 1
"""


@pytest.fixture
def new_cluster(tmp_path: Path) -> Iterator[Cluster]:
    cluster = Cluster(tmp_path / "pg")
    cluster.acquire()
    yield cluster
    cluster.release()


@pytest.fixture
def scratch(backup: Path) -> Iterator[Server]:
    """A database that is not there yet; Django leads to it."""
    with scratch_database() as server:
        yield server


def rows(session: psycopg.Connection, statement: str) -> list[tuple]:
    return session.execute(statement).fetchall()


def with_a_writer(make: object) -> None:
    """Call make while somebody else goes on adding rows."""
    stop, ready = threading.Event(), threading.Event()
    athlete = User.objects.get(email=EMAIL)

    def write() -> None:
        while not stop.is_set():
            Shoe.objects.create(
                athlete=athlete, name=uuid.uuid4(), kind="running", support="neutral"
            )
            ready.set()
        connections.close_all()

    writer = threading.Thread(target=write, daemon=True)
    writer.start()
    assert ready.wait(30)
    before = Shoe.objects.count()
    make()
    assert Shoe.objects.count() > before
    stop.set()
    writer.join(30)


def test_a_backup_made_under_load_goes_into_a_new_cluster_with_every_promise(
    alizarin, backups: Path, new_cluster: Cluster
):
    with_a_writer(lambda: call_command("backup"))
    (file,) = backups.glob("*.dump")

    result = manage(new_cluster, "restore", file, BACKUPS_DIR=backups)

    assert result.returncode == 0, result.stderr
    assert "all as they were" in result.stdout
    assert "2 replayed, 0 different" in result.stdout
    with (
        psycopg.connect(new_cluster.url("backpain"), autocommit=True) as restored,
        Server.of_settings().connect() as old,
    ):
        for what in (TRIGGERS, FUNCTIONS):
            assert rows(restored, what) == rows(old, what) != []
        refuses(restored, "never changed", "UPDATE triage_checkin SET care = 0")
        refuses(restored, "never deleted", "DELETE FROM triage_checkin")
        refuses(restored, "never deleted", "DELETE FROM triage_carehold")
        refuses(
            restored,
            "no_run_is_planned_on_a_hold",
            "UPDATE training_workout SET kind = 'easy', activity = 'running', "
            "distance_m = 1000 WHERE date > now() + interval '2 days'",
        )
        refuses_at_commit(restored)


def refuses(session: psycopg.Connection, why: str, statement: str) -> None:
    with pytest.raises(psycopg.errors.IntegrityError) as refused:
        session.execute(statement)
    assert why in f"{refused.value} {refused.value.diag.constraint_name}"


def refuses_at_commit(session: psycopg.Connection) -> None:
    """Measure every week against more than the week before it holds."""
    # At once, nothing is wrong with that: only at commit it is compared.
    session.execute("BEGIN")
    session.execute("UPDATE training_week SET baseline_m = 40000, cap_m = 44000")
    with pytest.raises(psycopg.errors.CheckViolation, match="week"):
        session.execute("COMMIT")


def test_what_is_there_is_kept_whatever_happens(
    alizarin: User, backup: Path, backups: Path
):
    """One long story, as each restore takes its time."""
    with scratch_database() as scratch:
        restore(backup)
        before = text_of(scratch)
        assert [word for word in WORDS if word in before] == list(WORDS)

        with pytest.raises(CommandError, match="has people in it"):
            restore(backup)
        with (
            scratch.connect(),
            pytest.raises(CommandError, match=r"in use \(1 connected\): stop the app"),
        ):
            restore(backup, "--replace")
        with (
            one_row_more(backup),
            pytest.raises(CommandError, match=r"checkin had 3 rows .* has 2 rows"),
        ):
            restore(backup, "--replace")

        assert databases_like(scratch) == [scratch.name]
        assert without_secret(text_of(scratch)) == without_secret(before)

        User.objects.get(email="coach@example.org").delete()
        connection.close()
        assert not (backups / "erased.txt").exists()
        restore(backup, "--replace")

        kept, _scratch = databases_like(scratch)[::-1]
        assert scratch.name + "_before_" in kept
        assert "coach@example.org" not in text_of(scratch.named(kept))
        # Erased since, by the list in the database that was replaced.
        assert "coach@example.org" not in text_of(scratch)
        assert NAME in text_of(scratch)
        assert (backups / "erased.txt").exists()


@contextmanager
def one_row_more(backup: Path) -> Iterator[None]:
    """Have the note say that there was a check-in more."""
    note = backup.with_name(f"{backup.name}.json")
    text = note.read_text()
    told = json.loads(text)
    told["tables"]["public.triage_checkin"][0] += 1
    note.write_text(json.dumps(told))
    yield
    note.write_text(text)


def without_secret(text: str) -> list[str]:
    # pg_dump writes another random word each time.
    return [line for line in text.splitlines() if "restrict " not in line]


@pytest.mark.parametrize("damage", ["cut", "changed"])
def test_a_damaged_file_is_refused(scratch: Server, backup: Path, damage: str):
    whole = bytearray(backup.read_bytes())
    whole[len(whole) // 2] ^= 1
    backup.write_bytes(whole[:-100] if damage == "cut" else whole)

    with pytest.raises(CommandError, match="is damaged"):
        restore(backup)

    assert databases_like(scratch) == []


def test_a_file_that_is_no_backup_is_refused(scratch: Server, tmp_path: Path):
    file = tmp_path / "some.dump"
    file.write_text("hello")

    with pytest.raises(CommandError, match="pg_restore failed"):
        restore(file)
    with pytest.raises(CommandError, match="There is no file"):
        restore(tmp_path / "other.dump")

    assert databases_like(scratch) == []


def test_a_backup_of_a_newer_version_is_refused(alizarin, backups: Path):
    recorder = MigrationRecorder(connection)
    recorder.record_applied("triage", "9999_from_the_future")
    try:
        call_command("backup")
    finally:
        recorder.record_unapplied("triage", "9999_from_the_future")
    (file,) = backups.glob("*.dump")

    with (
        scratch_database() as scratch,
        pytest.raises(CommandError, match=r"triage\.9999_from_the_future"),
    ):
        restore(file)
    assert databases_like(scratch) == []


def test_advice_that_the_rules_would_not_give_stops_it_unless_told(
    alizarin, backups: Path
):
    newest = CheckIn.objects.latest("pk")
    newest.pk, newest.submission_key = None, uuid.uuid4()
    newest.verdict = 0
    newest.save(force_insert=True)
    call_command("backup")
    (file,) = backups.glob("*.dump")

    with scratch_database() as scratch:
        with pytest.raises(CommandError, match="other advice than was given"):
            restore(file)
        assert databases_like(scratch) == []
        restore(file, "--differing")
        assert databases_like(scratch) == [scratch.name]


def test_whoever_was_erased_since_the_backup_stays_erased(
    alizarin: User, backup: Path, backups: Path, tmp_path: Path, capsys
):
    pk, coach = alizarin.pk, User.objects.get(email="coach@example.org").pk
    services.erase(alizarin)
    left = text_of(Server.of_settings())
    # A dump made by hand has no note, and another server has a list of its own.
    backup.with_name(f"{backup.name}.json").unlink()
    other = tmp_path / "other.txt"
    other.write_text(f"2999-01-31T10:15:00+00:00 {coach}\n")
    with scratch_database() as scratch:
        restore(backup, "--erased", other)

        restored = text_of(scratch)
        joined = User.objects.create_user("new@example.org", PASSWORD)

    words = (*WORDS, "coach@example.org")
    assert [word for word in words if word in left] == ["coach@example.org"]
    assert [word for word in words if word in restored] == []
    assert (backups / "erased.txt").read_text().split()[1] == str(pk)
    assert "compared with nothing" in capsys.readouterr().out
    # Nobody gets the number of somebody who is on the list.
    assert joined.pk > max(pk, coach)


def test_a_list_that_is_not_understood_stops_it(
    scratch: Server, backup: Path, tmp_path: Path
):
    other = tmp_path / "other.txt"
    other.write_text("2026-01-31T10:15:00+00:00 1\n2026-01-31 twelve\n")

    with pytest.raises(CommandError, match="line 2 is not understood"):
        restore(backup, "--erased", other)
    with pytest.raises(CommandError, match="There is no file"):
        restore(backup, "--erased", tmp_path / "none.txt")

    assert databases_like(scratch) == []
