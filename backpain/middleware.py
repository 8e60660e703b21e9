"""Headers on every answer."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping

from django.http import HttpRequest, HttpResponse

GetResponse = Callable[[HttpRequest], HttpResponse]

ISOLATION = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def security_headers(get_response: GetResponse) -> GetResponse:
    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in ISOLATION.items():
            response.headers.setdefault(name, value)
        return response

    return middleware


def private_pages_are_not_stored(get_response: GetResponse) -> GetResponse:
    """Keep signed-in pages out of every cache: they hold health data.

    A page without a session cookie is the same for everybody and may be kept by
    the browser, but is asked for again each time.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        private = bool(request.COOKIES) or "Set-Cookie" in response.headers
        if private or response.cookies or request.method == "POST":
            response.headers["Cache-Control"] = "no-store"
        else:
            response.headers.setdefault("Cache-Control", "no-cache")
        return response

    return middleware


def static_file_headers(headers: MutableMapping[str, str], path: str, url: str) -> None:
    headers.update(ISOLATION)
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
