"""Read settings from the environment, and refuse wrong values by name.

A setting that is misread is worse than a server that does not start: every
reader here raises ImproperlyConfigured with the variable, the value it has and
what is allowed.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping

from django.core.exceptions import ImproperlyConfigured

YES = ("1", "true", "yes", "on")
NO = ("0", "false", "no", "off")


class Environment:
    """Typed access to a mapping of variables (os.environ unless told)."""

    def __init__(self, variables: Mapping[str, str] = os.environ) -> None:
        self.variables = variables

    def text(self, name: str, default: str = "") -> str:
        return self.variables.get(name, "").strip() or default

    def boolean(self, name: str, *, default: bool) -> bool:
        value = self.text(name).lower()
        if not value:
            return default
        if value not in YES + NO:
            raise _refusal(name, value, f"one of {', '.join(YES + NO)}")
        return value in YES

    def choice(self, name: str, allowed: Collection[str], *, default: str) -> str:
        value = self.text(name, default)
        if value not in allowed:
            raise _refusal(name, value, f"one of {', '.join(allowed)}")
        return value

    def integer(
        self, name: str, *, default: int, minimum: int = 0, maximum: int = 2**31
    ) -> int:
        value = self.text(name, str(default))
        if not (value.isascii() and value.isdigit()) or not (
            minimum <= int(value[:12]) <= maximum
        ):
            raise _refusal(name, value, f"a whole number from {minimum} to {maximum}")
        return int(value)

    def words(self, name: str) -> list[str]:
        """Return the comma-separated parts, without blanks."""
        return [word.strip() for word in self.text(name).split(",") if word.strip()]

    def required(self, name: str, *, why: str, example: str) -> str:
        value = self.text(name)
        if not value:
            raise ImproperlyConfigured(
                f"{name} is not set. {why} Set it, for example {name}={example}"
            )
        return value


def _refusal(name: str, value: str, allowed: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{name}={value!r} is not understood: use {allowed}.")
