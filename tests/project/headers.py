"""What every answer has to carry, whoever asks, and what no page may hold."""

from __future__ import annotations

import platform
import re
import sys
from pathlib import Path

import django
from django.http import HttpResponse

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
}
POLICY = ("default-src 'none'", "frame-ancestors 'none'")
INLINE = re.compile(
    r"""(?ix) <[^>]*\sstyle\s*= | <style | <[^>]*\son[a-z]+\s*= | =["']?\s*javascript:
    | <script(?![^>]*\ssrc=)(?![^>]*type="application/json") """
)


# Where the site lies, what it asks, what it is made of: of use to whoever attacks it.
TELLS = re.compile(
    r"""(?ix) Traceback | \bFile\s" | site-packages | \b\w+\.py\b
    | (?<![\w:/.])/(?:app|etc|home|opt|proc|root|run|srv|tmp|usr|var|work)/
    | (?-i:\b(?:SELECT\s.*\sFROM | INSERT\s+INTO | DELETE\s+FROM | UPDATE\s\S+\sSET)\b)
    | \b(?:accounts|auth|django|training|triage)_[a-z]\w*
    | \b(?:C?Python|Django|Postgres(?:QL)?|psycopg|gunicorn|nginx|WSGIServer)
      [\s/:_-]*v?\d
    """
)
MADE_OF = (django.get_version(), platform.python_version(), sys.prefix, str(Path.cwd()))


def told(text: str) -> list[str]:
    """Return what a text tells of the machine and the software behind it."""
    found = [match[0] for match in TELLS.finditer(text)]
    return found + [one for one in MADE_OF if one in text]


def told_by(response: HttpResponse) -> list[str]:
    """Return what an answer tells of them, its headers included."""
    headers = "\n".join(f"{name}: {value}" for name, value in response.items())
    by = [name for name in ("Server", "X-Powered-By") if name in response.headers]
    text = "" if response.streaming else response.content.decode()
    return by + told(headers) + told(text)


def faults_of(response: HttpResponse, *, may_be_kept: bool = False) -> list[str]:
    """Return what is missing or wrong, in words; nothing when all is as it should be."""
    headers = response.headers
    faults = [
        f"{name}: {headers.get(name)}"
        for name, value in ALWAYS.items()
        if headers.get(name) != value
    ]
    policy = headers.get("Content-Security-Policy", "")
    faults += [f"no {part}" for part in POLICY if part not in policy]
    if "unsafe" in policy or "camera=()" not in headers.get("Permissions-Policy", ""):
        faults.append("a policy that allows too much")
    kept = headers.get("Cache-Control", "")
    if not may_be_kept and "no-store" not in kept and "no-cache" not in kept:
        faults.append(f"Cache-Control: {kept}")
    if not response.streaming and "html" in headers.get("Content-Type", ""):
        faults += INLINE.findall(response.content.decode())
    return faults
