"""The browser of these tests and of docs/make_screenshots.py."""

from __future__ import annotations

import os
import shutil

from playwright.sync_api import Browser, Error, Playwright

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # The order in which a date is typed.
    "--lang=en-US",
]
NO_BROWSER = (
    "No browser can be started. Install Debian's package chromium, or run "
    "`.venv/bin/python -m playwright install chromium`, or name a Chromium in the "
    "variable CHROMIUM."
)


class NoBrowserError(Exception):
    """There is no browser; the text says how to get one."""


def launch(playwright: Playwright) -> Browser:
    """Start $CHROMIUM, else the machine's chromium, else the one Playwright brings."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    try:
        return playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
    except Error as error:
        raise NoBrowserError(f"{NO_BROWSER}\n{error.message}") from error
