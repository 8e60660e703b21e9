"""What triage asks of training.

Triage knows nothing of training: backpain.urls, the top of the pile, hands over
somebody who answers (design decision 2).
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Protocol

from django.utils.safestring import SafeString

from backpain.accounts.http import AuthenticatedRequest
from backpain.accounts.models import User
from triage.rules import RunReport

if TYPE_CHECKING:
    from triage.situation import Situation


class RunLog(Protocol):
    """Runs that were logged outside of check-ins, and the place for those told in one."""

    def reports(self, athlete: User, since: dt.date) -> list[RunReport]:
        """Return the runs logged from a day on, oldest first."""

    def keep(
        self,
        athlete: User,
        run: RunReport | None,
        *,
        instead_of: RunReport | None = None,
    ) -> None:
        """Take note of a check-in, and of the run told in it; None if there was none.

        Called under the athlete's lock, in the transaction of the check-in.
        instead_of is the run that the corrected check-in had told. Told twice, it is
        kept once.
        """


class Training(RunLog, Protocol):
    """The run log, and what today's page shows of the plan."""

    def panel(self, request: AuthenticatedRequest, situation: Situation) -> SafeString:
        """Return what stands below the advice that is in force: today's workout."""
