"""Put the workouts that a coach asks for into a drafted week, within all its limits.

What a day may hold is its own share of the week, what the other changed days of the
week leave of theirs, and what the week may hold beyond its plan. Days that a coach does
not change keep their share, even where another limit makes their run shorter, so that
nothing that makes a run shorter can make another one longer.

Source: clinical.md 7.2, 7.6 and 7.7, P2, P4, P5, P8 and P10; 1.6 (run-walk).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from training.planner.ladder import CONTINUOUS
from training.planner.overrides import Settled
from training.planner.planned import PlannedWorkout, WorkoutKind
from training.planner.reasons import (
    ABOVE_CAP,
    ABOVE_CEILING,
    AT_MOST,
    CHANGED,
    DAY_BETWEEN_RUNS,
    FIRST_RUNS,
    LESS_LEFT,
    NO_MORE_HARD,
    NO_RISE,
    NO_ROOM,
    NOT_OPEN,
    SECOND_LONG,
    TOO_LONG,
    TOO_SHORT,
    WITH_BREAKS,
    Reason,
)
from training.planner.size import WeekSize, Why
from training.planner.types import Override
from training.planner.units import metres_of, show, show_metres, tenths_within
from training.planner.volume import longest_allowed
from training.planner.workouts import (
    WALK_S,
    Style,
    changed,
    cross_training,
    rest,
    run,
    strength,
    walk,
    with_duration,
    with_text,
)

# The share of a tempo or interval workout's seconds that may be hard, in per cent (P8).
HARD_PERCENT = 19


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """The tenths of each day of a week, from Monday, before any limit on a run.

    room are those that the week may hold beyond them.
    """

    by_day: Sequence[int]
    room: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OverrideWeek:
    """What a week's overrides are limited by.

    settled and longest_m (the longest run of the 30 days before, 0 without one) are by
    weekday. left are the shares of the days to_come in a week in progress of which
    something was run. In a first week back even are the tenths of each run planned, and
    after_first the most of a day after the first runs. hard_s are the seconds of tempo
    or intervals of the week, and least_hard_s those below which there are none.
    """

    size: WeekSize
    style: Style
    settled: Mapping[int, Settled]
    longest_m: Mapping[int, int]
    shares: Shares
    left: Shares | None
    to_come: frozenset[int]
    even: int
    after_first: Mapping[int, int]
    close: frozenset[int]
    is_left_out_when_close: bool
    hard_s: int
    least_hard_s: int
    is_novice: bool

    def workout(self, day: int, drafted: PlannedWorkout) -> PlannedWorkout:
        """Return what is planned for a day once the coach's changes are in."""
        one = self.settled.get(day)
        if one is None:
            return drafted
        said = said_by_coach(one.override)
        if one.stays_out:
            return changed(drafted, before=drafted, reasons=(said, *one.reasons))
        if self._stays_out(day, one):
            # Nothing in its place: strength for a short run would be more.
            left_out = (said, self._of_answers(DAY_BETWEEN_RUNS))
            return changed(rest(self.style), before=drafted, reasons=left_out)
        if not one.is_running:
            new = _other(one.override, self.style)
            return changed(new, before=drafted, reasons=[said])
        new, reasons = self._run(day, one, drafted)
        return changed(new, before=drafted, reasons=(said, *reasons))

    def _stays_out(self, day: int, one: Settled) -> bool:
        """Say whether a run cannot be on this day, also as of a long gap (P10)."""
        if not one.override.is_running:
            return False
        is_close = self.is_left_out_when_close and day in self.close
        return one.stays_out or is_close

    def _run(
        self, day: int, one: Settled, drafted: PlannedWorkout
    ) -> tuple[PlannedWorkout, tuple[Reason, ...]]:
        """Return the run within all limits, and why it is not what was asked for."""
        asked = self._asked(one)
        tenths, too_far = self._within(day, one, asked)
        if too_far and self.size.limits.are_first:
            # All of it or what was planned: the next run is measured against it (P4).
            tenths = min(asked, drafted.tenths)
        kind, level, reasons = one.kind, self.size.level, list(one.reasons)
        hard_s = 0
        if self.size.level < CONTINUOUS and kind is not WorkoutKind.RUN_WALK:
            kind, reasons = WorkoutKind.RUN_WALK, [self._of_answers(WITH_BREAKS)]
        elif kind.is_quality:
            hard_s = self._hard_seconds(tenths)
            if not hard_s:
                kind = WorkoutKind.EASY
                none_left = self._of_answers(NO_MORE_HARD)
                reasons.append(TOO_SHORT if self.hard_s else none_left)
        if too_far:
            reasons.append(too_far)
        new = run(kind, tenths, self.style, hard_s=hard_s, level=level)
        if not reasons:
            new = with_text(new, one.override.text)
        return new, tuple(reasons)

    def _of_answers(self, reason: Reason) -> Reason:
        """Return a reason of a week that an answer, or a break for pain, has changed.

        A new runner's weeks are as they are without either.
        """
        return replace(reason, is_health=not self.is_novice)

    def _hard_seconds(self, tenths: int) -> int:
        """Return the hard seconds of a run of these tenths, 0 if it is to be easy."""
        metres = metres_of(tenths, self.style.unit)
        seconds = self.style.seconds(metres)
        hard_s = min(self.hard_s, seconds * HARD_PERCENT // 1000 * 10)
        return hard_s if hard_s >= self.least_hard_s else 0

    def _asked(self, one: Settled) -> int:
        """Return the tenths asked for."""
        return tenths_within(one.override.distance_m, self.style.unit)

    def _within(self, day: int, one: Settled, asked: int) -> tuple[int, Reason | None]:
        """Return the tenths that the day may hold, and why not all; None if all."""
        unit = self.style.unit
        if self.size.why is Why.WAIT:
            return 0, NOT_OPEN
        longest, too_long = self._longest(day, one)
        share = self._share(asked, self.shares, frozenset(range(7)))
        left = share
        if self.left is not None and day in self.to_come:
            left = self._share(asked, self.left, self.to_come)
        # A share is never more than what was asked for.
        most = min(longest, share, left)
        if most == asked:
            return most, None
        limits = ((longest, too_long), (share, self._cap_reason()), (left, LESS_LEFT))
        why = next(why for limit, why in limits if limit == most)
        cap = show_metres(self.size.cap_m, unit)
        room = AT_MOST.format(most=show(most, unit)) if most else NO_ROOM
        return most, why.format(room=room, cap=cap)

    def _cap_reason(self) -> Reason:
        """Return what to say of a week that cannot hold more."""
        low = self.size.ceiling
        is_low = low is not None and self.size.tenths >= tenths_within(
            low.metres, self.style.unit
        )
        if is_low:
            return ABOVE_CEILING
        return NO_RISE if self.size.why in (Why.HOLD, Why.TAPER) else ABOVE_CAP

    def _longest(self, day: int, one: Settled) -> tuple[int, Reason]:
        """Return the most tenths of a single run on this day, and why (P4, P5)."""
        limits, unit = self.size.limits, self.style.unit
        own = self.longest_m[day]
        longest = min(limits.longest, tenths_within(longest_allowed(own), unit))
        other = min(longest, limits.other, tenths_within(own, unit) if own else longest)
        is_first = limits.are_first or self.size.restart is not None or not own
        why = FIRST_RUNS if is_first else TOO_LONG
        is_run_walk = self.size.level < CONTINUOUS
        if one.may_be_longest and not (limits.are_first or is_run_walk):
            return longest, why
        if limits.are_first:
            other = min(other, self.even, self.after_first.get(day, other))
        return other, why if is_first or other == longest else SECOND_LONG

    def _share(self, asked: int, shares: Shares, days: frozenset[int]) -> int:
        """Return the part of a day in what the changed days of the week may hold.

        They share it in proportion to what was asked for; a run that a long gap keeps
        out is not handed to another day.
        """
        coached = {day: one for day, one in self.settled.items() if day in days}
        budget = shares.room + sum(
            shares.by_day[one]
            for one, settled in coached.items()
            if not self._stays_out(one, settled)
        )
        wanted = sum(self._asked(one) for one in coached.values() if one.is_running)
        if wanted <= budget:
            return asked
        return asked * budget // wanted


def said_by_coach(one: Override) -> Reason:
    """Return the coach's own sentence for the day, or that they changed it."""
    return Reason(one.reason) if one.reason else CHANGED


def _other(one: Override, style: Style) -> PlannedWorkout:
    """Return a workout without running, as asked for."""
    if one.kind is WorkoutKind.WALK:
        new = walk(one.duration_s or WALK_S)
    elif one.kind is WorkoutKind.STRENGTH:
        new = strength(style)
    elif one.kind is WorkoutKind.CROSS_TRAINING:
        new = cross_training(one.activity, style)
    else:
        new = rest(style)
    return with_text(with_duration(new, one.duration_s), one.text)
