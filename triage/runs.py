"""The runs that triage knows: those of a log, and those told in check-ins."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from backpain.accounts.models import User
from triage.models import CheckIn
from triage.past import PastDay
from triage.rules import RunReport, told_twice


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedRun:
    """One run of the log. told_in is the key of the check-in that told it, or None."""

    pk: int
    report: RunReport
    made_at: dt.datetime
    told_in: int | None = None


class RunLog(Protocol):
    """The runs, and the place for what a check-in tells of them."""

    def runs(self, athlete: User, since: dt.date) -> list[LoggedRun]:
        """Return the runs from a day on, oldest first."""

    def keep(
        self,
        athlete: User,
        *,
        check_in: CheckIn | None,
        submission_key: uuid.UUID,
        run: RunReport | None,
        about: LoggedRun | None,
    ) -> None:
        """Take note of a check-in that is recorded; None: of a neck only, it is not.

        run was told in it and is not in the log so far; about is a logged run with the
        answers that were given about it. Told twice, it is kept once. Called under the
        athlete's lock, in the transaction of the check-in.
        """


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
