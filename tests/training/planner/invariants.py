"""Check a printed plan against clinical.md 7.7, without using the planner's own sums.

Everything is read back from what the command prints: metres and displayed numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from training.planner import PlanSpec, Unit
from triage.rules import Care, Verdict

HARD = ("long", "tempo", "intervals")
STARTER_RUN_M = 1500
NEW_RUNNER_BELOW_M = 1000
NUMBERS = ("distance_m", "duration_s", "hard_s")


def tenths(display: str) -> int:
    """The number of a display such as "12.5 km", in tenths."""
    whole, part = display.split()[0].split(".")
    return int(whole) * 10 + int(part)


def floor_tenths(metres: int, unit: Unit) -> int:
    """The tenths as which metres that were run are shown, rounded down."""
    if unit is Unit.KM:
        return metres // 100
    return (metres + 7) * 10_000 // 1_609_344


class Checked:
    """A printed plan with the things that several invariants need."""

    def __init__(self, spec: PlanSpec, weeks: list[dict]) -> None:
        self.spec, self.weeks = spec, weeks
        self.workouts: dict[date, dict] = {}
        for week in weeks:
            assert len(week["days"]) == 7
            for day in week["days"]:
                assert len(day["workouts"]) == 1
                self.workouts[date.fromisoformat(day["date"])] = day["workouts"][0]
        self.logged: dict[date, int] = {}
        self.longest: dict[date, int] = {}
        for run in spec.runs:
            total = self.logged.get(run.date, 0) + run.distance_m
            self.logged[run.date] = total
            longest = max(self.longest.get(run.date, 0), run.distance_m)
            self.longest[run.date] = longest
        self.asked = {one.date: one for one in spec.overrides}
        self.advice = {one.date: one for one in spec.advice}
        self.paused = {
            day
            for day in self.workouts
            if any(pause.first <= day <= pause.last for pause in spec.pauses)
        }

    def days(self, week: dict) -> list[tuple[date, dict]]:
        start = date.fromisoformat(week["start"])
        dates = (start + timedelta(days=day) for day in range(7))
        return [(day, self.workouts[day]) for day in dates]

    def runs(self, week: dict) -> list[tuple[date, dict]]:
        return [(d, w) for d, w in self.days(week) if w["activity"] == "running"]

    def is_over(self, week: dict) -> bool:
        start = date.fromisoformat(week["start"])
        return start + timedelta(days=7) <= self.spec.today

    def as_run(self, number: int) -> int:
        """A_w: the log of a week that is over, else what it will have held.

        That is its log and what can still be run in it, but never more than its cap.
        """
        if number < 1:
            return self.spec.recent_weeks_m[number - 1] or 0
        week = self.weeks[number - 1]
        if self.is_over(week):
            return self.run_in(week)
        to_come = sum(
            workout["distance_m"]
            for day, workout in self.days(week)
            if day >= self.spec.today and not self.logged.get(day)
        )
        return min(week["cap_m"], self.run_in(week) + to_come)

    def run_in(self, week: dict) -> int:
        """The log of a week, and what was told of the first one."""
        told = self.spec.ran_before_m if week["number"] == 1 else 0
        return told + sum(self.logged.get(day, 0) for day, _ in self.days(week))

    def shown(self, number: int) -> int:
        """The tenths as which A_w is shown; those of a week to come are printed."""
        week = self.weeks[number - 1] if number >= 1 else None
        if week and date.fromisoformat(week["start"]) > self.spec.today:
            return tenths(week["display"])
        return floor_tenths(self.as_run(number), self.spec.unit)

    def newest(self, day: date):
        dates = [one for one in self.advice if one <= day]
        return self.advice[max(dates)] if dates else None

    def is_frozen(self, day: date) -> bool:
        """Whether the newest advice up to the day is a red flag."""
        newest = self.newest(day)
        return newest is not None and newest.care >= Care.URGENT_SAME_DAY

    def is_gone(self, day: date) -> bool:
        """Whether what is planned for the day can no longer be run."""
        return day < self.spec.today or day in self.logged

    def longest_before(self, day: date, week: dict) -> int:
        """L30 as known when the day was planned: logs, and planned runs to come.

        What can no longer be run was planned on its week's Monday.
        """
        start = date.fromisoformat(week["start"])
        is_gone = self.is_gone(day)
        known = start if is_gone else day
        planned_from = start if is_gone else self.spec.today
        best = 0
        for back in range(1, 31):
            one = day - timedelta(days=back)
            best = max(best, self.longest.get(one, 0) if one < known else 0)
            if one == self.spec.start - timedelta(days=1):
                best = max(best, self.told)
            if one >= planned_from and one in self.workouts and one not in self.longest:
                best = max(best, self.workouts[one]["distance_m"])
        return best

    @property
    def told(self) -> int:
        """The longest run told; unknown, what the weeks prove or a new runner may."""
        biggest = max(metres or 0 for metres in self.spec.recent_weeks_m)
        if self.spec.longest_run_30d_m is None and biggest >= NEW_RUNNER_BELOW_M:
            return max(-(-biggest // 7), 1364)
        return self.spec.longest_run_30d_m or 0

    @property
    def is_novice(self) -> bool:
        weeks = self.spec.recent_weeks_m
        return all((metres or 0) < NEW_RUNNER_BELOW_M for metres in weeks)


def numbers(weeks: list[dict]) -> list[tuple[str, int]]:
    """Every number that a plan asks an athlete to run, walk or train, with its place."""
    found = []
    for week in weeks:
        for key in ("baseline_m", "cap_m", "volume_m"):
            found.append((f"week {week['number']} {key}", week[key]))
        for day in week["days"]:
            for key in NUMBERS:
                value = sum(workout[key] for workout in day["workouts"])
                found.append((f"{day['date']} {key}", value))
    return found


def raised(plan: list[dict], cautious: list[dict]) -> list[str]:
    """Name every number that a more cautious advice made bigger (A5)."""
    pairs = zip(numbers(cautious), numbers(plan), strict=True)
    return [
        f"{place}: {now} instead of {before}"
        for (place, now), (_, before) in pairs
        if now > before
    ]


def violations(spec: PlanSpec, weeks: list[dict]) -> list[str]:
    """Name every broken invariant of a plan."""
    plan = Checked(spec, weeks)
    found = []
    for week in weeks:
        for check in WEEK_CHECKS:
            found += [f"{week['number']} {text}" for text in check(plan, week)]
    for check in PLAN_CHECKS:
        found += list(check(plan))
    return found


def sums(plan: Checked, week: dict) -> Iterator[str]:
    runs = [workout for _, workout in plan.runs(week)]
    if sum(run["distance_m"] for run in runs) != week["volume_m"]:
        yield "P6 metres do not add up"
    if sum(tenths(run["display"]) for run in runs) != tenths(week["display"]):
        yield "P6 displayed distances do not add up"
    if any(run["distance_m"] < 1 or run["duration_s"] < 1 for run in runs):
        yield "a run of nothing"
    if week["volume_m"] > week["cap_m"]:
        yield "above its own cap"
    if not week["why"]:
        yield "no reason"


def cap(plan: Checked, week: dict) -> Iterator[str]:
    before = plan.as_run(week["number"] - 1)
    if before >= 1000:
        if 10 * week["volume_m"] > 11 * before:
            yield "P2 metres above 110 %"
        if 10 * tenths(week["display"]) > 11 * plan.shown(week["number"] - 1):
            yield "P6 displayed above 110 %"
        if (
            10 * week["cap_m"] > 11 * max(week["baseline_m"], 0)
            and not (week["is_restart"])
        ):
            yield "cap above 110 % of the baseline"
    if week["baseline_m"] > before and before >= 1000:
        yield "P13 baseline above what was run"
    if week["number"] > 1 and before >= 1000:
        last = plan.weeks[week["number"] - 2]
        if 10 * week["cap_m"] > 11 * last["cap_m"] and not week["is_restart"]:
            yield "P13 overshoot raised the cap"


def ceilings(plan: Checked, week: dict) -> Iterator[str]:
    start = date.fromisoformat(week["start"])
    end = start + timedelta(days=6)
    metres = [
        one.metres
        for one in plan.spec.ceilings
        if one.first <= end and start <= one.last
    ]
    if not metres:
        return
    most = min(metres)
    if max(week["volume_m"], week["cap_m"]) > most:
        yield f"above the ceiling of {most} m"
    if tenths(week["display"]) > floor_tenths(most, plan.spec.unit):
        yield "displayed above the ceiling"
    if "Your coach's ceiling" not in week["why"]:
        yield "nothing said about the ceiling"


def table_cap(history: list[int]) -> int:
    """The cap of the table in 7.4 after these weeks, the last of which is blank."""
    blanks = next((i for i, m in enumerate(reversed(history)) if m >= 1000), 99)
    known = [metres for metres in history[-12:] if metres >= 1000]
    if not known:
        return 4500
    mean = sum(known[-4:]) // len(known[-4:])
    caps = {1: known[-1] // 2, 2: mean // 2, 3: mean * 33 // 100, 4: mean * 33 // 100}
    return min(caps.get(blanks, min(mean * 33 // 100, 5000)), known[-1])


def restart_cap(plan: Checked, week: dict) -> Iterator[str]:
    history = [plan.as_run(one) for one in range(-3, week["number"])]
    if history[-1] >= 1000:
        return
    limit = table_cap(history)
    if week["volume_m"] > limit:
        yield f"P3 above the restart cap {limit}"
    # A week that waits for the one before it may hold nothing, and is no restart.
    if week["is_restart"] == week["why"].startswith("Nothing is planned yet"):
        yield "P3 not labelled restart, or wrongly"
    if week["cap_m"] and not week["is_restart"]:
        yield "P3 a week that waits may hold something"
    if any(workout["hard_s"] for _, workout in plan.days(week)):
        yield "P8 hard in a restart week"


def single_runs(plan: Checked, week: dict) -> Iterator[str]:
    # What was planned for days that are gone was no run: it is counted on its own.
    longer = {True: 0, False: 0}
    for day, run in plan.runs(week):
        longest = plan.longest_before(day, week)
        most = longest * 11 // 10 if longest else STARTER_RUN_M
        if run["distance_m"] > most:
            yield f"P4 {day} {run['distance_m']} above {most}"
        if plan.is_gone(day):
            earlier = (one for when, one in plan.runs(week) if when < day)
            longest = max(longest, *(one["distance_m"] for one in earlier), 0)
        longer[plan.is_gone(day)] += bool(longest) and run["distance_m"] > longest
    if max(longer.values()) > 1:
        yield "P5 two runs longer than the longest"


def kinds(plan: Checked, week: dict) -> Iterator[str]:
    planned = [run["before"] or run for _, run in plan.days(week)]
    planned = [run for run in planned if run["activity"] == "running"]
    if len(planned) > 4:
        yield "P1 more than four runs"
    if len(plan.days(week)) - len(planned) < 2:
        yield "P10 fewer than two days without running"
    long = [run for run in planned if run["kind"] == "long"]
    if len(long) > 1:
        yield "P9 two long runs"
    for run in long:
        if run["hard_s"] or run["distance_m"] < max(r["distance_m"] for r in planned):
            yield "P5 the long run is not the longest, or hard"
        total = sum(tenths(one["display"]) for one in planned)
        share = 40 if plan.spec.runs_per_week == 3 or plan.is_novice else 35
        even = len(planned) <= 3 and len({r["distance_m"] for r in planned}) == 1
        race_week = _is_race_week(plan, week)
        partly = len(planned) < min(plan.spec.runs_per_week, 3) or race_week
        changed = any(w["before"] for _, w in plan.days(week))
        excused = even or partly or plan.is_novice or changed
        if not excused and tenths(run["display"]) * 100 > share * total:
            yield "P5 the long run is too much of the week"


def quality(plan: Checked, week: dict) -> Iterator[str]:
    planned = [run["before"] or run for _, run in plan.days(week)]
    tempo = sum(run["kind"] == "tempo" for run in planned)
    fast = sum(run["kind"] == "intervals" for run in planned)
    if tempo > 1 or fast > 1 or (plan.spec.runs_per_week == 3 and tempo + fast > 1):
        yield "P9 too many hard workouts"


def _is_race_week(plan: Checked, week: dict) -> bool:
    race, start = plan.spec.race, date.fromisoformat(week["start"])
    return race is not None and 0 <= (race.date - start).days < 7


def hard_minutes(plan: Checked, week: dict) -> Iterator[str]:
    runs = [run for _, run in plan.runs(week)]
    hard = sum(run["hard_s"] for run in runs)
    if hard * 5 > sum(run["duration_s"] for run in runs):
        yield "P8 hard above 20 %"
    for day, workout in plan.days(week):
        newest = plan.newest(day)
        if workout["hard_s"] and newest is not None and newest.verdict != Verdict.RUN:
            yield f"P8 hard on {day} while the advice is not run"
        if bool(workout["hard_s"]) != (workout["kind"] in ("tempo", "intervals")):
            yield "hard seconds without a hard kind"


def only_one_rises(plan: Checked, week: dict) -> Iterator[str]:
    if week["number"] == 1:
        return
    last = plan.weeks[week["number"] - 2]
    hard = sum(workout["hard_s"] for _, workout in plan.days(week))
    hard_before = sum(workout["hard_s"] for _, workout in plan.days(last))
    planned_before = sum(
        (workout["before"] or workout)["hard_s"] for _, workout in plan.days(last)
    )
    rises = week["volume_m"] > plan.as_run(week["number"] - 1)
    if hard > hard_before and rises:
        yield "P12 distance and hard minutes rise"
    if hard_before and hard_before == planned_before and 10 * hard > 11 * hard_before:
        yield "hard minutes rise by more than 10 %"


def adjusted(plan: Checked, week: dict) -> Iterator[str]:
    for day, workout in plan.days(week):
        before, reason = workout["before"], workout["reason"]
        if (before is None) != (reason is None):
            yield "A6 changed without reason or old value"
        for key in ("distance_m", "duration_s", "hard_s"):
            if day in plan.asked:
                continue
            if before is not None and workout[key] > before[key]:
                yield f"A5 {day} {key} was raised"
        yield from _as_advised(plan, day, workout, before or workout)
        yield from _as_asked(plan, day, workout, before or workout)


def _as_asked(plan: Checked, day: date, workout: dict, before: dict) -> Iterator[str]:
    """A coach's workout is at most what was asked for, or the planned one."""
    asked = plan.asked.get(day)
    if asked is None:
        return
    if workout["distance_m"] > max(asked.distance_m, before["distance_m"]):
        yield f"{day} is further than asked for and planned"
    if workout["kind"] == "rest" or plan.is_frozen(day):
        return
    stayed = workout["kind"] == before["kind"]
    is_run = workout["activity"] == "running"
    if is_run and not asked.is_running and not stayed:
        yield f"{day} is a run that nobody asked for"
    if workout["hard_s"] and workout["kind"] not in (asked.kind.value, before["kind"]):
        yield f"{day} is harder than asked for"


