"""What no page may do: complain, ask another host, break the policy, or fail."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Request,
    Response,
)

# Answers that a page gives on purpose: not found, wrong input, saved already.
EXPECTED = {403, 404, 409, 422, 429}
REPORT_VIOLATIONS = """
addEventListener("securitypolicyviolation", (event) => {
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`);
});
"""


class Watch:
    """Listens to everything that the pages of one browser context do."""

    def __init__(self, context: BrowserContext, origin: str) -> None:
        self.origin = origin
        self.complaints: list[str] = []
        self._documents: dict[str, int] = {}
        context.add_init_script(REPORT_VIOLATIONS)
        context.on("console", self._console)
        context.on("weberror", lambda error: self._note(f"script: {error.error}"))
        context.on("request", self._request)
        context.on("response", self._response)

    def _note(self, complaint: str) -> None:
        self.complaints.append(complaint)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type not in ("error", "warning"):
            return
        # Chromium reports every answer from 400 on; those of pages are looked at
        # in _response.
        url = message.location["url"]
        if message.text.startswith("Failed to load resource") and (
            self._documents.get(url) in EXPECTED
        ):
            return
        self._note(f"console {message.type}: {message.text} ({url})")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.origin}/", "data:", "about:", "blob:")):
            self._note(f"asked another host: {request.url}")

    def _response(self, response: Response) -> None:
        if response.request.is_navigation_request():
            self._documents[response.url] = response.status
            allowed = response.status < 400 or response.status in EXPECTED
        else:
            allowed = response.status < 400
        if not allowed:
            self._note(f"answered {response.status}: {response.url}")


@contextmanager
def watched(browser: Browser, origin: str, **options: Any) -> Iterator[BrowserContext]:
    """Open a fresh browser; fail at its end if one of its pages misbehaved."""
    context = browser.new_context(base_url=origin, **options)
    watch = Watch(context, origin)
    try:
        yield context
    finally:
        context.close()
    assert not watch.complaints, watch.complaints
