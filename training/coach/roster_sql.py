"""What the pages of a roster ask the database; each statement is written once.

The ORM took longer to write them than Postgres takes to answer. Their values are given
when they are read, by the names in the constants below.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from allauth.account.models import EmailAddress
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q
from django.db.models.functions import Lower

from backpain.accounts.models import AthleteStatus, Coaching, CoachingGroup, User
from backpain.accounts.models.coaching import CoachingQuerySet
from backpain.accounts.ranks import STEP, Need, rank_at
from backpain.prepared import Given, Prepared

COACH = Given("coach", models.BigAutoField())
NOW = Given("now", models.DateTimeField())
GROUP = Given("group", models.BigAutoField())
SEARCH = Given("search", models.CharField())
# The athlete behind whom a page begins, and where they stand.
AFTER = Given("after", models.BigAutoField())
PLACE = Given("place", models.IntegerField())

STATUS = "athlete__status__"
STATUS_COLUMNS = [
    column.attname
    for column in AthleteStatus._meta.concrete_fields
    if not column.primary_key
]
PERSON_COLUMNS = ["id", "name", "email", "time_zone"]
COACHING_COLUMNS = ["pk", "athlete_id", "sees_plan", "sees_health", "can_edit"]
# The columns of entries(), in their order.
READ = [
    *COACHING_COLUMNS,
    *(f"athlete__{name}" for name in PERSON_COLUMNS),
    *(f"{STATUS}{name}" for name in ["athlete_id", *STATUS_COLUMNS]),
    "place",
]


class Shape(NamedTuple):
    """What is asked of a roster, without the values; most is None for all of it."""

    show: str
    is_searched: bool
    is_in_group: bool
    is_behind: bool
    most: int | None


@cache
def entries(shape: Shape) -> Prepared:
    """Prepare to read lines of a roster, worst first."""
    asked_for = _narrowed(_mine(), shape)
    fresh = asked_for.filter(rank_until__gt=NOW).annotate(place=F("rank"))
    due = asked_for.filter(rank_until__lte=NOW).annotate(place=rank_at(NOW))
    parts = [
        _range(part, by, shape).values(*READ)[: shape.most]
        for part, by in ((fresh, "rank"), (due, "place"))
    ]
    both = parts[0].union(parts[1], all=True)
    return Prepared.rows(both.order_by("place", "athlete_id")[: shape.most])


@cache
def place() -> Prepared:
    """Prepare to read where an athlete of a roster stands by now."""
    one = _mine().filter(athlete=AFTER).annotate(place=rank_at(NOW))
    return Prepared.rows(one.values_list("place"))


@cache
def first_lines(count: int) -> Prepared:
    """Prepare to read of the first lines: has checked in, is on hold, is silent."""
    flags = (
        Q(**{f"{STATUS}day_until__gt": NOW}),
        Q(sees_health=True, **{f"{STATUS}held_since__isnull": False}),
        Q(**{f"{STATUS}silent_from__lte": NOW}),
    )
    first = _mine().order_by("rank", "athlete_id")[:count]
    return Prepared.rows(
        first.values_list(
            *(ExpressionWrapper(flag, models.BooleanField()) for flag in flags)
        )
    )


@cache
def beside() -> Prepared:
    """Prepare to read the keys and the names of a coach's groups, and: was one invited.

    One statement for what else the page needs to know of its coach.
    """
    groups = CoachingGroup.objects.filter(coach=OuterRef("pk")).order_by("name")
    invited = Coaching.objects.pending(NOW).filter(
        invited_email__in=EmailAddress.objects.filter(
            user=OuterRef(OuterRef("pk")), verified=True
        ).values_list(Lower("email"))
    )
    return Prepared.rows(
        User.objects.filter(pk=COACH).values_list(
            ArraySubquery(groups.values("pk")),
            ArraySubquery(groups.values("name")),
            Exists(invited),
        )
    )


def _mine() -> CoachingQuerySet:
    found: CoachingQuerySet = Coaching.objects.open_to(COACH)
    return found


def _narrowed(found: CoachingQuerySet, shape: Shape) -> CoachingQuerySet:
    if shape.show == "silent":
        found = found.filter(**{f"{STATUS}silent_from__lte": NOW})
    if shape.is_in_group:
        found = found.filter(groups=GROUP)
    if shape.is_searched:
        # By what they are called on the page: the address only without a name.
        found = found.filter(
            Q(athlete__name__icontains=SEARCH)
            | Q(athlete__name="", athlete__email__icontains=SEARCH)
        )
    return found


def _range(part: CoachingQuerySet, by: str, shape: Shape) -> CoachingQuerySet:
    """Keep the places that are asked for, in order; by is the column they are in."""
    ends = {"me": Need.NONE, "hold": Need.WORSE}.get(shape.show)
    if ends is not None:
        part = part.filter(**{f"{by}__lt": ends * STEP})
    if shape.is_behind:
        # The first is where the range of the index begins.
        part = part.filter(**{f"{by}__gte": PLACE}).filter(
            Q(**{f"{by}__gt": PLACE}) | Q(athlete__gt=AFTER)
        )
    return part.order_by(by, "athlete_id")
