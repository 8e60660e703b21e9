"""What changed lately in a plan, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _, ngettext
from django_stubs_ext import StrOrPromise

from backpain.accounts.models import User
from training.models import Replan
from training.planner import Unit, show_metres

NEWEST = 10
# The nearest weeks say it; one missed week changes all that follow.
WEEKS_NAMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplanText:
    """One time the plan changed: the day, why, and what it did to which weeks."""

    on: dt.date
    cause: StrOrPromise
    changes: Sequence[str]


def newest_replans(athlete: User) -> QuerySet[Replan]:
    """Return the newest ones, newest first."""
    return Replan.objects.filter(athlete=athlete).order_by("-id")[:NEWEST]


def newest_in_a_line(athlete: User) -> str:
    """Return what the newest one did to the weeks, "" if it changed none."""
    newest = newest_replans(athlete).first()
    if newest is None or not newest.weeks:
        return ""
    return " · ".join(replan_text(newest, athlete).changes)


def replan_texts(replans: Sequence[Replan], athlete: User) -> list[ReplanText]:
    return [replan_text(replan, athlete) for replan in replans]


def replan_text(replan: Replan, athlete: User) -> ReplanText:
    return ReplanText(
        on=athlete.local_date(replan.at),
        cause=replan.get_cause_display(),
        changes=_changes(replan.weeks, Unit(athlete.units)),
    )


def _changes(weeks: Sequence[dict[str, Any]], unit: Unit) -> list[str]:
    new = [week for week in weeks if week["before_m"] is None]
    moved = [
        week
        for week in weeks
        if week["before_m"] is not None and week["before_m"] != week["after_m"]
    ]
    said = [_("week %(number)s: %(change)s") % _one(week, unit) for week in moved]
    left = len(said) - WEEKS_NAMED
    # "and one more" is no shorter than the week itself.
    if left > 1:
        said[WEEKS_NAMED:] = [
            ngettext("and %(count)s later week", "and %(count)s later weeks", left)
            % {"count": left}
        ]
    if new:
        said.append(
            ngettext("%(count)s new week", "%(count)s new weeks", len(new))
            % {"count": len(new)}
        )
    if not said and weeks:
        said.append(_("the same distances, other limits ahead"))
    return said


def _one(week: dict[str, Any], unit: Unit) -> dict[str, Any]:
    before, after = (show_metres(week[key], unit) for key in ("before_m", "after_m"))
    return {
        "number": week["number"],
        "change": f"{before.removesuffix(' ' + unit.value)} → {after}",
    }
