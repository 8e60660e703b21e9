"""Judge symptom reports given as JSON and print the advice as JSON."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from triage.management.json_input import read_json, report_from
from triage.rules import SymptomReport, assess, hints


class Command(BaseCommand):
    help = (
        "Reads one object of answers, or an array of them, and prints verdict, care, "
        "every finding and hint. A missing or null answer was not answered."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file", nargs="?", help="a JSON file; standard input if left out"
        )

    def handle(self, *args: Any, file: str | None = None, **options: Any) -> None:
        given = read_json(file)
        if isinstance(given, list):
            reports = [report_from(one, f"[{i}] ") for i, one in enumerate(given)]
            result: Any = [advice_json(report) for report in reports]
        else:
            result = advice_json(report_from(given))
        self.stdout.write(json.dumps(result, indent=2))


def advice_json(report: SymptomReport) -> dict[str, Any]:
    """Return the advice for a report in the shape that the command prints."""
    advice = assess(report)
    shown = ("rule", "verdict", "care", "reason", "source")
    found = [finding.to_json() for finding in advice.findings]
    return {
        "verdict": advice.verdict.code,
        "care": advice.care.code,
        "ruleset_version": advice.ruleset_version,
        "findings": [{key: finding[key] for key in shown} for finding in found],
        "hints": [{"id": hint.id, "text": hint.text} for hint in hints(report, advice)],
    }
