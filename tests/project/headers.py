"""What every answer has to carry, whoever asks, and what no page may hold."""

from __future__ import annotations

import re

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
