"""Name what a plan is built from; planned.py names the weeks that come out.

Distances in metres, durations in seconds, all integers; weekdays count from 0, Monday.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from training.planner.planned import WorkoutKind
from training.planner.units import Unit
from triage.rules import RED_FLAG_CARE, Care, Verdict

DAY_CODES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SPORTS = ("cycling", "swimming", "strength", "yoga", "rowing", "elliptical")
WEEKS_KNOWN = 4
LONGEST_PLAN_WEEKS = 52
LONGEST_WEEK_M = 300_000
LONGEST_RUN_M = 200_000
LONGEST_WORKOUT_S = 36_000
FASTEST_PACE_S, SLOWEST_PACE_S = 120, 1200
SHORTEST_RACE_M, LONGEST_RACE_M = 400, 250_000
# Dates are kept away from the ends of the calendar, so that no sum of days fails.
FIRST_YEAR, LAST_YEAR = 1900, 2200


class InvalidSpec(ValueError):  # noqa: N818 - the name says it
    """A field of a spec that cannot be planned from: says field, value and allowed."""

    def __init__(self, field: str, value: object, allowed: str) -> None:
        """Name the field, show the value on one short line, say what is allowed."""
        super().__init__(f"{field}: {ascii(value)[:60]} is not allowed, only {allowed}")


@dataclass(frozen=True, slots=True, kw_only=True)
class RunLogged:
    """One run that was run: its local date and the metres of running in it."""

    date: date
    distance_m: int

    def __post_init__(self) -> None:
        """Raise InvalidSpec for a distance that nobody runs."""
        _in_range("distance_m", self.distance_m, 0, LONGEST_RUN_M)


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceOf:
    """What triage concluded on a local date; the newest one holds until the next.

    is_first_run_back says that an easy run is the first one after walking (HOLD-3).
    """

    date: date
    verdict: Verdict
    care: Care = Care.NONE
    is_first_run_back: bool = False

    @property
    def is_freeze(self) -> bool:
        """Say whether this stops all training until a later advice (A1)."""
        return self.care >= RED_FLAG_CARE

    @property
    def is_run(self) -> bool:
        """Say whether running as planned is allowed."""
        return self.verdict == Verdict.RUN and not self.is_freeze


@dataclass(frozen=True, slots=True, kw_only=True)
class Race:
    """The race to be ready for: its date and distance."""

    date: date
    distance_m: int

    def __post_init__(self) -> None:
        """Raise InvalidSpec for a distance that is no race."""
        _in_range("race.distance_m", self.distance_m, SHORTEST_RACE_M, LONGEST_RACE_M)


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """Two days of one week whose workouts change places.

    To move a run to a rest day is to swap the two.
    """

    other: date
    date: date

    def __post_init__(self) -> None:
        """Raise InvalidSpec unless these are two days of one week, from Monday."""
        weeks = [one.isocalendar()[:2] for one in (self.date, self.other)]
        if self.date == self.other or weeks[0] != weeks[1]:
            allowed = f"another day of the week of {self.date.isoformat()}"
            raise InvalidSpec("swaps.other", self.other.isoformat(), allowed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """Days without training, from first to last inclusive.

    is_pain says that it is for pain; reason is the sentence for each of its days,
    the planner's own if it is "".
    """

    first: date
    last: date
    is_pain: bool = False
    reason: str = ""

    def __post_init__(self) -> None:
        """Raise InvalidSpec for a pause that ends before it begins."""
        if self.last < self.first:
            allowed = f"{self.first.isoformat()} or a later day"
            raise InvalidSpec("pauses.last", self.last.isoformat(), allowed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """Another workout for a day than the planned one; the limits of the week hold.

    distance_m is of a run, duration_s of anything else (0 is as long as usual). text
    replaces what to do in the main part and reason is the sentence for the day, the
    planner's own where they are "".
    """

    date: date
    kind: WorkoutKind
    activity: str
    distance_m: int = 0
    duration_s: int = 0
    text: str = ""
    reason: str = ""

    def __post_init__(self) -> None:
        """Raise InvalidSpec for a workout that there is not."""
        allowed = self.kind.activities or SPORTS
        if self.activity not in allowed:
            raise InvalidSpec("overrides.activity", self.activity, ", ".join(allowed))
        longest = LONGEST_RUN_M if self.is_running else 0
        _in_range("overrides.distance_m", self.distance_m, 0, longest)
        _in_range("overrides.duration_s", self.duration_s, 0, LONGEST_WORKOUT_S)

    @property
    def is_running(self) -> bool:
        """Say whether it counts towards the weekly volume."""
        return self.activity == "running"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceiling:
    """The most metres that each week with a day from first to last may hold."""

    first: date
    last: date
    metres: int

    def __post_init__(self) -> None:
        """Raise InvalidSpec for one that ends before it begins, or that nobody runs."""
        if self.last < self.first:
            allowed = f"{self.first.isoformat()} or a later day"
            raise InvalidSpec("ceilings.last", self.last.isoformat(), allowed)
        _in_range("ceilings.metres", self.metres, 0, LONGEST_WEEK_M)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSpec:
    """All that a plan is built from, today's date included. Raises InvalidSpec.

    recent_weeks_m are the four weeks before start, oldest first; None is unknown and
    counts as not run. longest_run_30d_m counts as run on the day before start; None is
    unknown. easy_pace_s_per_km is None when the athlete runs by feel. runs and advice
    may come in any order; of several advices of one date the most cautious one counts.
    swaps are applied in the order given; on a day of skips, and of pauses, there is no
    training. Of several overrides of one day the last one given counts; of ceilings the
    lowest. ran_before_m is what was run in the first week before the plan was made:
    it counts for that week, but no run of it is known by its length.
    """

    start: date
    weeks: int
    today: date
    runs_per_week: int
    running_days: tuple[int, ...]
    long_run_day: int
    recent_weeks_m: tuple[int | None, ...] = (None,) * WEEKS_KNOWN
    longest_run_30d_m: int | None = None
    easy_pace_s_per_km: int | None = None
    cross_training: tuple[str, ...] = ()
    hamstring_prone: bool = False
    unit: Unit = Unit.KM
    race: Race | None = None
    runs: tuple[RunLogged, ...] = ()
    advice: tuple[AdviceOf, ...] = ()
    swaps: tuple[Swap, ...] = ()
    skips: tuple[date, ...] = ()
    pauses: tuple[Pause, ...] = ()
    overrides: tuple[Override, ...] = ()
    ceilings: tuple[Ceiling, ...] = ()
    ran_before_m: int = 0

    def __post_init__(self) -> None:
        """Raise InvalidSpec naming the first field that makes no plan."""
        self._check_dates()
        self._check_days()
        self._check_history()
        for sport in self.cross_training:
            if sport not in SPORTS:
                allowed = f"distinct ones of {', '.join(SPORTS)}"
                raise InvalidSpec("cross_training", sport, allowed)

    def _check_dates(self) -> None:
        """Check the start, the length and every date given."""
        if self.start.weekday() != 0:
            raise InvalidSpec("start", self.start.isoformat(), "a Monday")
        _in_range("weeks", self.weeks, 1, LONGEST_PLAN_WEEKS)
        if self.race is not None and self.race.date < self.start:
            given = self.race.date.isoformat()
            raise InvalidSpec("race.date", given, "a day on or after start")
        for field, day in self._dated():
            if not FIRST_YEAR <= day.year <= LAST_YEAR:
                allowed = f"the years {FIRST_YEAR} to {LAST_YEAR}"
                raise InvalidSpec(field, day.isoformat(), allowed)

    def _dated(self) -> Sequence[tuple[str, date]]:
        """Return every date given, with the name of its field."""
        return [
            ("start", self.start),
            ("today", self.today),
            *([("race.date", self.race.date)] if self.race else []),
            *(("runs.date", run.date) for run in self.runs),
            *(("advice.date", advice.date) for advice in self.advice),
            *(("swaps.date", swap.date) for swap in self.swaps),
            *(("skips", day) for day in self.skips),
            *(("pauses.first", pause.first) for pause in self.pauses),
            *(("pauses.last", pause.last) for pause in self.pauses),
            *(("overrides.date", one.date) for one in self.overrides),
            *(("ceilings.first", one.first) for one in self.ceilings),
            *(("ceilings.last", one.last) for one in self.ceilings),
        ]

    def _check_days(self) -> None:
        """Check the number of runs and the days they may fall on."""
        if self.runs_per_week not in (3, 4):
            raise InvalidSpec("runs_per_week", self.runs_per_week, "3 or 4")
        days = self.running_days
        if len(set(days)) != len(days) or not set(days) <= set(range(7)):
            shown = [code_of(day) for day in days]
            raise InvalidSpec("running_days", shown, "distinct days of the week")
        if len(days) < self.runs_per_week:
            shown = [code_of(day) for day in days]
            allowed = f"at least as many days as runs ({self.runs_per_week})"
            raise InvalidSpec("running_days", shown, allowed)
        if self.long_run_day not in days:
            shown_day = code_of(self.long_run_day)
            raise InvalidSpec("long_run_day", shown_day, "one of running_days")

    def _check_history(self) -> None:
        """Check what was told about the running so far."""
        if len(self.recent_weeks_m) != WEEKS_KNOWN:
            given = list(self.recent_weeks_m)
            raise InvalidSpec("recent_weeks_m", given, "four weeks, oldest first")
        for metres in self.recent_weeks_m:
            if metres is not None:
                _in_range("recent_weeks_m", metres, 0, LONGEST_WEEK_M)
        if self.longest_run_30d_m is not None:
            _in_range("longest_run_30d_m", self.longest_run_30d_m, 0, LONGEST_RUN_M)
        _in_range("ran_before_m", self.ran_before_m, 0, LONGEST_WEEK_M)
        pace = self.easy_pace_s_per_km
        if pace is not None:
            _in_range("easy_pace_s_per_km", pace, FASTEST_PACE_S, SLOWEST_PACE_S)


def code_of(day: int) -> str:
    """Return the JSON form of a weekday, or the number itself if it is none."""
    return DAY_CODES[day] if 0 <= day < len(DAY_CODES) else str(day)


def _in_range(field: str, value: int, low: int, high: int) -> None:
    """Raise InvalidSpec unless value is from low to high."""
    if not low <= value <= high:
        raise InvalidSpec(field, value, f"an integer from {low} to {high}")
