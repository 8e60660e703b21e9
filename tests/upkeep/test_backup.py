from __future__ import annotations

import json
import stat
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from backpain.accounts.models import User
from backpain.upkeep.server import Server, program, run
from tests.upkeep.conftest import NAME
from triage.models import CheckIn


def mode_of(path: Path) -> str:
    return oct(stat.S_IMODE(path.stat().st_mode))


def test_it_writes_a_file_and_a_note_that_only_the_owner_reads(alizarin, backups):
    said = StringIO()

    call_command("backup", stdout=said)

    (file,) = backups.glob("*.dump")
    note = json.loads(file.with_name(f"{file.name}.json").read_text())
    assert str(file) in said.getvalue()
    assert mode_of(backups) == "0o700"
    assert {mode_of(path) for path in backups.iterdir()} == {"0o600"}
    assert note["tables"]["public.triage_checkin"][0] == CheckIn.objects.count() == 2
    assert note["tables"]["public.accounts_user"][0] == User.objects.count() == 2
    assert len(list(backups.iterdir())) == 2


def test_no_session_is_in_it(backup: Path):
    major = Server.of_settings().major()

    contents = run([program("pg_restore", major), "--file=-", str(backup)])

    assert NAME in contents
    assert "CREATE TABLE public.django_session" in contents
    assert "COPY public.django_session" not in contents
    assert "COPY public.usersessions_usersession" not in contents


def test_a_backup_is_never_overwritten(backup: Path):
    before = backup.read_bytes()

    with pytest.raises(CommandError, match="is not overwritten"):
        call_command("backup", str(backup))

    assert backup.read_bytes() == before
    assert len(list(backup.parent.iterdir())) == 2


def test_the_file_may_be_named(alizarin, tmp_path: Path):
    file = tmp_path / "new" / "before the update.dump"

    call_command("backup", str(file))

    assert file.stat().st_size > 0
    assert mode_of(file) == "0o600"


def test_a_place_that_cannot_be_written_to_is_named(transactional_db, tmp_path: Path):
    (tmp_path / "taken").write_text("a file")

    with pytest.raises(CommandError, match="taken cannot be written to"):
        call_command("backup", str(tmp_path / "taken"))


@pytest.mark.parametrize("arguments", [["backup"], ["restore", "any.dump"]])
def test_behind_pgbouncer_nothing_begins_and_the_way_past_it_is_told(
    transactional_db, backups: Path, monkeypatch, arguments
):
    # As PGBOUNCER=1 sets it.
    monkeypatch.setitem(connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", True)

    with pytest.raises(CommandError, match="again with PGBOUNCER=0 and a DATABASE_URL"):
        call_command(*arguments)

    assert not backups.exists()


def test_nothing_is_left_of_a_backup_that_fails(
    transactional_db, backups: Path, monkeypatch
):
    monkeypatch.setenv("PATH", str(broken_program(backups.parent, "pg_dump")))

    with pytest.raises(CommandError, match="pg_dump failed: no space left"):
        call_command("backup")

    assert list(backups.iterdir()) == []


def broken_program(folder: Path, name: str) -> Path:
    """Return a folder with a program of the right version that cannot do its work."""
    major = Server.of_settings().major()
    script = folder / "bin" / name
    script.parent.mkdir()
    script.write_text(
        "#!/bin/sh\n"
        f'[ "$1" = --version ] && echo "{name} (PostgreSQL) {major}.0" && exit\n'
        "echo no space left >&2; exit 1\n"
    )
    script.chmod(0o755)
    return script.parent


def test_only_programs_of_the_servers_version_are_taken(tmp_path: Path, monkeypatch):
    script = tmp_path / "pg_dump"
    script.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.1'\n")
    script.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(CommandError, match=r"Postgres 99.*is of 9.*client-99"):
        program("pg_dump", 99)

    assert program("pg_dump", 9) == str(script)


def test_the_password_is_in_no_command_line(tmp_path: Path):
    script = tmp_path / "show"
    script.write_text('#!/bin/sh\necho "$@"; echo "password: $PGPASSWORD"\n')
    script.chmod(0o755)
    server = Server(
        keywords={"host": "db.example.org", "user": "me", "dbname": "it's"},
        password="hunter two",
    )

    arguments, password = server.run(str(script), "--list").splitlines()

    assert "hunter" not in arguments
    assert "host=db.example.org" in arguments
    assert password == "password: hunter two"
    assert "hunter" not in repr(server.keywords)
