"""How fast reports are assessed, against only validating the same reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bench.figure import Figure
from bench.turns import medians, seconds_of
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


def figures() -> Iterator[Figure]:
    given = [answers(seed) for seed in range(REPORTS)]
    reports = [SymptomReport.from_answers(one) for one in given]
    assessing, validating = medians(
        lambda: seconds_of(lambda: [assess(report) for report in reports]),
        lambda: seconds_of(lambda: [SymptomReport.from_answers(one) for one in given]),
        rounds=ROUNDS,
    )
    yield Figure(
        name="report assessed / validated",
        ratio=assessing / validating,
        limit=LIMIT,
        note=f"{REPORTS / assessing:,.0f} reports assessed a second",
    )
