"""Delete from the access log what has been kept for two years: run it every night."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db.models.functions import Now

from backpain.accounts.models import AccessLog
from backpain.accounts.models.access import KEPT

# Few enough that no look waits for it.
AT_ONCE = 10_000


class Command(BaseCommand):
    help = (
        "Deletes the looks that are older than two years. May be run at any time, "
        "and stopped: it goes on where it was."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="only count them, delete nothing"
        )

    def handle(self, *args: Any, dry_run: bool = False, **options: Any) -> None:
        # By the clock of the database, whose trigger refuses what is younger.
        old = AccessLog.objects.filter(at__lt=Now() - KEPT)
        if dry_run:
            self.stdout.write(f"{old.count()} looks are older than two years.")
            return
        forgotten = 0
        while some := list(old.values_list("pk", flat=True)[:AT_ONCE]):
            forgotten += old.filter(pk__in=some).delete()[0]
        self.stdout.write(f"{forgotten} looks older than two years were forgotten.")
