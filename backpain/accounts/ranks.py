"""Who in a coach's roster comes first: the order of the dashboard, worst first.

The same expressions serve to store a rank with each coaching, whenever the athlete's
status changes, and to work it out anew for a rank that time has made outdated. A page
of the roster so reads one range of an index, however many athletes there are.
"""

from __future__ import annotations

import datetime as dt
from functools import cache

from django.db import DEFAULT_DB_ALIAS, models, transaction
from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Least
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backpain.accounts.models import AthleteStatus, Coaching, User
from backpain.prepared import Given, Prepared

BATCH = 1000
# Ranks of one need lie this far apart; within it, the worse state comes first.
STEP = 1000
NEVER = dt.datetime(9999, 1, 1, tzinfo=dt.UTC)
STATUS = "athlete__status__"
# The moments at which a rank may change by itself.
MOMENTS = (
    "verdict_until",
    "worse_until",
    "rising_until",
    "risk_from",
    "risk_until",
    "silent_from",
)


Moment = dt.datetime | models.Expression


class Need(models.IntegerChoices):
    """Why an athlete stands where they stand, the most pressing first."""

    HOLD = 0, _("Care hold")
    WORSE = 1, _("Worse than last time")
    RISING = 2, _("Pain is rising")
    RISK = 3, _("Week at risk")
    SILENT = 4, _("Silent for three days or more")
    NONE = 5, _("All quiet")


def need_of(
    status: AthleteStatus | None, *, sees_health: bool, sees_plan: bool, at: dt.datetime
) -> Need:
    """Return the need of one athlete for a coach who may see this much."""
    if status is None:
        return Need.NONE
    applies = {
        Need.HOLD: sees_health and status.held_since is not None,
        Need.WORSE: _is_after(status.worse_until, at),
        Need.RISING: sees_health and _is_after(status.rising_until, at),
        # Whose plan is not shown does not fall behind it.
        Need.RISK: sees_plan
        and not status.is_outside
        and status.risk_from is not None
        and status.risk_from <= at
        and _is_after(status.risk_until, at),
        Need.SILENT: status.silent_from <= at,
    }
    return next((need for need, holds in applies.items() if holds), Need.NONE)


def _is_after(moment: dt.datetime | None, at: dt.datetime) -> bool:
    return moment is not None and moment > at


def need_at(at: Moment) -> Case:
    """Return need_of as an expression on a coaching."""
    health, plan = Q(sees_health=True), Q(sees_plan=True)
    is_at_risk = Q(
        _status("is_outside", False),
        _status("risk_from__lte", at),
        _status("risk_until__gt", at),
    )
    return Case(
        When(health & _status("held_since__isnull", False), then=Need.HOLD),
        When(_status("worse_until__gt", at), then=Need.WORSE),
        When(health & _status("rising_until__gt", at), then=Need.RISING),
        When(plan & is_at_risk, then=Need.RISK),
        When(_status("silent_from__lte", at), then=Need.SILENT),
        default=Need.NONE,
        output_field=models.IntegerField(),
    )


def rank_at(at: Moment) -> models.Expression:
    """Return the rank of a coaching at a moment as an expression: least comes first."""
    verdict = Coalesce(F(f"{STATUS}verdict"), 0) * 100
    health = Coalesce(F(f"{STATUS}care"), 0) * 150 + Coalesce(F(f"{STATUS}pain_now"), 0)
    is_current = _status("verdict_until__gt", at)
    badness = Case(
        When(is_current & Q(sees_health=True), then=verdict + health),
        When(is_current, then=verdict),
        default=0,
        output_field=models.IntegerField(),
    )
    return (need_at(at) + 1) * STEP - 1 - badness


def rank_until(at: Moment) -> models.Expression:
    """Return the moment up to which a rank of now holds, if nothing is told."""
    return Least(
        Value(NEVER),
        *(
            Case(When(_status(f"{moment}__gt", at), then=F(f"{STATUS}{moment}")))
            for moment in MOMENTS
        ),
        output_field=models.DateTimeField(),
    )


def keep_ranks(of: User | Coaching, now: dt.datetime | None = None) -> None:
    """Store the ranks of an athlete, or of one coaching."""
    by = "athlete" if isinstance(of, User) else "pk"
    given = {"of": of.pk, "at": now or timezone.now()}
    _storing(by).run(DEFAULT_DB_ALIAS, given)


@cache
def _storing(by: str) -> Prepared:
    found = Coaching.objects.in_force().filter(
        **{by: Given("of", models.BigAutoField())}
    )
    at = Given("at", models.DateTimeField())
    return Prepared.update(found, **_ranks(at))


def keep_due_ranks(now: dt.datetime | None = None) -> int:
    """Store the ranks that time has made outdated; return how many there were.

    A row that somebody else is changing is left to them: it is up to date then.
    """
    at, count = now or timezone.now(), 0
    due = Coaching.objects.in_force().filter(rank_until__lte=at).order_by("pk")
    while True:
        with transaction.atomic():
            batch = due.select_for_update(skip_locked=True, of=("self",))[:BATCH]
            pks = list(batch.values_list("pk", flat=True))
            Coaching.objects.filter(pk__in=pks).update(**_ranks(at))
        count += len(pks)
        if len(pks) < BATCH:
            return count


def _ranks(at: Moment) -> dict[str, Subquery]:
    mine = Coaching.objects.filter(pk=OuterRef("pk"))
    return {
        "rank": Subquery(mine.annotate(now=rank_at(at)).values("now")),
        "rank_until": Subquery(mine.annotate(until=rank_until(at)).values("until")),
    }


def _status(lookup: str, value: object) -> Q:
    return Q(**{f"{STATUS}{lookup}": value})
