"""Which questions today's check-in adds to the ones it always has."""

from __future__ import annotations

import dataclasses
import datetime as dt

from triage.forms.daily import Asked
from triage.past import hurt
from triage.rules import RunReport, Verdict
from triage.runs import LoggedRun
from triage.situation import Situation

RECENT_PAIN = 7


def asked_of(situation: Situation) -> Asked:
    """Say which questions today's check-in adds to the ones it always has."""
    recent = situation.today - dt.timedelta(days=RECENT_PAIN)
    after_pain = any(
        hurt(one) for one in situation.check_ins if one.local_date >= recent
    )
    return Asked(
        pregnant=bool(situation.profile and situation.profile.pregnancy == "pregnant"),
        after_pain=after_pain,
        held_at_walk=_newest_before_today_is(situation, Verdict.WALK),
        fear=after_pain and situation.fear_lately is None,
        low_energy=situation.low_energy_is_due,
        newest_run_on=max((run.local_date for run in situation.runs), default=None),
        open_run=_open_run(situation),
        logged_run=_run_to_ask_about(situation),
        logged=tuple(
            (run.report.local_date, run.report.distance_m) for run in situation.logged
        ),
        episode_due=situation.episode_is_due,
    )


def _newest_before_today_is(situation: Situation, verdict: Verdict) -> bool:
    before = (one for one in situation.check_ins if one.local_date < situation.today)
    newest = next(before, None)
    return newest is not None and newest.verdict == verdict


def _run_to_ask_about(situation: Situation) -> LoggedRun | None:
    """Return the newest run of the log with an answer still missing, if there is one.

    It is asked about until all is known: whatever was logged in one tap, and the
    extra pain that was too early to tell.
    """
    since = situation.today - dt.timedelta(days=RECENT_PAIN)
    open_runs = [
        dataclasses.replace(run.logged, report=run.report)
        for run in situation.known_runs
        if run.logged is not None
        and since <= run.report.local_date <= situation.today
        and not run.report.is_told
    ]
    return open_runs[-1] if open_runs else None


def _open_run(situation: Situation) -> RunReport | None:
    """Return the newest run, if it is only known from check-ins and not settled."""
    since = situation.today - dt.timedelta(days=RECENT_PAIN)
    newest = situation.known_runs[-1] if situation.known_runs else None
    if newest is None or newest.logged is not None:
        return None
    is_open = newest.report.has_settled is None
    return newest.report if is_open and newest.report.local_date >= since else None
