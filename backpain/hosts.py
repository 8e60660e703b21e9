"""The names under which it answers, and from where a form may be sent."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from backpain.env import Environment

LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]


def allowed_hosts(env: Environment, *, is_production: bool) -> list[str]:
    """Return the setting ALLOWED_HOSTS."""
    if is_production:
        env.required(
            "ALLOWED_HOSTS",
            why="Only requests for these host names are answered.",
            example="backpain.example.org",
        )
        return env.words("ALLOWED_HOSTS")
    hosts = env.words("ALLOWED_HOSTS") or LOOPBACK
    if not set(hosts) <= set(LOOPBACK):
        # DEBUG and DEMO show to whoever can reach them what is nobody's business:
        # sign-in links and mail, tracebacks with what was answered.
        raise ImproperlyConfigured(
            f"ALLOWED_HOSTS={env.text('ALLOWED_HOSTS')!r} is refused with DEBUG or DEMO "
            f"on: they answer on {', '.join(LOOPBACK)} only. For other names set "
            "DEBUG=0 and DEMO=0."
        )
    return hosts


def trusted_origins(env: Environment) -> list[str]:
    """Return the setting CSRF_TRUSTED_ORIGINS."""
    origins = env.words("CSRF_TRUSTED_ORIGINS")
    for origin in origins:
        parts = urlsplit(origin)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise ImproperlyConfigured(
                f"CSRF_TRUSTED_ORIGINS={origin!r} is not understood: use addresses "
                "with https:// in front, separated by commas, "
                "for example https://backpain.example.org"
            )
    return origins
