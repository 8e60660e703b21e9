"""Links that sign in once, printed when the demo starts.

A link is a password for a day: it is made for the demo's people only, who have
no password, and its page does not exist outside the demo.
"""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse
from django.utils.http import (
    base36_to_int,
    urlsafe_base64_decode,
    urlsafe_base64_encode,
)

from backpain.accounts.models import User

LIFETIME_S = 24 * 3600


class SignInTokenGenerator(PasswordResetTokenGenerator):
    """Django's token: signing in changes last_login, and so uses it up."""

    key_salt = "backpain.accounts.one_time"

    def check_token(self, user: User | None, token: str | None) -> bool:
        if not super().check_token(user, token):
            return False
        made_at = base36_to_int(str(token).partition("-")[0])
        return self._seconds(self._now()) - made_at <= LIFETIME_S

    def _seconds(self, at: datetime) -> int:
        return int(self._num_seconds(at))


tokens = SignInTokenGenerator()


def make_link_path(user: User) -> str:
    """Return the path of a link that signs this person in, once, for a day."""
    uid = urlsafe_base64_encode(str(user.pk).encode())
    return reverse("demo-sign-in", args=[uid, tokens.make_token(user)])


def user_of(uid: str, token: str) -> User | None:
    """Return whom the link signs in, or None when it is used up or made up."""
    try:
        pk = int(urlsafe_base64_decode(uid).decode("ascii"))
        user = User.objects.get(pk=pk, is_active=True)
    except (ValueError, OverflowError, User.DoesNotExist):
        return None
    return user if tokens.check_token(user, token) else None
