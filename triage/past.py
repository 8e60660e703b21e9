"""What today has to know of an athlete's earlier check-ins and runs."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from django.db.models import BooleanField, Case, ExpressionWrapper, Q, Subquery, When
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce, Least

from backpain.accounts.models import User
from triage.models import CheckIn
from triage.ports import LoggedRun
from triage.rules import RunReport, Verdict, told_twice

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

    They are as many as the rules look at; with since, also all from that day on, and
    the last one before it.
    """
    rows = athlete.check_ins.standing().newest_first()
    days = rows.values_list(*PAST_DAY)
    if since is None:
        return [PastDay(*row) for row in days[:CHECK_INS_READ]]
    dates = rows.values("local_date")
    first = Least(
        since,
        Subquery(dates.filter(local_date__lt=since)[:1]),
        # Fewer than that are all read.
        Coalesce(Subquery(dates[CHECK_INS_READ - 1 : CHECK_INS_READ]), dt.date.min),
    )
    return [PastDay(*row) for row in days.filter(local_date__gte=first)]


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


@dataclass(frozen=True, kw_only=True)
class KnownRun:
    """One run as far as it is known; logged is None for one that only a check-in told."""

    report: RunReport
    made_at: dt.datetime
    logged: LoggedRun | None = None


def runs_known(
    check_ins: list[PastDay], logged: Sequence[LoggedRun] = ()
) -> list[KnownRun]:
    """Return the runs of the log and of these check-ins (newest first), oldest first.

    A run that was told in a check-in and changed in the log since counts with the
    worse of both answers, and still counts when it was deleted there. How a run
    settled may be told in a later check-in, for the newest run known by then.
    """
    told_in = {one.told_in: one for one in logged if one.told_in is not None}
    told = {one.pk for one in check_ins if one.ran_on is not None}
    runs = [
        KnownRun(report=one.report, made_at=one.made_at, logged=one)
        for one in logged
        if one.told_in not in told
    ]
    for one in reversed(check_ins):
        if one.ran_on is not None:
            runs.append(_told_run(one, one.ran_on, told_in.get(one.pk)))
        elif one.settled:
            runs = settled_by(one.created_at, runs, one.settled)
    return sorted(runs, key=lambda run: (run.report.local_date, run.made_at))


def _told_run(one: PastDay, day: dt.date, logged: LoggedRun | None) -> KnownRun:
    report = _run_of(one, day)
    if logged is not None:
        report = told_twice(report, logged.report)
    return KnownRun(report=report, made_at=one.created_at, logged=logged)


def settled_by(
    moment: dt.datetime, runs: list[KnownRun], settled: str
) -> list[KnownRun]:
    """Return the runs with what was told of the newest one that was known by then."""
    known = [run for run in runs if run.made_at < moment]
    newest = max(
        known, key=lambda one: (one.report.local_date, one.made_at), default=None
    )
    if newest is None or newest.report.has_settled is not None:
        return runs
    report = dataclasses.replace(newest.report, settled=settled)
    told = dataclasses.replace(newest, report=report)
    return [told if run is newest else run for run in runs]


def _run_of(check_in: PastDay, day: dt.date) -> RunReport:
    return RunReport(
        local_date=day,
        distance_m=check_in.run_distance_m,
        pain_max=None if check_in.pain_max is None else int(check_in.pain_max),
        trend=check_in.trend,
        limp=check_in.limp,
        settled=check_in.settled,
    )
