"""The journeys of the browser's tests, every other page from the other node."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

from drills.processes import PROJECT_DIR, DrillError, say
from drills.stack import Stack
from drills.table import Figure

NAME = "browser, two nodes in turns"
JOURNEYS = (
    "tests/browser/test_journeys.py",
    "tests/browser/test_plan_journey.py",
    "tests/browser/test_coach_journey.py",
    "tests/browser/test_sent_twice.py",
    "tests/browser/test_wrong_answers.py",
)
JOURNEYS_SECONDS = 3000
# Of all pages, from a page to the next one: nothing else comes between but retries.
LEAST_TURNS = 0.95
COUNT = re.compile(r"(\d+) (passed|failed|error|skipped|xfailed|deselected)")
PAGE = re.compile(r"^\w+ (?!/static/)\S+ \d+ (\S+) \d+$", re.M)


def walk_through(stack: Stack, kills: int) -> list[Figure]:
    """Run the browser's tests on two nodes of their own, with a database of their own."""
    folder = stack.folder / "browser"
    folder.mkdir()
    passed, others = _run_tests(stack, folder)
    nodes = PAGE.findall((folder / "nginx-access.log").read_text())
    turns = sum(one != other for one, other in pairwise(nodes))
    return [
        Figure(NAME, "tests passed", passed, least=1),
        Figure(NAME, "tests that failed or were left out", others, most=0),
        Figure(NAME, "pages", len(nodes)),
        Figure(
            NAME,
            "of them from the other node than the one before",
            turns / max(len(nodes) - 1, 1),
            least=LEAST_TURNS,
        ),
    ]


def _run_tests(stack: Stack, folder: Path) -> tuple[int, int]:
    """Return how many passed, and how many did not."""
    kept = {k: v for k, v in os.environ.items() if k in ("PATH", "HOME", "LANG")}
    result = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *JOURNEYS],
        cwd=PROJECT_DIR,
        env=kept
        | {
            "DEBUG": "1",
            "DEMO": "1",
            "TEST_DATABASE_NAME": "test_backpain_two_nodes",
            "TWO_NODES": str(stack.ports.https),
            "TWO_NODES_FOLDER": str(folder),
        },
        capture_output=True,
        text=True,
        timeout=JOURNEYS_SECONDS,
        check=False,
    )
    counts = {word: int(number) for number, word in COUNT.findall(result.stdout)}
    if "passed" not in counts:
        raise DrillError(f"{NAME}: {result.stdout[-2000:]}{result.stderr[-2000:]}")
    if result.returncode:
        say(result.stdout[-6000:])
    passed = counts.pop("passed")
    return passed, sum(counts.values())
