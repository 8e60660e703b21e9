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

from allauth.account.models import EmailAddress
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import JSONObject, Lower

from backpain.accounts.http import key_in
from backpain.accounts.models import AthleteStatus, Coaching, CoachingGroup, User
from backpain.accounts.models.coaching import CoachingQuerySet
from backpain.accounts.ranks import STEP, Need, need_of, rank_at

PAGE = 25
LONGEST_SEARCH = 80
# Of more athletes the page says no more than that: whoever counts them all would make
# the coach of a hundred thousand wait for each page.
MOST_COUNTED = 500
SHOWS = ("all", "me", "hold", "silent")
STATUS = "athlete__status__"
STATUS_COLUMNS = [
    column.attname
    for column in AthleteStatus._meta.concrete_fields
    if not column.primary_key
]
PERSON_COLUMNS = ["id", "name", "email", "time_zone"]
COACHING_COLUMNS = ["pk", "athlete_id", "sees_plan", "sees_health", "can_edit"]
READ = [
    *COACHING_COLUMNS,
    *(f"athlete__{name}" for name in PERSON_COLUMNS),
    *(f"{STATUS}{name}" for name in ["athlete_id", *STATUS_COLUMNS]),
    "place",
]


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
    asked_for = _narrowed(roster_of(coach), wanted, now)
    fresh = asked_for.filter(rank_until__gt=now).annotate(place=F("rank"))
    due = asked_for.filter(rank_until__lte=now).annotate(place=rank_at(now))
    parts = [
        _range(part, by, wanted.show, behind).values(*READ)[:most]
        for part, by in ((fresh, "rank"), (due, "place"))
    ]
    rows = parts[0].union(parts[1], all=True).order_by("place", "athlete_id")[:most]
    return [_entry(row, now) for row in rows]


def _range(
    part: CoachingQuerySet, by: str, show: str, behind: tuple[int, int] | None
) -> CoachingQuerySet:
    """Keep the places that are asked for, in order; by is the column they are in."""
    ends = {"me": Need.NONE, "hold": Need.WORSE}.get(show)
    if ends is not None:
        part = part.filter(**{f"{by}__lt": ends * STEP})
    if behind is not None:
        place, athlete = behind
        # The first is where the range of the index begins.
        part = part.filter(**{f"{by}__gte": place}).filter(
            Q(**{f"{by}__gt": place}) | Q(athlete__gt=athlete)
        )
    return part.order_by(by, "athlete_id")


def _narrowed(
    found: CoachingQuerySet, wanted: Wanted, now: dt.datetime
) -> CoachingQuerySet:
    if wanted.show == "silent":
        found = found.filter(**{f"{STATUS}silent_from__lte": now})
    if wanted.group is not None:
        found = found.filter(groups=wanted.group)
    if wanted.search:
        # By what they are called on the page: the address only without a name.
        found = found.filter(
            Q(athlete__name__icontains=wanted.search)
            | Q(athlete__name="", athlete__email__icontains=wanted.search)
        )
    return found


def _place_of(
    coach: User, athlete: int | None, now: dt.datetime
) -> tuple[int, int] | None:
    """Return where an athlete stands by now; None without one, or if it is over."""
    if athlete is None:
        return None
    mine = roster_of(coach).filter(athlete=athlete).annotate(place=rank_at(now))
    place = mine.values_list("place", flat=True).first()
    return None if place is None else (place, athlete)


def _entry(row: dict[str, Any], now: dt.datetime) -> Entry:
    def part(prefix: str, names: list[str]) -> dict[str, Any]:
        return {name: row[f"{prefix}{name}"] for name in names}

    coaching = Coaching(**part("", COACHING_COLUMNS))
    status = None
    if row[f"{STATUS}athlete_id"] is not None:
        columns = part(STATUS, STATUS_COLUMNS)
        status = AthleteStatus(athlete_id=coaching.athlete_id, **columns)
    return Entry(
        coaching=coaching,
        athlete=User(**part("athlete__", PERSON_COLUMNS)),
        status=status,
        need=need_of(
            status,
            sees_health=coaching.sees_health,
            sees_plan=coaching.sees_plan,
            at=now,
        ),
    )


def numbers_of(coach: User, now: dt.datetime) -> Numbers:
    # One more than is said, to know whether there are others.
    counted = roster_of(coach).order_by("rank", "athlete_id")[: MOST_COUNTED + 1]
    counts = counted.aggregate(
        athletes=Count("pk"),
        checked_in=Count("pk", filter=Q(**{f"{STATUS}day_until__gt": now})),
        holds=Count(
            "pk", filter=Q(sees_health=True, **{f"{STATUS}held_since__isnull": False})
        ),
        silent=Count("pk", filter=Q(**{f"{STATUS}silent_from__lte": now})),
    )
    is_more = counts["athletes"] > MOST_COUNTED
    has_more_holds = counts["holds"] > MOST_COUNTED
    counts = {name: min(count, MOST_COUNTED) for name, count in counts.items()}
    return Numbers(**counts, is_more=is_more, has_more_holds=has_more_holds)


def around(coach: User, now: dt.datetime) -> Around:
    """Return a coach's groups by name, and whether anybody may have invited them."""
    groups = CoachingGroup.objects.filter(coach=OuterRef("pk")).order_by("name")
    invited = Coaching.objects.pending(now).filter(
        invited_email__in=EmailAddress.objects.filter(
            user=OuterRef(OuterRef("pk")), verified=True
        ).values_list(Lower("email"))
    )
    row = (
        User.objects.filter(pk=coach.pk)
        .annotate(
            mine=ArraySubquery(groups.values(data=JSONObject(pk="pk", name="name"))),
            is_invited=Exists(invited),
        )
        .values("mine", "is_invited")
        .get()
    )
    return Around(
        groups=[(group["pk"], group["name"]) for group in row["mine"]],
        is_invited=row["is_invited"],
    )
