"""Judge every stored report again, with its own ruleset version, and compare.

Prints each difference, then how many check-ins were replayed; exit status 1 if
anything differs. Reads only, so it may run beside anything, any number of times.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand

from triage.models import CheckIn
from triage.replay import replayed


class Command(BaseCommand):
    help = "Judge every stored check-in again; exit status 1 if any advice differs."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--newest", type=int, metavar="N", help="only the N made last"
        )

    def handle(self, *args: Any, newest: int | None = None, **options: Any) -> None:
        count = different = 0
        check_ins = CheckIn.objects.order_by("-pk")[:newest]
        for check_in in check_ins.iterator(chunk_size=1000):
            count += 1
            differences = list(self.differences(check_in))
            different += bool(differences)
            for difference in differences:
                self.stdout.write(f"check-in {check_in.pk}: {difference}")
        self.stdout.write(f"{count} replayed, {different} different")
        if different:
            sys.exit(1)

    def differences(self, check_in: CheckIn) -> Iterator[str]:
        try:
            advice = replayed(check_in)
        except (KeyError, ValueError) as error:
            yield f"cannot be judged again: {error}"
            return
        for name, was, now in (
            ("verdict", check_in.verdict, advice.verdict),
            ("care", check_in.care, advice.care),
            *(
                (name, getattr(check_in, name), check_in.report.get(name))
                for name in ("pain_now", "pain_worst_24h")
            ),
        ):
            if was != now:
                yield f"{name} was {was}, is {now}"
        was_found = [finding["rule"] for finding in check_in.findings]
        now_found = [finding.rule_id for finding in advice.findings]
        if was_found != now_found:
            yield f"findings were {was_found}, are {now_found}"
        elif check_in.findings != [finding.to_json() for finding in advice.findings]:
            yield "the texts of the findings differ"
