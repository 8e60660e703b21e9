"""Hand-worked weeks: the examples of clinical.md 7 and the cases around them."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest

from tests.training.planner.specs import (
    FRI,
    MON,
    MONDAY,
    NOVICE,
    SUN,
    THU,
    TUE,
    WED,
    advised,
    day_of,
    make_spec,
    plan_of,
    ran,
)
from tests.training.planner.weeks import kinds, week_run, workout
from training.planner import Race, Unit, build, weekly_cap
from training.planner.why import change_percent


def in_week(number: int, *logs):
    """A plan as seen on the Monday of a week, after these logs."""
    runs = tuple(run for log in logs for run in log)
    return plan_of(make_spec(today=day_of(number, MON), runs=runs))


@pytest.mark.parametrize(
    ("baseline", "unit", "cap"),
    [
        (30_000, Unit.KM, 33_000),
        (24_000, Unit.KM, 26_400),
        (26_400, Unit.KM, 29_000),
        (12_500, Unit.KM, 13_700),
        (10_000, Unit.KM, 11_000),
        (4000, Unit.KM, 4400),
        (1000, Unit.KM, 1100),
        (18_000, Unit.KM, 19_800),
        # 20.0 miles may become 22.0: 35405 m of 35405.
        (32_187, Unit.MI, 35_405),
    ],
)
def test_the_cap_is_110_per_cent_rounded_down(baseline, unit, cap):
    assert weekly_cap(baseline_m=baseline, unit=unit) == cap


def test_after_a_cutback_the_climb_restarts_from_it():
    weeks = in_week(3, week_run(1, 30_000), week_run(2, 24_000))

    assert weeks[2]["baseline_m"] == 24_000
    assert weeks[2]["cap_m"] == weeks[2]["volume_m"] == 26_400


def test_planned_30_ran_18_gives_19_8():
    weeks = in_week(2, week_run(1, 18_000))

    assert weeks[0]["completed_m"] == 18_000
    assert weeks[1]["display"] == "19.8 km"
    assert "+10 %: last week 18.0 km, at most 19.8 km." in weeks[1]["why"]
    assert "Planned were 33.0 km; what was run counts." in weeks[1]["why"]


def test_twelve_and_a_half_becomes_13_7():
    weeks = plan_of(make_spec(recent_weeks_m=(0, 0, 12_000, 12_500)))

    assert weeks[0]["display"] == "13.7 km"
    assert "+9.6 %" in weeks[0]["why"]


def test_displayed_runs_add_up_where_thirds_do_not():
    spec = make_spec(runs_per_week=3, recent_weeks_m=(10_000,) * 4)
    week = plan_of(spec)[0]
    shown = [
        day["workouts"][0]["display"]
        for day in week["days"]
        if day["workouts"][0]["activity"] == "running"
    ]

    assert week["display"] == "11.0 km"
    assert shown == ["3.4 km", "3.4 km", "4.2 km"]


def test_small_weeks_grow_in_small_steps():
    spec = make_spec(recent_weeks_m=(4000,) * 4, longest_run_30d_m=2000)

    shown = [week["display"] for week in plan_of(spec)]

    assert shown[:5] == ["4.4 km", "4.8 km", "5.2 km", "5.2 km", "5.6 km"]


def test_overshoot_earns_nothing():
    weeks = in_week(2, week_run(1, 45_000))

    assert weeks[1]["baseline_m"] == 33_000
    assert weeks[1]["cap_m"] == 36_300
    assert "45.0 km were more than it could hold; only 33.0 km count" in weeks[1]["why"]


def test_the_cliff_a_tiny_week_holds_less_than_a_blank_one():
    tiny = in_week(2, (ran(1, TUE, 2000),))
    blank = in_week(2)

    assert (tiny[1]["cap_m"], tiny[1]["is_restart"]) == (2200, False)
    assert (blank[1]["cap_m"], blank[1]["is_restart"]) == (15_000, True)
    assert blank[1]["why"].startswith(
        "Restart after one week without running: half of the last week, at most 15.0"
    )


def test_a_week_below_one_kilometre_counts_as_blank():
    assert in_week(2, (ran(1, TUE, 999),))[1]["is_restart"]
    assert not in_week(2, (ran(1, TUE, 1000),))[1]["is_restart"]


@pytest.mark.parametrize(
    ("recent", "cap"),
    [
        ((20_000, 30_000, 40_000, 0), 20_000),
        ((20_000, 40_000, 0, 0), 15_000),
        ((0, 30_000, 0, 0), 15_000),
        ((30_000, 0, 0, 0), 9900),
        # Never above the week before the gap.
        ((40_000, 1500, 0, 0), 1500),
        ((None, None, None, None), 4500),
        ((0, 0, 0, 0), 4500),
        ((900, 0, 500, 999), 4500),
    ],
)
def test_the_rows_of_the_restart_table(recent, cap):
    assert plan_of(make_spec(recent_weeks_m=recent))[0]["cap_m"] == cap


def test_five_blank_weeks_hold_at_most_5_km_and_runs_of_1_5_km():
    week = in_week(6)[5]

    assert week["cap_m"] == 5000
    assert "a third of the usual week, and no more than 5 km" in week["why"]
    assert max(day["workouts"][0]["distance_m"] for day in week["days"]) <= 1500


def test_after_a_gap_for_pain_the_restart_is_one_row_lower():
    spec = make_spec(today=day_of(2, MON))
    pain = make_spec(today=day_of(2, MON), advice=(advised(day_of(1, TUE), "walk"),))
    tired = make_spec(
        today=day_of(2, MON), advice=(advised(day_of(1, TUE), "run_easy"),)
    )

    assert plan_of(spec)[1]["cap_m"] == plan_of(tired)[1]["cap_m"] == 15_000
    row_lower = plan_of(pain)[1]
    assert row_lower["cap_m"] == 15_000
    assert "the break was for pain" in row_lower["why"]
    assert set(kinds(row_lower)) >= {"run_walk"}


def test_a_new_runner_starts_with_three_short_run_walk_sessions():
    spec = make_spec(recent_weeks_m=(None,) * 4, longest_run_30d_m=None)
    week = plan_of(spec)[0]
    runs = [
        day["workouts"][0]
        for day in week["days"]
        if day["workouts"][0]["activity"] == "running"
    ]

    assert [run["display"] for run in runs] == ["1.0 km"] * 3
    assert {run["kind"] for run in runs} == {"run_walk"}
    assert "Run 1 min, walk 1 min" in runs[0]["steps"][1]["text"]
    assert week["is_restart"]
    assert "a day between two runs: 3 a week" in week["why"]


def test_a_new_runner_climbs_the_ladder_to_continuous_running():
    spec = make_spec(recent_weeks_m=(None,) * 4, longest_run_30d_m=None)
    weeks = plan_of(spec)
    texts = [workout(weeks, week, SUN)["steps"][1]["text"] for week in (2, 3, 7)]

    assert "Run 2 min, walk 2 min" in texts[0]
    assert "Run 3 min, walk 2 min" in texts[1]
    # Bouts of 20 min in 1.5 km, which take less than 10 min, would have no break.
    assert "Run 3 min, walk 2 min" in texts[2]
    assert workout(weeks, 8, SUN)["kind"] == "long"


def test_a_new_runner_with_consecutive_days_gets_fewer_runs():
    spec = make_spec(
        recent_weeks_m=(None,) * 4,
        runs_per_week=3,
        running_days=(MON, TUE, WED),
        long_run_day=TUE,
    )
    week = plan_of(spec)[0]

    assert kinds(week).count("run_walk") == 2
    assert "2 a week" in week["why"]


def test_every_fourth_week_holds():
    weeks = plan_of(make_spec())

    assert [week["number"] for week in weeks if week["is_hold"]] == [4, 8]
    assert weeks[3]["volume_m"] <= weeks[2]["volume_m"]
    assert weeks[3]["why"].startswith(
        "Hold week: no rise in every fourth week and after a race; last week 39.9 km."
    )


def test_the_plan_stops_growing_at_the_ceiling():
    weeks = plan_of(make_spec(weeks=24, longest_run_30d_m=20_000))

    assert max(week["volume_m"] for week in weeks) == 40_000


def test_unknown_longest_run_is_read_off_the_weeks():
    week = plan_of(make_spec(longest_run_30d_m=None))[0]

    # A seventh of 30 km is 4286 m, and 110 % of it 4714 m.
    assert max(day["workouts"][0]["distance_m"] for day in week["days"]) == 4700
    assert week["is_cutback"]
    assert "No run may be longer than 4.7 km yet." in week["why"]


def test_no_run_is_longer_than_110_per_cent_of_the_longest():
    week = plan_of(make_spec(longest_run_30d_m=5000))[0]
    runs = [day["workouts"][0]["distance_m"] for day in week["days"]]

    assert sorted(runs)[-4:] == [5000, 5000, 5000, 5500]


def test_runs_before_the_start_count_for_the_longest_run():
    early = ran(0, SUN, 9000)
    week = plan_of(make_spec(longest_run_30d_m=5000, runs=(early,)))[0]

    assert max(day["workouts"][0]["distance_m"] for day in week["days"]) == 9900


def test_miles_obey_the_cap_as_metres_and_as_shown():
    weeks = plan_of(make_spec(unit=Unit.MI))

    assert weeks[0]["display"] == "20.4 mi"
    assert weeks[0]["volume_m"] <= 33_000
    assert "per mi" in workout(weeks, 1, SUN)["steps"][1]["text"]


def test_who_runs_by_feel_reads_no_pace():
    text = workout(plan_of(make_spec(easy_pace_s_per_km=None)), 1, SUN)["steps"][1]

    assert " per km" not in text["text"]
    assert "effort" in text["text"]


def test_a_race_is_tapered_for_and_never_planned_as_distance():
    race = Race(date=day_of(6, SUN), distance_m=21_097)
    weeks = plan_of(make_spec(race=race))

    assert [week["number"] for week in weeks if week["is_taper"]] == [5, 6]
    assert weeks[5]["volume_m"] < weeks[4]["volume_m"] < weeks[3]["volume_m"]
    assert workout(weeks, 6, SUN)["kind"] == "rest"
    assert "Race day: 21.0 km" in workout(weeks, 6, SUN)["steps"][0]["text"]
    assert weeks[6]["is_hold"]


def test_the_honest_answer_where_the_cap_does_not_reach_the_race():
    far = plan_of(make_spec(race=Race(date=day_of(6, SUN), distance_m=42_195)))
    near = plan_of(make_spec(race=Race(date=day_of(6, SUN), distance_m=10_000)))
    now = plan_of(make_spec(race=Race(date=day_of(1, SUN), distance_m=42_195)))

    assert "plan to run-walk it, or choose a later race" in far[0]["why"]
    assert "plan to run-walk it" in far[5]["why"]
    assert "is within what this plan has built up to" in near[0]["why"]
    assert "at most 30.0 km a week" in now[0]["why"]
    assert [week["number"] for week in near if week["is_taper"]] == [6]


def test_two_runs_of_one_day_are_one_day_but_not_one_run():
    runs = (ran(0, SUN, 6000), ran(0, SUN, 6000))
    week = plan_of(make_spec(longest_run_30d_m=1000, runs=runs))[0]

    assert max(day["workouts"][0]["distance_m"] for day in week["days"]) == 6600


def test_the_plan_is_a_tuple_of_weeks_from_monday_to_sunday():
    weeks = build(make_spec())

    assert isinstance(weeks, tuple)
    assert weeks[0].end == MONDAY + timedelta(days=6)
    assert [day.date.weekday() for day in weeks[0].days] == list(range(7))


@pytest.mark.parametrize(
    ("tenths", "shown", "change"),
    [(210, 196, "+7.1"), (220, 200, "+10"), (150, 200, "-25"), (1, 0, "+0")],
)
def test_a_change_is_shown_in_tenths_of_a_per_cent(tenths, shown, change):
    assert change_percent(tenths, shown) == change


def test_a_run_of_no_metres_is_none():
    spec = make_spec(today=day_of(1, WED), runs=(ran(1, TUE, 0), ran(1, WED, 0)))

    assert plan_of(spec) == plan_of(make_spec(today=day_of(1, WED)))


def test_the_first_run_after_a_gap_is_the_measure_of_the_next():
    spec = make_spec(
        recent_weeks_m=(0,) * 4,
        longest_run_30d_m=0,
        today=day_of(1, WED),
        runs=(ran(1, TUE, 899),),
    )

    # 110 % of 899 m are 988 m.
    assert workout(plan_of(spec), 1, SUN)["display"] == "0.9 km"


def test_a_run_walk_has_a_break_in_it():
    """Two bouts fit into the minutes of running, or they are of one minute."""
    short = plan_of(make_spec(**NOVICE, weeks=7, easy_pace_s_per_km=280))

    texts = [workout(short, week, SUN)["steps"][1]["text"] for week in range(1, 8)]
    assert [text.split(", and")[0] for text in texts] == [
        "Run 1 min, walk 1 min",
        *["Run 2 min, walk 2 min"] * 5,
        "Run 3 min, walk 2 min",
    ]


def test_a_new_runner_in_kilometres_grows_within_the_cap():
    weeks = plan_of(make_spec(**NOVICE))
    runs = [
        [d["workouts"][0]["distance_m"] for d in week["days"] if _is_run(d)]
        for week in weeks
    ]

    # One run at a time becomes longer than the longest so far (P5).
    assert runs[:4] == [[1000] * 3, [1000, 1000, 1100], [1100] * 3, [1100] * 3]
    assert runs[4:7] == [[1100, 1100, 1200], [1200] * 3, [1200, 1200, 1300]]
    shown = [sum(week) for week in runs]
    assert all(10 * now <= 11 * then for then, now in pairwise(shown))


def _is_run(day: dict) -> bool:
    return day["workouts"][0]["activity"] == "running"


def test_in_miles_a_short_run_cannot_grow_by_a_tenth():
    weeks = plan_of(make_spec(**NOVICE, unit=Unit.MI))

    runs = {d["workouts"][0]["display"] for d in weeks[2]["days"] if _is_run(d)}
    assert (weeks[2]["display"], runs) == ("2.1 mi", {"0.7 mi"})


@pytest.mark.parametrize(("last_m", "is_cutback"), [(14_000, False), (14_100, True)])
def test_a_cutback_is_less_than_95_per_cent(last_m, is_cutback):
    """Runs of at most 4.3 km, one of 4.7 km: 13.3 km are 95 % of 14.0 km."""
    spec = make_spec(
        runs_per_week=3, recent_weeks_m=(last_m,) * 4, longest_run_30d_m=4300
    )
    week = plan_of(spec)[0]

    assert week["volume_m"] == 13_300
    assert week["is_cutback"] is is_cutback


def test_a_week_of_holding_that_is_smaller_is_a_cutback():
    """2.4 km in three runs of which none may grow: 0.5, 0.4 and 0.5 mi are 2.2 km."""
    spec = make_spec(
        weeks=4,
        today=day_of(1, THU),
        runs_per_week=3,
        running_days=(WED, FRI, SUN),
        recent_weeks_m=(None,) * 4,
        unit=Unit.MI,
    )
    week = plan_of(spec)[3]

    assert (week["baseline_m"], week["volume_m"]) == (2412, 2251)
    assert week["is_hold"]
    assert week["is_cutback"]


def test_a_week_that_is_not_told_counts_as_no_metres():
    week = plan_of(make_spec(recent_weeks_m=(30_000, 0, 0, None)))[0]

    assert week["baseline_m"] == 0


def test_a_week_that_advice_makes_smaller_is_no_cutback():
    walk = advised(day_of(1, TUE), "walk")
    week = plan_of(make_spec(advice=(walk,)))[0]

    assert week["volume_m"] < 30_000
    assert not week["is_cutback"]


@pytest.mark.parametrize(
    ("today", "completed_m"),
    [(day_of(1, WED), None), (day_of(1, SUN), None), (day_of(2, MON), 5000)],
)
def test_a_week_is_over_once_its_sunday_is(today, completed_m):
    spec = make_spec(today=today, runs=(ran(1, TUE, 5000),))

    assert plan_of(spec)[0]["completed_m"] == completed_m


def test_a_hold_week_that_rounding_makes_smaller_is_no_cutback():
    weeks = plan_of(make_spec(**NOVICE, weeks=8))

    assert [week["is_cutback"] for week in weeks] == [False] * 8


def test_strength_is_no_sport_of_a_day_for_another_sport():
    week = plan_of(make_spec(runs_per_week=3, cross_training=("strength", "rowing")))[0]
    activities = {day["workouts"][0]["activity"] for day in week["days"]}

    assert "rowing" in activities
    assert [
        day["workouts"][0]["kind"]
        for day in week["days"]
        if day["workouts"][0]["activity"] == "strength"
    ] == ["strength"] * kinds(week).count("strength")
