"""Headers that pages and static files share. Imported by the settings: no Django apps."""

from __future__ import annotations

from wsgiref.headers import Headers

from csp.constants import NONE, SELF

ISOLATION = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
# Of pages; a static file may load nothing at all.
PAGE_POLICY = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    # data: is Bootstrap's own icons (ticks, arrows) and the QR code of TOTP.
    "img-src": [SELF, "data:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    "form-action": [SELF],
    "manifest-src": [SELF],
    "frame-ancestors": [NONE],
    "base-uri": [NONE],
    "object-src": [NONE],
}


def static_file_headers(headers: Headers, path: str, url: str) -> None:
    for name, value in ISOLATION.items():
        headers[name] = value
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
