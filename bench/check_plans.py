"""Check every invariant on random plans: `python bench/check_plans.py WEEKS [SEED]`.

Prints how many weeks were checked and every violation with its seed; exit status 1 if
there is one. The specs and the checks are those of tests/training/planner.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.training.planner.invariants import violations
from tests.training.planner.specs import plan_of, spec_by

SECONDS_BETWEEN_NEWS = 30


def main(weeks_wanted: int, seed: int = 0) -> int:
    """Check plans until there were enough weeks; return 1 after a violation."""
    weeks = plans = broken = 0
    news = time.monotonic()
    while weeks < weeks_wanted:
        # Not for secrets: the same seed makes the same spec.
        spec = spec_by(random.Random(seed + plans).randint)  # noqa: S311
        plan = plan_of(spec)
        for text in violations(spec, plan):
            print(f"seed {seed + plans}: week {text}", flush=True)
            broken += 1
        weeks, plans = weeks + len(plan), plans + 1
        if time.monotonic() > news + SECONDS_BETWEEN_NEWS:
            news = time.monotonic()
            print(f"{weeks:,} weeks so far, {broken} violations", flush=True)
    print(f"{weeks:,} weeks of {plans:,} plans checked, {broken} violations")
    return int(broken > 0)


if __name__ == "__main__":
    sys.exit(main(*(int(number) for number in sys.argv[1:])))
