"""Put what a backup holds in the place of the database, once it was tried.

The app must be stopped. The backup goes into a new database, where it is compared with
its note, migrated, freed of who was erased since, and judged again; the old database is
renamed, never deleted. Whatever fails, the old one stays as it is.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from backpain.upkeep.archive import Archive
from backpain.upkeep.restore import Restore


class Command(BaseCommand):
    help = "Restore a backup into a new database, check it, and take it into use."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a file of manage.py backup")
        parser.add_argument(
            "--replace",
            action="store_true",
            help="also if the database has people in it; it is kept under another name",
        )
        parser.add_argument(
            "--erased",
            action="append",
            type=Path,
            default=[],
            metavar="FILE",
            help="one more list of who was erased, such as another server's erased.txt",
        )
        parser.add_argument(
            "--differing",
            action="store_true",
            help="also if the rules would give other advice than was given",
        )

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        restore = Restore(Archive(file.absolute()), timezone.now(), self.stdout.write)
        restore.run(
            replace=options["replace"],
            differing=options["differing"],
            lists=options["erased"],
        )
