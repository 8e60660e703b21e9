"""What is known of an athlete, read once for a whole page and handed on from there.

Few rows of many tables come in one statement, runs and check-ins in one each. Nothing
here says what follows from them: see inputs.py and plan_now.py.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from types import MappingProxyType
from typing import Any

from django.db.models import BigAutoField, DateField, Q, QuerySet

from backpain.accounts.models import User
from backpain.prepared import Given
from backpain.together import Rows, prepare, read_together
from training.models import Change, Plan, Replan, Run, Week, Workout, WorkoutDone
from training.weeks import WEEK, monday_of, sunday_of
from triage.situation import Situation

# What a plan looks back on: the longest run of 30 days, and a return to running.
LOOKS_BACK = dt.timedelta(days=35)
NAMED = ("name", "email")
Beside = Mapping[str, QuerySet[Any]]


@dataclass(frozen=True, kw_only=True)
class Record:
    """One athlete at one moment: where they stand, and their training as it is stored.

    plans are the newest two, the newest first, and weeks those of both. changes stand,
    and reach into the newest plan; so do done_on, the days of other workouts that were
    done. runs are in the order of their days. version becomes another one with the plan
    (services.changes.version_of). workouts and beside are what was asked for.
    """

    situation: Situation
    plans: Sequence[Plan]
    weeks: Sequence[Week]
    changes: Sequence[Change]
    done_on: frozenset[dt.date]
    runs: Sequence[Run]
    workouts: Sequence[Workout]
    version: int
    beside: Mapping[str, Sequence[Any]]

    @classmethod
    def of(
        cls,
        athlete: User,
        now: dt.datetime | None = None,
        *,
        situation: Situation | None = None,
        since: dt.date | None = None,
        workouts: Q | None = None,
        beside: Beside = MappingProxyType({}),
    ) -> Record:
        """Return what a page, or a change of the plan, has to know.

        situation is given if it was read already. since is the day to which weeks,
        runs and check-ins reach back, if that is further than a plan looks. beside are
        a few other rows that the page needs.
        """
        found = _few_rows(athlete, since, workouts, beside)
        plans: list[Plan] = found["plans"]
        first = _first_day(plans, since)
        return cls(
            situation=situation or Situation.of(athlete, now, since=first),
            plans=plans,
            weeks=found["weeks"],
            changes=_with_makers(found["changes"], found["makers"]),
            done_on=frozenset(one.date for one in found["done"]),
            runs=runs_since(athlete, first) if first else [],
            workouts=found["workouts"],
            version=max((one.pk for one in found["newest_replan"]), default=0),
            beside={name: found[name] for name in beside},
        )

    @property
    def athlete(self) -> User:
        return self.situation.athlete

    @property
    def today(self) -> dt.date:
        return self.situation.today

    @property
    def plan(self) -> Plan | None:
        """The plan that holds; None without one."""
        return next((plan for plan in self.plans if plan.ended_on is None), None)

    @cached_property
    def first_day(self) -> dt.date | None:
        """The day from which on runs and check-ins matter to the plan."""
        return _first_day(self.plans, None)

    def standing(self, first: dt.date, last: dt.date | None = None) -> list[Change]:
        """Return the changes that reach into these days, the first day first.

        Without another workout of a day that a later one replaced. last is None for
        all that is to come.
        """
        override = Change.Kind.OVERRIDE
        newest = {one.first: one.pk for one in self.changes if one.kind == override}
        found = [
            one
            for one in self.changes
            if one.last >= first
            and (last is None or one.first <= last)
            and (one.kind != override or newest[one.first] == one.pk)
        ]
        return sorted(found, key=lambda one: (one.first, one.pk))


def _first_day(plans: Sequence[Plan], since: dt.date | None) -> dt.date | None:
    """Return the day from which on runs and check-ins are read; None for none."""
    starts = [plan.started_on - LOOKS_BACK for plan in plans if plan.ended_on is None]
    return min([*starts, *([since] if since else [])], default=None)


def _few_rows(
    athlete: User,
    since: dt.date | None,
    workouts: Q | None,
    beside: Beside,
) -> dict[str, list[Any]]:
    given = {"athlete": athlete.pk, "since": since or dt.date.max}
    asked = Workout.objects.filter(athlete=athlete).order_by("date")
    return read_together(
        given,
        workouts=asked.filter(workouts) if workouts else asked.none(),
        **_prepared(),
        **beside,
    )


@cache
def _prepared() -> dict[str, Rows]:
    mine = Q(athlete=Given("athlete", BigAutoField()))
    plans = Plan.objects.filter(mine).order_by("-started_on")[:2]
    began = Plan.objects.active().filter(mine).values("started_on")
    changes = Change.objects.filter(mine, last__gte=began).standing().order_by("id")
    return prepare(
        plans=plans,
        weeks=Week.objects.filter(
            Q(plan__in=plans.values("pk")) | Q(start__gte=Given("since", DateField())),
            mine,
        ).order_by("start"),
        changes=changes,
        makers=User.objects.filter(pk__in=changes.values("made_by")).only(*NAMED),
        newest_replan=Replan.objects.filter(mine).order_by("-id").only("pk")[:1],
        done=WorkoutDone.objects.filter(mine, date__gte=began),
    )


def _with_makers(changes: list[Change], makers: list[User]) -> list[Change]:
    """Give each change who made it; None if their account is gone."""
    by_pk: dict[int | None, User] = {maker.pk: maker for maker in makers}
    for change in changes:
        field = Change._meta.get_field("made_by")
        field.set_cached_value(change, by_pk.get(change.made_by_id))
    return changes


def of_week(number: int) -> Q:
    """Return which workouts are those of a week of the plan that holds."""
    return Q(week__number=number, week__plan__ended_on=None)


def of_week_of(day: dt.date) -> Q:
    """Return which workouts are those of the week of a day, whatever day was typed."""
    if not dt.date.min + WEEK < day < dt.date.max - WEEK:
        # The week would reach beyond the calendar.
        return Q(date=day)
    return Q(date__range=(monday_of(day), sunday_of(day)))


def runs_since(athlete: User, day: dt.date) -> list[Run]:
    """Return the runs from a day on, in the order of their days."""
    return list(Run.objects.filter(athlete=athlete).since(day).order_by("date", "id"))
