"""What changes a back's record: checking in, and recording that a clinician was seen."""

from __future__ import annotations

from triage.services.assessment import record_assessment
from triage.services.check_in import (
    AlreadyCheckedInError,
    Told,
    record_check_in,
    shown_with,
    submission_key_of,
)
from triage.services.corrections import (
    CORRECTION_TIME,
    as_if_not_made,
    may_be_corrected,
)

__all__ = [
    "CORRECTION_TIME",
    "AlreadyCheckedInError",
    "Told",
    "as_if_not_made",
    "may_be_corrected",
    "record_assessment",
    "record_check_in",
    "shown_with",
    "submission_key_of",
]
