"""The roster: who needs their coach today, and why."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from backpain.accounts import coaching as consent, looks
from backpain.accounts.door import with_roster
from backpain.accounts.export import cell
from backpain.accounts.http import AuthenticatedRequest
from training.coach.roster import Wanted, around, everybody, numbers_of, page_of
from training.coach.roster_text import Line, line_of
from training.planner import Unit


@require_safe
@with_roster
def roster(request: AuthenticatedRequest) -> HttpResponse:
    coach, now = request.user, timezone.now()
    wanted, beside = Wanted.of(request.GET), around(request.user, now)
    if wanted.group is not None and wanted.group not in dict(beside.groups):
        raise Http404
    entries, has_more = page_of(coach, wanted, now)
    looks.record_coach(request, [entry.coaching for entry in entries], "roster")
    is_first = wanted.after is None
    context = {
        "section": "coach",
        "lines": [line_of(entry, Unit(coach.units), now) for entry in entries],
        "unit": coach.units,
        "wanted": wanted,
        "filters": _filters(wanted),
        "groups": beside.groups,
        "group": dict(beside.groups).get(wanted.group or 0),
        "numbers": numbers_of(coach, now) if is_first else None,
        "invitations": consent.pending_for(coach) if beside.is_invited else [],
        "next": _address(wanted, after=entries[-1].athlete.pk) if has_more else "",
        "first": _address(wanted),
    }
    return render(request, "coach/roster.html", context)


def _filters(wanted: Wanted) -> list[dict[str, Any]]:
    words = {
        "all": _("All"),
        "me": _("Needs me"),
        "hold": _("Care hold"),
        "silent": _("Silent"),
    }
    return [
        {
            "word": word,
            "address": _address(wanted, show=show),
            "is_on": wanted.show == show,
        }
        for show, word in words.items()
    ]


def _address(wanted: Wanted, **changes: Any) -> str:
    """Return the query of another page of the roster, without what is not asked."""
    asked = {"show": wanted.show, "q": wanted.search, "group": wanted.group} | changes
    if asked["show"] == "all":
        del asked["show"]
    return "?" + urlencode({name: value for name, value in asked.items() if value})


@require_safe
@with_roster
def roster_csv(request: AuthenticatedRequest) -> StreamingHttpResponse:
    """Give the roster as a file, with what was not shared said to be so."""
    coach, now = request.user, timezone.now()
    entries = everybody(coach, Wanted(), now)
    looks.record_coach(request, [entry.coaching for entry in entries], "roster-csv")
    unit = Unit(coach.units)
    # Worked out here: the coach's clock and language no longer hold while it is sent.
    rows = [_cells(line_of(entry, unit, now)) for entry in entries]
    return StreamingHttpResponse(
        _csv_lines([_heads(unit), *rows]),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="athletes.csv"'},
    )


class _Echo:
    """What the writer of CSV writes to: it gives each line back."""

    def write(self, line: str) -> str:
        return line


def _csv_lines(rows: Iterable[list[str]]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    for row in rows:
        yield writer.writerow([cell(value) for value in row])


def _heads(unit: Unit) -> list[str]:
    return [
        _("athlete"),
        _("why here"),
        _("today"),
        _("care"),
        _("pain now"),
        _("worst pain of 14 days"),
        _("run this week, %(unit)s") % {"unit": unit.value},
        _("planned, %(unit)s") % {"unit": unit.value},
        _("at most, %(unit)s") % {"unit": unit.value},
        _("last check-in"),
    ]


def _cells(line: Line) -> list[str]:
    hidden = _("not shared")
    words = {tag.code == "care": str(tag.word) for tag in line.tags}
    heard = line.entry.status.checked_in_at if line.entry.status else None
    health = [words.get(True, ""), line.pain, line.pains]
    week = [line.week.run, line.week.planned, line.week.cap] if line.week else None
    return [
        str(line.entry.athlete),
        line.why,
        words.get(False, line.instead),
        *(health if line.sees_health else [hidden] * len(health)),
        *(week or [hidden] * 3),
        timezone.localtime(heard).strftime("%Y-%m-%d %H:%M") if heard else "",
    ]
