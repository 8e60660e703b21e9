"""How fast plans of 24 weeks are built and adapted, against serialising them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta

from bench.figure import Figure
from bench.turns import medians, seconds_of
from training.planner import AdviceOf, PlanSpec, RunLogged, build, plan_json
from triage.rules import Verdict

PLANS = 100
ROUNDS = 5
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


def figures() -> Iterator[Figure]:
    specs = [spec(seed) for seed in range(PLANS)]
    plans = [build(one) for one in specs]
    building, writing = medians(
        lambda: seconds_of(lambda: [build(one) for one in specs]),
        lambda: seconds_of(lambda: [json.dumps(plan_json(plan)) for plan in plans]),
        rounds=ROUNDS,
    )
    yield Figure(
        name="plan of 24 weeks built / written as JSON",
        ratio=building / writing,
        limit=LIMIT,
        note=f"{PLANS / building:,.0f} plans built a second",
    )
