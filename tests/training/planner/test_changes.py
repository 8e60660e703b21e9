"""What swapped, skipped and paused days, and a sum told, make of the plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.training.planner.specs import (
    FRI,
    MON,
    MONDAY,
    SAT,
    SUN,
    THU,
    TUE,
    WED,
    advised,
    day_of,
    make_spec,
    paused,
    plan_of,
    ran,
    swapped,
)
from training.planner import InvalidSpec, Pause, PlanSpec, Race, spec_from


def workouts(spec: PlanSpec, week: int = 1) -> list[dict]:
    """The seven workouts of a week."""
    return [day["workouts"][0] for day in plan_of(spec)[week - 1]["days"]]


def kinds(spec: PlanSpec, week: int = 1) -> list[str]:
    return [workout["kind"] for workout in workouts(spec, week)]


def caps(spec: PlanSpec) -> list[int]:
    return [week["cap_m"] for week in plan_of(spec)]


def test_the_week_that_is_changed_below():
    assert kinds(make_spec()) == [
        "strength",
        "tempo",
        "strength",
        "intervals",
        "easy",
        "rest",
        "long",
    ]


def test_a_swap_that_cannot_be_made_keeps_no_other_from_being_made():
    """Outside of the plan, and of the day of the race."""
    race = Race(date=day_of(3, SUN), distance_m=10_000)
    spec = make_spec(race=race, swaps=(swapped(2, FRI, SAT),))
    outside, of_race = swapped(0, FRI, SAT), swapped(3, FRI, SUN)

    for none in (outside, of_race):
        assert plan_of(replace(spec, swaps=(none, *spec.swaps))) == plan_of(spec)
    assert plan_of(spec) != plan_of(replace(spec, swaps=()))


def test_a_swap_exchanges_two_days_of_one_week():
    spec = make_spec(swaps=(swapped(2, FRI, SAT),))
    was, now = workouts(make_spec(), 2), workouts(spec, 2)

    assert (now[FRI], now[SAT]) == (was[SAT], was[FRI])
    assert now[:FRI] == was[:FRI]
    assert now[SUN] == was[SUN]
    assert kinds(spec, 1) == kinds(make_spec(), 1)
    assert caps(spec) == caps(make_spec())


def test_another_sport_is_swapped_with_its_sport():
    spec = make_spec(runs_per_week=3, running_days=(TUE, THU, SUN))
    swap = swapped(1, FRI, SAT)
    was, now = workouts(spec, 1), workouts(replace(spec, swaps=(swap,)), 1)

    assert (was[FRI]["activity"], was[SAT]["activity"]) == ("cycling", "rest")
    assert (now[FRI], now[SAT]) == (was[SAT], was[FRI])


def test_swaps_are_applied_in_the_order_given():
    one, two = swapped(1, FRI, SAT), swapped(1, SAT, MON)

    assert kinds(make_spec(swaps=(one, two)))[MON] == "easy"
    assert kinds(make_spec(swaps=(two, one)))[FRI] == "strength"


def test_a_swap_with_the_race_or_outside_the_plan_is_not_made():
    race = Race(date=day_of(2, SUN), distance_m=10_000)
    spec = make_spec(race=race)
    swaps = (swapped(2, SAT, SUN), swapped(2, SUN, SAT), swapped(9, TUE, WED))

    assert plan_of(replace(spec, swaps=swaps)) == plan_of(spec)
    assert plan_of(replace(spec, swaps=(swapped(0, TUE, WED),))) == plan_of(spec)


def test_a_swap_that_puts_two_long_runs_in_a_row_is_not_made():
    spec = make_spec(swaps=(swapped(2, MON, SUN),))

    assert plan_of(spec) == plan_of(make_spec())


def test_what_comes_too_near_a_hard_day_becomes_easy():
    now = workouts(make_spec(swaps=(swapped(1, TUE, WED),)))

    assert [now[day]["kind"] for day in (WED, THU)] == ["easy", "easy"]
    assert now[THU]["before"]["kind"] == "intervals"
    assert "hard days need a day between them" in now[THU]["reason"]
    assert now[THU]["distance_m"] == now[THU]["before"]["distance_m"]


def test_what_comes_too_near_a_hard_day_of_the_week_before_becomes_easy():
    now = workouts(make_spec(swaps=(swapped(2, MON, TUE),)), 2)

    assert (now[MON]["kind"], now[MON]["before"]["kind"]) == ("easy", "tempo")
    assert "hard days need a day between them" in now[MON]["reason"]


def test_what_comes_too_near_a_hard_day_of_the_next_week_becomes_easy():
    days = {"running_days": (MON, WED, FRI, SAT), "long_run_day": SAT}
    spec = make_spec(**days, swaps=(swapped(1, SAT, SUN),))

    assert kinds(make_spec(**days), 2)[MON] == "tempo"
    assert (kinds(spec, 1)[SUN], kinds(spec, 2)[MON]) == ("long", "easy")


def test_a_day_between_runs_follows_the_swap():
    advice = (advised(day_of(1, TUE), "run_easy"),)
    spec = make_spec(advice=advice)
    apart = replace(spec, swaps=(swapped(1, THU, WED), swapped(1, SUN, SAT)))

    assert [workouts(spec)[day]["kind"] for day in (THU, FRI)] == ["easy", "walk"]
    assert [workouts(apart)[day]["kind"] for day in (WED, FRI)] == ["walk", "easy"]
    assert workouts(apart)[SAT]["kind"] == "walk"


def test_a_day_between_runs_is_kept_across_the_weeks():
    """The day before Monday is the Sunday of the week before."""
    days = {"running_days": (MON, WED, FRI), "long_run_day": FRI, "runs_per_week": 3}
    advice = (advised(day_of(1, FRI), "run_easy"),)
    spec = make_spec(**days, advice=advice)
    late = replace(spec, swaps=(swapped(1, SUN, FRI),))

    assert workouts(spec, 2)[MON]["kind"] == "easy"
    assert workouts(late, 2)[MON]["kind"] == "walk"


def test_a_new_runner_never_runs_on_two_days_in_a_row():
    spec = make_spec(
        recent_weeks_m=(None,) * 4,
        longest_run_30d_m=None,
        swaps=(swapped(1, TUE, WED),),
    )
    now = workouts(spec)

    assert (now[WED]["kind"], now[THU]["kind"]) == ("run_walk", "rest")


def test_after_a_long_gap_a_swap_brings_back_no_run():
    spec = make_spec(recent_weeks_m=(30_000, 0, 0, 0), advice=())
    pain = replace(spec, advice=(advised(MONDAY - timedelta(days=9), "walk"),))
    moved = replace(pain, swaps=(swapped(1, FRI, SAT),))

    assert workouts(spec)[FRI]["distance_m"] > 0
    assert workouts(pain)[FRI]["distance_m"] == 0
    # Friday's run was left out, and Sunday would follow it now.
    assert workouts(moved)[SAT]["distance_m"] == workouts(moved)[SUN]["distance_m"] == 0


def test_the_days_to_come_are_those_after_the_swap():
    runs = (ran(1, TUE, 20_000),)
    spec = make_spec(today=day_of(1, WED), runs=runs, swaps=(swapped(1, FRI, SAT),))
    now = workouts(spec)

    assert now[SAT]["before"]["distance_m"] > now[SAT]["distance_m"] > 0
    to_come = sum(now[day]["distance_m"] for day in (THU, SAT, SUN))
    assert to_come <= 13_000


def test_a_week_may_still_grow_on_the_day_that_a_run_was_moved_to():
    days = {"running_days": (MON, WED, FRI), "long_run_day": FRI, "runs_per_week": 3}
    late = make_spec(
        **days,
        today=day_of(1, SAT),
        advice=(advised(day_of(1, SAT), "rest"),),
    )
    moved = replace(late, swaps=(swapped(1, FRI, SAT),))

    assert plan_of(late)[1]["cap_m"] == 15_000
    assert plan_of(moved)[1]["why"].startswith("Nothing is planned yet")


def test_a_skipped_run_becomes_rest_and_is_not_made_up_for():
    spec = make_spec(skips=(day_of(1, THU),))
    was, now = workouts(make_spec()), workouts(spec)

    assert (now[THU]["kind"], now[THU]["before"]) == ("rest", was[THU])
    assert now[THU]["reason"] == (
        "You skipped this one. It is not made up for on another day."
    )
    assert now[:THU] + now[FRI:] == was[:THU] + was[FRI:]


def test_a_skipped_run_makes_the_next_week_smaller():
    first, second = plan_of(make_spec(skips=(day_of(1, THU),)))[:2]

    assert first["volume_m"] == 33_000 - 7500
    assert second["cap_m"] == 28_000
    assert (
        "Planned were 33.0 km; skipped and paused days are taken off." in (first["why"])
    )


def test_a_skipped_rest_day_stays_one():
    spec = make_spec(skips=(day_of(1, SAT),))

    assert plan_of(spec) == plan_of(make_spec())


def test_a_skipped_day_leaves_no_more_for_the_days_to_come():
    runs = (ran(1, TUE, 20_000),)
    spec = make_spec(today=day_of(1, WED), runs=runs)
    less = replace(spec, skips=(day_of(1, THU),))

    for day in (FRI, SUN):
        assert workouts(less)[day] == workouts(spec)[day]


def test_a_freeze_says_nothing_of_a_skip():
    advice = (advised(day_of(1, THU), "rest", "emergency"),)
    now = workouts(make_spec(skips=(day_of(1, THU),), advice=advice))

    assert now[THU]["reason"].startswith("No training since 3 December")
    assert "skipped" not in now[THU]["reason"]
    assert now[THU]["before"]["kind"] == "intervals"


def test_every_day_of_a_pause_is_rest():
    spec = make_spec(pauses=(Pause(first=day_of(1, THU), last=day_of(1, SAT)),))
    was, now = workouts(make_spec()), workouts(spec)

    assert [one["kind"] for one in now] == [
        "strength",
        "tempo",
        "strength",
        "rest",
        "rest",
        "rest",
        "long",
    ]
    for day in (THU, FRI, SAT):
        assert now[day]["before"] == was[day]
        assert now[day]["reason"] == (
            "Paused: no training up to and including 5 December."
        )


@pytest.mark.parametrize(
    ("pause", "reason"),
    [
        (paused(1, 1, reason="Paused: a cold."), "Paused: a cold."),
        (
            paused(1, 1, is_pain=True),
            "Paused for pain: no training up to and including 30 November.",
        ),
    ],
)
def test_a_pause_says_why(pause, reason):
    assert workouts(make_spec(pauses=(pause,)))[MON]["reason"] == reason


def test_of_two_pauses_of_a_day_the_one_for_pain_is_named():
    pain, other = paused(1, 3, is_pain=True), paused(1, 7)

    for pauses in ((pain, other), (other, pain)):
        now = workouts(make_spec(pauses=pauses))
        assert now[TUE]["reason"].startswith("Paused for pain")
        assert now[THU]["reason"].startswith("Paused: ")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # The later first day, the later last day, and then the reason by its letters.
        ({"first": TUE, "reason": "A."}, {"first": MON, "reason": "B."}),
        ({"last": SUN, "reason": "A."}, {"last": SAT, "reason": "B."}),
        ({"reason": "B."}, {"reason": "A."}),
    ],
)
def test_which_of_two_pauses_of_a_day_counts_does_not_hang_on_their_order(one, other):
    pauses = [
        Pause(
            first=day_of(1, given.get("first", MON)),
            last=day_of(1, given.get("last", SUN)),
            reason=given["reason"],
        )
        for given in (one, other)
    ]

    for order in (pauses, pauses[::-1]):
        now = workouts(make_spec(pauses=tuple(order)))
        assert now[THU]["reason"] == one["reason"]


def test_a_pause_may_begin_before_the_plan_and_end_after_it():
    long = Pause(first=day_of(0, SAT), last=day_of(20, SUN))

    assert [week["volume_m"] for week in plan_of(make_spec(pauses=(long,)))] == [0] * 8


def test_after_a_paused_week_half_of_the_last_one_is_planned():
    weeks = plan_of(make_spec(pauses=(paused(3, 7),)))

    assert [week["volume_m"] for week in weeks[1:3]] == [36_300, 0]
    assert (weeks[3]["cap_m"], weeks[3]["is_restart"]) == (18_150 // 100 * 100, True)
    assert "half of the last week" in weeks[3]["why"]


def test_after_two_paused_weeks_half_of_the_mean_is_planned():
    weeks = plan_of(make_spec(pauses=(paused(3, 14),)))
    # The mean of 30, 30, 33 and 36.3 km is 32 325 m.
    assert weeks[4]["cap_m"] == 16_100
    assert "half of the usual week" in weeks[4]["why"]


def test_a_pause_for_pain_restarts_one_row_lower():
    spec = make_spec(recent_weeks_m=(12_000, 20_000, 30_000, 40_000))
    tired = plan_of(replace(spec, pauses=(paused(1, 7),)))[1]
    pain = plan_of(replace(spec, pauses=(paused(1, 7, is_pain=True),)))[1]

    # Half of 40 km; half of the mean of 25.5 km, and a step back to run-walk.
    assert (tired["cap_m"], pain["cap_m"]) == (20_000, 12_700)
    assert "the break was for pain" in pain["why"]
    assert "the break was for pain" not in tired["why"]
    assert "run_walk" in {day["workouts"][0]["kind"] for day in pain["days"]}


@pytest.mark.parametrize(
    ("days", "is_pain"),
    [(range(8), True), (range(-7, 0), False), (range(8, 9), False)],
)
def test_only_a_pause_in_the_gap_makes_it_one_for_pain(days, is_pain):
    spec = make_spec(recent_weeks_m=(12_000, 20_000, 30_000, 40_000))
    pause = Pause(
        first=MONDAY + timedelta(days=days[0]),
        last=MONDAY + timedelta(days=days[-1]),
        is_pain=True,
    )
    pauses = (paused(1, 7), pause)

    cap = plan_of(replace(spec, pauses=pauses))[1]["cap_m"]

    assert cap == (12_700 if is_pain else 20_000)


def test_a_paused_week_in_progress_is_a_blank_one():
    """Nothing can come of it any more, so that the next week need not wait."""
    days = {"running_days": (MON, WED, FRI), "long_run_day": FRI, "runs_per_week": 3}
    spec = make_spec(**days, today=day_of(1, TUE))
    pause = Pause(first=day_of(1, TUE), last=day_of(1, SUN))
    now = plan_of(replace(spec, pauses=(pause,)))
    open_end = plan_of(replace(spec, advice=(advised(day_of(1, TUE), "rest"),)))

    assert now[1]["cap_m"] == 15_000
    assert not open_end[1]["is_restart"]


def test_a_pause_after_a_run_leaves_a_small_week():
    runs = (ran(1, TUE, 5000),)
    spec = make_spec(
        today=day_of(1, WED),
        runs=runs,
        pauses=(Pause(first=day_of(1, WED), last=day_of(1, SUN)),),
    )

    assert (plan_of(spec)[1]["cap_m"], plan_of(spec)[1]["is_restart"]) == (5500, False)


def test_a_paused_week_waits_with_the_one_before_it():
    spec = make_spec(
        today=day_of(1, SUN),
        advice=(advised(day_of(1, SUN), "rest"),),
        pauses=(paused(2, 7),),
    )

    assert [week["volume_m"] for week in plan_of(spec)[1:]] == [0] * 7


def test_a_run_on_a_paused_day_counts():
    spec = make_spec(
        today=day_of(2, MON), runs=(ran(1, WED, 8000),), pauses=(paused(1, 7),)
    )

    assert plan_of(spec)[0]["completed_m"] == 8000
    assert plan_of(spec)[1]["cap_m"] == 8800


def test_metres_run_before_the_plan_come_off_the_first_week():
    spec = make_spec(today=day_of(1, WED), ran_before_m=20_000)
    to_come = [workouts(spec)[day] for day in (THU, FRI, SUN)]

    assert sum(one["distance_m"] for one in to_come) <= 13_000
    assert "You have run 20.0 km this week already" in to_come[0]["reason"]


def test_metres_run_before_the_plan_count_once_the_week_is_over():
    spec = make_spec(
        today=day_of(2, MON), ran_before_m=12_000, runs=(ran(1, FRI, 6000),)
    )

    assert plan_of(spec)[0]["completed_m"] == 18_000
    assert plan_of(spec)[1]["cap_m"] == 19_800


def test_metres_run_before_the_plan_are_no_longest_run():
    spec = make_spec(today=day_of(2, MON), longest_run_30d_m=5000)
    told = replace(spec, ran_before_m=30_000)
    runs = [day["workouts"][0]["distance_m"] for day in plan_of(told)[1]["days"]]

    assert max(runs) == 5500


def test_metres_run_before_the_plan_are_no_last_run():
    advice = (advised(day_of(1, THU), "run_easy"),)
    spec = make_spec(today=day_of(1, THU), advice=advice)
    told = replace(spec, ran_before_m=1000)

    assert workouts(told)[THU]["distance_m"] == workouts(spec)[THU]["distance_m"]


@pytest.mark.parametrize("name", ["swaps", "skips", "pauses", "ran_before_m"])
def test_none_of_these_is_read_from_json(name):
    with pytest.raises(InvalidSpec, match=name):
        spec_from({name: []})


@pytest.mark.parametrize("moved_first", [1, 2])
def test_long_runs_of_two_weeks_are_never_moved_onto_consecutive_days(moved_first):
    """Whichever of the two is moved first, the other one stays where it was."""
    to_sunday, to_monday = swapped(1, SAT, SUN), swapped(2, SAT, MON)
    swaps = (to_sunday, to_monday) if moved_first == 1 else (to_monday, to_sunday)
    spec = make_spec(running_days=(TUE, THU, SAT), long_run_day=SAT, runs_per_week=3)

    moved = plan_of(replace(spec, swaps=swaps))

    longs = [
        [day["workouts"][0]["kind"] for day in week["days"]].index("long")
        for week in moved[:2]
    ]
    assert longs == ([SUN, SAT] if moved_first == 1 else [SAT, MON])