def is_freeze_only(reason: str | None) -> bool:
    """Whether a reason is the one sentence of a freeze and the one after it."""
    text = reason or ""
    return text.startswith("No training since") and text.endswith("has assessed it.")


def _as_advised(plan: Checked, day: date, workout: dict, before: dict) -> Iterator[str]:
    on_day = plan.advice.get(day)
    frozen = plan.is_frozen(day)
    rest = on_day is not None and on_day.verdict == Verdict.REST
    if (frozen or rest) and workout["kind"] != "rest":
        yield f"A1 {day} has a workout"
    if frozen and (workout["steps"] or not is_freeze_only(workout["reason"])):
        yield f"A1 {day} carries more than the freeze"
    if on_day is None or frozen or rest or before["activity"] != "running":
        return
    asked = plan.asked.get(day)
    kinds = ("walk", "rest")
    if asked is not None and not asked.is_running:
        kinds = (*kinds, asked.kind.value)
    is_walk = workout["kind"] in kinds and workout["duration_s"] <= 2700
    if on_day.verdict == Verdict.WALK and not is_walk:
        yield f"A2 {day} is no walk"
    if on_day.verdict == Verdict.RUN_EASY:
        yield from _as_easy(plan, day, workout, before)


def _as_easy(plan: Checked, day: date, workout: dict, before: dict) -> Iterator[str]:
    if workout["activity"] == "running" and workout["kind"] not in ("easy", "run_walk"):
        yield f"A3 {day} is not easy"
    asked = plan.asked.get(day)
    planned = max(before["distance_m"], asked.distance_m if asked else 0)
    if workout["distance_m"] * 100 > planned * 75:
        yield f"A3 {day} is too far"
    last = [one for one in plan.longest if one < day and plan.longest[one]]
    if last and workout["distance_m"] > plan.longest[max(last)]:
        yield f"A3 {day} is further than the last run"


