"""Why a change of the plan is refused, and what may be said of it."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _, gettext_lazy
from django_stubs_ext import StrOrPromise

from backpain.accounts.models import User
from training.inputs import Inputs
from training.models import Change
from training.planner import Refusal

PLANNED_ANEW = gettext_lazy(
    "The plan has changed since you opened this page: look at what stands now."
)
DAY_PAUSED_BY_ANOTHER = gettext_lazy(
    "%(day)s is paused, and not by you. The athlete can end that pause."
)
# What somebody may know who may not see what the athlete answered.
NOT_AT_PRESENT = gettext_lazy("That cannot be planned at present.")


class RefusedError(Exception):
    """A change that a rule forbids; the message says which one, and what to do.

    rule is the rule's id, "" where it is only about dates. plain says as much as
    somebody may know who does not see health answers. pause is what stands in the way.
    """

    def __init__(
        self,
        message: StrOrPromise,
        *,
        rule: str = "",
        plain: StrOrPromise = "",
        pause: Change | None = None,
    ) -> None:
        super().__init__(message)
        self.rule, self.pause = rule, pause
        self.plain = str(plain or message)


class StaleError(RefusedError):
    """The plan is another one than the page showed that this was sent from."""


def refusal_of(inputs: Inputs, refusal: Refusal, *, by: User) -> RefusedError:
    """Return what to raise of the planner's refusal, with the pause that it is for."""
    text = _(refusal.text if by == inputs.athlete else refusal.to_coach)
    pause = inputs.pause_on(refusal.date) if refusal.is_pause else None
    if pause is None:
        plain = NOT_AT_PRESENT if refusal.is_health else text
        return RefusedError(text, rule=refusal.rule, plain=plain)
    if may_end(pause, by):
        return RefusedError(text, pause=pause)
    day = date_format(refusal.date, "l")
    return RefusedError(DAY_PAUSED_BY_ANOTHER % {"day": day}, pause=pause)


def may_end(pause: Change, by: User) -> bool:
    """Say whether this is the athlete, or the coach whose pause it is."""
    return by.pk in (pause.athlete_id, pause.made_by_id)
