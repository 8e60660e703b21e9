"""One backup: a file of pg_dump, and a note beside it that says what it must hold."""

from __future__ import annotations

import hashlib
import json
import os
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from backpain.upkeep import server
from backpain.upkeep.tables import Figures

NOTE_VERSION = 1
CHUNK = 1 << 20


@dataclass(frozen=True, kw_only=True)
class Note:
    """What was backed up: the file's checksum, and what each table held."""

    version: int
    made_at: str
    sha256: str
    tables: Figures


@dataclass(frozen=True)
class Archive:
    path: Path

    @property
    def note_path(self) -> Path:
        return self.path.with_name(f"{self.path.name}.json")

    def note(self) -> Note | None:
        """Return the note, None if there is none: a file that pg_dump made by hand."""
        if not self.note_path.exists():
            return None
        try:
            note = Note(**json.loads(self.note_path.read_bytes()))
        except (ValueError, TypeError) as error:
            raise CommandError(
                f"{self.note_path} is not a note of a backup."
            ) from error
        if note.version != NOTE_VERSION:
            raise CommandError(
                f"{self.note_path} was written by another version of backpain."
            )
        return note

    def check(self, note: Note | None) -> None:
        """Refuse a file that is not what was backed up."""
        if not self.path.is_file():
            raise CommandError(f"There is no file {self.path}.")
        if note is not None and sha256(self.path) != note.sha256:
            raise CommandError(
                f"{self.path} is damaged: its checksum is not the one in "
                f"{self.note_path.name}. Take another backup."
            )

    def contents(self, major: int) -> str:
        """Return the list of what is in the file, read by pg_restore itself."""
        pg_restore = server.program("pg_restore", major)
        contents = server.run([pg_restore, "--list", str(self.path)])
        dumped = re.search(r"Dumped from database version: (\d+)", contents)
        if dumped and int(dumped[1]) > major:
            raise CommandError(
                f"{self.path} is from Postgres {dumped[1]}, and the server is {major}: "
                "restore it into a server that is as new."
            )
        return contents


def write_note(path: Path, **figures: Any) -> None:
    text = json.dumps(asdict(Note(version=NOTE_VERSION, **figures)), indent=1)
    with path.open("x") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
