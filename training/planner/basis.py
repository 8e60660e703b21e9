"""Keep together what every week of a plan is built from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from training.planner.changes import DaysOff, days_off, is_novice, layouts_of
from training.planner.history import AdviceBook, RunLog, advice_book, run_log
from training.planner.overrides import Settled, settle, with_overrides
from training.planner.quality import pace_of
from training.planner.types import PlanSpec
from training.planner.week import Layout
from training.planner.workouts import Style


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What every week of one plan is built from."""

    spec: PlanSpec
    log: RunLog
    book: AdviceBook
    layouts: tuple[Layout, ...]
    settled: Mapping[date, Settled]
    off: DaysOff
    style: Style
    is_novice: bool

    @classmethod
    def of(cls, spec: PlanSpec) -> Basis:
        """Return what the weeks of this plan are built from."""
        layouts = layouts_of(spec)
        settled = settle(spec, layouts)
        return cls(
            spec=spec,
            log=run_log(spec),
            book=advice_book(spec),
            layouts=with_overrides(spec, layouts, settled),
            settled=settled,
            off=days_off(spec),
            style=Style(
                unit=spec.unit,
                pace_s_per_km=pace_of(spec),
                names_pace=spec.easy_pace_s_per_km is not None,
                hamstring_prone=spec.hamstring_prone,
            ),
            is_novice=is_novice(spec),
        )

    def days_of(self, number: int) -> tuple[date, ...]:
        """Return the dates of a week, from Monday; weeks count from 1."""
        start = self.spec.start + timedelta(weeks=number - 1)
        return tuple(start + timedelta(days=place) for place in range(7))

    def settled_on(self, days: Sequence[date]) -> dict[int, Settled]:
        """Return the overrides of a week's days, by weekday."""
        found = ((place, self.settled.get(day)) for place, day in enumerate(days))
        return {place: one for place, one in found if one is not None}

    def is_to_come(self, day: date) -> bool:
        """Say whether a run planned for the day may still be run."""
        return self.is_open(day) and day not in self.off.paused

    def is_open(self, day: date) -> bool:
        """Say whether the day is not over and no run was logged for it."""
        return day >= self.spec.today and not self.log.has(day)
