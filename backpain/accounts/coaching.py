"""Consent: an athlete lets a coach see, changes what, and ends it; so does the coach.

Whatever happens to the consents of one athlete happens one after the other: every
function here locks the athlete first, and then looks at the row anew. Doing the same
twice (a double tap, two tabs) does it once.
"""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import asdict, dataclass

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from backpain.accounts import ranks
from backpain.accounts.models import AthleteStatus, CoachCode, Coaching, User
from backpain.accounts.models.coaching import new_code
from backpain.accounts.models.status import silent_from

logger = logging.getLogger(__name__)


class RefusedError(Exception):
    """Says in words for the person why it cannot be done."""


@dataclass(frozen=True, kw_only=True)
class Ticks:
    """What an athlete shares; at least plan or health, and editing needs the plan."""

    sees_plan: bool = False
    sees_health: bool = False
    can_edit: bool = False

    @classmethod
    def of(cls, coaching: Coaching) -> Ticks:
        return cls(
            sees_plan=coaching.sees_plan,
            sees_health=coaching.sees_health,
            can_edit=coaching.can_edit,
        )


@transaction.atomic
def invite(*, athlete: User, email: str, ticks: Ticks) -> Coaching:
    """Offer somebody at an address to be the coach.

    An invitation that is there already, run out or not, is made anew. Raises
    RefusedError for the athlete's own address and for a coach they have.
    """
    lock(athlete.pk)
    email = email.lower()
    if email == athlete.email.lower():
        raise RefusedError(_("That is your own address. Nobody coaches themselves."))
    for coaching in athlete.coachings.in_force().filter(coach__email__iexact=email):
        raise RefusedError(
            _("%(coach)s is your coach already. Change below what they may see.")
            % {"coach": coaching.coach}
        )
    coaching, _is_new = Coaching.objects.update_or_create(
        athlete=athlete,
        invited_email=email,
        accepted_at=None,
        ended_at=None,
        defaults={**asdict(ticks), "invited_at": timezone.now()},
    )
    logger.info("athlete %s invited by coaching %s", athlete.pk, coaching.pk)
    return coaching


@transaction.atomic
def renew(*, coaching: Coaching) -> Coaching:
    """Let an invitation hold for as long as a new one.

    Raises RefusedError if it is none any more.
    """
    _look_anew(coaching)
    if coaching.ended_at is not None or coaching.accepted_at is not None:
        raise RefusedError(_("This invitation is no longer open: see the list below."))
    coaching.invited_at = timezone.now()
    coaching.save(update_fields=["invited_at"])
    return coaching


def addresses_of(user: User) -> list[str]:
    """Return the addresses that somebody has shown to be theirs, in small letters."""
    verified = EmailAddress.objects.filter(user=user, verified=True)
    return [address.lower() for address in verified.values_list("email", flat=True)]


def pending_for(user: User) -> list[Coaching]:
    """Return the invitations that somebody may accept now, newest first."""
    offered = Coaching.objects.pending().filter(
        invited_email__in=addresses_of(user), athlete__is_active=True
    )
    return list(offered.exclude(athlete=user).select_related("athlete").order_by("-pk"))


@transaction.atomic
def accept(*, coach: User, coaching: Coaching) -> bool:
    """Become the coach of who invited you; return False if you are already.

    Raises RefusedError if it is too late, or for somebody you coach by another
    consent. Whoever calls this has seen to it that the address is the coach's.
    """
    _look_anew(coaching, coach)
    if coaching.is_in_force and coaching.coach_id == coach.pk:
        return False
    if not Coaching.objects.pending().filter(pk=coaching.pk).exists():
        raise RefusedError(_("This invitation is no longer open."))
    if coach.coached.in_force().filter(athlete=coaching.athlete_id).exists():
        raise RefusedError(
            _(
                "You coach %(athlete)s already. What you may see is changed by them, "
                "not by this invitation."
            )
            % {"athlete": coaching.athlete}
        )
    coaching.coach = coach
    coaching.accepted_at = timezone.now()
    coaching.save(update_fields=["coach", "accepted_at"])
    _begin(coaching, coach)
    return True


@transaction.atomic
def agree_by_code(*, athlete: User, coach: User, ticks: Ticks) -> Coaching:
    """Let the coach whose code was typed see this much, from now on.

    What was offered to the same coach by mail is taken back: this is newer. Raises
    RefusedError for the athlete's own code and for a coach they have, unless the
    same was agreed.
    """
    if coach.pk == athlete.pk:
        raise RefusedError(_("That is your own code. Nobody coaches themselves."))
    lock(athlete.pk, coach.pk)
    now = timezone.now()
    theirs = athlete.coachings.in_force().filter(coach=coach).first()
    if theirs is not None:
        if Ticks.of(theirs) == ticks:
            return theirs
        raise RefusedError(
            _(
                "%(coach)s is your coach already. Change on the page “Coaches” what "
                "they may see."
            )
            % {"coach": coach}
        )
    offered = athlete.coachings.offered()
    offered.filter(invited_email__in=addresses_of(coach)).update(
        ended_at=now, ended_by=Coaching.Side.ATHLETE
    )
    coaching = Coaching.objects.create(
        athlete=athlete, coach=coach, accepted_at=now, **asdict(ticks)
    )
    _begin(coaching, coach)
    return coaching


