"""With no run in the 30 days before, the first run of a week is the measure of the next.

Whether or not it is run: what takes it out never earns more than it (P4, P5).
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.training.planner.specs import (
    BACK,
    FRI,
    MON,
    NOVICE,
    SAT,
    SUN,
    THU,
    TUE,
    WED,
    advised,
    after_pain,
    asked,
    day_of,
    make_spec,
    plan_of,
    ran,
)
from tests.training.planner.weeks import numbers, workout
from training.planner import Unit

THREE = {"runs_per_week": 3, "running_days": (MON, WED, FRI), "long_run_day": FRI}


def test_after_a_shortened_first_run_the_next_is_measured_against_it():
    easy = advised(day_of(1, MON), "run_easy")
    later = workout(plan_of(make_spec(**NOVICE, **THREE, advice=(easy,))), 1, WED)

    assert later["display"] == "0.7 km"
    assert "one was cut short or left out" in later["reason"]


@pytest.mark.parametrize("worse", ["urgent_same_day", "emergency"])
def test_a_freeze_of_the_first_runs_earns_no_longer_ones_after_it(worse):
    """What was planned first is the measure, whether or not it was run (P4)."""
    spec = make_spec(
        weeks=2,
        today=day_of(0, SUN),
        running_days=(MON, WED, THU, SAT),
        long_run_day=SAT,
        recent_weeks_m=(59_878, 0, None, 40_401),
        longest_run_30d_m=0,
        ran_before_m=39_046,
    )
    easy = advised(day_of(2, WED), "run_easy")

    rested = plan_of(replace(spec, advice=(advised(day_of(0, FRI), "rest"), easy)))
    frozen = plan_of(
        replace(spec, advice=(advised(day_of(0, FRI), "rest", worse), easy))
    )

    assert frozen[0]["volume_m"] == 0 < rested[0]["volume_m"]
    assert workout(frozen, 2, WED)["distance_m"] > 0
    assert (
        workout(frozen, 2, WED)["distance_m"] <= workout(rested, 2, WED)["distance_m"]
    )


def test_the_shortest_of_the_first_runs_limits_all_after_it():
    """Each by ten per cent more than the one before would be 1.0, 1.1, 1.2, 1.3 km."""
    spec = make_spec(longest_run_30d_m=0, overrides=(asked(1, TUE, "easy", 1000),))

    weeks = plan_of(spec)

    runs = [workout(weeks, 1, day)["distance_m"] for day in (TUE, THU, FRI, SUN)]
    assert runs == [1000, 1100, 1100, 1100]


def test_beside_a_coachs_run_a_new_runners_runs_stay_alike():
    spec = make_spec(
        today=day_of(11, SUN),
        running_days=(MON, WED, THU, SUN),
        long_run_day=MON,
        recent_weeks_m=(0, 0, 0, None),
        runs=(ran(1, MON, 213), ran(1, THU, 892), ran(1, SUN, 319)),
        overrides=(asked(2, MON, "easy", 1425),),
    )
    weeks = plan_of(spec)

    assert [workout(weeks, 2, day)["display"] for day in (MON, THU)] == ["0.5 km"] * 2


def test_what_a_first_run_was_limits_the_weeks_in_which_nobody_runs_again():
    """In kilometres: 1.1 of them, not of miles."""
    weeks = plan_of(
        make_spec(
            today=day_of(5, SUN), running_days=(MON, WED, FRI, SAT), long_run_day=MON
        )
    )

    assert workout(weeks, 5, MON)["display"] == "1.5 km"
    runs = [workout(weeks, 6, day)["display"] for day in (MON, WED, FRI)]
    assert runs == ["1.1 km"] * 3


def test_the_shortest_first_run_limits_the_weeks_after_it_too():
    """A walk in place of the last one: three quarters of 1.1 km are 0.8 km."""
    walk = advised(day_of(10, SUN), "walk")
    weeks = plan_of(make_spec(weeks=15, today=day_of(16, SAT), advice=(walk,)))

    before, after = (
        [workout(weeks, week, day)["display"] for day in (TUE, THU)]
        for week in (10, 11)
    )
    assert (before, after) == (["1.1 km"] * 2, ["0.8 km"] * 2)


def test_skipped_first_runs_earn_no_longer_ones_after_them():
    spec = make_spec(
        weeks=2, recent_weeks_m=(40_000,) * 4, longest_run_30d_m=0, ran_before_m=39_046
    )
    days = tuple(day_of(1, place) for place in range(7))
    run = workout(plan_of(spec), 2, TUE)["distance_m"]

    skipped = plan_of(replace(spec, skips=days))

    assert skipped[0]["volume_m"] == 0
    assert 0 < workout(skipped, 2, TUE)["distance_m"] <= run


def test_what_a_gap_for_pain_leaves_out_earns_no_longer_run_either():
    """A run that is left out after pain counts as one that advice takes out."""
    spec = make_spec(
        weeks=5,
        today=day_of(6, MON),
        runs_per_week=3,
        running_days=(MON, SAT, SUN),
        long_run_day=SUN,
        recent_weeks_m=(2120, 0, 0, 1797),
        longest_run_30d_m=19_536,
    )
    later = advised(day_of(5, MON), "rest")

    ran_on = plan_of(replace(spec, advice=(advised(day_of(3, SAT), "run"), later)))
    rested = plan_of(replace(spec, advice=(advised(day_of(3, SAT), "rest"), later)))

    assert workout(rested, 4, MON)["kind"] == "rest" != workout(ran_on, 4, MON)["kind"]
    assert workout(rested, 5, SAT)["distance_m"] > 0
    pairs = zip(numbers(rested), numbers(ran_on), strict=True)
    assert [(now, then) for now, then in pairs if now > then] == []


INSTEAD = ["rest", "walk", "strength", "cross_training"]


@pytest.mark.parametrize("kind", INSTEAD)
@pytest.mark.parametrize(
    ("known", "eased_m"), [(NOVICE, 700), ({"longest_run_30d_m": 0}, 1100)]
)
def test_a_first_run_that_a_coach_takes_out_limits_the_next_as_a_skipped_one(
    kind, known, eased_m
):
    """Three quarters of 1.0 km for a new runner, of 1.5 km after a break."""
    spec = make_spec(
        weeks=1, **known, **THREE, advice=(advised(day_of(1, MON), "run_easy"),)
    )
    skipped = replace(spec, skips=(day_of(1, MON),))
    replaced = replace(spec, overrides=(asked(1, MON, kind),))

    found = [
        [workout(plan_of(one), 1, day)["distance_m"] for day in (MON, WED, FRI)]
        for one in (spec, skipped, replaced)
    ]

    later = eased_m * 11 // 1000 * 100
    assert found == [
        [eased_m, later, later],
        [0, later, later],
        [0, later, later],
    ]


@pytest.mark.parametrize("kind", INSTEAD)
def test_without_advice_nothing_is_shorter_for_it(kind):
    spec = make_spec(weeks=1, **NOVICE, **THREE, overrides=(asked(1, MON, kind),))

    assert [workout(plan_of(spec), 1, day)["distance_m"] for day in (WED, FRI)] == [
        1000,
        1000,
    ]


def test_before_any_run_of_the_week_a_coach_has_the_room_of_a_first_run():
    spec = make_spec(
        today=day_of(2, MON),
        running_days=tuple(range(7)),
        long_run_day=SAT,
        recent_weeks_m=(None, 0, 0, 0),
        longest_run_30d_m=None,
        runs=(ran(1, TUE, 53),),
        overrides=(asked(1, WED, "long", 1596),),
    )
    run = workout(plan_of(spec), 1, WED)

    assert "At most 1.0 km: the first runs after a break are short" in run["reason"]


def test_it_limits_those_of_the_next_week_too():
    """All of the first week go, and the second begins as short."""
    spec = make_spec(
        weeks=2,
        today=day_of(2, MON),
        longest_run_30d_m=0,
        recent_weeks_m=(40_000,) * 4,
        ran_before_m=39_046,
        advice=(advised(day_of(1, TUE), "run_easy"), advised(day_of(1, WED), "run")),
    )
    days = (TUE, THU, FRI, SUN)
    skipped = replace(spec, skips=tuple(day_of(1, day) for day in days))
    replaced = replace(spec, overrides=tuple(asked(1, day, "rest") for day in days))

    found = [
        [workout(plan_of(one), 2, day)["distance_m"] for day in days]
        for one in (skipped, replaced)
    ]

    assert found[0] == found[1]
    assert 0 < max(found[0]) <= 1200


def test_a_run_taken_out_counts_as_short_as_the_limit_left_it():
    """A run of a tenth has no easy version, whatever it was before the limit on it."""
    spec = make_spec(
        weeks=1,
        **NOVICE,
        **THREE,
        unit=Unit.MI,
        overrides=(asked(1, MON, "easy", 200),),
        advice=(advised(day_of(1, WED), "rest"),),
    )
    instead = asked(1, WED, "strength")

    for changed in (spec, replace(spec, overrides=(*spec.overrides, instead))):
        assert workout(plan_of(changed), 1, FRI)["distance_m"] == 0


def test_no_check_in_is_blamed_for_what_a_first_run_takes_off():
    asked_m = {"longest_run_30d_m": 0, "overrides": (asked(1, TUE, "easy", 1000),)}
    short = (
        "Planned were 6.0 km; the first runs after a break are measured against one "
        "that was cut short or left out."
    )
    eased = advised(day_of(1, THU), "run_easy")

    assert short in plan_of(make_spec(**asked_m))[0]["why"]
    why = plan_of(make_spec(**asked_m, advice=(eased,)))[0]["why"]
    assert "Planned were 6.0 km; your check-ins took some off." in why


def test_what_a_coach_asked_for_and_pain_leaves_out_limits_the_next_all_the_same():
    spec = make_spec(**BACK, weeks=1, overrides=(asked(1, FRI, "easy", 500),))
    back = replace(spec, advice=after_pain())

    found = [
        [workout(plan_of(one), 1, day)["distance_m"] for day in (FRI, SUN)]
        for one in (spec, back)
    ]

    assert found == [[500, 500], [0, 500]]


def test_what_pain_leaves_out_is_measured_as_eased_on_the_day_of_that_advice():
    """Three quarters of 1.1 km, and a tenth more is not a whole tenth."""
    eased = advised(day_of(1, FRI), "run_easy")
    spec = make_spec(**BACK, weeks=1, advice=(*after_pain(), eased))

    found = [workout(plan_of(spec), 1, day)["distance_m"] for day in (TUE, FRI, SUN)]

    assert found == [1100, 0, 800]


@pytest.mark.parametrize(("asked_m", "planned_m"), [(1300, 1400), (1400, 1500)])
def test_a_run_that_is_within_the_first_one_is_not_changed(asked_m, planned_m):
    """1.5 km is the most of a first run, and no more than a tenth above 1.4 km."""
    spec = make_spec(
        longest_run_30d_m=0, weeks=1, overrides=(asked(1, TUE, "easy", asked_m),)
    )
    next_one = workout(plan_of(spec), 1, THU)

    assert next_one["distance_m"] == planned_m
    assert (next_one["before"] is None) == (planned_m == 1500)


def test_a_run_walk_that_is_shortened_keeps_its_step():
    eased = advised(day_of(1, TUE), "run_easy")
    run = workout(plan_of(make_spec(**BACK, weeks=1, advice=(eased,))), 1, THU)

    assert run["distance_m"] == 1200
    assert run["steps"][1]["text"].startswith("Run 3 min, walk 2 min")
