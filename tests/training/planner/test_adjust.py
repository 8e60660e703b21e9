"""What each advice makes of the day's workout: A1 to A6."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.training.planner.specs import (
    FRI,
    MON,
    SAT,
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
from tests.training.planner.weeks import DAYS, numbers, on, workout
from training.planner import Race, Unit


def test_run_changes_nothing():
    workout = on(MON, "run")

    assert (workout["kind"], workout["before"], workout["reason"]) == (
        "tempo",
        None,
        None,
    )


def test_walk_turns_a_run_into_a_walk():
    workout = on(MON, "walk")

    assert (workout["kind"], workout["activity"]) == ("walk", "walking")
    assert (workout["distance_m"], workout["hard_s"]) == (0, 0)
    assert workout["duration_s"] <= 2700
    assert workout["before"]["kind"] == "tempo"
    assert "a walk replaces the run" in workout["reason"]


def test_a_walk_lasts_as_long_as_the_easy_version_of_the_run():
    easy_m, pace_s_per_km = on(MON, "run_easy")["distance_m"], 390

    assert easy_m == 5_600
    assert on(MON, "walk")["duration_s"] == easy_m * pace_s_per_km // 1000


def test_a_walk_lasts_at_most_45_minutes():
    assert on(SAT, "walk", recent_weeks_m=(60_000,) * 4, longest_run_30d_m=30_000)[
        "duration_s"
    ] == (2700)


@pytest.mark.parametrize("day", [MON, SAT])
def test_run_easy_takes_out_what_is_hard_and_a_quarter(day):
    workout = on(day, "run_easy")

    assert (workout["kind"], workout["hard_s"]) == (
        "walk" if day == SAT else "easy",
        0,
    )
    assert workout["distance_m"] * 4 <= workout["before"]["distance_m"] * 3


def test_an_easy_run_is_not_further_than_the_last_run():
    workout = on(MON, "run_easy", runs=(ran(0, SUN, 3000),))

    assert workout["display"] == "3.0 km"
    assert "Not further than your last run (3.0 km)." in workout["reason"]


def test_the_last_run_is_named_only_where_it_makes_the_run_shorter():
    easy_m = on(MON, "run_easy")["distance_m"]

    as_far, shorter = (
        on(MON, "run_easy", runs=(ran(0, SUN, metres),))
        for metres in (easy_m, easy_m - 1)
    )

    assert (as_far["distance_m"], shorter["distance_m"]) == (easy_m, easy_m - 100)
    assert "last run" not in as_far["reason"]
    assert "last run" in shorter["reason"]


def test_rest_takes_out_every_workout():
    assert on(MON, "rest")["kind"] == "rest"
    assert on(THU, "rest")["before"]["kind"] == "strength"
    assert on(TUE, "rest")["reason"] is None


@pytest.mark.parametrize("care", ["urgent_same_day", "emergency"])
def test_a_red_flag_freezes_the_plan_until_a_later_advice(care):
    assert on(MON, "run", care)["kind"] == "rest"
    later = on(MON, "rest", care, see=SAT)
    assert later["kind"] == "rest"
    assert "No training since 30 November" in later["reason"]


def test_the_plan_goes_on_after_the_red_flag_was_cleared():
    advice = (
        advised(day_of(1, MON), "rest", "emergency"),
        advised(day_of(1, THU), "walk"),
    )
    week = plan_of(make_spec(**DAYS, advice=advice))[0]

    kinds = [day["workouts"][0]["kind"] for day in week["days"]]
    assert kinds == ["rest", "rest", "rest", "strength", "easy", "walk", "strength"]


def test_nothing_is_hard_until_the_advice_is_run_again():
    workout = on(TUE, "run_easy", see=WED)

    assert (workout["kind"], workout["before"]["kind"]) == ("easy", "intervals")
    assert workout["distance_m"] == workout["before"]["distance_m"]
    assert "Nothing hard" in workout["reason"]


@pytest.mark.parametrize(("told_on", "kind"), [(SAT, "walk"), (FRI, "easy")])
def test_an_advice_asks_for_the_day_between_for_seven_days(told_on: int, kind: str):
    advice = (advised(day_of(1, told_on), "run_easy"),)
    weeks = plan_of(make_spec(**{**DAYS, "long_run_day": MON}, advice=advice))

    assert weeks[1]["days"][SAT]["workouts"][0]["kind"] == kind


def test_there_is_a_day_between_runs_while_the_advice_is_not_run():
    workout = on(THU, "run_easy", see=SAT)

    assert workout["kind"] == "walk"
    assert "a day between two runs" in workout["reason"]


def test_strength_stays_on_a_walk_day():
    assert on(THU, "walk")["kind"] == "strength"


def test_the_most_cautious_advice_of_a_day_counts():
    day = day_of(1, MON)
    advice = (advised(day, "walk"), advised(day, "run", "emergency"))

    weeks = plan_of(make_spec(**DAYS, advice=advice))

    assert weeks[0]["days"][SUN]["workouts"][0]["kind"] == "rest"


def first_back(**more):
    """Monday's run when it is the first one back; by default after running weeks."""
    advice = replace(advised(day_of(1, MON), "run_easy"), is_first_run_back=True)
    weeks = plan_of(make_spec(**{**DAYS, "advice": (advice,), **more}))
    return weeks[0]["days"][MON]["workouts"][0]


