"""Measure how fast reports are assessed, against only validating the same reports.

Run it as `python bench/bench_rules.py`; exit status 1 if it is slower than the limit.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from triage.rules import FIELDS, SymptomReport, assess

REPORTS = 2_000
ROUNDS = 5
# Assessing runs 120 rules over answers that validating only looks up once each, so it
# may cost at most this many times as much. Both are measured in the same run.
LIMIT = 5.0


def answers(seed: int) -> Mapping[str, object]:
    """Return the answers of a made-up runner, different for each seed."""
    given: dict[str, object] = {}
    for place, (name, field) in enumerate(FIELDS.items()):
        turn = (seed * 31 + place * 17) % 97
        if field.is_number:
            given[name] = field.low + turn % min(field.high - field.low + 1, 60)
        else:
            given[name] = field.values[turn % len(field.values) if turn < 20 else 0]
    return given


def seconds(work: Callable[[], object]) -> float:
    """Return the best time of several rounds."""
    best = float("inf")
    for _round in range(ROUNDS):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def main() -> int:
    """Print the figures; return 1 if the ratio is above the limit."""
    given = [answers(seed) for seed in range(REPORTS)]
    validating = seconds(lambda: [SymptomReport.from_answers(one) for one in given])
    reports = [SymptomReport.from_answers(one) for one in given]
    assessing = seconds(lambda: [assess(report) for report in reports])
    ratio = assessing / validating
    print(f"validated: {REPORTS / validating:,.0f} reports a second")
    print(f"assessed: {REPORTS / assessing:,.0f} reports a second")
    print(f"assessing / validating: {ratio:.1f} (limit {LIMIT:.0f})")
    return int(ratio > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
