"""The few rows of a back that are read in one statement, whatever is asked of it."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

from django.db.models import BigAutoField, DateField, DateTimeField, Q, Subquery
from django.db.models.functions import Least

from backpain.accounts.models import User
from backpain.prepared import Given
from backpain.together import Rows, prepare, read_together
from triage.models import CareHold, CheckIn, Episode, HealthProfile

# A clinician's assessment counts on the days on which a check-in may be today's: for
# whoever travels, that is a little longer than two.
ASSESSMENTS_READ = dt.timedelta(days=3)


def few_rows_of(athlete: User, now: dt.datetime) -> dict[str, list[Any]]:
    """Return the profile, the newest episode, the check-ins of today, and the holds."""
    given = {
        "athlete": athlete.pk,
        "today": athlete.local_date(now),
        "assessed_since": now - ASSESSMENTS_READ,
    }
    return read_together(given, **_few_rows())


@cache
def _few_rows() -> dict[str, Rows]:
    mine = Q(athlete=Given("athlete", BigAutoField()))
    standing = CheckIn.objects.filter(mine).standing()
    newest_day = standing.newest_first().values("local_date")[:1]
    is_open, is_corrected = Q(cleared_at=None), Q(clearance="corrected")
    lately = Q(cleared_at__gte=Given("assessed_since", DateTimeField()))
    return prepare(
        profile=HealthProfile.objects.filter(mine),
        episode=Episode.objects.filter(mine).order_by("-id")[:1],
        whole=standing.since(
            Least(Given("today", DateField()), Subquery(newest_day))
        ).order_by("-id"),
        holds=CareHold.objects.filter(mine)
        .filter(is_open | lately & ~is_corrected)
        .order_by("id"),
    )
