"""What an authenticator app would show, for those who try the demo without one.

Only in the demo, which answers on this machine only: while an app is set up, when the
secret stands on the page anyway, and later only for the people the demo came with.
"""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from allauth.mfa.utils import decrypt

from backpain.accounts import demo_mail
from backpain.accounts.models import User

# Nobody can own an address under it (RFC 2606).
DEMO_DOMAIN = "@demo.invalid"


def is_shown() -> bool:
    return demo_mail.is_shown()


def is_of_the_demo(user: User) -> bool:
    return user.email.endswith(DEMO_DOMAIN)


def of_secret(secret: str) -> str:
    # In the middle of those that are accepted.
    counters = list(auth.yield_hotp_counters_from_time())
    value = auth.hotp_value(secret, counters[len(counters) // 2])
    return str(auth.format_hotp_value(value))


def of_authenticator(authenticator: Authenticator) -> str:
    return of_secret(decrypt(authenticator.data["secret"]))
