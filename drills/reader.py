"""An athlete who writes, and a coach who reads right after."""

from __future__ import annotations

from dataclasses import dataclass, field

from drills.load import ADVICE, NEW, Browser, quiet_day
from drills.pair import Pair
from drills.processes import DrillError
from tests.page import form_of


@dataclass
class Reader:
    """One athlete and their coach, each in a browser of their own."""

    pair: Pair
    browser: Browser
    reads: int = 0
    stale: int = 0
    problems: list[str] = field(default_factory=list)

    def check_in(self, note: str) -> str:
        """Check in; return the key of the check-in."""
        page = self.get(NEW, self.pair.cookies)
        form = quiet_day(page, note)
        where = self.post(NEW, self.pair.cookies, form)
        found = ADVICE.fullmatch(where)
        if found is None:
            raise DrillError(f"a check-in leads to {where!r}")
        return found[1]

    def write_note(self, text: str) -> None:
        path = f"{self.of_the_athlete}notes/"
        form = form_of(self.get(path, self.pair.cookies_of_coach))
        self.post(
            path, self.pair.cookies_of_coach, form | {"text": [text], "to": ["athlete"]}
        )

    @property
    def of_the_athlete(self) -> str:
        return f"/coach/athletes/{self.pair.athlete}/"

    def look_for(self, path: str, wanted: str) -> None:
        """Read a page of the coach, and count it as stale without the wanted."""
        page = self.get(path, self.pair.cookies_of_coach)
        self.reads += 1
        self.stale += wanted not in page

    def file_of_the_coach(self) -> str:
        """Return what the coach may take along, as JSON."""
        path = f"{self.of_the_athlete}export/"
        cookies = self.pair.cookies_of_coach
        form = form_of(self.get(path, cookies)) | {"format": ["json"]}
        status, where, text = self.browser.ask("POST", path, cookies, form)
        if status != 200:
            raise DrillError(f"POST {path}: {status} {where}")
        return text

    def get(self, path: str, cookies: dict[str, str]) -> str:
        status, where, page = self.browser.ask("GET", path, cookies)
        if status != 200:
            raise DrillError(f"GET {path}: {status} {where}")
        return page

    def post(
        self, path: str, cookies: dict[str, str], form: dict[str, list[str]]
    ) -> str:
        status, where, page = self.browser.ask("POST", path, cookies, form)
        if status != 302:
            raise DrillError(f"POST {path}: {status} {page[:200]}")
        return where
