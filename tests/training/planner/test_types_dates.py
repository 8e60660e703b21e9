"""The dates that a plan is built from: each is possible, and they fit each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.training.planner.specs import (
    MON,
    MONDAY,
    SUN,
    TUE,
    advised,
    asked,
    day_of,
    make_spec,
    refused_spec,
)
from training.planner import Ceiling, Pause, Race, RunLogged, Swap

EARLY, LATE = date(1899, 12, 31), date(2201, 1, 1)
FIRST, LAST = date(1900, 1, 1), date(2200, 12, 31)


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("today", lambda day: {"today": day}),
        ("race.date", lambda day: {"race": Race(date=day, distance_m=5000)}),
        ("runs.date", lambda day: {"runs": (RunLogged(date=day, distance_m=1),)}),
        ("advice.date", lambda day: {"advice": (advised(day, "run"),)}),
        ("skips", lambda day: {"skips": (day,)}),
        ("pauses.first", lambda day: {"pauses": (Pause(first=day, last=LATE),)}),
        ("pauses.last", lambda day: {"pauses": (Pause(first=MONDAY, last=day),)}),
        (
            "overrides.date",
            lambda day: {"overrides": (asked(1, TUE, "walk", date=day),)},
        ),
        (
            "ceilings.first",
            lambda day: {"ceilings": (Ceiling(first=day, last=LATE, metres=1),)},
        ),
        (
            "ceilings.last",
            lambda day: {"ceilings": (Ceiling(first=MONDAY, last=day, metres=1),)},
        ),
    ],
)
def test_a_date_at_the_ends_of_the_calendar_is_refused(field, changed):
    said = refused_spec(lambda: make_spec(**changed(LATE)))
    assert said == (
        f"{field}: '2201-01-01' is not allowed, only the years 1900 to 2200"
    )
    if field not in ("race.date", "pauses.last", "ceilings.last"):
        # These come after the start, or after the first day, in any case.
        assert refused_spec(lambda: make_spec(**changed(EARLY))).startswith(
            f"{field}: '1899-"
        )


def test_a_swap_of_days_at_the_ends_of_the_calendar_is_refused():
    late = Swap(date=LATE, other=LATE - timedelta(days=1))

    assert refused_spec(lambda: make_spec(swaps=(late,))).startswith(
        "swaps.date: '2201-01-01'"
    )


def test_the_first_and_last_day_of_the_calendar_are_planned_from():
    start = date(1900, 1, 1)
    first = make_spec(start=start, today=FIRST, skips=(FIRST, LAST))
    last = make_spec(start=date(2200, 12, 29), today=LAST)

    assert (first.start, last.today) == (start, LAST)
    assert refused_spec(lambda: make_spec(start=date(1899, 12, 25))) == (
        "start: '1899-12-25' is not allowed, only the years 1900 to 2200"
    )
    assert refused_spec(lambda: make_spec(start=date(2201, 1, 5))).startswith(
        "start: '2201-"
    )


def test_a_plan_starts_on_a_monday_and_its_race_is_not_over():
    for days in range(1, 7):
        start = MONDAY + timedelta(days=days)
        assert refused_spec(lambda at=start: make_spec(start=at)) == (
            f"start: '{start.isoformat()}' is not allowed, only a Monday"
        )
    before = Race(date=MONDAY - timedelta(days=1), distance_m=5000)
    assert refused_spec(lambda: make_spec(race=before)) == (
        "race.date: '2026-11-29' is not allowed, only a day on or after start"
    )
    assert make_spec(race=replace(before, date=MONDAY)).race.date == MONDAY


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (
            lambda: Swap(date=day_of(1, TUE), other=day_of(1, TUE)),
            "swaps.other: '2026-12-01' is not allowed, only another day of the week of "
            "2026-12-01",
        ),
        (
            lambda: Swap(date=day_of(1, MON), other=day_of(0, SUN)),
            "swaps.other: '2026-11-29' is not allowed, only another day of the week of "
            "2026-11-30",
        ),
        (
            # The same week of another year.
            lambda: Swap(date=MONDAY, other=MONDAY + timedelta(weeks=53)),
            "swaps.other: '2027-12-06' is not allowed, only another day of the week of "
            "2026-11-30",
        ),
        (
            lambda: Pause(first=day_of(1, TUE), last=day_of(1, MON)),
            "pauses.last: '2026-11-30' is not allowed, only 2026-12-01 or a later day",
        ),
        (
            lambda: Ceiling(first=day_of(1, TUE), last=day_of(1, MON), metres=1),
            "ceilings.last: '2026-11-30' is not allowed, only 2026-12-01 or a later day",
        ),
    ],
)
def test_two_days_that_do_not_fit_each_other_are_refused(made, said):
    assert refused_spec(made) == said


def test_two_days_that_fit_are_taken():
    assert Swap(date=day_of(1, MON), other=day_of(1, SUN)).other == day_of(1, SUN)
    assert Pause(first=MONDAY, last=MONDAY).last == MONDAY
    assert Ceiling(first=MONDAY, last=MONDAY, metres=0).metres == 0
