"""How a line of the roster reads, with nothing in it that was not shared."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _, ngettext
from django_stubs_ext import StrOrPromise

from backpain.accounts.models import AthleteStatus
from backpain.accounts.models.status import DAYS_OF_PAIN
from backpain.accounts.ranks import Need
from training.coach.roster import Entry
from training.planner import Unit, show, shown_tenths
from triage.presentation import CARE_WORDS, VERDICT_WORDS
from triage.rules import RED_FLAG_CARE, Care, Verdict

HIGHEST_PAIN = 10
# The view box of a sparkline; the line keeps clear of its edges.
SPARK_WIDTH, SPARK_HEIGHT, SPARK_EDGE = 78, 28, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A verdict or a care as the athlete's own pages show it."""

    code: str
    word: StrOrPromise


@dataclass(frozen=True, slots=True, kw_only=True)
class Spark:
    """The worst pain of 14 days: polylines in the view box, and the same in words."""

    lines: tuple[str, ...]
    pains: str
    width: int = SPARK_WIDTH
    height: int = SPARK_HEIGHT


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekFigures:
    """Run, planned and cap in the coach's unit; planned and cap are "" if unknown."""

    run: str
    planned: str
    cap: str
    is_over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One athlete of the roster.

    tags are empty without an advice in force; instead says why. pain is "" without an
    answer of today. spark and week are None where there is nothing to show: look at
    sees_health and sees_plan first.
    """

    entry: Entry
    tags: tuple[Tag, ...]
    instead: str
    pain: str
    spark: Spark | None
    week: WeekFigures | None
    heard: str
    why: str

    @property
    def sees_health(self) -> bool:
        return self.entry.coaching.sees_health

    @property
    def sees_plan(self) -> bool:
        return self.entry.coaching.sees_plan

    @property
    def pains(self) -> str:
        """The worst pain of 14 days, oldest first; "" if nothing was answered."""
        return self.spark.pains if self.spark else ""

    @property
    def need(self) -> str:
        return self.entry.need.name.lower()


def line_of(entry: Entry, unit: Unit, now: dt.datetime) -> Line:
    status = entry.status or AthleteStatus(silent_from=now)
    is_today = status.day_until is not None and status.day_until > now
    sees = entry.coaching
    spark = _spark(entry, status, now) if sees.sees_health else None
    return Line(
        entry=entry,
        tags=tuple(_tags(entry, status, now)),
        instead=_instead(entry, status, is_today=is_today),
        pain=_pain(status) if sees.sees_health and is_today else "",
        spark=spark,
        week=_week(status, unit, now) if sees.sees_plan else None,
        heard=_heard(entry, status, now),
        why=_why(entry, status, unit, now),
    )


def _is_in_force(status: AthleteStatus, now: dt.datetime) -> bool:
    until = status.verdict_until
    return until is not None and until > now and not status.is_outside


def _tags(entry: Entry, status: AthleteStatus, now: dt.datetime) -> list[Tag]:
    tags = []
    if _is_in_force(status, now):
        verdict = Verdict(status.verdict or 0)
        tags.append(Tag(code=verdict.code, word=VERDICT_WORDS[verdict]))
    if not entry.coaching.sees_health:
        return tags
    care = Care(status.care or 0)
    if care >= RED_FLAG_CARE and (tags or status.held_since):
        tags.append(Tag(code="care", word=CARE_WORDS[care]))
    elif status.held_since:
        tags.append(Tag(code="care", word=_("Care hold")))
    return tags


def _instead(entry: Entry, status: AthleteStatus, *, is_today: bool) -> str:
    # Whom the rules say nothing about is so by what they answered.
    if status.is_outside and entry.coaching.sees_health:
        return _("No advice")
    return _("To check in again") if is_today else _("No check-in today")


def _pain(status: AthleteStatus) -> str:
    return "" if status.pain_now is None else str(status.pain_now)


def _spark(entry: Entry, status: AthleteStatus, now: dt.datetime) -> Spark | None:
    """Return the line of 14 days up to the athlete's today; None without any answer."""
    if status.checked_in_on is None:
        return None
    shift = max((entry.athlete.local_date(now) - status.checked_in_on).days, 0)
    pains = [*status.pains, *[None] * shift][-DAYS_OF_PAIN:]
    if all(pain is None for pain in pains):
        return None
    said = ", ".join(_("none") if pain is None else str(pain) for pain in pains)
    return Spark(lines=_polylines(pains), pains=said)


def _polylines(pains: list[int | None]) -> tuple[str, ...]:
    """Return one polyline for each unbroken stretch of days."""
    step = (SPARK_WIDTH - 2 * SPARK_EDGE) / (DAYS_OF_PAIN - 1)
    rise = (SPARK_HEIGHT - 2 * SPARK_EDGE) / HIGHEST_PAIN
    lines: list[list[str]] = [[]]
    for place, pain in enumerate(pains):
        if pain is None:
            lines.append([])
        else:
            x = SPARK_EDGE + place * step
            y = SPARK_HEIGHT - SPARK_EDGE - pain * rise
            lines[-1].append(f"{x:.1f},{y:.1f}")
    # A single point is drawn as a dot: a line that goes nowhere, with a round end.
    return tuple(
        " ".join(line * 2 if len(line) == 1 else line) for line in lines if line
    )


