"""Check every invariant on random plans: `python bench/check_plans.py WEEKS [SEED]`.

Prints how many weeks were checked and every violation with its seed; exit status 1 if
there is one. The specs and the checks are those of tests/training/planner; in every
other plan any days are swapped, also those for which why_not has a reason; in about
half of them a coach asks for workouts and ceilings of every kind, sensible or not. Every
plan with advice is built again with a worse answer on one day: no number may rise.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.training.planner.invariants import raised, violations
from tests.training.planner.specs import Pick, plan_of, spec_by, swap_by, worse_by
from training.planner import PlanSpec

SECONDS_BETWEEN_NEWS = 30
CHANGES = ("swaps", "skips", "pauses", "overrides", "ceilings")


def spec_of(seed: int) -> PlanSpec:
    """Return the spec of a seed. Not for secrets: it is the same each time."""
    pick: Pick = random.Random(seed).randint  # noqa: S311 - no secret is drawn
    spec = spec_by(pick)
    if seed % 2 == 0:
        return spec
    swaps = (swap_by(pick, spec) for _ in range(pick(1, 5)))
    return replace(spec, swaps=(*spec.swaps, *swaps))


def main(weeks_wanted: int, seed: int = 0) -> int:
    """Check plans until there were enough weeks; return 1 after a violation."""
    weeks = plans = pairs = broken = 0
    changes: Counter[str] = Counter()
    news = time.monotonic()
    while weeks < weeks_wanted:
        spec = spec_of(seed + plans)
        plan = plan_of(spec)
        changes.update({name: len(getattr(spec, name)) for name in CHANGES})
        found = violations(spec, plan)
        if spec.advice:
            pick: Pick = random.Random(seed + plans).randint  # noqa: S311 - no secret
            worse = plan_of(worse_by(pick, spec))
            found += [f"raised by a worse answer: {one}" for one in raised(plan, worse)]
            pairs += 1
        for text in found:
            print(f"seed {seed + plans}: week {text}", flush=True)
            broken += 1
        weeks, plans = weeks + len(plan), plans + 1
        if time.monotonic() > news + SECONDS_BETWEEN_NEWS:
            news = time.monotonic()
            print(f"{weeks:,} weeks so far, {broken} violations", flush=True)
    print(f"{weeks:,} weeks of {plans:,} plans checked, {broken} violations")
    print(f"{pairs:,} plans were built again with a worse answer on one day")
    print(", ".join(f"{changes[name]:,} {name}" for name in CHANGES))
    return int(broken > 0)


if __name__ == "__main__":
    sys.exit(main(*(int(number) for number in sys.argv[1:])))
