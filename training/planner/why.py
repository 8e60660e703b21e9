"""Say in one or a few plain sentences why a week is as big as it is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from training.planner.ladder import CONTINUOUS
from training.planner.planned import PlannedWorkout
from training.planner.size import WeekBehind, WeekSize, Why
from training.planner.text import gettext_noop
from training.planner.units import Unit, show, show_metres, shown_tenths
from training.planner.volume import is_blank
from training.planner.week import Layout, are_neighbours
from training.planner.week_days import DraftWeek

RISE = gettext_noop("{change} %: last week {last}, at most {most}.")
HOLD = gettext_noop(
    "Hold week: no rise in every fourth week and after a race; last week {last}."
)
TAPER = gettext_noop("Taper before the race: less than last week's {last}.")
STARTER = gettext_noop(
    "A new start: short run-walk sessions with a day between, at most {most}."
)
RESTART = gettext_noop("Restart after {gap} without running: {share}, at most {most}.")
ROWS = (
    gettext_noop("half of the last week"),
    gettext_noop("half of the usual week"),
    gettext_noop("a third of the usual week"),
    gettext_noop("a third of the usual week, and no more than 5 km"),
)
ONE_WEEK, WEEKS = gettext_noop("one week"), gettext_noop("{count} weeks")
AFTER_PAIN = gettext_noop("Less than usual, because the break was for pain.")
WAIT = gettext_noop(
    "Nothing is planned yet: the week before holds too little running to build on. "
    "What you run in it decides."
)
OVERSHOOT = gettext_noop(
    "Last week's {run} were more than it could hold; only {counts} count."
)
SHORT = gettext_noop("Planned were {planned}; what was run counts.")
ADVICE = gettext_noop("Planned were {planned}; your check-ins took some off.")
FIRST_SHORT = gettext_noop(
    "Planned were {planned}; the first runs after a break are measured against one that "
    "was cut short or left out."
)
RAN = gettext_noop("Planned were {planned}; what you have run already takes some off.")
CUT = gettext_noop("Planned were {planned}; skipped and paused days are taken off.")
COACHED = gettext_noop("Planned were {planned}; your coach changed some of its days.")
CEILING = gettext_noop(
    "Your coach's ceiling: at most {most} a week up to and including {date}."
)
LIMITED = gettext_noop("No run may be longer than {longest} yet.")
NO_QUALITY_DAY = gettext_noop(
    "No tempo or intervals: none of your days is far enough from the long run."
)
ONE_QUALITY_DAY = gettext_noop(
    "Tempo and intervals take turns: your days leave room for one of them a week."
)
NEIGHBOURS = gettext_noop("Your days put two runs on consecutive days.")
FEWER_RUNS = gettext_noop("A new runner gets a day between two runs: {runs} a week.")


def week_sentences(
    size: WeekSize,
    last: WeekBehind,
    layout: Layout,
    *,
    unit: Unit,
    draft: DraftWeek,
    adjusted: Sequence[PlannedWorkout],
    is_cut: bool,
    is_coached: bool,
    asked: int,
    is_novice: bool,
) -> str:
    """Return all that is to say about a week, its size first.

    adjusted are the workouts of draft after advice. is_cut: the athlete skipped or
    paused a run; is_coached: a coach changed a day; asked are the runs a week that
    they asked for.
    """
    said = [base_sentence(size, tenths=draft.tenths, unit=unit)]
    said.append(last_week_sentence(last, unit))
    if size.ceiling is not None:
        end = size.ceiling.last
        most = show_metres(size.ceiling.metres, unit)
        said.append(CEILING.format(most=most, date=f"{end.day} {end:%B}"))
    if size.why is not Why.WAIT and draft.tenths < size.tenths:
        said.append(LIMITED.format(longest=show(size.limits.longest, unit)))
    less = CUT if is_cut else _less_sentence(draft, adjusted, is_coached=is_coached)
    said.append(less.format(planned=show(draft.tenths, unit)))
    if is_novice and len(layout.runs) < asked:
        said.append(FEWER_RUNS.format(runs=len(layout.runs)))
    elif size.level == CONTINUOUS and not is_novice:
        said.extend(_layout_sentences(layout, adjusted))
    return " ".join(text for text in said if text)


def _less_sentence(
    draft: DraftWeek, adjusted: Sequence[PlannedWorkout], *, is_coached: bool
) -> str:
    """Return what made a week another one than planned; "" if nothing did."""
    drafted = sum(workout.tenths for workout in draft.workouts)
    if sum(workout.tenths for workout in adjusted) < drafted:
        return ADVICE if _took_by_answers(draft, adjusted) else FIRST_SHORT
    if is_coached:
        return COACHED
    return RAN if drafted < draft.tenths else ""


def _took_by_answers(draft: DraftWeek, adjusted: Sequence[PlannedWorkout]) -> bool:
    """Say whether an answer changed a workout: a coach's may have such reasons before."""
    return any(
        reason.is_health and reason not in drafted.reasons
        for drafted, workout in zip(draft.workouts, adjusted, strict=True)
        for reason in workout.reasons
    )


