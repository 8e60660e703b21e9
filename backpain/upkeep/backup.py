"""Make a backup that is known to be whole, or none.

The rows are counted in the very snapshot that pg_dump writes. File and note are
written beside their places and moved there when they are on the disk.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.core.management.base import CommandError

from backpain.accounts import erasures
from backpain.upkeep import tables
from backpain.upkeep.archive import Archive, Note, sha256, write_note
from backpain.upkeep.server import Server, program

ENDING = ".dump"


def place_for(where: Path, now: dt.datetime) -> Path:
    """Return the file to write: where itself if it ends in .dump, else one in it."""
    if where.suffix == ENDING:
        return where
    return where / f"backpain-{now:%Y%m%dT%H%M%SZ}{ENDING}"


def make_backup(where: Path, now: dt.datetime) -> tuple[Archive, Note]:
    server = Server.of_settings()
    archive = Archive(place_for(where, now))
    folder = archive.path.parent
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _draft_in(folder) as draft:
            _write(draft, server, now)
            _put(draft, archive)
        erasures.add_to_file(folder / erasures.FILE_NAME, erasures.stored())
    except OSError as error:
        raise CommandError(f"{folder} cannot be written to: {error}") from error
    note = archive.note()
    assert note is not None  # noqa: S101 - just written
    return archive, note


@contextmanager
def _draft_in(folder: Path) -> Iterator[Archive]:
    home = Path(tempfile.mkdtemp(prefix=".backup.", dir=folder))
    try:
        yield Archive(home / "draft")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _write(draft: Archive, server: Server, now: dt.datetime) -> None:
    major = server.major()
    pg_dump = program("pg_dump", major)
    with server.connect(autocommit=False) as session:
        session.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        session.read_only = True
        snapshot = session.execute("SELECT pg_export_snapshot()").fetchone()
        draft.path.touch(mode=0o600)
        server.run(
            pg_dump,
            "--format=custom",
            f"--file={draft.path}",
            f"--snapshot={(snapshot or [''])[0]}",
            *(f"--exclude-table-data=*.{name}" for name in tables.LEFT_OUT),
        )
        figures = tables.figures(session)
    contents = draft.contents(major)
    for name in figures:
        if f" TABLE DATA {name.replace('.', ' ')} " not in contents:
            raise CommandError(f"pg_dump wrote a file without {name}; it was removed.")
    write_note(
        draft.note_path,
        made_at=now.isoformat(),
        sha256=sha256(draft.path),
        tables=figures,
    )


def _put(draft: Archive, archive: Archive) -> None:
    """Move both into place; the file last, so that it never lies there alone."""
    places = ((draft.note_path, archive.note_path), (draft.path, archive.path))
    for place in (archive.path, archive.note_path):
        if place.exists():
            raise _taken(place)
    for written, place in places:
        _sync(written)
        try:
            # Taken before it is filled: nothing that came meanwhile is overwritten.
            os.close(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        except FileExistsError as error:
            raise _taken(place) from error
        written.chmod(0o600)
        written.replace(place)
    _sync(archive.path.parent)


def _taken(place: Path) -> CommandError:
    return CommandError(f"{place} is there already and is not overwritten.")


def _sync(path: Path) -> None:
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
