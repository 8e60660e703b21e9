"""Work out anew what coaches' rosters show, from the check-ins, runs and plans.

The services keep it up to date; this makes the rows of accounts that were there
before, and mends whatever was typed into the database by hand. With --due it only
does what time has made outdated: the places in the rosters, and weeks that began since
(run it every few minutes). One athlete after the other, each under the athlete's own
lock, so that it may run beside anything, twice at once, and be stopped at any time.
"""

from __future__ import annotations

import argparse
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from backpain.accounts import ranks
from backpain.accounts.models import Coaching, User
from training.services.rebuild import rebuild_status


class Command(BaseCommand):
    help = "Work out anew what coaches' rosters show of each athlete."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        only = parser.add_mutually_exclusive_group()
        only.add_argument(
            "--due", action="store_true", help="only what time has made outdated"
        )
        only.add_argument(
            "--missing", action="store_true", help="only athletes without a status"
        )

    def handle(
        self, *args: Any, due: bool, missing: bool, verbosity: int, **options: Any
    ) -> None:
        now = timezone.now()
        athletes = User.objects.filter(is_active=True).order_by("pk")
        if missing:
            athletes = athletes.filter(status=None)
        elif due:
            coached = Coaching.objects.in_force().values("athlete")
            athletes = athletes.filter(pk__in=coached, status__week_until__lte=now)
        count = changed = 0
        for pk in list(athletes.values_list("pk", flat=True)):
            athlete = User.objects.filter(pk=pk).first()
            # Whoever was erased meanwhile is no longer there.
            if athlete is not None:
                count += 1
                changed += rebuild_status(athlete)
        ranked = ranks.keep_due_ranks(now)
        if verbosity and (count or not missing):
            self.stdout.write(
                f"{count} statuses worked out, {changed} were different; "
                f"{ranked} places in rosters were outdated"
            )
