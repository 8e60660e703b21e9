"""What `manage.py check --deploy` asks of this site beside what Django asks."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core import checks

NO_PROXY = checks.Warning(
    "TRUSTED_PROXIES is 0, so all visitors seem to come from one address: that of the "
    "web server in front. They share one count of tries, and a few wrong passwords "
    "keep everybody out.",
    hint="Set TRUSTED_PROXIES to how many proxies add to X-Forwarded-For, mostly 1.",
    id="backpain.W001",
)

NO_MAIL = checks.Warning(
    "EMAIL_HOST is not set, so mail is printed instead of sent. Nobody can confirm an "
    "address, and so nobody can sign up or get a new password.",
    hint="Set EMAIL_HOST, and what your mail server asks for besides.",
    id="backpain.W002",
)


@checks.register(checks.Tags.security, deploy=True)
def check_proxies(**options: Any) -> list[checks.CheckMessage]:
    """Warn in production, which is always behind a web server."""
    if settings.PRODUCTION and not settings.ALLAUTH_TRUSTED_PROXY_COUNT:
        return [NO_PROXY]
    return []


@checks.register(checks.Tags.security, deploy=True)
def check_mail(**options: Any) -> list[checks.CheckMessage]:
    """Warn in production, which lets in nobody whose address is not confirmed."""
    return [NO_MAIL] if settings.PRODUCTION and not settings.EMAIL_HOST else []
