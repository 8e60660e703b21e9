"""What changes more than one row of an account."""

from __future__ import annotations

import logging

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import QuerySet

from backpain.accounts import erasures, sessions
from backpain.accounts.models import User

logger = logging.getLogger(__name__)


def erase(user: User) -> None:
    """Delete somebody and everything about them, in every browser, for good.

    Every table with a key to the account goes with its row: by Django, or by the
    database where the rows may not be deleted singly.
    """
    pk = user.pk
    with transaction.atomic():
        # First of all, as everybody does who writes about them: whoever is just saving
        # something is waited for, and whoever comes later finds nobody. Those whom they
        # coached as well, as who changed a plan is forgotten in each of these.
        User.objects.lock_in_order(user.coached.values_list("athlete", flat=True))
        User.objects.select_for_update().only("pk").get(pk=pk)
        sessions.end_all(user)
        user.delete()
        erasures.tell_the_file(pk)
    logger.info("account %s was erased", pk)


def confirm_address(user: User) -> None:
    """Count an account's address as confirmed, without a mail."""
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )


def addresses_asked_for(user_pk: int) -> QuerySet[EmailAddress]:
    """Return those that an account is to be changed to once they are confirmed."""
    return EmailAddress.objects.filter(user_id=user_pk, primary=False, verified=False)
