"""A coach's run of which the plan takes less: how much is left, and what is said of it."""

from __future__ import annotations

import pytest

from tests.training.planner.specs import (
    FRI,
    MON,
    NOVICE,
    SAT,
    SUN,
    THU,
    TUE,
    WED,
    asked,
    day_of,
    limited_to,
    make_spec,
    plan_of,
    ran,
)
from tests.training.planner.weeks import workout
from training.planner import PlanSpec, Race

CHANGED = "Your coach changed this workout."
DAY_BETWEEN = "For now you need a day between two runs (P10)."


def shown(spec: PlanSpec, week: int, day: int) -> tuple[str, str]:
    one = workout(plan_of(spec), week, day)
    return one["display"], one["reason"]


@pytest.mark.parametrize(
    ("spec", "week"),
    [
        # Beside a run of the plan, and beside one that a long gap keeps a day from.
        (
            make_spec(
                **NOVICE,
                weeks=20,
                runs_per_week=3,
                running_days=(MON, SAT, SUN),
                overrides=(asked(13, TUE, "intervals", 200_000),),
            ),
            13,
        ),
        (
            make_spec(
                weeks=11,
                today=day_of(23, TUE),
                running_days=(MON, TUE, WED, FRI),
                long_run_day=MON,
                overrides=(asked(11, TUE, "easy", 1167),),
            ),
            11,
        ),
    ],
)
def test_of_a_run_that_stays_out_the_coach_is_named_first(spec, week):
    assert shown(spec, week, TUE)[1] == f"{CHANGED} {DAY_BETWEEN}"


@pytest.mark.parametrize(("today", "missed"), [(WED, TUE), (FRI, THU)])
def test_what_a_coach_asked_for_on_a_day_that_is_over_keeps_its_share(today, missed):
    spec = make_spec(
        today=day_of(1, today),
        runs=(ran(1, TUE, 1000),),
        overrides=(asked(1, missed, "easy", 30_000), asked(1, SUN, "long", 20_000)),
    )

    assert shown(spec, 1, SUN) == (
        "7.2 km",
        f"{CHANGED} At most 7.2 km: this week may hold 33.0 km, and the other days keep "
        "their share (+10 % rule, P2).",
    )


@pytest.mark.parametrize(
    ("ceiling_m", "why"),
    [
        (33_100, "this week may hold 33.0 km"),
        (33_000, "your coach's ceiling is 33.0 km this week"),
        (32_900, "your coach's ceiling is 32.9 km this week"),
    ],
)
def test_a_ceiling_is_the_reason_only_where_it_limits_the_week(ceiling_m, why):
    spec = make_spec(
        overrides=(asked(1, THU, "easy", 30_000),),
        ceilings=(limited_to(ceiling_m, 1),),
    )

    assert why in shown(spec, 1, THU)[1]


def test_in_a_week_before_a_race_the_last_week_is_the_reason():
    spec = make_spec(
        longest_run_30d_m=20_000,
        race=Race(date=day_of(2, SUN), distance_m=10_000),
        overrides=(asked(2, THU, "easy", 20_000),),
    )

    assert "this week does not rise above the last one" in shown(spec, 2, THU)[1]


def test_a_restart_keeps_a_coachs_run_to_what_the_longest_one_allows():
    spec = make_spec(
        today=day_of(9, TUE),
        running_days=tuple(range(7)),
        recent_weeks_m=(None, 0, 18_853, 18_853),
        longest_run_30d_m=846,
        overrides=(asked(3, MON, "intervals", 4100),),
    )
    display, reason = shown(spec, 3, MON)

    assert display == "0.5 km"
    assert "At most 0.5 km: the first runs after a break are short (P4)." in reason


def test_no_first_run_is_further_than_the_others_of_its_week():
    spec = make_spec(today=day_of(9, TUE), overrides=(asked(7, SUN, "run_walk", 1759),))

    assert shown(spec, 7, SUN) == (
        "1.1 km",
        f"{CHANGED} At most 1.1 km: the first runs after a break are short (P4).",
    )


# Back after weeks without a run: the first one of the week limits what follows it (P4).


@pytest.mark.parametrize(
    ("changes", "week_day", "reason"),
    [
        # Before any run of the week a first run has room.
        (
            {
                "running_days": (MON, FRI, SAT),
                "recent_weeks_m": (30_000, 0, 0, 0),
                "today": day_of(1, FRI),
                "runs": (ran(1, TUE, 14_000),),
                "overrides": (
                    asked(1, SUN, "long", 9000),
                    asked(1, MON, "easy", 4000),
                ),
            },
            MON,
            "A run-walk: running without breaks comes at the end of the run-walk steps. "
            "At most 0.9 km: this week may hold 9.9 km, and the other days keep their "
            "share (+10 % rule, P2).",
        ),
        # Nor is it what limits the day of the first one.
        (
            {
                "running_days": (THU, FRI, SAT),
                "today": day_of(1, SAT),
                "runs": (ran(1, THU, 9000), ran(1, WED, 53)),
                "overrides": (asked(1, WED, "easy", 1500),),
            },
            WED,
            "No room for a run: this week may hold 33.0 km, and the other days keep "
            "their share (+10 % rule, P2).",
        ),
        # A day that is over is not limited by what was run after it.
        (
            {
                "runs_per_week": 4,
                "running_days": (MON, TUE, FRI, SAT),
                "recent_weeks_m": (None, 0, 18_853, 18_853),
                "today": day_of(1, SUN),
                "runs": (ran(1, THU, 700),),
                "overrides": (asked(1, TUE, "easy", 1500),),
            },
            TUE,
            "",
        ),
    ],
)
def test_only_the_runs_before_a_day_limit_a_coachs_run_on_it(changes, week_day, reason):
    spec = make_spec(
        **{"runs_per_week": 3, "long_run_day": SAT, "longest_run_30d_m": 0} | changes
    )

    assert shown(spec, 1, week_day)[1] == f"{CHANGED} {reason}".strip()