def test_the_first_run_back_is_a_run_walk_of_the_same_distance():
    easy, workout = on(MON, "run_easy"), first_back()

    assert (workout["kind"], easy["kind"]) == ("run_walk", "easy")
    assert workout["distance_m"] == easy["distance_m"]
    assert "Run 5 min, walk 2 min" in workout["steps"][1]["text"]
    assert workout["reason"].endswith("The first run back is a run-walk.")


def test_the_first_run_back_does_not_climb_the_ladder():
    novice = {"recent_weeks_m": (None,) * 4, "longest_run_30d_m": None}

    assert "Run 1 min, walk 1 min" in first_back(**novice)["steps"][1]["text"]


def test_a_run_walk_stays_one_on_an_easy_day():
    workout = on(
        MON,
        "run_easy",
        recent_weeks_m=(None,) * 4,
        longest_run_30d_m=None,
    )

    assert (workout["kind"], workout["display"]) == ("run_walk", "0.7 km")


def test_a_reduced_week_makes_the_next_one_smaller():
    whole = plan_of(make_spec(**DAYS))
    reduced = plan_of(make_spec(**DAYS, advice=(advised(day_of(1, MON), "walk"),)))

    assert reduced[0]["volume_m"] < whole[0]["volume_m"]
    assert reduced[1]["cap_m"] <= reduced[0]["volume_m"] * 11 // 10
    assert "your check-ins took some off" in reduced[0]["why"]


def test_two_weeks_after_an_advice_hard_minutes_are_few():
    advice = (
        advised(day_of(1, MON), "walk"),
        advised(day_of(2, TUE), "run"),
    )
    spec = make_spec(**DAYS, advice=advice, recent_weeks_m=(50_000,) * 4, weeks=5)
    hard = [
        sum(day["workouts"][0]["hard_s"] for day in week["days"])
        for week in plan_of(make_spec(**DAYS, recent_weeks_m=(50_000,) * 4, weeks=5))
    ]
    back = [
        sum(day["workouts"][0]["hard_s"] for day in week["days"])
        for week in plan_of(spec)
    ]

    assert back[:3] == [0, 0, 0]
    assert back[3] <= 600 <= hard[3]


EMERGENCY = advised(day_of(1, TUE), "rest", "emergency")
FROZEN_SENTENCE = (
    "No training since 1 December: please be seen as the advice of that day says. The "
    "plan goes on once a clinician has assessed it."
)


@pytest.mark.parametrize("day", [TUE, WED, THU, FRI, SAT, SUN])
def test_a_frozen_day_carries_nothing_but_the_freeze(day):
    planned = on(MON, "run", see=day)
    frozen = on(TUE, "rest", "emergency", see=day)

    assert (frozen["kind"], frozen["steps"]) == ("rest", [])
    assert frozen["reason"] == FROZEN_SENTENCE
    assert frozen["before"] == planned


