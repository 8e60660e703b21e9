"""What a week says of itself: its dates, its cap, and what it is marked as."""

from __future__ import annotations

import datetime as dt
import re
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
OPEN = Mark(
    letter="O",
    word=gettext_lazy("open"),
    meaning=gettext_lazy("depends on the week before"),
)
HOLD = Mark(
    letter="H",
    word=gettext_lazy("hold"),
    meaning=gettext_lazy("no more than the week before"),
)


def mark_of(week: Week, *, is_frozen: bool = False) -> Mark | None:
    """Return what a week is marked as; None for a week that may rise.

    is_frozen says that nothing is planned at all, until a warning sign is looked at.
    """
    if week.cap_m == 0 and week.volume_m == 0:
        return None if is_frozen else OPEN
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """A week's figures as they are shown, in tenths of the athlete's unit.

    is_measured says that the week before holds enough to measure this one against,
    that what is shown is not above what may be shown after it.
    """

    planned: int
    cap: int
    last: int
    is_measured: bool
    is_within: bool


def figures_of(week: Week, unit: Unit, *, planned: int | None = None) -> Figures:
    """Return what is shown of a week; planned is the sum of its days as shown.

    Last week's 19.65 km stand there as 19.6: a cap of 21.6 would look too much. Of a
    week that was planned in the other unit, the days may come to a tenth more.
    """
    if planned is None:
        planned = shown_tenths(week.volume_m, unit)
    last = shown_tenths(week.baseline_m, unit)
    is_measured = week.baseline_m >= BLANK_BELOW_M
    cap = shown_tenths(week.cap_m, unit)
    if is_measured and not week.is_restart:
        cap = min(cap, last * 11 // 10)
    return Figures(
        planned=planned,
        cap=max(cap, planned),
        last=last,
        is_measured=is_measured,
        is_within=planned <= cap,
    )


def overshoot(figures: Figures, *, run: int) -> StrOrPromise:
    """Return what to say of more that was run than planned, "" if it was not more."""
    if run > figures.cap:
        return gettext_lazy("more than the week may hold")
    return gettext_lazy("more than planned") if run > figures.planned else ""


def cap_sentence(figures: Figures, unit: Unit, *, is_now: bool) -> str:
    """Return a week against the one before, "" if that one was blank or is still open.

    After a blank week per cent say nothing; the week's own sentence names its limit.
    """
    if not figures.is_measured:
        return ""
    texts = {
        True: _("Last week %(last)s, at most %(cap)s, this week %(planned)s"),
        False: _("The week before %(last)s, at most %(cap)s, planned %(planned)s"),
    }
    said = texts[is_now] % {
        "last": show(figures.last, unit),
        "cap": show(figures.cap, unit),
        "planned": show(figures.planned, unit),
    }
    if not figures.is_within:
        return f"{said}."
    return f"{said} ({change_percent(figures.planned, figures.last)} %)."


def why_beyond_the_cap(week: Week, unit: Unit) -> str:
    """Return why a week is as big as it is, without what cap_sentence says too.

    The planner's sentence on a rise begins with its per cent. Sentences with figures
    in another unit, from when the week was planned, are left out.
    """
    why = week.why
    if why.startswith(("+", "-")):
        why = why.partition(". ")[2]
    other = next(one.value for one in Unit if one is not unit)
    if not re.search(rf"\d {other}\b", why):
        return why
    sentences = re.split(r"(?<=\.) ", why)
    return " ".join(one for one in sentences if not re.search(r"\d (km|mi)\b", one))