def _week(status: AthleteStatus, unit: Unit, now: dt.datetime) -> WeekFigures:
    """Return this week's figures; a week that began since has nothing run in it yet."""
    is_now = status.week_until is not None and status.week_until > now
    is_planned = is_now and status.cap_m is not None and not status.is_outside
    run_m = status.run_m if is_now else 0
    return WeekFigures(
        run=_figure(run_m, unit),
        planned=_figure(status.planned_m or 0, unit) if is_planned else "",
        cap=_figure(status.cap_m or 0, unit) if is_planned else "",
        is_over=is_planned and run_m > (status.cap_m or 0),
    )


def _figure(metres: int, unit: Unit) -> str:
    return show(shown_tenths(metres, unit), unit).removesuffix(f" {unit.value}")


def _heard(entry: Entry, status: AthleteStatus, now: dt.datetime) -> str:
    """Return how long ago the last check-in was, such as "2 h ago"; "" without one.

    Days are those of the calendar: a morning two days ago is not "1 d ago" at dawn.
    """
    if status.checked_in_at is None or status.checked_in_on is None:
        return ""
    minutes = max(int((now - status.checked_in_at).total_seconds()) // 60, 0)
    if minutes < 60:
        return _("%(count)s min ago") % {"count": minutes}
    if minutes < 24 * 60:
        return _("%(count)s h ago") % {"count": minutes // 60}
    days = (entry.athlete.local_date(now) - status.checked_in_on).days
    return _("%(count)s d ago") % {"count": days}


def _why(entry: Entry, status: AthleteStatus, unit: Unit, now: dt.datetime) -> str:
    """Return in a sentence why an athlete stands where they stand.

    What the athlete was told is quoted: it says "you" to them.
    """
    sentences = {
        Need.HOLD: _why_held,
        Need.WORSE: _why_worse,
        Need.RISING: _why_rising,
        Need.SILENT: _why_silent,
    }
    if entry.need is Need.RISK:
        return _why_at_risk(status, unit)
    if entry.need in sentences:
        return sentences[entry.need](entry, status, now)
    return _why_quiet(entry, status, now)


def _why_held(entry: Entry, status: AthleteStatus, now: dt.datetime) -> str:
    since = date_format(status.held_since or now, "D j M")
    if Care(status.care or 0) >= RED_FLAG_CARE and status.why:
        return _("Held since %(day)s. “%(why)s”") % {
            "day": since,
            "why": _(status.why),
        }
    return _("Held since %(day)s, until a clinician has looked at it.") % {"day": since}


def _why_worse(entry: Entry, status: AthleteStatus, now: dt.datetime) -> str:
    said = _("Last time %(before)s, now %(now)s.") % {
        "now": str(VERDICT_WORDS[Verdict(status.verdict or 0)]).lower(),
        "before": str(VERDICT_WORDS[Verdict(status.verdict_before or 0)]).lower(),
    }
    if entry.coaching.sees_health and status.why:
        return f"{said} “{_(status.why)}”"
    return said


def _why_rising(entry: Entry, status: AthleteStatus, now: dt.datetime) -> str:
    return _("Worst pain is rising: %(before)s, now %(now)s.") % {
        "before": status.pain_before,
        "now": status.pains[-1],
    }


def _why_at_risk(status: AthleteStatus, unit: Unit) -> str:
    if status.risk == AthleteStatus.Risk.OVER:
        return _("Ran %(run)s %(unit)s; this week holds at most %(cap)s.") % {
            "run": _figure(status.run_m, unit),
            "cap": _figure(status.cap_m or 0, unit),
            "unit": unit.value,
        }
    return _("Two runs of this week's plan or more were not run.")


def _why_silent(entry: Entry, status: AthleteStatus, now: dt.datetime) -> str:
    if status.checked_in_on is None:
        return _("No check-in so far.")
    days = (entry.athlete.local_date(now) - status.checked_in_on).days - 1
    return ngettext(
        "No check-in for %(days)s day.", "No check-in for %(days)s days.", days
    ) % {"days": days}


def _why_quiet(entry: Entry, status: AthleteStatus, now: dt.datetime) -> str:
    if status.is_outside and entry.coaching.sees_health:
        return _("The rules say nothing about this athlete's running.")
    if status.checked_in_at is None:
        return _("No check-in so far.")
    if not _is_in_force(status, now):
        day = timezone.localtime(status.checked_in_at)
        return _("Last check-in on %(day)s.") % {"day": date_format(day, "D j M")}
    if entry.coaching.sees_health and status.why:
        return f"“{_(status.why)}”"
    return _("Nothing to report.") if entry.coaching.sees_health else ""
