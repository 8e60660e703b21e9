"""How often somebody may try: allauth's counting, with our own limits."""

from __future__ import annotations

import datetime as dt
import time

from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

APP = "backpain.accounts"
RATES = {
    # A code is one of 31 to the power of 10: nobody finds one at this pace, and
    # whoever mistypes theirs has tries enough.
    "coach_code": "20/10m/user,60/d/user",
    # Each invitation is a mail to somebody who may not know of us; key is the athlete
    # and the address: whoever asks again and again is stopped, and nobody else.
    "coach_invitation": "10/h/user,30/d/user,3/h/key",
    # key is the address, so that no number of accounts can flood one. A coach whose
    # whole club invites them on one evening gets every mail.
    "coach_invitation_of_all": "30/h/key,100/d/key",
    # Judging years of check-ins anew takes a processor long. Whoever chose the
    # wrong file, or has to tick that it is theirs, has tries enough.
    "bring_in": "6/h/user,20/d/user",
}


def refusal_to_invite(
    request: HttpRequest, *, athlete: int, email: str
) -> HttpResponse | None:
    """Count one invitation of an address by an athlete, as refusal_of does."""
    email = email.lower()
    own = refusal_of(request, "coach_invitation", key=f"{athlete} {email}")
    if own is not None:
        return own
    return refusal_of(request, "coach_invitation_of_all", key=email)


def opens_at(request: HttpRequest, action: str) -> dt.datetime | None:
    """Count one try of whoever asks; return None, or when the next one is open."""
    if ratelimit.consume(request, app=APP, action=action, config=RATES):
        return None
    now = opens = time.time()
    for rate in ratelimit.get_rates(app=APP, action=action, config=RATES):
        key = ratelimit.get_cache_key(request, app=APP, action=action, rate=rate)
        # Newest first.
        tries = [one for one in cache.get(key, []) if one > now - rate.duration]
        if len(tries) >= rate.amount:
            opens = max(opens, tries[rate.amount - 1] + rate.duration)
    return dt.datetime.fromtimestamp(opens, dt.UTC)


def refusal_of(
    request: HttpRequest, action: str, *, key: str | None = None
) -> HttpResponse | None:
    """Count one try, and return the page that says "too many", or None.

    Reading a page counts too where it tells whether a guess was right.
    """
    refusal: HttpResponse | None = ratelimit.consume_or_429(
        request,
        app=APP,
        action=action,
        config=RATES,
        key=key,
        limit_get=True,
    )
    return refusal
