"""What is kept of a back: the health profile, the episode, every check-in, holds.

Check-ins and care holds are append-only in Postgres itself (triage/triggers.py):
advice once given stays as it was given.
"""

from __future__ import annotations

from triage.models.care_hold import CareHold
from triage.models.check_in import CheckIn
from triage.models.episode import EPISODE_ANSWERS, Episode
from triage.models.profile import HABITS, PROFILE_ANSWERS, HealthProfile

__all__ = [
    "EPISODE_ANSWERS",
    "HABITS",
    "PROFILE_ANSWERS",
    "CareHold",
    "CheckIn",
    "Episode",
    "HealthProfile",
]