def test_a_frozen_day_says_nothing_of_the_metres_left():
    spec = make_spec(
        **DAYS, advice=(EMERGENCY,), runs=(ran(1, MON, 29_300),), today=day_of(1, TUE)
    )
    frozen = plan_of(spec)[0]["days"][SAT]["workouts"][0]

    assert frozen["before"]["kind"] == "long"
    assert frozen["reason"] == FROZEN_SENTENCE


def test_the_day_before_a_freeze_is_as_it_was():
    assert on(TUE, "rest", "emergency", see=MON) == on(TUE, "run", see=MON)


def test_a_race_day_is_frozen_too():
    race = Race(date=day_of(1, SUN), distance_m=10_000)
    known = {**DAYS, "race": race, "advice": (EMERGENCY,)}
    weeks = plan_of(make_spec(**known, today=day_of(1, TUE)))
    frozen = weeks[0]["days"][SUN]["workouts"][0]

    assert (frozen["steps"], frozen["reason"]) == ([], FROZEN_SENTENCE)
    assert "Race day" in frozen["before"]["steps"][0]["text"]
    assert not any("Race on" in week["why"] for week in weeks)


def test_the_race_is_named_again_once_the_freeze_is_over():
    race = Race(date=day_of(1, SUN), distance_m=10_000)
    cleared = (EMERGENCY, advised(day_of(1, WED), "walk"))
    spec = make_spec(**DAYS, race=race, advice=cleared, today=day_of(1, TUE))
    then = replace(spec, today=day_of(1, WED))

    assert "Race on" not in plan_of(spec)[0]["why"]
    assert "Race on 6 December" in plan_of(then)[0]["why"]


def test_check_ins_are_not_blamed_for_what_was_run():
    spec = make_spec(**DAYS, runs=(ran(1, MON, 25_000),), today=day_of(1, MON))
    both = replace(spec, advice=(advised(day_of(1, WED), "walk"),))

    ran_more = "Planned were 33.0 km; what you have run already takes some off."
    assert ran_more in plan_of(spec)[0]["why"]
    assert "your check-ins took some off" in plan_of(both)[0]["why"]


def test_runs_in_a_row_are_only_named_where_there_still_are_any():
    row = "Your days put two runs on consecutive days."
    friday_off = make_spec(**DAYS, skips=(day_of(1, FRI),))

    assert row in plan_of(make_spec(**DAYS))[0]["why"]
    assert row not in plan_of(friday_off)[0]["why"]
    assert row in plan_of(friday_off)[1]["why"]


def test_rest_leads_back_to_run_walks_that_are_no_longer_than_easy_runs():
    """A run-walk week may not grow where the same week without breaks does not."""
    spec = make_spec(
        weeks=3,
        today=day_of(2, TUE),
        runs_per_week=3,
        running_days=(MON, TUE, WED, THU, FRI, SAT),
        long_run_day=MON,
        recent_weeks_m=(83_917, 45_351, 45_351, 0),
        longest_run_30d_m=3250,
        ran_before_m=35_348,
        unit=Unit.MI,
    )
    later = (advised(day_of(1, FRI), "rest", "urgent_same_day"),)
    later += (advised(day_of(2, TUE), "run"),)
    before = day_of(0, FRI)
    easy = replace(advised(before, "run_easy"), is_first_run_back=True)

    eased = plan_of(replace(spec, advice=(easy, *later)))
    rested = plan_of(replace(spec, advice=(advised(before, "rest"), *later)))

    # The control: it is the rest that leads back to run-walks.
    assert workout(eased, 2, WED)["kind"] == "easy"
    assert workout(rested, 2, WED)["kind"] == "run_walk"
    pairs = zip(numbers(rested), numbers(eased), strict=True)
    assert [(now, then) for now, then in pairs if now > then] == []
