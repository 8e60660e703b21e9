"""Check the rules against written cases with the advice each must get."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.management.base import BaseCommand, CommandError, CommandParser

from triage.management.json_input import (
    JSONObject,
    kind_of,
    read_json,
    refusal,
    report_from,
)
from triage.rules import Advice, Care, SymptomReport, Verdict, assess

Level = TypeVar("Level", Verdict, Care)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vignette:
    """A case and the bounds of its advice; an upper bound may be missing (None)."""

    id: str
    title: str
    report: SymptomReport
    verdict_at_most: Verdict
    verdict_at_least: Verdict | None
    care_at_least: Care
    care_at_most: Care | None

    def is_under_triaged(self, advice: Advice) -> bool:
        """Say whether the advice is less cautious than it must be."""
        return advice.verdict < self.verdict_at_most or advice.care < self.care_at_least

    def is_over_triaged(self, advice: Advice) -> bool:
        """Say whether the advice is more cautious than is right."""
        too_cautious = (
            self.verdict_at_least is not None and advice.verdict > self.verdict_at_least
        )
        too_urgent = self.care_at_most is not None and advice.care > self.care_at_most
        return too_cautious or too_urgent

    def expected(self) -> str:
        """Return the bounds in words."""
        return (
            f"verdict {_span(self.verdict_at_most, self.verdict_at_least)}, "
            f"care {_span(self.care_at_least, self.care_at_most)}"
        )


class Command(BaseCommand):
    help = (
        "Assesses every vignette of a JSON file. Prints one line for each that is out "
        "of its bounds, then the counts; the exit status is 1 if there is any."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="a JSON file in the format of vignettes.json")

    def handle(self, *args: Any, file: str, **options: Any) -> None:
        judged = [(case, assess(case.report)) for case in vignettes_from(file)]
        under = [case for case, advice in judged if case.is_under_triaged(advice)]
        over = [case for case, advice in judged if case.is_over_triaged(advice)]
        failing = [pair for pair in judged if pair[0] in under or pair[0] in over]
        for case, advice in failing:
            self.stdout.write(_line(case, advice))
        passes = len(judged) - len(failing)
        self.stdout.write(f"under-triage: {len(under)}")
        self.stdout.write(f"over-triage: {len(over)}")
        self.stdout.write(f"passes: {passes} of {len(judged)}")
        if failing:
            raise CommandError(
                f"{len(failing)} of {len(judged)} vignettes are out of bounds",
                returncode=1,
            )


def vignettes_from(file: str) -> list[Vignette]:
    """Return the vignettes of a file; refuse it in one line if it is not as agreed."""
    given = read_json(file)
    cases = given.get("vignettes") if isinstance(given, JSONObject) else None
    if not isinstance(cases, list):
        raise refusal('expected an object with an array "vignettes"')
    return [_vignette(case, f"vignettes[{i}] ") for i, case in enumerate(cases)]


def _vignette(case: object, where: str) -> Vignette:
    """Return one vignette as read."""
    if not isinstance(case, JSONObject):
        raise refusal(f"{where}expected an object, got {kind_of(case)}")
    return Vignette(
        id=_text(case, "id", where),
        title=_text(case, "title", where),
        report=report_from(case.get("answers"), f"{where}answers: "),
        verdict_at_most=_level(Verdict, case, "expected_verdict_at_most", where),
        verdict_at_least=_maybe(Verdict, case, "expected_verdict_at_least", where),
        care_at_least=_level(Care, case, "expected_care_at_least", where),
        care_at_most=_maybe(Care, case, "expected_care_at_most", where),
    )


def _text(case: JSONObject, name: str, where: str) -> str:
    """Return a text of the vignette on one line."""
    text = case.get(name)
    if not isinstance(text, str):
        raise refusal(f"{where}{name}: expected text, got {kind_of(text)}")
    return " ".join(text.split())


def _level(kind: type[Level], case: JSONObject, name: str, where: str) -> Level:
    """Return a bound that every vignette has."""
    try:
        return kind.from_code(case.get(name))
    except ValueError as error:
        raise refusal(f"{where}{name}: {error}") from error


def _maybe(kind: type[Level], case: JSONObject, name: str, where: str) -> Level | None:
    """Return a bound that a vignette may leave out."""
    return None if case.get(name) is None else _level(kind, case, name, where)


def _span(low: Verdict | Care, high: Verdict | Care | None) -> str:
    """Return the span between two levels in words."""
    if high is None:
        return f"{low.code} or above"
    return low.code if low == high else f"{low.code} to {high.code}"


def _line(case: Vignette, advice: Advice) -> str:
    """Return the line about a failing vignette."""
    rules = ", ".join(finding.rule_id for finding in advice.findings) or "none"
    return (
        f"{case.id} {case.title}: expected {case.expected()}; "
        f"got verdict {advice.verdict.code}, care {advice.care.code}; rules {rules}"
    )
