"""All that an athlete's plan is built from.

It turns what is on record into the spec that the planner takes: what was told when the plan was
made, the runs logged, the newest advice of each day, and what the athlete changed.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from backpain.accounts.models import User
from training.changes_for_planner import ceiling_of, override_of, pause_of, swap_of
from training.models import Change, Plan, Run, RunningHistory, Week
from training.models.history import WEEKS_ASKED
from training.planner import (
    DAY_CODES,
    AdviceOf,
    PlannedWeek,
    PlanSpec,
    RunLogged,
    build,
    spec_from,
)
from training.record import Record
from triage.past import PastDay, days_of
from triage.rules import RED_FLAG_CARE, Care, Verdict


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """What one plan depends on at one moment.

    check_ins are newest first; stored are the weeks of the plan in the database.
    caps_before are those of the weeks of the plan before, by their Mondays; None for
    a first plan, which starts from what was told.
    """

    athlete: User
    plan: Plan
    today: dt.date
    runs: Sequence[Run]
    changes: Sequence[Change]
    check_ins: Sequence[PastDay]
    stored: Sequence[Week]
    is_hamstring_prone: bool
    is_on_hold: bool
    caps_before: dict[dt.date, int] | None = None

    @classmethod
    def of(cls, record: Record) -> Inputs:
        """Return what the plan depends on that holds, which there has to be."""
        plan, since = record.plan, record.first_day
        if plan is None or since is None:
            raise LookupError(f"athlete {record.athlete.pk} has no plan")
        situation = record.situation.reaching(since)
        profile = situation.profile
        return cls(
            athlete=record.athlete,
            plan=plan,
            today=record.today,
            runs=[run for run in record.runs if run.date >= since],
            changes=record.changes,
            check_ins=situation.days_since(since),
            stored=[week for week in record.weeks if week.plan_id == plan.pk],
            is_hamstring_prone=(
                profile is not None and profile.tight_hamstrings == "yes"
            ),
            is_on_hold=bool(situation.holds),
            caps_before=_caps_before(record, plan),
        )

    @property
    def newest_check_in(self) -> int:
        """The key of the check-in made last, 0 without one."""
        return max((check_in.pk for check_in in self.check_ins), default=0)

    @property
    def spec_json(self) -> dict[str, Any]:
        """The spec as build_plan reads it, with all that is in the plan's own row."""
        return {
            **self.plan.spec,
            **self.run_before,
            "today": self.today.isoformat(),
            "unit": self.athlete.units,
            "hamstring_prone": self.is_hamstring_prone,
        }

    @property
    def run_before(self) -> dict[str, Any]:
        """Return what was run before a plan that follows another one, from the log.

        A run may be changed or deleted later. Of a week that was run above its cap,
        the cap counts (clinical.md 7.2).
        """
        caps, start = self.caps_before, self.plan.started_on
        if caps is None:
            return {}
        mondays = [start - dt.timedelta(weeks=n) for n in range(WEEKS_ASKED, 0, -1)]
        month = [one for one in self.runs if -30 <= (one.date - start).days < 0]
        return {
            "recent_weeks_m": [
                min(
                    self.run_by_week[monday], caps.get(monday, self.run_by_week[monday])
                )
                for monday in mondays
            ],
            "longest_run_30d_m": max((one.counted_m for one in month), default=0),
        }

    @cached_property
    def spec(self) -> PlanSpec:
        return dataclasses.replace(
            spec_from(self.spec_json),
            runs=tuple(
                RunLogged(date=run.date, distance_m=run.counted_m) for run in self.runs
            ),
            advice=tuple(self._advice()),
            swaps=tuple(map(swap_of, self._changes(Change.Kind.SWAP))),
            skips=tuple(change.first for change in self._changes(Change.Kind.SKIP)),
            pauses=tuple(map(pause_of, self._changes(Change.Kind.PAUSE))),
            overrides=tuple(map(override_of, self._changes(Change.Kind.OVERRIDE))),
            ceilings=tuple(map(ceiling_of, self._changes(Change.Kind.CEILING))),
            ran_before_m=self._told_and_not_logged(),
        )

    @property
    def coached_by(self) -> dict[dt.date, int | None]:
        """Return who changed the workout of a day, by date; None once they are gone."""
        changes = self._changes(Change.Kind.OVERRIDE)
        return {change.first: change.made_by_id for change in changes}

    def pause_on(self, day: dt.date) -> Change | None:
        """Return the pause of a day, None if it is not paused."""
        pauses = self._changes(Change.Kind.PAUSE)
        return next((one for one in pauses if one.first <= day <= one.last), None)

    @cached_property
    def weeks(self) -> tuple[PlannedWeek, ...]:
        """All weeks of the plan, built from now."""
        return build(self.spec)

    @cached_property
    def run_by_week(self) -> Counter[dt.date]:
        """The metres run in each week, by its Monday."""
        return self.plan.run_by_week((run.date, run.counted_m) for run in self.runs)

    def as_of(self, day: dt.date) -> Inputs:
        """Return what was known on a day that is over."""
        local_date = self.athlete.local_date
        return dataclasses.replace(
            self,
            today=day,
            runs=[run for run in self.runs if local_date(run.created_at) <= day],
            changes=[one for one in self.changes if local_date(one.made_at) <= day],
            check_ins=[one for one in self.check_ins if one.local_date <= day],
            # What was held then is in the advice of its day.
            is_on_hold=False,
        )

    def with_changes(self, changes: Sequence[Change]) -> Inputs:
        """Return the same inputs with other changes that stand."""
        return dataclasses.replace(
            self, changes=sorted(changes, key=lambda change: change.pk)
        )

    def with_runs(self, runs: Sequence[Run]) -> Inputs:
        """Return the same inputs with another log."""
        return dataclasses.replace(self, runs=runs)

    def _changes(self, kind: Change.Kind) -> list[Change]:
        return [change for change in self.changes if change.kind == kind]

    def _advice(self) -> list[AdviceOf]:
        """Return the last word of each day; an open care hold is one too, today.

        Its own check-in says so as a rule, with the day on which it was opened.
        """
        newest: dict[dt.date, AdviceOf] = {}
        by_pk = {check_in.pk: check_in for check_in in self.check_ins}
        for pk, day in days_of(self.check_ins).items():
            day = min(day, self.today)
            newest.setdefault(day, _advice_of(by_pk[pk], day))
        last = newest[max(newest)] if newest else None
        if self.is_on_hold and not (last and last.is_freeze):
            newest[self.today] = AdviceOf(
                date=self.today, verdict=Verdict.REST, care=RED_FLAG_CARE
            )
        return list(newest.values())

    def _told_and_not_logged(self) -> int:
        """Return what was told of the days before the plan was made and isn't logged."""
        plan = self.plan
        logged = sum(
            run.counted_m
            for run in self.runs
            if plan.started_on <= run.date < plan.made_on
        )
        return max(0, plan.ran_before_m - logged)


def history_json(history: RunningHistory) -> dict[str, Any]:
    """Return the part of a spec that can be changed while a plan goes on."""
    return {
        "runs_per_week": history.runs_per_week,
        "running_days": [DAY_CODES[day - 1] for day in history.running_days],
        "long_run_day": DAY_CODES[history.long_run_day - 1],
        "easy_pace_s_per_km": history.easy_pace_s_per_km,
        "cross_training": list(history.cross_training),
        "race": history.race_json,
    }


def _advice_of(check_in: PastDay, day: dt.date) -> AdviceOf:
    return AdviceOf(
        date=day,
        verdict=Verdict(check_in.verdict),
        care=Care(check_in.care),
        is_first_run_back=check_in.is_first_run_back,
    )


def _caps_before(record: Record, plan: Plan) -> dict[dt.date, int] | None:
    """Return the caps of the plan before by Monday; None for a first plan."""
    if record.plans == [plan]:
        return None
    return {
        week.start: week.cap_m for week in record.weeks if week.start < plan.started_on
    }