def _layout_sentences(layout: Layout, adjusted: Sequence[PlannedWorkout]) -> list[str]:
    """Return which softer choices the athlete's days made necessary."""
    said = []
    if not layout.quality:
        said.append(NO_QUALITY_DAY)
    elif len(layout.quality) < len(layout.runs) - 2:
        said.append(ONE_QUALITY_DAY)
    runs = [day for day, workout in enumerate(adjusted) if workout.is_running]
    still_meet = any(are_neighbours(*pair) for pair in combinations(runs, 2))
    if layout.has_neighbours and still_meet:
        said.append(NEIGHBOURS)
    return said


def base_sentence(size: WeekSize, *, tenths: int, unit: Unit) -> str:
    """Return the sentence on the week's size; tenths are what the week was planned at."""
    last = show_metres(size.baseline_m, unit)
    if size.why is Why.RISE:
        shown = shown_tenths(size.baseline_m, unit)
        most = min(shown_tenths(size.cap_m, unit), shown * 11 // 10)
        change = change_percent(tenths, shown)
        return RISE.format(change=change, last=last, most=show(most, unit))
    if size.restart is not None and size.why is Why.RESTART:
        blanks = size.restart.blanks
        gap = ONE_WEEK if blanks == 1 else WEEKS.format(count=blanks)
        most_shown = show_metres(size.cap_m, unit)
        text = RESTART.format(gap=gap, share=ROWS[size.restart.row], most=most_shown)
        return f"{text} {AFTER_PAIN}" if size.restart.after_pain else text
    texts = {
        Why.HOLD: HOLD,
        Why.TAPER: TAPER,
        Why.WAIT: WAIT,
        Why.STARTER: STARTER,
    }
    return texts[size.why].format(last=last, most=show_metres(size.cap_m, unit))


def change_percent(tenths: int, shown: int) -> str:
    """Return a change from shown to tenths such as "+7.1", rounded down to 0.1."""
    if shown == 0:
        return "+0"
    change = (tenths - shown) * 1000 // shown
    sign = "+" if change >= 0 else "-"
    whole, part = divmod(abs(change), 10)
    return f"{sign}{whole}.{part}" if part else f"{sign}{whole}"


def last_week_sentence(last: WeekBehind, unit: Unit) -> str:
    """Return what to know about the week before; "" if it was run about as planned.

    Nothing is said of weeks before the plan, or before a restart.
    """
    if last.cap_m is None or is_blank(last.counts_m):
        return ""
    if last.counts_m > last.cap_m:
        run, counts = show_metres(last.counts_m, unit), show_metres(last.cap_m, unit)
        return OVERSHOOT.format(run=run, counts=counts)
    if last.is_over and last.counts_m * 10 < last.volume_m * 9:
        return SHORT.format(planned=show_metres(last.volume_m, unit))
    return ""
