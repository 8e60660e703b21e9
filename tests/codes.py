"""The six digits of an authenticator's app, which are right for half a minute."""

from __future__ import annotations

import time

from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)

PERIOD_S = 30


def wait_for_a_code(*, left_s: int) -> None:
    """Wait until the code of now is right for so long: one that ends is refused."""
    left = PERIOD_S - time.time() % PERIOD_S
    if left < left_s:
        time.sleep(left)


def code_of(secret: str) -> str:
    """Return the code of now, which has a moment left to be sent."""
    wait_for_a_code(left_s=2)
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
