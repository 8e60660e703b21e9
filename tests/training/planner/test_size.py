"""How big a week is, at and beside what decides it: race, ceiling, calm days."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.training.planner.specs import (
    MON,
    SUN,
    THU,
    TUE,
    advised,
    day_of,
    make_spec,
    plan_of,
    ran,
)
from tests.training.planner.weeks import workout
from training.planner import Ceiling, Race


def volumes(**changes) -> list[int]:
    return [week["volume_m"] for week in plan_of(make_spec(weeks=4, **changes))]


@pytest.mark.parametrize(
    ("distance_m", "expected"),
    [
        # 60 % of 36.3 km, but no run longer than its share allows.
        (14_999, [33_000, 36_300, 14_700, 14_700]),
        # 80 % of 33 km, and 60 % of that.
        (15_000, [33_000, 26_400, 10_700, 10_700]),
    ],
)
def test_from_15_km_on_a_race_has_two_weeks_of_taper(distance_m, expected):
    assert volumes(race=Race(date=day_of(3, SUN), distance_m=distance_m)) == expected


@pytest.mark.parametrize(
    ("distance_m", "recent_m", "top_m"),
    [
        (None, 38_000, 40_000),
        # Half as much again as the race.
        (26_000, 38_000, 40_000),
        (30_000, 38_000, 45_000),
        (42_195, 38_000, 63_200),
        (50_000, 38_000, 70_000),
        # Whoever runs more already keeps it.
        (30_000, 47_000, 47_000),
        (None, 47_000, 47_000),
    ],
)
def test_a_plan_grows_up_to_40_km_or_as_far_as_its_race_asks_for(
    distance_m, recent_m, top_m
):
    spec = make_spec(
        weeks=20,
        recent_weeks_m=(recent_m,) * 4,
        longest_run_30d_m=20_000,
        race=distance_m and Race(date=day_of(24, SUN), distance_m=distance_m),
    )

    assert max(week["volume_m"] for week in plan_of(spec)) == top_m


@pytest.mark.parametrize("number", [1, 2, 5])
def test_the_week_after_the_race_holds(number):
    race = Race(date=day_of(number, MON), distance_m=10_000)
    weeks = plan_of(make_spec(race=race))

    assert [week["number"] for week in weeks if week["is_hold"]] == sorted(
        {4, 8, number + 1}
    )
    assert not plan_of(make_spec(race=Race(date=day_of(9, MON), distance_m=10_000)))[0][
        "is_hold"
    ]


@pytest.mark.parametrize("number", [2, 7, 8])
def test_the_race_is_in_the_last_week_of_its_taper(number):
    race = Race(date=day_of(number, SUN), distance_m=21_097)
    weeks = plan_of(make_spec(race=race))

    assert [week["number"] for week in weeks if week["is_taper"]] == [
        number - 1,
        number,
    ]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (day_of(2, MON), day_of(2, MON), [33_000, 5000, 5500]),
        (day_of(1, SUN), day_of(1, SUN), [5000, 5500, 6000]),
        (day_of(1, SUN), day_of(2, MON), [5000, 5000, 5500]),
    ],
)
def test_a_ceiling_holds_for_each_week_that_has_a_day_of_it(first, last, expected):
    low = Ceiling(first=first, last=last, metres=5000)

    assert volumes(ceilings=(low,))[:3] == expected


@pytest.mark.parametrize(
    ("days", "climbs"), [(-8, True), (-7, False), (-1, False), (0, True)]
)
def test_the_ladder_is_climbed_after_seven_days_without_other_advice(days, climbs):
    """Before the Monday of the second week, from which days are counted here."""
    monday = day_of(2, MON)
    spec = make_spec(
        recent_weeks_m=(None,) * 4,
        longest_run_30d_m=None,
        advice=(
            advised(monday + timedelta(days=days), "run_easy"),
            advised(monday + timedelta(days=days + 1), "run"),
        ),
    )

    assert climbs == ("Run 2 min" in _first_steps(spec, week=2))


def _first_steps(spec, week: int) -> str:
    runs = (
        workout(plan_of(spec), week, day)
        for day in range(7)
        if workout(plan_of(spec), week, day)["kind"] == "run_walk"
    )
    return next(runs)["steps"][1]["text"]


def test_after_weeks_without_a_run_the_longest_known_one_counts():
    """12 km: half of it is more than the first runs of week 4 may have."""
    assert volumes(today=day_of(22, SUN))[3] == 9000


def test_no_day_of_a_week_may_have_more_than_the_least_of_them():
    """A run of 685 m, which on the last days lies more than 30 days back."""
    weeks = plan_of(make_spec(today=day_of(8, TUE), runs=(ran(1, THU, 685),)))

    assert weeks[4]["volume_m"] == 2400
