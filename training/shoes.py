"""How far shoes have gone, and what to say about it. Source: clinical.md 5."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Max, Min, Q, Sum
from django.utils.translation import gettext as _

from backpain.accounts.models import User
from backpain.accounts.units import METRES_PER
from training.models import Run, Shoe
from triage.models import Episode

# Metres after which most shoes are worn; a habit of runners, not a proven limit.
LOOK_AFTER_M, WORN_AFTER_M = 500_000, 800_000
NEW_FOR = dt.timedelta(days=21)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShoeText:
    """One pair and how far it has gone; percent is of the distance at which it is worn.

    The last run is None for a pair that was not run in since it was entered.
    """

    shoe: Shoe
    distance: str
    percent: int
    last_run_on: dt.date | None
    notices: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wear:
    """What the log says about one pair. Distances in metres."""

    total_m: int
    first_run_on: dt.date | None
    last_run_on: dt.date | None


def shoe_of_the_last_run(athlete: User) -> str:
    """Return the key of the pair last run in and not retired, "" if there is none."""
    runs = Run.objects.filter(
        athlete=athlete, shoe__isnull=False, shoe__retired_on=None
    ).newest_first()
    return str(runs.values_list("shoe_id", flat=True).first() or "")


def shoes_of(athlete: User) -> list[ShoeText]:
    """Return all pairs, those in use first."""
    mine = Q(runs__athlete=athlete)
    shoes = (
        Shoe.objects.filter(athlete=athlete)
        .annotate(
            run_m=Sum("runs__distance_m", filter=mine),
            first_run_on=Min("runs__date", filter=mine),
            last_run_on=Max("runs__date", filter=mine),
        )
        .order_by("-retired_on", "name")
    )
    episode = Episode.objects.filter(athlete=athlete).order_by("-id").first()
    hurts_since = episode.started_on if episode else None
    return [
        shoe_text(
            shoe,
            Wear(
                total_m=shoe.run_before_m + (shoe.run_m or 0),
                first_run_on=shoe.first_run_on,
                last_run_on=shoe.last_run_on,
            ),
            units=athlete.units,
            hurts_since=hurts_since,
        )
        for shoe in shoes
    ]


def shoe_text(
    shoe: Shoe, wear: Wear, *, units: str, hurts_since: dt.date | None
) -> ShoeText:
    notices = [
        wear_notice(wear.total_m, units),
        _pain_notice(shoe, wear, hurts_since),
        _kind_notice(shoe, wear),
    ]
    return ShoeText(
        shoe=shoe,
        distance=whole_distance(wear.total_m, units),
        percent=min(100, wear.total_m * 100 // WORN_AFTER_M),
        last_run_on=wear.last_run_on,
        # Nothing is to be done about a pair that is no longer run in.
        notices=[] if shoe.retired_on else [notice for notice in notices if notice],
    )


def whole_distance(metres: int, units: str) -> str:
    """Return a distance in whole kilometres or miles."""
    return f"{round(metres / METRES_PER[units])} {units}"


def worn_after(units: str) -> str:
    """Return the distance after which most shoes are worn out, such as "800 km"."""
    return f"{_tens(WORN_AFTER_M, units)} {units}"


def _tens(metres: int, units: str) -> int:
    """Return a distance as a round number: "497 mi" would be more than is known."""
    return int(round(metres / METRES_PER[units], -1))


def wear_notice(total_m: int, units: str) -> str:
    """Return what to do about the wear of a pair, "" while there is nothing to do."""
    bounds = {"from": str(_tens(LOOK_AFTER_M, units)), "to": worn_after(units)}
    if total_m >= WORN_AFTER_M:
        return (
            _(
                "Beyond %(to)s nearly all shoes are worn. Change to another pair soon, "
                "and run your first easy runs in it."
            )
            % bounds
        )
    if total_m >= LOOK_AFTER_M:
        return (
            _(
                "At %(from)s to %(to)s most shoes are worn. Look at them: is the sole "
                "smooth or crooked, the foam hard?"
            )
            % bounds
        )
    return ""


def _pain_notice(shoe: Shoe, wear: Wear, hurts_since: dt.date | None) -> str:
    if hurts_since is None:
        return ""
    # Of a pair that was run in before, the first run is not known.
    is_first_known = not shoe.run_before_m
    began = (shoe.bought_on, wear.first_run_on if is_first_known else None)
    if any(day and day <= hurts_since <= day + NEW_FOR for day in began):
        return _(
            "Your pain began within three weeks of new shoes. The change may play a "
            "part: go back to the old pair if you have it, and see if that helps."
        )
    return ""


def _kind_notice(shoe: Shoe, wear: Wear) -> str:
    if shoe.kind == Shoe.Kind.RUNNING or wear.first_run_on is None:
        return ""
    return _("These are not running shoes: run in running shoes of the right size.")
