"""How the log reads: runs by week, newest first, and what a change of it would do."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Q, Sum
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from backpain.accounts.models import User
from backpain.accounts.units import METRES_PER
from training.forms.duration import duration_typed
from training.models import Run
from training.planner import Unit, show_metres
from training.planner.units import show_pace
from training.services.log import Consequence
from training.weeks import WEEK, monday_of, sunday_of

RUNS_ON_A_PAGE = 50
NBSP = "\N{NO-BREAK SPACE}"
# The day and the key of the last run of a page.
KEY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})_([0-9]{1,18})")


@dataclass(frozen=True, slots=True, kw_only=True)
class RunText:
    """One run on one line."""

    run: Run
    distance: str
    details: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekOfRuns:
    """The runs of one week on one page; the sum is of the whole week."""

    start: dt.date
    title: str
    total: str
    runs: Sequence[RunText]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogPage:
    """One page of the log; earlier names the page that follows, "" on the last."""

    weeks: Sequence[WeekOfRuns]
    earlier: str


def log_page(athlete: User, *, before: str = "", how_it_felt: bool = True) -> LogPage:
    """Return the runs before a page's key, or the newest if it is no key.

    Without how_it_felt, effort and pain are left out.
    """
    runs = Run.objects.filter(athlete=athlete).newest_first()
    after_key = _after(before)
    if after_key is not None:
        runs = runs.filter(after_key)
    found = list(runs[: RUNS_ON_A_PAGE + 1])
    shown = found[:RUNS_ON_A_PAGE]
    last = shown[-1] if len(found) > len(shown) else None
    return LogPage(
        weeks=_weeks(athlete, shown, how_it_felt=how_it_felt),
        earlier=f"{last.date}_{last.pk}" if last else "",
    )


def _after(key: str) -> Q | None:
    match = KEY.fullmatch(key)
    if match is None:
        return None
    try:
        day = dt.date.fromisoformat(match[1])
    except ValueError:
        return None
    return Q(date__lt=day) | Q(date=day, pk__lt=int(match[2]))


def _weeks(
    athlete: User, runs: Sequence[Run], *, how_it_felt: bool
) -> list[WeekOfRuns]:
    if not runs:
        return []
    # The first and the last week of a page may go on on another one.
    newest, oldest = monday_of(runs[0].date), monday_of(runs[-1].date)
    by_day = (
        Run.objects.filter(athlete=athlete, date__gte=oldest, date__lt=newest + WEEK)
        .values_list("date")
        .annotate(metres=Sum("distance_m"))
    )
    total: dict[dt.date, int] = {}
    for day, metres in by_day:
        total[monday_of(day)] = total.get(monday_of(day), 0) + (metres or 0)
    this_week = monday_of(athlete.local_date())
    return [
        WeekOfRuns(
            start=monday,
            title=_week_title(monday, this_week),
            total=distance_text(total[monday], athlete.units),
            runs=[
                run_text(run, athlete.units, how_it_felt=how_it_felt) for run in week
            ],
        )
        for monday, week in groupby(runs, lambda run: monday_of(run.date))
    ]


def _week_title(monday: dt.date, this_week: dt.date) -> str:
    if monday == this_week:
        return _("This week")
    if monday == this_week - WEEK:
        return _("Last week")
    sunday = sunday_of(monday)
    last = date_format(sunday, "j M" if sunday.year == this_week.year else "j M Y")
    return f"{date_format(monday, 'j M')} - {last}"


def run_text(run: Run, units: str, *, how_it_felt: bool = True) -> RunText:
    felt = _felt(run) if how_it_felt else []
    return RunText(
        run=run,
        distance=distance_text(run.distance_m, units),
        details=" · ".join(_details(run, Unit(units)) + felt),
    )


def _details(run: Run, unit: Unit) -> list[str]:
    details = []
    if run.duration_s:
        details.append(duration_typed(run.duration_s))
    if run.duration_s and run.distance_m:
        details.append(show_pace(round(run.duration_s * 1000 / run.distance_m), unit))
    if run.surface:
        details.append(run.get_surface_display().lower())
    return details


def _felt(run: Run) -> list[str]:
    felt = []
    if run.session_rpe is not None:
        felt.append(_("effort %(score)d") % {"score": run.session_rpe})
    if run.pain_max is not None:
        felt.append(_("pain %(score)d") % {"score": run.pain_max})
    if run.limp == "yes":
        felt.append(_("limped"))
    return felt


def distance_text(metres: int | None, units: str) -> str:
    """Return what was run, as exact as it is typed: "5.23 km", "10.0 km"."""
    if metres is None:
        return _("distance unknown")
    typed = f"{metres / METRES_PER[units]:.2f}"
    return f"{typed.removesuffix('0')}{NBSP}{units}"


def in_words(found: Sequence[Consequence], athlete: User) -> list[str]:
    """Return a sentence for each week of which a figure is shown as another one."""
    monday = monday_of(athlete.local_date())
    sentences = [_sentence(one, monday, Unit(athlete.units)) for one in found]
    return [sentence for sentence in sentences if sentence]


def new_cap(found: Sequence[Consequence], athlete: User) -> str:
    """Return what a run of a week that is over has made of this one, "" for nothing."""
    monday, unit = monday_of(athlete.local_date()), Unit(athlete.units)
    this_week = next((one for one in found if one.start == monday), None)
    if this_week is None:
        return ""
    caps = _change(this_week.cap_before_m, this_week.cap_after_m, unit)
    if not caps:
        return ""
    before = f"{caps['before']}{NBSP}{unit.value}"
    return _("This week: at most %(after)s instead of %(before)s.") % {
        "after": caps["after"],
        "before": before,
    }


def _sentence(one: Consequence, monday: dt.date, unit: Unit) -> str:
    cap = _change(one.cap_before_m, one.cap_after_m, unit)
    planned = _change(one.volume_before_m, one.volume_after_m, unit)
    parts = []
    if cap:
        falls = one.cap_after_m < one.cap_before_m
        parts.append(_cap_text(one, monday, falls) % {"number": one.number, **cap})
    if cap and planned:
        parts.append(_("planned %(before)s becomes %(after)s") % planned)
    elif planned:
        parts.append(_planned_text(one, monday) % {"number": one.number, **planned})
    return "; ".join(parts) + "." if parts else ""


def _change(before_m: int, after_m: int, unit: Unit) -> dict[str, str]:
    """Return two distances as they are shown; empty if they are shown as the same."""
    before, after = show_metres(before_m, unit), show_metres(after_m, unit)
    if before == after:
        return {}
    before = before.removesuffix(f" {unit.value}")
    return {"before": before, "after": after.replace(" ", NBSP)}


def _cap_text(one: Consequence, monday: dt.date, falls: bool) -> str:
    if one.start == monday:
        return (
            _("This week's cap falls from %(before)s to %(after)s")
            if falls
            else _("This week's cap rises from %(before)s to %(after)s")
        )
    if one.start == monday + WEEK:
        return (
            _("Next week's cap falls from %(before)s to %(after)s")
            if falls
            else _("Next week's cap rises from %(before)s to %(after)s")
        )
    return (
        _("Week %(number)s: the cap falls from %(before)s to %(after)s")
        if falls
        else _("Week %(number)s: the cap rises from %(before)s to %(after)s")
    )


def _planned_text(one: Consequence, monday: dt.date) -> str:
    if one.start == monday:
        return _("This week: planned %(before)s becomes %(after)s")
    if one.start == monday + WEEK:
        return _("Next week: planned %(before)s becomes %(after)s")
    return _("Week %(number)s: planned %(before)s becomes %(after)s")


def confirmation_of(found: Sequence[Consequence]) -> str:
    """Return what a confirmation says yes to: it holds for these figures only."""
    return ",".join(
        f"{one.start:%Y%m%d}-{one.cap_after_m}-{one.volume_after_m}" for one in found
    )
