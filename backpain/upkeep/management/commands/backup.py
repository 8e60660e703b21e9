"""Write everything into one file that is checked before it counts.

It runs beside the app, and what it writes is one moment of the database. Beside the file
lie a note with its checksum and what each table held, and the list of who was erased.
Sessions are left out: after a restore everybody logs in again.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from backpain.upkeep.backup import make_backup


class Command(BaseCommand):
    help = "Write a backup of the database, and check it."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "where",
            nargs="?",
            type=Path,
            default=settings.BACKUPS_DIR,
            help="a folder, or a file that ends in .dump (default: %(default)s)",
        )

    def handle(self, *args: Any, where: Path, **options: Any) -> None:
        archive, note = make_backup(where.absolute(), timezone.now())
        rows = sum(count for count, _sum in note.tables.values())
        self.stdout.write(
            f"{archive.path}: {archive.path.stat().st_size:,} bytes, "
            f"{len(note.tables)} tables, {rows:,} rows, read back and whole. "
            "Keep it on another machine, with the .json and erased.txt beside it."
        )
