"""The secret key of the demo, made on the first run and kept out of git."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def read_or_make_secret_key(path: Path) -> str:
    """Return the key in the file; make the file, for the owner's eyes, if missing.

    Two first runs at once agree: only one of them can create the file.
    """
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(50))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
        return path.read_text(encoding="ascii").strip()
