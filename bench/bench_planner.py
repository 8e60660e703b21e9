"""Measure how fast plans of 24 weeks are built and adapted, against serialising them.

Run it as `python bench/bench_planner.py`; exit status 1 if it is slower than the limit.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from training.planner import AdviceOf, PlanSpec, RunLogged, build, plan_json
from triage.rules import Verdict

PLANS = 100
ROUNDS = 3
START = date(2026, 11, 30)
# Building looks 30 days back for each run and places it under every limit, while
# serialising only writes the result down, so it may cost this many times as much.
# Both are measured in the same run.
LIMIT = 5.0


def spec(seed: int) -> PlanSpec:
    """Return a made-up runner in week 9 of 24, with a log and some advice."""
    runs = tuple(
        RunLogged(
            date=START + timedelta(weeks=week, days=day),
            distance_m=4000 + (seed * 131 + week * 37 + day * 11) % 4000,
        )
        for week in range(8)
        for day in (1, 3, 6)
    )
    advice = tuple(
        AdviceOf(
            date=START + timedelta(days=day), verdict=Verdict((seed + day) % 7 // 3)
        )
        for day in range(0, 60, 5)
    )
    return PlanSpec(
        start=START,
        weeks=24,
        today=START + timedelta(weeks=8, days=2),
        runs_per_week=3 + seed % 2,
        running_days=(1, 3, 4, 6),
        long_run_day=6,
        recent_weeks_m=(16_000 + seed * 97, 17_000, 18_000, 18_000 + seed * 53),
        longest_run_30d_m=7000 + seed * 29,
        easy_pace_s_per_km=360 + seed,
        cross_training=("cycling", "yoga"),
        runs=runs,
        advice=advice,
    )


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
    specs = [spec(seed) for seed in range(PLANS)]
    building = seconds(lambda: [build(one) for one in specs])
    plans = [build(one) for one in specs]
    writing = seconds(lambda: [json.dumps(plan_json(plan)) for plan in plans])
    ratio = building / writing
    print(f"built and adapted: {PLANS / building:,.0f} plans of 24 weeks a second")
    print(f"serialised: {PLANS / writing:,.0f} plans a second")
    print(f"building / serialising: {ratio:.1f} (limit {LIMIT:.0f})")
    return int(ratio > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
