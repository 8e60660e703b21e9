"""Look up what was run and what was advised, by date and by week.

Source: clinical.md 7.2 (longest run), 2 (state machine) and 7.4 (gap for pain).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from training.planner.types import AdviceOf, Pause, PlanSpec
from training.planner.volume import STARTER_RUN_M, is_blank
from triage.rules import Verdict

LONGEST_RUN_DAYS = 30
# After the first run advice that follows another one, hard minutes stay few so long.
BACK_DAYS = 14
# No week has more runs than days, so its longest run is at least a seventh of it.
MOST_RUNS_A_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class RunLog:
    """What was run, by local date: metres in total, and of the longest single run.

    sum_m is what was told of a week, by its Monday, as one sum of unknown runs.
    """

    total_m: Mapping[date, int]
    longest_m: Mapping[date, int]
    last_m: tuple[tuple[date, int], ...]
    sum_m: Mapping[date, int]

    def in_week(self, start: date) -> int:
        """Return the metres run in the week that starts on this Monday."""
        days = (start + timedelta(days=day) for day in range(7))
        logged = sum(self.total_m.get(day, 0) for day in days)
        return logged + self.sum_m.get(start, 0)

    def has(self, day: date) -> bool:
        """Say whether a run of any length was logged for the day."""
        return self.total_m.get(day, 0) > 0

    def last_before(self, day: date) -> int | None:
        """Return the metres of the last run before the day; None if there is none."""
        place = bisect_right(self.last_m, day, key=_day_before_bisect) - 1
        return self.last_m[place][1] if place >= 0 else None


def _day_before_bisect(entry: tuple[date, int]) -> date:
    """Return the first day on which the entry lies before."""
    return entry[0] + timedelta(days=1)


def run_log(spec: PlanSpec) -> RunLog:
    """Return the log of the spec's runs; a run of no metres is none."""
    total: dict[date, int] = {}
    longest: dict[date, int] = {}
    for run in spec.runs:
        if run.distance_m > 0:
            total[run.date] = total.get(run.date, 0) + run.distance_m
            longest[run.date] = max(longest.get(run.date, 0), run.distance_m)
    last = tuple(sorted(longest.items()))
    told = {spec.start: spec.ran_before_m}
    return RunLog(total_m=total, longest_m=longest, last_m=last, sum_m=told)


def longest_told(spec: PlanSpec) -> int:
    """Return the longest run that counts as run on the day before start; 0 is none.

    If it is unknown but the weeks are not, it is at least a seventh of the biggest
    week, and at least what allows a new runner's longest run.
    """
    if spec.longest_run_30d_m is not None:
        return spec.longest_run_30d_m
    biggest = max(metres or 0 for metres in spec.recent_weeks_m)
    if is_blank(biggest):
        return 0
    starter = -(-STARTER_RUN_M * 10 // 11)
    return max(-(-biggest // MOST_RUNS_A_WEEK), starter)


def merged(told: Mapping[date, int], log: RunLog, *, before: date) -> dict[date, int]:
    """Return the longest run of each day before the plan: told or logged."""
    longest = dict(told)
    for day, metres in log.longest_m.items():
        if day < before:
            longest[day] = max(longest.get(day, 0), metres)
    return longest


def longest_before(longest_m: Mapping[date, int], day: date) -> int:
    """Return the longest single run in the 30 days before day; 0 without a run."""
    window = (day - timedelta(days=back) for back in range(1, LONGEST_RUN_DAYS + 1))
    return max(longest_m.get(one, 0) for one in window)


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceBook:
    """All advice in the order of its dates, one for each date, and pauses for pain."""

    dates: Sequence[date]
    advice: Sequence[AdviceOf]
    pain: Sequence[Pause]

    def newest(self, day: date) -> AdviceOf | None:
        """Return the last advice up to and including day; None without one."""
        place = bisect_right(self.dates, day) - 1
        return self.advice[place] if place >= 0 else None

    def between(self, first: date, end: date) -> Sequence[AdviceOf]:
        """Return the advice from first up to but not including end."""
        yesterday = timedelta(days=1)
        low = bisect_right(self.dates, first - yesterday)
        return self.advice[low : bisect_right(self.dates, end - yesterday)]

    def was_calm(self, start: date) -> bool:
        """Say whether the seven days before start had no advice but run."""
        week = self.between(start - timedelta(days=7), start)
        return all(one.is_run for one in week)

    def kept_from_running(self, first: date, end: date) -> bool:
        """Say whether pain did: advice to walk or rest, or a pause, on these days."""
        if any(pause.first < end and first <= pause.last for pause in self.pain):
            return True
        return any(
            one.verdict >= Verdict.WALK or one.is_freeze
            for one in self.between(first, end)
        )

    def is_back_for_short(self, start: date) -> bool:
        """Say whether running as planned was allowed again only in the 14 days before.

        Without advice, or with nothing but run, it is not a return.
        """
        before = [one for one in self.advice if one.date < start]
        held = [place for place, one in enumerate(before) if not one.is_run]
        if not held:
            return False
        since = before[held[-1] + 1 : held[-1] + 2]
        return not since or start < since[0].date + timedelta(days=BACK_DAYS)


def advice_book(spec: PlanSpec) -> AdviceBook:
    """Return the spec's advice: of one date, the most cautious of each axis."""
    by_date: dict[date, AdviceOf] = {}
    for one in spec.advice:
        known = by_date.get(one.date, one)
        by_date[one.date] = AdviceOf(
            date=one.date,
            verdict=max(one.verdict, known.verdict),
            care=max(one.care, known.care),
            is_first_run_back=one.is_first_run_back or known.is_first_run_back,
        )
    dates = sorted(by_date)
    pain = [pause for pause in spec.pauses if pause.is_pain]
    return AdviceBook(dates=dates, advice=[by_date[day] for day in dates], pain=pain)
