"""Parts of addresses."""

from __future__ import annotations

import datetime as dt


class DayConverter:
    """A day such as 2026-12-03; anything that is no day is not found."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> dt.date:
        return dt.date.fromisoformat(value)

    def to_url(self, value: dt.date) -> str:
        return value.isoformat()
