"""What a week says of itself: its dates, its cap, and what it is marked as."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _, gettext_lazy
from django_stubs_ext import StrOrPromise

from training.models import Week
from training.planner import (
    BLANK_BELOW_M,
    Unit,
    change_percent,
    show,
    show_metres,
    shown_tenths,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Why a week does not rise: a letter for the chart, a word for everything else."""

    letter: str
    word: StrOrPromise
    meaning: StrOrPromise


RESTART = Mark(
    letter="R",
    word=gettext_lazy("restart"),
    meaning=gettext_lazy("a small start after a week or more without running"),
)
TAPER = Mark(
    letter="T",
    word=gettext_lazy("taper"),
    meaning=gettext_lazy("less before the race"),
)
CUTBACK = Mark(
    letter="C",
    word=gettext_lazy("cutback"),
    meaning=gettext_lazy("less than the week before"),
)
HOLD = Mark(
    letter="H",
    word=gettext_lazy("hold"),
    meaning=gettext_lazy("no more than the week before"),
)


def mark_of(week: Week) -> Mark | None:
    """Return what a week is marked as; None for a week that may rise."""
    marks = (
        (RESTART, week.is_restart),
        (TAPER, week.is_taper),
        (CUTBACK, week.is_cutback),
        (HOLD, week.is_hold),
    )
    return next((mark for mark, holds in marks if holds), None)


def dates_of(first: dt.date, last: dt.date, month: str = "F") -> str:
    """Return days such as "30 November to 6 December", or "16 to 22 November"."""
    is_one_month = (first.year, first.month) == (last.year, last.month)
    return _("%(first)s to %(last)s") % {
        "first": date_format(first, "j" if is_one_month else f"j {month}"),
        "last": date_format(last, f"j {month}"),
    }


def shown_cap(week: Week, unit: Unit) -> str:
    """Return the cap as a pencil finds it from last week's figure on the page.

    Last week's 19.65 km stand there as 19.6: a cap of 21.6 would look too much.
    """
    cap = shown_tenths(week.cap_m, unit)
    if week.baseline_m >= BLANK_BELOW_M and not week.is_restart:
        cap = min(cap, shown_tenths(week.baseline_m, unit) * 11 // 10)
    return show(cap, unit)


def cap_sentence(week: Week, unit: Unit, *, is_now: bool) -> str:
    """Return a week against the one before, "" if that one was blank or is still open.

    After a blank week per cent say nothing; the week's own sentence names its limit.
    """
    if week.baseline_m < BLANK_BELOW_M:
        return ""
    texts = {
        True: _("Last week %(last)s, at most %(cap)s, this week %(planned)s"),
        False: _("The week before %(last)s, at most %(cap)s, planned %(planned)s"),
    }
    said = texts[is_now] % {
        "last": show_metres(week.baseline_m, unit),
        "cap": shown_cap(week, unit),
        "planned": show_metres(week.volume_m, unit),
    }
    change = change_percent(
        shown_tenths(week.volume_m, unit), shown_tenths(week.baseline_m, unit)
    )
    return f"{said} ({change} %)."


def why_beyond_the_cap(week: Week) -> str:
    """Return why a week is as big as it is, without what cap_sentence says too.

    The planner's sentence on a rise begins with its per cent.
    """
    if not week.why.startswith(("+", "-")):
        return week.why
    return week.why.partition(". ")[2]