def _begin(coaching: Coaching, coach: User) -> None:
    """Make the rows that a coach's pages read."""
    become_coach(user=coach)
    athlete = coaching.athlete
    # Whoever has told anything has a row: this is somebody who only signed up.
    heard_on = athlete.local_date(athlete.date_joined)
    AthleteStatus.objects.get_or_create(
        athlete=athlete,
        defaults={"silent_from": silent_from(heard_on, athlete.zone)},
    )
    ranks.keep_ranks(coaching)
    logger.info("coaching %s is agreed", coaching.pk)


@transaction.atomic
def change_ticks(*, coaching: Coaching, ticks: Ticks) -> Coaching:
    """Share more or less with a coach, from now on.

    What was agreed before stays as a row that has ended, so that it can be said who
    might see what, and when. Raises RefusedError if it has ended in the meantime.
    """
    _look_anew(coaching)
    if coaching.ended_at is not None:
        raise RefusedError(_("This has ended: nothing is shared any more."))
    if Ticks.of(coaching) == ticks:
        return coaching
    if coaching.accepted_at is not None:
        coaching.accepted_at = _keep_as_ended(coaching)
    for name, value in asdict(ticks).items():
        setattr(coaching, name, value)
    coaching.save(update_fields=["accepted_at", *asdict(ticks)])
    if coaching.accepted_at is not None:
        ranks.keep_ranks(coaching)
    return coaching


def _keep_as_ended(coaching: Coaching) -> dt.datetime:
    """Keep what was agreed so far as a row that ends now; return that moment."""
    now = timezone.now()
    Coaching.objects.create(
        athlete_id=coaching.athlete_id,
        coach_id=coaching.coach_id,
        invited_email=coaching.invited_email,
        invited_at=coaching.invited_at,
        accepted_at=coaching.accepted_at,
        ended_at=now,
        ended_by=Coaching.Side.ATHLETE,
        **asdict(Ticks.of(coaching)),
    )
    return now


@transaction.atomic
def end(*, coaching: Coaching, by: Coaching.Side) -> Coaching:
    """End what was agreed, or take back or decline what was offered, at once."""
    _look_anew(coaching)
    if coaching.ended_at is None:
        coaching.ended_at = timezone.now()
        coaching.ended_by = by
        coaching.save(update_fields=["ended_at", "ended_by"])
        coaching.groups.clear()
        logger.info("coaching %s was ended by %s", coaching.pk, by)
    return coaching


@transaction.atomic
def decline(*, coaching: Coaching) -> Coaching:
    """Say no to an invitation. Raises RefusedError if it was accepted meanwhile."""
    _look_anew(coaching)
    if coaching.accepted_at is not None:
        raise RefusedError(_("This invitation is no longer open."))
    return end(coaching=coaching, by=Coaching.Side.COACH)


@transaction.atomic
def become_coach(*, user: User) -> CoachCode:
    """Open the coach's pages to somebody, and give them a code to hand out."""
    lock(user.pk)
    User.objects.filter(pk=user.pk, is_coach=False).update(is_coach=True)
    user.is_coach = True
    return CoachCode.objects.get_or_create(coach=user)[0]


@transaction.atomic
def renew_code(*, coach: User) -> CoachCode:
    """Give a coach another code; who was let in by the old one stays."""
    lock(coach.pk)
    code, _is_new = CoachCode.objects.update_or_create(
        coach=coach, defaults={"code": new_code(), "made_at": timezone.now()}
    )
    return code


def coach_of_code(code: str) -> User | None:
    """Return whose code this is, however it was typed; None for nobody's."""
    tidy = "".join(letter for letter in code.upper() if letter.isalnum())
    is_open = Q(coach__is_active=True, coach__is_coach=True)
    found = CoachCode.objects.filter(is_open, code=tidy).select_related("coach")
    return next((one.coach for one in found), None)


def lock(*people: int) -> None:
    """Let nobody else change the consents of these people until it is all done.

    Two who coach each other never wait in a circle. Raises RefusedError if one of them
    has been erased.
    """
    if set(User.objects.lock_in_order(people)) != set(people):
        raise RefusedError(_("This account no longer exists."))


def _look_anew(coaching: Coaching, *others: User) -> None:
    """Lock who it is about, and read the row as it is now."""
    lock(coaching.athlete_id, *(other.pk for other in others))
    try:
        coaching.refresh_from_db()
    except Coaching.DoesNotExist:
        raise RefusedError(_("This account no longer exists.")) from None
