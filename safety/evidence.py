"""Check that every test named as evidence exists, was run and passed.

`python safety/evidence.py RESULTS` reads the reports that `make test` leaves in a
folder (JUnit XML, one for each run) and what safety/hazards.yaml and docs/asvs.csv name.
A named test that is missing from the reports, or of which any case was skipped or
failed, is printed; exit status 1 if there is one.
"""

from __future__ import annotations

import ast
import csv
import sys
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
HAZARDS = ROOT / "safety" / "hazards.yaml"
ASVS = ROOT / "docs" / "asvs.csv"
# Severity downwards, likelihood to the right, both from 1 (least) to 5.
MATRIX = (
    (1, 1, 2, 2, 3),
    (1, 2, 2, 3, 4),
    (2, 2, 3, 3, 4),
    (2, 3, 3, 4, 5),
    (3, 4, 4, 5, 5),
)
# Levels up to this one stand without the name of whoever accepts them.
ACCEPTED_LEVEL = 2
UNSIGNED = "unsigned"


def level(risk: dict[str, int]) -> int:
    """Return the level of a severity and a likelihood, from 1 to 5."""
    return MATRIX[risk["severity"] - 1][risk["likelihood"] - 1]


def hazards() -> list[dict[str, Any]]:
    """Return the hazards as written."""
    written: list[dict[str, Any]] = yaml.safe_load(HAZARDS.read_text())
    return written


@dataclass(frozen=True, slots=True)
class Requirement:
    """A row of docs/asvs.csv."""

    id: str
    verdict: str
    evidence: tuple[str, ...]
    note: str


def requirements() -> list[Requirement]:
    """Return the rows of docs/asvs.csv."""
    with ASVS.open(newline="") as file:
        return [
            Requirement(
                row["id"], row["verdict"], tuple(row["evidence"].split()), row["note"]
            )
            for row in csv.DictReader(file)
        ]


def named_tests() -> dict[str, set[str]]:
    """Return each test that is named, with the hazards and requirements it is for."""
    named = defaultdict(set)
    for hazard in hazards():
        for control in hazard["controls"]:
            for test in control["tests"]:
                named[test].add(hazard["id"])
    for one in requirements():
        for test in one.evidence:
            if "::" in test:
                named[test].add(one.id)
    return dict(named)


@cache
def _parsed(path: str) -> Sequence[ast.stmt]:
    """Return the statements of a file, read once."""
    return ast.parse((ROOT / path).read_text()).body


def exists(test: str) -> bool:
    """Say whether a file defines the test of a node id without parameters."""
    path, *names = test.split("::")
    if not (ROOT / path).is_file():
        return False
    inside = _parsed(path)
    for name in names:
        found = [
            one
            for one in inside
            if isinstance(one, ast.FunctionDef | ast.ClassDef) and one.name == name
        ]
        if not found:
            return False
        inside = found[0].body
    return bool(names) and isinstance(found[0], ast.FunctionDef)


def outcomes(reports: Sequence[Path]) -> dict[str, set[str]]:
    """Return what the cases of each test did: passed, skipped or failed."""
    found = defaultdict(set)
    for report in reports:
        for case in ET.parse(report).iter("testcase"):  # noqa: S314 - pytest wrote it
            found[_node_id(case)].add(_outcome(case))
    return dict(found)


def _node_id(case: ET.Element) -> str:
    """Return the node id of a case without its parameters."""
    parts = case.get("classname", "").split(".")
    # Files are in lower case, and the classes of tests are not.
    files = [part for part in parts if part == part.lower()]
    names = [*parts[len(files) :], case.get("name", "").partition("[")[0]]
    return "::".join(["/".join(files) + ".py", *names])


def _outcome(case: ET.Element) -> str:
    kinds = {child.tag for child in case}
    if kinds & {"failure", "error"}:
        return "failed"
    return "skipped" if "skipped" in kinds else "passed"


def wrong(reports: Sequence[Path]) -> Iterator[str]:
    """Yield each named test that did not run, or did not pass whole."""
    found = outcomes(reports)
    for test, reasons in sorted(named_tests().items()):
        did = found.get(test, {"did not run"})
        if did != {"passed"}:
            yield f"{test}: {', '.join(sorted(did))} (for {', '.join(sorted(reasons))})"


def main(folder: str) -> int:
    """Print what is wrong and how much was asked for; return the exit status."""
    reports = sorted(Path(folder).glob("*.xml"))
    lines = list(wrong(reports))
    print("\n".join(lines) or f"{len(named_tests())} named tests ran and passed")
    return int(bool(lines) or not reports)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
