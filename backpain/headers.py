"""Headers that pages and static files share. Imported by the settings: no Django here."""

from __future__ import annotations

from wsgiref.headers import Headers

ISOLATION = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def static_file_headers(headers: Headers, path: str, url: str) -> None:
    for name, value in ISOLATION.items():
        headers[name] = value
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
