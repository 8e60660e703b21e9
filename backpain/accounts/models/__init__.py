"""People: accounts, who coaches whom with what consent, who looked, who needs whom."""

from __future__ import annotations

from backpain.accounts.models.access import AccessLog
from backpain.accounts.models.coaching import CoachCode, Coaching, CoachingGroup
from backpain.accounts.models.erasure import Erasure
from backpain.accounts.models.people import Units, User, UserManager
from backpain.accounts.models.status import AthleteStatus

__all__ = [
    "AccessLog",
    "AthleteStatus",
    "CoachCode",
    "Coaching",
    "CoachingGroup",
    "Erasure",
    "Units",
    "User",
    "UserManager",
]