def run_walks(plan: Checked, week: dict) -> Iterator[str]:
    for day, run in plan.runs(week):
        found = re.search(r"^Run (\d+) min, walk", run["steps"][1]["text"])
        if (run["kind"] == "run_walk") != bool(found):
            yield f"{day} is a run-walk without bouts, or the other way round"
        elif found and int(found[1]) * 120 > max(run["duration_s"], 120):
            yield f"{day} is a run-walk without a walk"


def reasons(plan: Checked, week: dict) -> Iterator[str]:
    runs = {day.weekday() for day, _ in plan.runs(week)}
    meet = any((day - 1) % 7 in runs for day in runs)
    if "two runs on consecutive days" in week["why"] and not meet:
        yield "no two runs are on consecutive days"
    if "your check-ins took some off" in week["why"] and not plan.spec.advice:
        yield "no check-in took anything off"
    last = plan.shown(week["number"] - 1)
    if week["is_cutback"] and tenths(week["display"]) * 100 >= last * 95:
        yield "P14 a cutback that is none"


def days_off(plan: Checked, week: dict) -> Iterator[str]:
    for day, workout in plan.days(week):
        is_off = day in plan.paused or day in plan.spec.skips
        if is_off and workout["kind"] != "rest":
            yield f"{day} is skipped or paused and has a workout"
        if day in plan.paused and not workout["reason"]:
            yield f"A6 {day} is paused without a reason"


