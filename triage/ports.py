"""What triage asks of training.

Triage knows nothing of training: backpain.urls, the top of the pile, hands over
somebody who answers (design decision 2).
"""

from __future__ import annotations

from typing import Protocol

from django.utils.safestring import SafeString

from backpain.accounts.http import AuthenticatedRequest
from triage.runs import RunLog
from triage.situation import Situation


class Training(RunLog, Protocol):
    """The run log, and what today's page shows of the plan and of a coach."""

    def panel(self, request: AuthenticatedRequest, situation: Situation) -> SafeString:
        """Return what stands below the advice that is in force: today's workout."""

    def notes(
        self, request: AuthenticatedRequest, *, in_short: bool = False
    ) -> SafeString:
        """Return what a coach wrote and the athlete has not read; "" for nothing.

        in_short says only from whom.
        """
