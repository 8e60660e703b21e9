"""Who gets furthest at an address: the one to ask for its form, and to fill it in."""

from __future__ import annotations

from tests.project.matrix import REFUSALS, Answers, Row
from tests.project.people import ROLES

# Who asks for what the rest never see.
ASKERS = {
    "care-hold/seen/": "other_athlete",
    # An account in which nothing is yet.
    "me/import/": "invited",
    "accounts/2fa/authenticate/": "half_way",
    "accounts/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": "resetting",
}
ORDER = ("athlete", "coach", "invited", "anonymous", "staff", *ROLES)


def _closeness(answer: int | str) -> int:
    """Return 0 for a page, more for what is further from one, 9 for a refusal."""
    if answer in (400, 403, 404, 405) or answer in REFUSALS:
        return 9
    if isinstance(answer, int):
        return 0
    return 2 if answer == "/" else 1


def asker(row: Row, answers: Answers) -> str | None:
    """Return who gets furthest at an address; None if nobody gets in."""
    if row.pattern in ASKERS:
        return ASKERS[row.pattern]
    best = min(ORDER, key=lambda role: _closeness(answers[role]))
    return best if _closeness(answers[best]) < 9 else None