def race_week_and_taper(plan: Checked, week: dict) -> Iterator[str]:
    if _is_race_week(plan, week):
        if plan.workouts[plan.spec.race.date]["activity"] == "running":
            yield "the race is planned as a run"
        if any(workout["hard_s"] for _, workout in plan.days(week)):
            yield "hard before the race"
        if not (week["is_taper"] or week["is_restart"] or week["cap_m"] == 0):
            yield "no taper"
        if ("Race on" in week["why"]) == plan.is_frozen(plan.spec.today):
            yield "nothing said about the race, or something in a freeze"


def hard_days_apart(plan: Checked) -> Iterator[str]:
    days = sorted(plan.workouts)
    hard = [day for day in days if plan.workouts[day]["kind"] in HARD]
    for one, other in pairwise(hard):
        if (other - one).days < 2:
            yield f"P7 hard on {one} and {other}"
    for day in days:
        after = plan.workouts.get(day + timedelta(days=1))
        is_run = plan.workouts[day]["activity"] == "running"
        follows = after is not None and after["activity"] == "running" and is_run
        newest = plan.newest(day + timedelta(days=1))
        recent = newest is not None and newest.verdict != Verdict.RUN
        recent = recent and (day + timedelta(days=1) - newest.date).days <= 7
        if follows and (plan.is_novice or recent):
            yield f"P10 runs on {day} and the day after"


def holds(plan: Checked) -> Iterator[str]:
    since = 0
    for week in plan.weeks:
        rises = week["volume_m"] > plan.as_run(week["number"] - 1)
        since = since + 1 if rises and not week["is_restart"] else 0
        if since >= 5:
            yield f"P14 week {week['number']} is the fifth rise"


def other_days(plan: Checked) -> Iterator[str]:
    for week in plan.weeks:
        planned = [(w["before"] or w)["kind"] for _, w in plan.days(week)]
        if "rest" not in planned:
            yield f"P11 no rest day in week {week['number']}"
        if planned.count("strength") != 2 and not _is_race_week(plan, week):
            yield f"P11 strength not offered twice in week {week['number']}"


WEEK_CHECKS = (
    sums,
    cap,
    ceilings,
    restart_cap,
    single_runs,
    kinds,
    quality,
    hard_minutes,
    only_one_rises,
    adjusted,
    days_off,
    run_walks,
    reasons,
    race_week_and_taper,
)
PLAN_CHECKS = (hard_days_apart, holds, other_days)
