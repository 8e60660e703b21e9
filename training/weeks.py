"""Weeks begin on Monday."""

from __future__ import annotations

import datetime as dt

DAY, WEEK = dt.timedelta(days=1), dt.timedelta(days=7)


def monday_of(day: dt.date) -> dt.date:
    return day - day.weekday() * DAY


def sunday_of(day: dt.date) -> dt.date:
    return monday_of(day) + 6 * DAY
