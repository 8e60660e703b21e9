"""Build plans from specs given as JSON and print them as JSON."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from training.planner import InvalidSpec, build, plan_json, spec_from
from triage.management.json_input import JSONObject, kind_of, read_json, refusal


class Command(BaseCommand):
    help = (
        "Reads one spec, or an array of specs, and prints the weeks of each plan with "
        "all seven days, adjusted to what was run and to the advice given."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file", nargs="?", help="a JSON file; standard input if left out"
        )

    def handle(self, *args: Any, file: str | None = None, **options: Any) -> None:
        given = read_json(file)
        if isinstance(given, list):
            result: Any = [plan_of(one, f"[{i}] ") for i, one in enumerate(given)]
        else:
            result = plan_of(given)
        self.stdout.write(json.dumps(result, indent=2))


def plan_of(given: object, where: str = "") -> dict[str, Any]:
    """Return the plan of a spec as read; where is written before the complaint."""
    if not isinstance(given, JSONObject):
        raise refusal(f"{where}expected a spec object, got {kind_of(given)}")
    try:
        return plan_json(build(spec_from(given)))
    except InvalidSpec as error:
        raise refusal(f"{where}{error}") from error
