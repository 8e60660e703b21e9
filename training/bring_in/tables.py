"""Which tables of an export are read back, in the order in which they are written."""

from __future__ import annotations

from django.db import models

from training.models import (
    Change,
    Note,
    Plan,
    Replan,
    Run,
    RunningHistory,
    Shoe,
    Week,
    Workout,
    WorkoutDone,
)
from triage.models import CareHold, CheckIn, Episode, HealthProfile

# The weeks come before the check-ins: Postgres takes no runs past an advice, and has
# the weeks that the planner writes at the end obey it.
TAKEN: tuple[type[models.Model], ...] = (
    Plan,
    Week,
    Workout,
    HealthProfile,
    Episode,
    CheckIn,
    CareHold,
    RunningHistory,
    Shoe,
    Run,
    WorkoutDone,
    Change,
    Replan,
    Note,
)
# Settings of the account that come along.
SETTINGS = ("name", "time_zone", "units", "language", "country")
LEFT_BEHIND = {
    "account_emailaddress": "the addresses of the account it came from",
    "accounts_accesslog": "who looked, where they looked: it cannot be known here",
    "accounts_athletestatus": "worked out anew",
    "accounts_coachcode": "the code of a coach, known to their athletes",
    "accounts_coaching": "a consent is given to somebody who is here, and anew",
    "accounts_coachinggroup": "how a coach sorts other people",
    "accounts_user": "but for the settings",
    "accounts_user_groups": "what somebody may do is decided here",
    "accounts_user_user_permissions": "what somebody may do is decided here",
    "mfa_authenticator": "a key of the account it came from",
    "usersessions_usersession": "a browser of the account it came from",
}
# Columns, as app.Model.column, that are never taken from a file.
NEW_HERE = {"triage.CheckIn.imported_at"}


def names() -> set[str]:
    """Return every table that an export may have."""
    return {model._meta.db_table for model in TAKEN} | set(LEFT_BEHIND)
