"""What each tick of a consent shares, in the words that the athlete agrees to."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from backpain.accounts.models import Coaching


@dataclass(frozen=True)
class Share:
    """One tick: its name on the consent, and examples of what it opens."""

    tick: str
    name: StrOrPromise
    examples: tuple[StrOrPromise, ...]


SHARES = (
    Share(
        "sees_plan",
        _("Plan and runs"),
        (
            _("today's answer: run, easy run, walk or rest"),
            _("the plan, week by week, and what was moved or left out"),
            _("runs: day, distance and time"),
            _("when the last check-in was, but not what it said"),
        ),
    ),
    Share(
        "sees_health",
        _("Health answers"),
        (
            _("pain, now and over time"),
            _("each check-in: the answers, warning signs too, and the notes"),
            _("the advice to get care, why it was given, and a hold on running"),
            _("how the back and the legs felt on runs"),
            _("why other coaches changed something; not their notes to you"),
        ),
    ),
    Share(
        "can_edit",
        _("May change workouts"),
        (
            _("change the kind, distance or day of a workout, or a whole week"),
            _("set a limit or a pause"),
            _("each change is shown with name, time and reason, and can be undone"),
            _("never past today's answer, a hold, or the 10 % a week"),
        ),
    ),
)


def shares_of(coaching: Coaching) -> list[tuple[Share, bool]]:
    """Return every tick, and whether it is set."""
    return [(share, getattr(coaching, share.tick)) for share in SHARES]


def names_of(coaching: Coaching) -> list[StrOrPromise]:
    """Return the names of what is shared."""
    return [share.name for share, is_shared in shares_of(coaching) if is_shared]
