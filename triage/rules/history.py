"""Turn earlier check-ins and runs into the history features of today's report.

History may add caution or hold it; it never relaxes what today's answers alone give
(clinical.md 2, H0): every rule that reads these features only fires on top of the
others. And a worse past pain score never earns more freedom today: counts of bad days
and maxima can only rise with it, streaks of calm days and of runs that settled can
only shrink. The one difference between days, pain_rising, only ever adds caution; it
is not monotone in the older scores, and is kept out of that promise as H2 says.
The promise is about scores: an older verdict that was run_easy and not run makes the
stretch of easy running longer, as it should.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, TypeVar

from triage.rules.types import Value, Verdict

# More than this many missed days in a row end a streak of calm days.
MISSED_DAYS_ALLOWED = 3
# More than this many days without a check-in reset both streaks (H9).
DAYS_WITHOUT_CHECK_IN_ALLOWED = 7
# A day or run counts as calm up to this pain; known chronic pain, cleared, has 3.
CALM_PAIN = 2
CALM_PAIN_CHRONIC = 3
# The newest run counts as recent for this many days.
RUN_WINDOW_DAYS = 7
WINDOW_DAYS = 14

T = TypeVar("T", "PastCheckIn", "RunReport")

SETTLED = ("same_day", "by_next_morning")
FLARED = ("over_24h", "over_72h")


@dataclass(frozen=True, slots=True, kw_only=True)
class PastCheckIn:
    """One earlier check-in: its local date, pain scores (None: unknown), verdict."""

    local_date: date
    pain_now: int | None
    pain_worst_24h: int | None
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReport:
    """One run: when, how far, and how it felt; None is unknown.

    hours_ago counts from its end; trend, limp and settled are the values of the fields
    last_run_trend, last_run_limp and last_run_settled.
    """

    local_date: date
    hours_ago: int | None = None
    distance_m: int | None = None
    pain_max: int | None = None
    trend: str | None = None
    limp: str | None = None
    settled: str | None = None

    @property
    def is_told(self) -> bool:
        """Say whether all that is asked about a run is known."""
        answers = (self.pain_max, self.trend, self.limp, self.has_settled)
        return all(answer is not None for answer in answers)

    @property
    def has_settled(self) -> bool | None:
        """Say whether the extra pain was gone by the next morning; None: unknown."""
        if self.settled is None or self.settled == "not_yet_known":
            return None
        return self.settled in SETTLED


# Answers about a run from the best to the worst; not known comes between good and bad.
BEST_FIRST: dict[str, tuple[str | None, ...]] = {
    "trend": ("eased", "steady", None, "rose"),
    "limp": ("no", None, "yes"),
    "settled": (
        *("same_day", "by_next_morning", None),
        *("not_yet_known", "over_24h", "over_72h"),
    ),
}


def worse_of(one: RunReport, other: RunReport) -> RunReport:
    """Return the first run with the worse of both answers to each question.

    An answer that is not known is worse than a good one and better than a bad one.
    """
    answers = {
        name: max(getattr(one, name), getattr(other, name), key=order.index)
        for name, order in BEST_FIRST.items()
    }
    pain = _worse_pain(one.pain_max, other.pain_max)
    return replace(one, pain_max=pain, **answers)


def told_twice(one: RunReport, other: RunReport) -> RunReport:
    """Return one run of which two reports tell: what either knows, the worse of both."""
    known: dict[str, Any] = {}
    for name, order in BEST_FIRST.items():
        given = [getattr(report, name) for report in (one, other)]
        answers = [answer for answer in given if answer not in (None, "not_yet_known")]
        known[name] = max(answers or given, key=order.index)
    pain = _max_known((one.pain_max, other.pain_max))
    metres = other.distance_m if one.distance_m is None else one.distance_m
    return replace(one, distance_m=metres, pain_max=pain, **known)


def _worse_pain(one: int | None, other: int | None) -> int | None:
    """Return the higher pain; not known, unless the known one is more than calm."""
    if one is None or other is None:
        known = one if other is None else other
        return known if known is not None and known > CALM_PAIN else None
    return max(one, other)


def history_features(
    *,
    today: date,
    hour: int,
    check_ins: Iterable[PastCheckIn],
    runs: Iterable[RunReport],
    chronic_and_cleared: bool,
    pain_now_today: int | None,
) -> dict[str, Value | None]:
    """Return the history fields of today's report, by field name; None is unknown.

    hour is the local hour of the day (0-23). Check-ins of today and later and runs of
    later days are ignored; the order of both does not matter, except that of two runs
    of one day with the same hours_ago the later in the list is the newer. Of several
    check-ins on a date the most cautious verdict and the highest pain count.
    """
    calm = CALM_PAIN_CHRONIC if chronic_and_cleared else CALM_PAIN
    days = _by_day(check_in for check_in in check_ins if check_in.local_date < today)
    done = _newest_first(run for run in runs if run.local_date <= today)
    return {
        **_last_run(done, today=today, hour=hour),
        "flares_14d": sum(
            run.settled in FLARED for run in _within(done, today, WINDOW_DAYS)
        ),
        "days_pain_3plus_14d": sum(
            (_highest(day) or 0) >= 3 for day in _within(days, today, WINDOW_DAYS)
        ),
        "pain_last_3_days_max": _max_known(
            _highest(day) for day in _within(days, today, 3)
        ),
        "prev_verdict": days[0].verdict.code if days else None,
        "days_pain_0_2": _calm_days(days, today=today, calm=calm),
        "easy_runs_ok": _easy_runs(days, done, today=today, calm=calm),
        "pain_rising": _rising(days, pain_now_today),
    }


def _max_known(values: Iterable[int | None]) -> int | None:
    """Return the highest known value, None if there is none."""
    return max((value for value in values if value is not None), default=None)


def _highest(day: PastCheckIn) -> int | None:
    """Return the higher of the two pain scores of a day, None if both are unknown."""
    return _max_known((day.pain_now, day.pain_worst_24h))


def _by_day(check_ins: Iterable[PastCheckIn]) -> list[PastCheckIn]:
    """Return one check-in a day, newest first: the worst of those on each date."""
    days: dict[date, PastCheckIn] = {}
    for check_in in check_ins:
        other = days.get(check_in.local_date, check_in)
        days[check_in.local_date] = PastCheckIn(
            local_date=check_in.local_date,
            pain_now=_max_known((check_in.pain_now, other.pain_now)),
            pain_worst_24h=_max_known((check_in.pain_worst_24h, other.pain_worst_24h)),
            verdict=max(check_in.verdict, other.verdict),
        )
    return sorted(days.values(), key=lambda day: day.local_date, reverse=True)


def _newest_first(runs: Iterable[RunReport]) -> list[RunReport]:
    """Return the runs newest first; within a day an unknown hour counts as latest."""
    in_order = sorted(runs, key=lambda run: (run.local_date, -(run.hours_ago or 0)))
    return in_order[::-1]


def _within(found: Sequence[T], today: date, days: int) -> list[T]:
    """Return those dated at most this many days before today."""
    first = today - timedelta(days=days)
    return [one for one in found if one.local_date >= first]


def _last_run(
    runs: Sequence[RunReport], *, today: date, hour: int
) -> dict[str, Value | None]:
    """Return the features of the newest running day of the last 7, None where unknown.

    Without the hour of the run, it is taken to have ended with its day: the cautious
    lower bound.
    """
    recent = _within(runs, today, RUN_WINDOW_DAYS)
    if not recent:
        names = ("pain_max", "trend", "limp", "settled")
        unknown = dict.fromkeys(f"last_run_{name}" for name in names)
        return {"ran_last_7d": "no", "hours_since_last_run": None, **unknown}
    run = recent[0]
    for other in recent[1:]:
        # Of several runs on a day, the worst answers count: a short easy one must not
        # hide the one that hurt.
        if other.local_date == run.local_date:
            run = worse_of(run, other)
    days_ago = (today - run.local_date).days
    at_least = max(0, (days_ago - 1) * 24 + hour)
    return {
        "ran_last_7d": "yes",
        "hours_since_last_run": at_least if run.hours_ago is None else run.hours_ago,
        "last_run_pain_max": run.pain_max,
        "last_run_trend": run.trend,
        "last_run_limp": run.limp,
        "last_run_settled": run.settled,
    }


def _calm_days(days: Sequence[PastCheckIn], *, today: date, calm: int) -> int:
    """Return how many check-in days in a row were calm, back from the newest.

    A missed day neither counts nor resets; more than three in a row do.
    """
    count, later = 0, today
    for day in days:
        missed = (later - day.local_date).days - 1
        if missed > MISSED_DAYS_ALLOWED:
            break
        if day.pain_now is None or day.pain_now > calm:
            break
        count, later = count + 1, day.local_date
    return count


def _easy_stretch_start(days: Sequence[PastCheckIn], today: date) -> date | None:
    """Return the first day of the unbroken stretch of run_easy up to the newest day.

    None if the newest verdict is another. More than 7 days without a check-in end it.
    """
    start, later = None, today
    for day in days:
        gap = (later - day.local_date).days
        if day.verdict is not Verdict.RUN_EASY or gap > DAYS_WITHOUT_CHECK_IN_ALLOWED:
            break
        start = later = day.local_date
    return start


def _easy_runs(
    days: Sequence[PastCheckIn], runs: Sequence[RunReport], *, today: date, calm: int
) -> int:
    """Return on how many days in a row runs were fine, back from the newest.

    Only runs of the present stretch of easy running count: fine runs before a flare
    do not. The newest run may still be unsettled without breaking the row, as long as
    it is not known to have hurt; any other unknown does.
    """
    start = _easy_stretch_start(days, today)
    if start is None:
        return 0
    fine: set[date] = set()
    for position, run in enumerate(runs):
        if run.local_date < start or (run.pain_max or 0) > calm:
            break
        if position == 0 and run.has_settled is None:
            continue
        if run.pain_max is None or not run.has_settled:
            break
        fine.add(run.local_date)
    return len(fine)


def _rising(days: Sequence[PastCheckIn], pain_now_today: int | None) -> str:
    """Say whether pain rose twice in a row over three check-ins, today's the third."""
    scores = [pain_now_today, *(day.pain_now for day in days[:2])]
    if len(scores) < 3 or None in scores:
        return "no"
    newest, middle, oldest = (int(score or 0) for score in scores)
    return "yes" if oldest < middle < newest else "no"
