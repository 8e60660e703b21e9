"""The secret key: from the environment, or of the demo's own.

That one is made on the first run and kept out of git.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from backpain.env import Environment

SHORTEST_KEY = 50
FEWEST_CHARACTERS = 5


def secret_key(env: Environment, path: Path, *, is_production: bool) -> str:
    """Return the setting SECRET_KEY."""
    if not is_production:
        return env.text("SECRET_KEY") or read_or_make_secret_key(path)
    key = env.required(
        "SECRET_KEY",
        why="Sessions and links are signed with it; keep it secret and unchanged.",
        example="$(python -c 'import secrets; print(secrets.token_urlsafe(50))')",
    )
    if len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_CHARACTERS:
        raise ImproperlyConfigured(
            "SECRET_KEY is too short or too simple: "
            f"use at least {SHORTEST_KEY} random characters."
        )
    return key


def read_or_make_secret_key(path: Path) -> str:
    """Return the key in the file; make the file, for the owner's eyes, if missing.

    Two first runs at once agree: only one of them can create the file.
    """
    try:
        if not path.exists():
            _make(path)
        key = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ImproperlyConfigured(
            f"The secret key in {path} can be neither read nor made: {error}. "
            "Let this user write there, or set SECRET_KEY."
        ) from error
    if not key:
        raise ImproperlyConfigured(f"{path} is empty: remove it, or set SECRET_KEY.")
    return key


def _make(path: Path) -> None:
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(50))
    try:
        # Unlike a rename, a link never replaces what the other run has made.
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
