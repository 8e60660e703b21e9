"""What triage asks of training.

Triage knows nothing of training: backpain.urls, the top of the pile, hands over
somebody who answers (design decision 2).
"""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from django.utils.safestring import SafeString

from backpain.accounts.http import AuthenticatedRequest
from backpain.accounts.models import User
from triage.models import CheckIn
from triage.rules import RunReport

if TYPE_CHECKING:
    from triage.situation import Situation


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedRun:
    """One run of the log. told_in is the key of the check-in that told it, or None."""

    pk: int
    report: RunReport
    made_at: dt.datetime
    told_in: int | None = None


class RunLog(Protocol):
    """The runs, and the place for what a check-in tells of them."""

    def runs(self, athlete: User, since: dt.date) -> list[LoggedRun]:
        """Return the runs from a day on, oldest first."""

    def keep(
        self,
        athlete: User,
        *,
        check_in: CheckIn | None,
        submission_key: uuid.UUID,
        run: RunReport | None,
        about: LoggedRun | None,
    ) -> None:
        """Take note of a check-in that is recorded; None: of a neck only, it is not.

        run was told in it and is not in the log so far; about is a logged run with the
        answers that were given about it. Told twice, it is kept once. Called under the
        athlete's lock, in the transaction of the check-in.
        """


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
