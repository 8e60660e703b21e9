"""How many seconds of a week are hard, at and beside what decides it (P8, P12)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.training.planner.specs import MON, SUN, advised, day_of, make_spec
from tests.training.planner.weeks import SIZE
from training.planner import AdviceOf, Race
from training.planner.history import advice_book
from training.planner.ladder import CONTINUOUS
from training.planner.quality import first_quality_seconds, pace_of, quality_seconds
from training.planner.size import WeekBehind, WeekSize, Why
from training.planner.volume import restart_of

# A twentieth of 30 km at 6:30 per km is 585 s.
FIRST = 580
WEEK = 6
USUAL = WeekBehind(counts_m=30_000, volume_m=30_000, quality_s=600)
HOLD = replace(SIZE, why=Why.HOLD)


def seconds(
    size: WeekSize = SIZE,
    *,
    number: int = WEEK,
    behind: Sequence[WeekBehind] = (USUAL,) * 9,
    advice: Sequence[AdviceOf] = (),
    race: Race | None = None,
    **changes,
) -> int:
    """The hard seconds of the sixth week: 600 as in the fifth, but for the changes."""
    spec = make_spec(advice=tuple(advice), race=race)
    usual = {"volume_m": 30_000, "shortest_s": 10_000, "slots": 1}
    found = quality_seconds(
        spec,
        number=number,
        size=size,
        behind=behind,
        book=advice_book(spec),
        **(usual | changes),
    )
    assert type(found) is int
    return found


def after(quality_s: int) -> Sequence[WeekBehind]:
    return (*(USUAL,) * 8, replace(USUAL, quality_s=quality_s))


def advice_before(days: int, verdict: str) -> AdviceOf:
    """An advice so many days before the Monday of the sixth week."""
    return advised(day_of(WEEK, MON) - timedelta(days=days), verdict)


@pytest.mark.parametrize(
    ("recent_m", "slots", "expected"),
    [
        (30_000, 1, 580),
        (30_000, 2, 290),
        # 120 s each where a twentieth is less: 5.0 km takes 1,950 s.
        (5000, 1, 120),
        (5000, 2, 120),
        # 2,600 s is the first whose twentieth is in the next ten.
        (6500, 1, 120),
        (6700, 1, 130),
        (13_333, 2, 120),
        (13_334, 2, 130),
        # 600 s a week where it is more.
        (31_000, 1, 600),
        (60_000, 1, 600),
        (60_000, 2, 300),
    ],
)
def test_hard_seconds_begin_with_a_twentieth_of_a_usual_week(recent_m, slots, expected):
    spec = make_spec(recent_weeks_m=(None, 1000, recent_m, None))
    found = first_quality_seconds(spec, slots=slots)

    assert (found, type(found)) == (expected, int)


def test_who_runs_by_feel_is_taken_to_run_seven_minutes_per_km():
    assert pace_of(make_spec(easy_pace_s_per_km=None)) == 420
    assert pace_of(make_spec(easy_pace_s_per_km=300)) == 300


def test_the_first_week_begins_whatever_was_before():
    assert seconds(number=1) == seconds(number=1, behind=after(0)) == FIRST


@pytest.mark.parametrize(
    ("quality_s", "expected"), [(FIRST - 10, 0), (FIRST, FIRST), (600, 600)]
)
def test_between_holds_they_stay_and_less_than_the_beginning_is_left_out(
    quality_s, expected
):
    assert seconds(behind=after(quality_s)) == expected


@pytest.mark.parametrize(
    ("quality_s", "expected"), [(600, 660), (590, 640), (0, FIRST), (500, FIRST)]
)
def test_in_a_hold_week_they_rise_by_a_tenth_or_begin_again(quality_s, expected):
    assert seconds(HOLD, behind=after(quality_s)) == expected


def test_they_rise_only_in_a_week_whose_distance_does_not():
    """P12: one of the two, measured by the baseline and by the week before."""
    more_behind = replace(USUAL, volume_m=31_000)
    more = replace(HOLD, baseline_m=31_000)

    assert seconds(HOLD, volume_m=30_100) == 600
    assert seconds(HOLD, volume_m=30_100, behind=(more_behind,) * 9) == 600
    assert seconds(more, volume_m=30_100) == 600
    assert seconds(more, volume_m=30_100, behind=(more_behind,) * 9) == 660
    assert seconds(HOLD, may_rise=False) == 600


@pytest.mark.parametrize(
    ("shortest_s", "expected"),
    [(3052, 0), (3053, FIRST), (4000, 760), (6316, 1200), (20_000, 1200)],
)
def test_they_are_19_percent_of_the_workout_and_20_minutes_at_most(
    shortest_s, expected
):
    assert seconds(HOLD, behind=after(1300), shortest_s=shortest_s) == expected


def test_two_workouts_may_have_20_minutes_each():
    assert seconds(HOLD, behind=after(1300), slots=2) == 1200
    assert seconds(behind=after(700), slots=2) == 700


BACK = (advice_before(11, "walk"), advice_before(10, "run"))


@pytest.mark.parametrize(
    ("shortest_s", "slots", "expected"),
    [
        (6444, 1, 0),
        (6445, 1, FIRST),
        (20_000, 1, 600),
        (20_000, 2, 300),
    ],
)
def test_in_the_first_two_weeks_back_they_are_half_as_many(shortest_s, slots, expected):
    """P8: 9 % of the workout, and 10 minutes of the week."""
    more = {"behind": after(1000), "shortest_s": shortest_s, "slots": slots}

    assert seconds(advice=BACK, **more) == expected


@pytest.mark.parametrize(("days", "expected"), [(13, 600), (14, 1000), (15, 1000)])
def test_who_may_run_again_is_back_for_fourteen_days(days, expected):
    advice = (advice_before(days + 1, "walk"), advice_before(days, "run"))

    assert seconds(advice=advice, behind=after(1000)) == expected


@pytest.mark.parametrize(("weeks", "expected"), [(2, 600), (3, 600), (4, 1000)])
def test_after_a_blank_week_two_weeks_are_the_first_ones_back(weeks, expected):
    """The week before a blank one is none of them: that is a restart."""
    behind = list(after(1000))
    behind[-weeks] = WeekBehind(counts_m=999)

    assert seconds(behind=behind) == expected


@pytest.mark.parametrize(
    ("advice", "expected"),
    [
        # The newest counts, however old it is.
        ([(8, "run_easy")], 0),
        ([(30, "run_easy")], 0),
        ([(30, "run_easy"), (1, "run")], 600),
        ([(8, "run")], 600),
        # Seven days without another advice.
        ([(7, "run_easy"), (6, "run")], 0),
        ([(1, "walk")], 0),
        # What is advised on the Monday is not known before the week.
        ([(0, "walk")], 600),
    ],
)
def test_there_are_none_unless_the_days_before_were_calm(advice, expected):
    given = [advice_before(days, verdict) for days, verdict in advice]

    assert seconds(advice=given) == expected


def test_there_are_none_without_a_day_on_the_ladder_or_in_a_restart():
    restart = restart_of([30_000, 0], after_pain=False)

    assert seconds(slots=0) == 0
    assert seconds(replace(SIZE, level=CONTINUOUS - 1)) == 0
    assert seconds(replace(SIZE, restart=restart)) == 0


@pytest.mark.parametrize(("week", "expected"), [(WEEK, 0), (WEEK + 1, 600)])
def test_there_are_none_in_the_week_of_a_race(week, expected):
    race = Race(date=day_of(week, SUN), distance_m=21_097)

    assert seconds(race=race) == expected
