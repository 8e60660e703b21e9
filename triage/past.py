"""What today has to know of an athlete's earlier check-ins and runs."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models.fields.json import KT

from backpain.accounts.models import User
from triage.rules import RunReport

# Enough for every window of the rules, and for a streak of easy runs.
CHECK_INS_READ = 60


class PastDay(NamedTuple):
    """What today has to know of an earlier check-in; answers are None if not there.

    Read instead of whole rows, whose reports and findings are long.
    """

    pk: int
    local_date: dt.date
    verdict: int
    pain_now: int | None
    pain_worst_24h: int | None
    ran_on: dt.date | None
    run_distance_m: int | None
    pain_max: str | None
    trend: str | None
    limp: str | None
    settled: str | None
    fear_unsafe: str | None


PAST_DAY: tuple[Any, ...] = (
    *PastDay._fields[: PastDay._fields.index("pain_max")],
    KT("report__last_run_pain_max"),
    KT("report__last_run_trend"),
    KT("report__last_run_limp"),
    KT("report__last_run_settled"),
    KT("report__fear_unsafe"),
)


def past_days_of(athlete: User) -> list[PastDay]:
    """Return the newest check-ins first, without corrected ones."""
    rows = athlete.check_ins.standing().newest_first()
    return [PastDay(*row) for row in rows.values_list(*PAST_DAY)[:CHECK_INS_READ]]


def hurt(check_in: PastDay) -> bool:
    return bool(check_in.pain_now or check_in.pain_worst_24h)


def runs_known(
    check_ins: list[PastDay], logged: Sequence[RunReport] = ()
) -> list[RunReport]:
    """Return the runs of the log and of these check-ins (newest first), oldest first.

    Of a day that has both, what was logged counts: what is told is kept there too,
    and may be put right there. How a run settled is told in a later check-in.
    """
    runs = list(logged)
    days = {run.local_date for run in logged}
    for one in reversed(check_ins):
        if one.ran_on is not None:
            if one.ran_on not in days:
                runs.append(_run_of(one, one.ran_on))
        elif one.settled:
            settle_newest(runs, one.settled, by=one.local_date)
    return sorted(runs, key=lambda run: run.local_date)


def newest_of(runs: list[RunReport]) -> int:
    """Return the place of the newest run; of two on a day, of the one told later."""
    return max(range(len(runs)), key=lambda place: (runs[place].local_date, place))


def settle_newest(
    runs: list[RunReport], settled: str, *, by: dt.date | None = None
) -> None:
    """Note how the newest run up to a day settled, unless the log says it already."""
    known = [run for run in runs if by is None or run.local_date <= by]
    if not known:
        return
    run = known[newest_of(known)]
    if run.has_settled is None:
        runs[runs.index(run)] = dataclasses.replace(run, settled=settled)


def _run_of(check_in: PastDay, day: dt.date) -> RunReport:
    return RunReport(
        local_date=day,
        distance_m=check_in.run_distance_m,
        pain_max=None if check_in.pain_max is None else int(check_in.pain_max),
        trend=check_in.trend,
        limp=check_in.limp,
        settled=check_in.settled,
    )
