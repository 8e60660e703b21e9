"""What to say to whoever sends a page of a plan that is another one by now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from operator import itemgetter

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from backpain.accounts.models import User
from training.change_words import sentence_of
from training.models import Change, Replan
from training.planner import Unit

# These say no more than the changes that made them.
OF_CHANGES = (Replan.Cause.MOVED, Replan.Cause.PAUSE, Replan.Cause.COACH)
MOST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Stale:
    """What was changed meanwhile, what was asked for, and how to ask for it again.

    address and fields are those of the form to send again; "" where the page that was
    sent is shown again itself.
    """

    changed: list[str]
    asked: str = ""
    address: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


def changed_since(
    athlete: User, seen: int | None, *, reader: User, sees_health: bool = True
) -> list[str]:
    """Return what was changed in a plan since a version of it: what, when and by whom.

    Oldest first. A check-in is told only to whom health answers may be.
    """
    opened = Replan.objects.filter(athlete=athlete, pk=seen or 0).first()
    if opened is None:
        return []
    lines = [
        *_changes(athlete, opened.at, reader, sees_health),
        *_other_causes(athlete, opened, sees_health),
    ]
    return [words for _at, words in sorted(lines, key=itemgetter(0))[-MOST:]]


def _changes(
    athlete: User, since: dt.datetime, reader: User, sees_health: bool
) -> list[tuple[dt.datetime, str]]:
    found = Change.objects.filter(
        Q(made_at__gt=since) | Q(undone_at__gt=since), athlete=athlete
    ).select_related("made_by")
    lines = []
    for change in found:
        what = sentence_of(change, Unit(athlete.units), tells_cause=sees_health)
        if change.undone_at is not None:
            words = _("%(at)s, taken back: %(what)s")
            lines.append((change.undone_at, words % _line(change.undone_at, what)))
            continue
        who = _("you") if change.made_by == reader else str(change.made_by or "")
        words = _("%(at)s, by %(who)s: %(what)s")
        lines.append((change.made_at, words % _line(change.made_at, what, who)))
    return lines


def _other_causes(
    athlete: User, opened: Replan, sees_health: bool
) -> list[tuple[dt.datetime, str]]:
    later = Replan.objects.filter(athlete=athlete, pk__gt=opened.pk)
    later = later.exclude(cause__in=OF_CHANGES)
    if not sees_health:
        later = later.exclude(cause=Replan.Cause.CHECK_IN)
    return [
        (one.at, _("%(at)s: %(what)s") % _line(one.at, one.get_cause_display()))
        for one in later
    ]


def _line(at: dt.datetime, what: str, who: str = "") -> dict[str, str]:
    when = date_format(timezone.localtime(at), "D j M, H:i")
    return {"at": when, "what": what, "who": who}
