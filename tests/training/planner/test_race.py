"""What is said about the race: what the plan reaches by then, and where it is said."""

from __future__ import annotations

import pytest

from tests.training.planner.specs import (
    FRI,
    MON,
    SAT,
    SUN,
    day_of,
    make_spec,
    plan_of,
    ran,
)
from tests.training.planner.weeks import week_run
from training.planner import Race, Unit


def told(spec) -> dict[int, str]:
    """What is said about the race, by the number of the week that says it."""
    return {
        week["number"]: week["why"][week["why"].index("Race on") :]
        for week in plan_of(spec)
        if "Race on" in week["why"]
    }


def race(week: int, weekday: int = SUN, metres: int = 42_195) -> Race:
    return Race(date=day_of(week, weekday), distance_m=metres)


def too_far(date: str, week: str, longest: str, distance: str = "42.1 km") -> str:
    return (
        f"Race on {date}: {distance} is more than the limits reach. By then at most "
        f"{week} a week and a longest run of {longest}: plan to run-walk it, or choose "
        f"a later race."
    )


def test_the_first_week_and_that_of_the_race_say_what_is_reached():
    """The biggest week, not the last one: the weeks before the race are tapered."""
    sentence = too_far("10 January", "39.9 km", "12.8 km")

    assert told(make_spec(race=race(6))) == {1: sentence, 6: sentence}


@pytest.mark.parametrize(("week", "weekday"), [(6, MON), (6, SUN)])
def test_a_race_on_a_monday_or_a_sunday_is_named_in_its_week(week, weekday):
    assert list(told(make_spec(race=race(week, weekday)))) == [1, week]


def test_for_a_race_after_the_plan_the_whole_plan_counts():
    """All its weeks count, and its longest run of the last 30 days."""
    sentence = too_far("10 January", "39.9 km", "12.8 km")

    assert told(make_spec(weeks=3, race=race(6))) == {1: sentence}
    # As long as a run of 30 days before the end of the plan, not before the race.
    later = Race(date=day_of(13, SUN), distance_m=14_000)
    assert "is within" in told(make_spec(weeks=3, race=later))[1]


def test_the_last_run_of_the_plan_counts_for_a_race_after_it():
    """In its last week the long run, on Sunday, is the longest."""
    spec = make_spec(weeks=2, race=race(9, metres=12_870))

    assert list(told(spec).values()) == [
        "Race on 31 January: 12.8 km is within what this plan has built up to by then."
    ]


def test_the_longest_run_of_the_thirty_days_up_to_the_end_counts():
    """Of four weeks and the two days before them."""
    for weekday, shown in ((SAT, "20.0 km"), (FRI, "12.8 km")):
        spec = make_spec(weeks=4, race=race(9), runs=(ran(0, weekday, 20_000),))
        assert f"a longest run of {shown}" in told(spec)[1]


@pytest.mark.parametrize(("metres", "reached"), [(13_200, True), (13_201, False)])
def test_a_race_is_reached_up_to_a_tenth_above_the_longest_run(metres, reached):
    """The longest of 30 days before it is 12.0 km."""
    sentence = told(make_spec(race=race(1, metres=metres)))[1]

    assert ("is within" in sentence) == reached


def test_before_a_race_in_the_first_week_the_last_known_week_is_named():
    recent = (40_000, 40_000, 40_000, 30_000)
    unknown = (40_000, 40_000, 40_000, None)

    for weeks, shown in ((recent, "30.0 km"), (unknown, "40.0 km")):
        spec = make_spec(race=race(1), recent_weeks_m=weeks)
        assert told(spec) == {1: too_far("6 December", shown, "12.0 km")}


def test_what_was_run_counts_where_a_week_is_over():
    """And not what was planned for it, which was more."""
    spec = make_spec(
        race=race(2),
        runs=week_run(1, 32_000),
        today=day_of(2, MON),
    )

    assert told(spec)[2] == too_far("13 December", "32.0 km", "12.0 km")


def test_a_run_of_the_day_before_counts_and_that_of_the_day_does_not():
    runs = (*week_run(1, 30_000), ran(1, SAT, 20_000))
    spec = make_spec(race=race(1), runs=runs, today=day_of(2, MON))
    assert "a longest run of 20.0 km" in told(spec)[1]

    runs = (*week_run(1, 30_000), ran(1, SUN, 20_000))
    spec = make_spec(race=race(1), runs=runs, today=day_of(2, MON))
    assert "a longest run of 12.0 km" in told(spec)[1]


def test_who_reads_miles_is_told_in_miles():
    assert told(make_spec(race=race(1), unit=Unit.MI))[1] == too_far(
        "6 December", "18.6 mi", "7.4 mi", "26.2 mi"
    )
