"""Every hour has one local day, everywhere: days of 23 and 25 hours, skipped ones too."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from itertools import pairwise

import pytest

from backpain.accounts.models import User
from backpain.accounts.time_zones import known_time_zones
from training.weeks import monday_of, sunday_of

HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)
ZONES = sorted(known_time_zones())
BEGIN = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
HOURS_OF_TWO_YEARS = 2 * 365 * 24
# Where midnight does not exist, a day has half an hour less or more, and the edges.
ODD = {
    "America/Havana": dt.date(2026, 3, 8),
    "America/Santiago": dt.date(2026, 9, 6),
    "Africa/Cairo": dt.date(2026, 4, 24),
    "Australia/Lord_Howe": dt.date(2026, 10, 4),
    "Europe/Berlin": dt.date(2026, 10, 25),
    "Pacific/Kiritimati": dt.date(2026, 12, 31),
    "Asia/Kathmandu": dt.date(2026, 12, 31),
    "Pacific/Chatham": dt.date(2026, 9, 27),
}


def days_in(zone: str, moments: list[dt.datetime]) -> list[dt.date]:
    athlete = User(time_zone=zone)
    return [athlete.local_date(moment) for moment in moments]


def hours_from(begin: dt.datetime, number: int, step: int = 1) -> list[dt.datetime]:
    return [begin + place * HOUR for place in range(0, number, step)]


def broken(zone: str, days: list[dt.date]) -> list[str]:
    """Return what is wrong with the days of moments less than a day apart."""
    found = [
        f"{zone}: {after} follows {before}"
        for before, after in pairwise(days)
        if after - before not in (dt.timedelta(), DAY)
    ]
    if len(set(days)) != (days[-1] - days[0]).days + 1:
        found.append(f"{zone}: a date is missing")
    return found


def test_every_zone_has_each_date_once_over_two_years():
    """By steps of 11 hours, which meet each hour of the day."""
    moments = hours_from(BEGIN, HOURS_OF_TWO_YEARS, step=11)

    assert len(ZONES) > 400
    # One zone of each rule: the others are names of these.
    found = [one for zone in ZONES[::6] for one in broken(zone, days_in(zone, moments))]
    assert found == []


@pytest.mark.nightly
def test_every_zone_has_each_date_once_at_every_hour_of_two_years():
    moments = hours_from(BEGIN, HOURS_OF_TWO_YEARS)

    found = [one for zone in ZONES for one in broken(zone, days_in(zone, moments))]

    assert found == []


@pytest.mark.parametrize("zone", ODD)
def test_each_minute_of_an_odd_day_is_of_one_day(zone):
    begin = dt.datetime.combine(ODD[zone] - 2 * DAY, dt.time(), tzinfo=dt.UTC)
    moments = [begin + minute * HOUR / 60 for minute in range(0, 4 * 24 * 60, 5)]

    days = days_in(zone, moments)

    assert ODD[zone] in days
    assert broken(zone, days) == []


def test_a_date_that_was_skipped_is_nobodys_day():
    moments = hours_from(dt.datetime(2011, 12, 28, tzinfo=dt.UTC), 96)

    days = days_in("Pacific/Apia", moments)

    assert dt.date(2011, 12, 30) not in days
    assert {dt.date(2011, 12, 29), dt.date(2011, 12, 31)} <= set(days)
    # And the control: the check of all zones would notice.
    assert len(broken("Pacific/Apia", days)) == 2


def test_a_day_that_is_24_hours_later_would_be_noticed():
    """The control: counting by hours goes wrong on a day of 23 or 25."""
    zone = zoneinfo.ZoneInfo("Europe/Berlin")
    begin = dt.datetime(2026, 3, 28, 23, 30, tzinfo=zone).astimezone(dt.UTC)

    naive = [(begin + number * DAY).astimezone(zone).date() for number in range(3)]

    assert broken("Europe/Berlin", naive) != []


def test_wherever_somebody_flies_it_is_one_of_three_dates():
    for moment in hours_from(BEGIN, 48):
        days = {day for zone in ZONES[::6] for day in days_in(zone, [moment])}
        assert max(days) - min(days) <= 2 * DAY


def test_every_week_has_seven_dates():
    for number in range(800):
        day = BEGIN.date() + number * DAY
        week = {monday_of(day) + place * DAY for place in range(7)}
        assert day in week
        assert sunday_of(day) == max(week)
        assert {monday_of(one) for one in week} == {monday_of(day)}
