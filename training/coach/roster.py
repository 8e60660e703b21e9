"""The roster of a coach: which athletes, in which order, and what stands in each line.

Ranks are kept with each coaching (accounts/ranks.py), so that a page is one range of
an index. Those that time has made outdated are worked out while reading and merged in:
the order is right even if nobody has refreshed anything.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import DEFAULT_DB_ALIAS

from backpain.accounts.http import key_in
from backpain.accounts.models import AthleteStatus, Coaching, User
from backpain.accounts.models.coaching import CoachingQuerySet
from backpain.accounts.ranks import Need, need_of
from backpain.prepared import Prepared, Values
from backpain.together import NOTHING
from training.coach import roster_sql

PAGE = 25
LONGEST_SEARCH = 80
# Of more athletes the page says no more than that: whoever counts them all would make
# the coach of a hundred thousand wait for each page.
MOST_COUNTED = 500
SHOWS = ("all", "me", "hold", "silent")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which athletes a coach asked for; group is None for those of every group.

    after is the key of the athlete behind whom the page begins, None for the first.
    """

    show: str = "all"
    search: str = ""
    group: int | None = None
    after: int | None = None

    @classmethod
    def of(cls, query: Any) -> Wanted:
        """Return what the query of an address asks for; what is no sense is left out."""
        show = query.get("show", "")
        # Postgres has no text with a NUL in it.
        search = query.get("q", "").replace("\x00", "").strip()
        return cls(
            show=show if show in SHOWS else "all",
            search=search[:LONGEST_SEARCH],
            group=key_in(query.get("group", "")),
            after=key_in(query.get("after", "")),
        )

    @property
    def is_narrowed(self) -> bool:
        return self.show != "all" or bool(self.search) or self.group is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One athlete of a roster as far as it was read."""

    coaching: Coaching
    athlete: User
    status: AthleteStatus | None
    need: Need


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """What a roster amounts to; holds are of those who share their health answers.

    Counted are the first MOST_COUNTED, worst first; is_more says that there are others.
    Holds come before all else, so that none is missed unless has_more_holds.
    """

    athletes: int
    checked_in: int
    holds: int
    silent: int
    is_more: bool
    has_more_holds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What else a roster's page needs to know of its coach."""

    groups: Sequence[tuple[int, str]] = field(default_factory=tuple)
    is_invited: bool = False


def roster_of(coach: User) -> CoachingQuerySet:
    """Return whom somebody coaches, in no order."""
    found: CoachingQuerySet = Coaching.objects.open_to(coach.pk)
    return found


def page_of(
    coach: User, wanted: Wanted, now: dt.datetime, *, most: int = PAGE
) -> tuple[list[Entry], bool]:
    """Return the athletes of one page, worst first, and whether there are more."""
    behind = _place_of(coach, wanted.after, now)
    found = _entries(coach, wanted, now, behind=behind, most=most + 1)
    return found[:most], len(found) > most


def everybody(coach: User, wanted: Wanted, now: dt.datetime) -> list[Entry]:
    """Return all athletes that were asked for, worst first."""
    return _entries(coach, wanted, now, behind=None, most=None)


def _entries(
    coach: User,
    wanted: Wanted,
    now: dt.datetime,
    *,
    behind: tuple[int, int] | None,
    most: int | None,
) -> list[Entry]:
    shape = roster_sql.Shape(
        show=wanted.show,
        is_searched=bool(wanted.search),
        is_in_group=wanted.group is not None,
        is_behind=behind is not None,
        most=most,
    )
    place, after = behind or (None, None)
    given = {
        "group": wanted.group,
        "search": wanted.search,
        "place": place,
        "after": after,
    }
    rows = _read(roster_sql.entries(shape), coach, now, given)
    return [_entry(dict(zip(roster_sql.READ, row, strict=True)), now) for row in rows]


def _place_of(
    coach: User, athlete: int | None, now: dt.datetime
) -> tuple[int, int] | None:
    """Return where an athlete stands by now; None without one, or if it is over."""
    if athlete is None:
        return None
    rows = _read(roster_sql.place(), coach, now, {"after": athlete})
    return (rows[0][0], athlete) if rows else None


def _read(
    prepared: Prepared, coach: User, now: dt.datetime, given: Values = NOTHING
) -> list[tuple[Any, ...]]:
    # Who may see whom is never read from a copy.
    return prepared.run(DEFAULT_DB_ALIAS, {**given, "coach": coach.pk, "now": now})


def _entry(row: dict[str, Any], now: dt.datetime) -> Entry:
    def part(prefix: str, names: list[str]) -> dict[str, Any]:
        return {name: row[f"{prefix}{name}"] for name in names}

    coaching = Coaching(**part("", roster_sql.COACHING_COLUMNS))
    status = None
    if row[f"{roster_sql.STATUS}athlete_id"] is not None:
        columns = part(roster_sql.STATUS, roster_sql.STATUS_COLUMNS)
        status = AthleteStatus(athlete_id=coaching.athlete_id, **columns)
    return Entry(
        coaching=coaching,
        athlete=User(**part("athlete__", roster_sql.PERSON_COLUMNS)),
        status=status,
        need=need_of(
            status,
            sees_health=coaching.sees_health,
            sees_plan=coaching.sees_plan,
            at=now,
        ),
    )


def numbers_of(coach: User, now: dt.datetime) -> Numbers:
    """Return what the first MOST_COUNTED lines of a roster amount to."""
    # One more than is said, to know whether there are others.
    rows = _read(roster_sql.first_lines(MOST_COUNTED + 1), coach, now)
    # Without a status they are neither.
    checked_in, holds, silent = (
        sum(bool(row[column]) for row in rows) for column in range(3)
    )
    return Numbers(
        athletes=min(len(rows), MOST_COUNTED),
        checked_in=min(checked_in, MOST_COUNTED),
        holds=min(holds, MOST_COUNTED),
        silent=min(silent, MOST_COUNTED),
        is_more=len(rows) > MOST_COUNTED,
        has_more_holds=holds > MOST_COUNTED,
    )


def around(coach: User, now: dt.datetime) -> Around:
    """Return a coach's groups by name, and whether anybody may have invited them."""
    ((keys, names, is_invited),) = _read(roster_sql.beside(), coach, now)
    return Around(groups=list(zip(keys, names, strict=True)), is_invited=is_invited)
