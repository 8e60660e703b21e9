"""How far and how hard a coach's run may be: each limit at its edge, and its reason."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.training.planner.coached import NEW
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
    asked,
    day_of,
    limited_to,
    make_spec,
    paused,
    plan_of,
    ran,
    swapped,
)
from training.planner import Override, PlanSpec, override_why_not

# Three runs: tempo or intervals on Tuesday, easy on Thursday, long on Sunday.
THREE = make_spec(runs_per_week=3, running_days=(TUE, THU, SUN))


def built(spec: PlanSpec, week: int, day: int, *overrides: Override) -> dict:
    spec = replace(spec, overrides=overrides)
    return plan_of(spec)[week - 1]["days"][day]["workouts"][0]


def is_quality_on(spec: PlanSpec, day: int) -> bool:
    return bool(built(spec, 1, day)["hard_s"])


@pytest.mark.parametrize(
    ("metres", "pace", "hard_s"),
    [
        # 19 % of 632 s are two minutes, with which hard workouts begin; of 631 s not.
        (1600, 395, 120),
        (1500, 421, 0),
    ],
)
def test_a_run_is_hard_from_where_19_per_cent_of_it_are_the_least(metres, pace, hard_s):
    spec = replace(
        THREE,
        recent_weeks_m=(6000,) * 4,
        longest_run_30d_m=3000,
        easy_pace_s_per_km=pace,
    )
    found = built(spec, 1, TUE, asked(1, TUE, "tempo", metres))

    assert is_quality_on(spec, TUE)
    assert found["distance_m"] == metres
    assert found["duration_s"] == 632 - (not hard_s)
    assert found["hard_s"] == hard_s
    assert ("a run this short" in found["reason"]) == (not hard_s)


def test_the_hard_part_of_a_short_run_is_in_whole_tens():
    """19 % of 3,276 s are 622 s, less than the 630 s of the week."""
    found = built(THREE, 5, TUE, asked(5, TUE, "tempo", 8400))

    assert built(THREE, 5, TUE)["hard_s"] == 630
    assert (found["duration_s"], found["hard_s"]) == (3276, 620)


def test_hard_seconds_do_not_rise_in_a_week_with_a_coachs_run_or_ceiling():
    assert [built(THREE, week, TUE)["hard_s"] for week in (3, 4)] == [580, 630]
    assert built(THREE, 4, TUE, asked(4, THU, "easy", 3000))["hard_s"] == 580
    assert built(THREE, 4, TUE, asked(4, THU, "walk"))["hard_s"] == 630
    under = replace(THREE, ceilings=(limited_to(45_000, 4),))
    assert built(under, 4, TUE)["hard_s"] == 580


def test_a_week_without_hard_seconds_has_none_for_a_coach_either():
    spec = replace(THREE, advice=(advised(MONDAY, "run_easy"),))
    found = built(spec, 2, TUE, asked(2, TUE, "tempo", 8000))

    assert found["kind"] == "easy"
    assert "no room for more tempo or intervals (P8)" in found["reason"]


def test_tempo_can_only_stand_in_for_tempo_or_intervals_of_the_plan():
    assert is_quality_on(THREE, TUE)
    more = built(THREE, 1, THU, asked(1, THU, "tempo", 8000))
    instead = built(
        THREE, 1, THU, asked(1, TUE, "easy", 8000), asked(1, THU, "tempo", 8000)
    )

    assert more["kind"] == "easy"
    assert "no room for more tempo or intervals (P8)" in more["reason"]
    assert (instead["kind"], instead["hard_s"] > 0) == ("tempo", True)


def test_a_coachs_run_walk_has_the_breaks_of_its_week():
    for week, breaks in ((1, "Run 1 min"), (2, "Run 2 min"), (3, "Run 3 min")):
        planned = built(NEW, week, TUE)
        found = built(NEW, week, TUE, asked(week, TUE, "run_walk", 1000))

        assert planned["steps"][1]["text"].startswith(f"{breaks}, walk")
        assert found["distance_m"] == 1000
        assert found["steps"][1]["text"].startswith(f"{breaks}, walk")


def test_no_run_walk_passes_the_longest_of_30_days():
    """Nor does the one in the place of the long run, before running without breaks."""
    planned = [built(NEW, 3, day)["distance_m"] for day in (TUE, THU, SUN)]
    longest = max(built(NEW, 2, day)["distance_m"] for day in (TUE, THU, SUN))
    found = built(NEW, 3, SUN, asked(3, THU, "rest"), asked(3, SUN, "run_walk", 3000))

    assert planned == [1100, 1100, 1100]
    assert found["distance_m"] == longest == 1100


def test_the_first_runs_after_a_gap_are_as_short_as_the_one_that_was_run():
    spec = replace(
        THREE,
        recent_weeks_m=(30_000, 0, 0, 0),
        longest_run_30d_m=0,
        today=day_of(1, WED),
        runs=(ran(1, TUE, 1000),),
    )
    found = built(spec, 1, THU, asked(1, THU, "run_walk", 1500))

    assert found["distance_m"] == 1100
    assert "the first runs after a break are short (P4)" in found["reason"]


def test_a_restart_says_that_the_first_runs_are_short():
    spec = replace(THREE, recent_weeks_m=(30_000, 30_000, 30_000, 0))
    found = built(spec, 1, SUN, asked(1, SUN, "long", 12_000), asked(1, THU, "rest"))

    assert found["distance_m"] == 9000
    assert "the first runs after a break are short (P4)" in found["reason"]


@pytest.mark.parametrize(("furthest", "other"), [(SUN, TUE), (TUE, SUN)])
def test_in_any_week_the_run_asked_to_go_furthest_may_pass_the_longest(furthest, other):
    week = (
        asked(2, other, "easy", 3000),
        asked(2, THU, "rest"),
        asked(2, furthest, "easy", 13_200),
    )
    found = [built(THREE, 2, day, *week)["distance_m"] for day in (other, furthest)]

    assert built(THREE, 1, SUN)["distance_m"] == 12_600
    assert found == [3000, 13_200]


def test_there_is_no_hard_day_after_the_last_one():
    spec = replace(THREE, weeks=1)
    found = built(
        spec, 1, SUN, asked(1, TUE, "easy", 5000), asked(1, SUN, "tempo", 9000)
    )

    assert (found["kind"], found["hard_s"] > 0) == ("tempo", True)


def test_what_does_not_fit_is_shared_in_whole_tenths():
    week = (asked(1, TUE, "easy", 11_900), asked(1, THU, "easy", 11_100))
    metres = [built(THREE, 1, day, *week)["distance_m"] for day in (TUE, THU)]
    shares = [built(THREE, 1, day)["distance_m"] for day in (TUE, THU)]

    assert all(isinstance(one, int) and one % 100 == 0 for one in metres)
    assert sum(shares) - 200 <= sum(metres) <= sum(shares)


@pytest.mark.parametrize("verdict", ["run", "run_easy"])
def test_after_a_coachs_run_too_there_is_a_day_between(verdict):
    spec = replace(THREE, advice=(advised(MONDAY, verdict),))
    alone = built(spec, 1, THU)
    found = built(spec, 1, THU, asked(1, WED, "easy", 3000))

    assert alone["kind"] == "easy"
    assert found["kind"] == ("easy" if verdict == "run" else "walk")


def test_a_new_runner_gets_no_run_on_the_day_before_another_one():
    spec = replace(NEW, running_days=(MON, WED, SAT), long_run_day=SAT)
    coached = (asked(1, FRI, "run_walk", 500), asked(1, WED, "rest"))
    found = built(spec, 1, FRI, *coached)
    moved = replace(spec, swaps=(swapped(1, SAT, SUN),))

    assert found["distance_m"] == 0
    assert "a day between two runs (P10)" in found["reason"]
    assert built(moved, 1, FRI, *coached)["distance_m"] == 500


@pytest.mark.parametrize("week", [1, 8])
def test_in_the_last_week_as_in_the_first_hard_days_keep_apart(week):
    found = built(
        THREE, week, SAT, asked(week, TUE, "rest"), asked(week, SAT, "tempo", 8000)
    )
    friday = built(
        THREE, week, FRI, asked(week, TUE, "rest"), asked(week, FRI, "easy", 5000)
    )

    assert found["kind"] == "easy"
    assert "hard days need a day between them (P7)" in found["reason"]
    assert friday["reason"] == "Your coach changed this workout."


BREAK = {"running_days": (TUE, THU, FRI, SUN), "runs_per_week": 4}


@pytest.mark.parametrize("is_pain", [False, True])
@pytest.mark.parametrize(
    ("weeks", "day", "rule"), [(3, FRI, "P10"), (1, TUE, "LADDER")]
)
def test_that_a_break_was_for_pain_is_an_answer(is_pain, weeks, day, rule):
    """A coach who sees none is not told of what only such a break brings with it."""
    spec = make_spec(
        **BREAK,
        today=day_of(weeks + 1, MON),
        pauses=(paused(1, 7 * weeks, is_pain=is_pain),),
    )
    said = override_why_not(spec, [asked(weeks + 1, day, "easy", 1000)])

    if is_pain:
        assert said.rule == rule
    assert said is None or said.is_health


def test_a_week_without_hard_seconds_may_follow_from_an_answer():
    spec = replace(THREE, advice=(advised(MONDAY, "run_easy"),))

    assert override_why_not(spec, [asked(2, TUE, "tempo", 8000)]).is_health
    more = override_why_not(THREE, [asked(1, THU, "tempo", 8000)])
    assert (more.rule, more.is_health) == ("P8", False)


def test_a_new_runners_steps_follow_from_no_answer():
    said = override_why_not(NEW, [asked(1, TUE, "easy", 900)])

    assert (said.rule, said.is_health) == ("LADDER", False)


@pytest.mark.parametrize(
    ("one", "rule"),
    [
        (asked(1, FRI, "tempo", 2500), "P7"),
        (asked(1, THU, "long", 2500), "P9"),
        (asked(1, SUN, "tempo", 2500), "P8"),
    ],
)
def test_what_was_run_already_is_not_the_reason_for_what_fits(one, rule):
    spec = make_spec(today=day_of(1, THU), runs=(ran(1, TUE, 18_000),))
    said = override_why_not(spec, [one])

    assert said.rule == rule
    assert "run already" not in said.text
