"""Athletes who check in, one after the other, through the real pages.

Each thread opens the check-in, fills in the form that it was given and sends it. When
the answer is an error or none at all, the very same form is sent again, as a person
does who presses the button again, until it is acknowledged: by the address of the
advice.
"""

from __future__ import annotations

import http.client
import re
import ssl
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

from drills.ledger import Ledger
from drills.processes import DrillError
from tests.page import form_of

NEW = "/check-ins/new/"
ADVICE = re.compile(r"/check-ins/(\d+)/")
# Longer than nginx waits, twice.
ANSWER_SECONDS = 40
# How long one form is sent again before the drill gives up on it.
PATIENCE = 60
PAUSE = 0.05
# Between two check-ins of one thread: the machine is to have time for the fault.
BREATH = 0.1
QUIET_DAY = {
    "warnings": ["none"],
    "pain_now": ["0"],
    "pain_worst_24h": ["0"],
    "walking": ["normal"],
    "painkiller_8h": ["none"],
    "ran": ["no"],
}


def quiet_day(page: str, note: str) -> dict[str, list[str]]:
    """Return the form of a check-in's page, filled in."""
    return form_of(page) | QUIET_DAY | {"note": [note]}


class Browser:
    """One athlete's cookies, on a connection that is opened again when it breaks."""

    def __init__(self, origin: str, trust: ssl.SSLContext) -> None:
        self.origin = origin
        self.host = urlsplit(origin).netloc
        self.trust = trust
        self.connection: http.client.HTTPSConnection | None = None

    def ask(
        self,
        method: str,
        path: str,
        cookies: dict[str, str],
        form: dict[str, list[str]] | None = None,
    ) -> tuple[int, str, str]:
        """Return status, where it leads, and the page; OSError and its kin as it is."""
        if self.connection is None:
            self.connection = http.client.HTTPSConnection(
                self.host, timeout=ANSWER_SECONDS, context=self.trust
            )
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in cookies.items())}
        body = None
        if form is not None:
            body = urlencode(form, doseq=True)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Referer"] = f"{self.origin}{path}"
        try:
            self.connection.request(method, path, body, headers)
            response = self.connection.getresponse()
            text = response.read().decode()
        except (OSError, http.client.HTTPException):
            self.connection.close()
            self.connection = None
            raise
        for line in response.headers.get_all("Set-Cookie") or ():
            cookies |= {name: one.value for name, one in SimpleCookie(line).items()}
        return response.status, response.headers.get("Location", ""), text


class Load:
    """Several threads that check in until they are told to stop."""

    def __init__(
        self,
        origin: str,
        trust: ssl.SSLContext,
        people: Sequence[dict[str, str]],
        *,
        threads: int,
        name: str,
    ) -> None:
        self.ledger = Ledger(name)
        self._over = threading.Event()
        self._given_up: list[str] = []
        self._threads = [
            threading.Thread(
                target=self._check_in_again_and_again,
                args=(Browser(origin, trust), people[number::threads], number),
                daemon=True,
            )
            for number in range(threads)
        ]

    @contextmanager
    def running(self) -> Iterator[Ledger]:
        """Check in while the block runs, and end with every form acknowledged."""
        for thread in self._threads:
            thread.start()
        try:
            yield self.ledger
        finally:
            self._over.set()
            for thread in self._threads:
                thread.join(timeout=PATIENCE + ANSWER_SECONDS)
        if self._given_up or any(thread.is_alive() for thread in self._threads):
            raise DrillError(f"the load gave up: {self._given_up[:3]}")

    def _check_in_again_and_again(
        self, browser: Browser, people: Sequence[dict[str, str]], number: int
    ) -> None:
        turn = 0
        while not self._over.is_set():
            note = f"{self.ledger.name} {number}-{turn}"
            try:
                self._check_in(browser, people[turn % len(people)], note)
            # Told at the end of the load, by the thread that can stop the drill.
            except Exception as error:
                self._given_up.append(f"{note}: {error!r}")
                return
            turn += 1
            time.sleep(BREATH)

    def _check_in(self, browser: Browser, cookies: dict[str, str], note: str) -> None:
        page = self._until(200, browser, "GET", NEW, cookies)[2]
        form = quiet_day(page, note)
        self.ledger.send(note)
        _status, where, _page = self._until(302, browser, "POST", NEW, cookies, form)
        found = ADVICE.fullmatch(where)
        if found is None:
            raise DrillError(f"a check-in leads to {where!r}")
        self.ledger.acknowledge(note, int(found[1]))

    def _until(
        self,
        wanted: int,
        browser: Browser,
        method: str,
        path: str,
        cookies: dict[str, str],
        form: dict[str, list[str]] | None = None,
    ) -> tuple[int, str, str]:
        """Ask again until the answer is the wanted one; count what it was before."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                answer = browser.ask(method, path, cookies, form)
            except (OSError, http.client.HTTPException) as error:
                self.ledger.fail(f"{method} {type(error).__name__}")
            else:
                if answer[0] == wanted:
                    return answer
                if answer[0] < 500:
                    self.ledger.complain(f"{method} {answer[0]} {answer[1]}")
                self.ledger.fail(f"{method} {answer[0]}")
            time.sleep(PAUSE)
        raise DrillError(f"{method} {path}: no {wanted} in {PATIENCE} s")
