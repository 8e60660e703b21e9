"""What today has to know of an athlete's earlier check-ins and runs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple, Protocol

from django.db import router
from django.db.models import (
    BigAutoField,
    BooleanField,
    Case,
    DateField,
    ExpressionWrapper,
    Q,
    Subquery,
    When,
)
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce, Least

from backpain.accounts.models import User
from backpain.prepared import Given, Prepared
from triage.models import CheckIn
from triage.rules import Verdict

# Enough for every window of the rules, and for a streak of easy runs.
CHECK_INS_READ = 60
# The rule that allows no more than a first run-walk after walking.
FIRST_RUN_BACK = "HOLD-3"


class PastDay(NamedTuple):
    """What today has to know of an earlier check-in; answers are None if not there.

    Read instead of whole rows, whose reports and findings are long.
    """

    pk: int
    local_date: dt.date
    created_at: dt.datetime
    verdict: int
    care: int
    pain_now: int | None
    pain_worst_24h: int | None
    ran_on: dt.date | None
    run_distance_m: int | None
    is_first_run_back: bool
    pain_max: str | None
    trend: str | None
    limp: str | None
    settled: str | None
    fear_unsafe: str | None


def _told_of_a_run(name: str) -> Case:
    # A long report is opened only where a run was told.
    return Case(When(ran_on__isnull=False, then=KT(f"report__{name}")))


PAST_DAY: tuple[Any, ...] = (
    *PastDay._fields[: PastDay._fields.index("is_first_run_back")],
    ExpressionWrapper(
        Q(
            verdict__gt=Verdict.RUN,
            findings__contains=[{"rule": FIRST_RUN_BACK}],
        ),
        BooleanField(),
    ),
    _told_of_a_run("last_run_pain_max"),
    _told_of_a_run("last_run_trend"),
    _told_of_a_run("last_run_limp"),
    KT("report__last_run_settled"),
    KT("report__fear_unsafe"),
)


def past_days_of(athlete: User, since: dt.date | None = None) -> list[PastDay]:
    """Return the newest check-ins first, without corrected ones.

    They are as many as the rules look at, and those of the same day as the last of
    them; with since, also all from that day on, and the last one before it.
    """
    given = {"athlete": athlete.pk, "since": since or dt.date.max}
    return [
        PastDay(*row) for row in _past_days().run(router.db_for_read(CheckIn), given)
    ]


@cache
def _past_days() -> Prepared:
    athlete = Given("athlete", BigAutoField())
    since = Given("since", DateField())
    rows = CheckIn.objects.filter(athlete=athlete).standing().newest_first()
    dates = rows.values("local_date")
    first = Least(
        since,
        Subquery(dates.filter(local_date__lt=since)[:1]),
        # Fewer than that are all read.
        Coalesce(Subquery(dates[CHECK_INS_READ - 1 : CHECK_INS_READ]), dt.date.min),
    )
    return Prepared.rows(rows.filter(local_date__gte=first).values_list(*PAST_DAY))


def past_day_of(check_in: CheckIn) -> PastDay:
    """Return a check-in as it will be read from now on."""

    def told(name: str) -> str | None:
        answer = check_in.report.get(name)
        return None if answer is None else str(answer)

    def told_of_a_run(name: str) -> str | None:
        return None if check_in.ran_on is None else told(name)

    return PastDay(
        pk=check_in.pk,
        local_date=check_in.local_date,
        created_at=check_in.created_at,
        verdict=check_in.verdict,
        care=check_in.care,
        pain_now=check_in.pain_now,
        pain_worst_24h=check_in.pain_worst_24h,
        ran_on=check_in.ran_on,
        run_distance_m=check_in.run_distance_m,
        is_first_run_back=any(
            finding["rule"] == FIRST_RUN_BACK for finding in check_in.findings
        ),
        pain_max=told_of_a_run("last_run_pain_max"),
        trend=told_of_a_run("last_run_trend"),
        limp=told_of_a_run("last_run_limp"),
        settled=told("last_run_settled"),
        fear_unsafe=told("fear_unsafe"),
    )


class Dated(Protocol):
    """A check-in, as far as its day goes."""

    @property
    def pk(self) -> int: ...
    @property
    def local_date(self) -> dt.date: ...


def days_of(check_ins: Iterable[Dated]) -> dict[int, dt.date]:
    """Return the day that each check-in was for, by its key, the last made first.

    It is the date of its own, unless one that was made later is dated earlier: whoever
    flies west lives a date twice, and what was said first is older than the rest.
    """
    days: dict[int, dt.date] = {}
    day = dt.date.max
    for one in sorted(check_ins, key=lambda check_in: check_in.pk, reverse=True):
        day = min(day, one.local_date)
        days[one.pk] = day
    return days


def hurt(check_in: PastDay) -> bool:
    return bool(check_in.pain_now or check_in.pain_worst_24h)
