"""What was sent and what was acknowledged, compared with what the database holds."""

from __future__ import annotations

import bisect
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol


class Asked(Protocol):
    """Whatever answers SQL."""

    def sql(
        self, statement: str, values: Sequence[Any], /
    ) -> list[tuple[Any, ...]]: ...


@dataclass(frozen=True)
class Compared:
    """Three counts that must be 0: each is a broken promise.

    lost were acknowledged and are not there, or not as they were sent; duplicates are
    there more than once; unknown are there, and nobody sent them.
    """

    lost: int
    duplicates: int
    unknown: int


@dataclass
class Ledger:
    """Written by all threads of a load. A check-in is known by its note.

    Each note begins with the name of the load.
    """

    name: str
    sent: set[str] = field(default_factory=set)
    # The note to the key in the address that the athlete was led to.
    acknowledged: dict[str, int] = field(default_factory=dict)
    at: list[float] = field(default_factory=list)
    # When each thread of the load last got an answer; its number stands in its notes.
    last: dict[str, float] = field(default_factory=dict)
    errors: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def send(self, note: str) -> None:
        with self._lock:
            self.sent.add(note)

    def acknowledge(self, note: str, key: int) -> None:
        with self._lock:
            self.acknowledged[note] = key
            self.at.append(time.monotonic())
            self.last[note.split()[1].split("-")[0]] = self.at[-1]

    def fail(self, what: str) -> None:
        with self._lock:
            self.errors[what] += 1

    def complain(self, what: str) -> None:
        """Note an answer that no fault excuses."""
        with self._lock:
            self.wrong.append(what)

    def first_since(self, moment: float) -> float | None:
        """Return how long after a moment the next one was acknowledged, in seconds."""
        with self._lock:
            place = bisect.bisect(self.at, moment)
            return self.at[place] - moment if place < len(self.at) else None

    def all_since(self, moment: float, threads: int) -> bool:
        """Say whether every thread has been acknowledged something since a moment."""
        with self._lock:
            return sum(last > moment for last in self.last.values()) == threads

    def compare_with(self, server: Asked) -> Compared:
        """Look into the database for what was acknowledged."""
        rows = server.sql(
            "SELECT id, note FROM triage_checkin WHERE starts_with(note, %s)",
            [f"{self.name} "],
        )
        times = Counter(note for _key, note in rows)
        found = {(note, key) for key, note in rows}
        return Compared(
            lost=sum(one not in found for one in self.acknowledged.items()),
            duplicates=sum(count - 1 for count in times.values()),
            unknown=len(set(times) - self.sent),
        )
