"""What requests cost, taken in turns.

Counted is the processor's time, of this process and of its backend in Postgres, not the
clock's: whatever else the machine does meanwhile would only be noise.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from django.db import connection, transaction


class Answer(Protocol):
    """What the test client says of a response."""

    @property
    def status_code(self) -> int: ...

    @property
    def content(self) -> bytes: ...


Request = Callable[[], Answer]


@contextmanager
def unchanged() -> Iterator[None]:
    """Take back all that is done to the database, the keys given to new rows as well.

    A rollback leaves sequences as they are, and then no statement could be repeated.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT sequencename, last_value FROM pg_sequences")
        names, last = zip(*cursor.fetchall(), strict=True)
        yield
        transaction.set_rollback(True)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(name::text, coalesce(last, 1), last IS NOT NULL) "
            "FROM unnest(%s::text[], %s::bigint[]) AS sequence (name, last)",
            [list(names), list(last)],
        )


def seconds_of(work: Callable[[], Any]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _used() -> float:
    """Return the seconds of a processor that we and our backend have had so far."""
    backend = connection.connection.info.backend_pid
    nanoseconds = Path(f"/proc/{backend}/schedstat").read_text().split()[0]
    return time.process_time() + int(nanoseconds) / 1e9


def seconds_of_both(work: Callable[[], Any]) -> float:
    """Return the seconds of a processor that work takes of us and of our backend."""
    start = _used()
    work()
    return _used() - start


def medians(*works: Callable[[], float], rounds: int) -> list[float]:
    """Return the median of what each work says it took; the first round is for warmth."""
    for work in works:
        work()
    taken = [[work() for work in works] for _round in range(rounds)]
    return [statistics.median(times) for times in zip(*taken, strict=True)]


def in_a_rollback(request: Request, *, status: int = 200) -> float:
    """Return the seconds of a request that leaves the database as it was."""
    with unchanged():
        start = _used()
        response = request()
        taken = _used() - start
        assert response.status_code == status, response.content.decode()
    return taken


def medians_of_requests(
    *requests: Request, rounds: int, statuses: Sequence[int] = ()
) -> list[float]:
    """Return the median seconds of each request, sent in turns."""
    wanted = statuses or [200] * len(requests)

    def work(request: Request, status: int) -> Callable[[], float]:
        return lambda: in_a_rollback(request, status=status)

    works = [work(*pair) for pair in zip(requests, wanted, strict=True)]
    return medians(*works, rounds=rounds)
