"""Run new migrations while the code from before them goes on, there and back again."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from drills.postgres import Server
from drills.processes import wait_until
from drills.stack import Stack
from drills.table import Figure

NAME = "migrations under load"
APP = "drills.expand"
# What a page waits for a lock before it gives up.
LOCK_SECONDS = 2.0
LONGEST_WAIT = """
    SELECT coalesce(extract(epoch FROM max(clock_timestamp() - waitstart)), 0)::float
    FROM pg_locks WHERE NOT granted
"""
# A transaction in the way of every migration, opened anew for each.
IN_THE_WAY = "SELECT count(*), pg_sleep(1.5) FROM triage_checkin"


def migrate_under_load(stack: Stack, kills: int) -> list[Figure]:
    waits: list[float] = []
    rounds = min(kills, 5)
    with stack.serving() as origin, stack.new_load(origin).running() as ledger:
        wait_until(lambda: len(ledger.acknowledged) >= 20, "athletes check in")
        with _watched(stack.primary, waits), _in_the_way(stack.primary):
            for _round in range(rounds):
                stack.migrate(APP, forward=True)
                stack.migrate(APP, forward=False)
        answered = len(ledger.acknowledged)
    lost = ledger.compare_with(stack.primary).lost
    return [
        Figure(NAME, "times there and back", rounds),
        Figure(NAME, "check-ins acknowledged", answered, least=1),
        Figure(NAME, "errors that athletes saw", ledger.errors.total(), most=0),
        Figure(NAME, "answers below 500 that were wrong", len(ledger.wrong), most=0),
        Figure(NAME, "acknowledged and lost", lost, most=0),
        Figure(NAME, "longest wait for a lock, s", max(waits), most=LOCK_SECONDS),
        Figure(NAME, "waits seen", sum(wait > 0 for wait in waits), least=1),
    ]


@contextmanager
def _watched(server: Server, waits: list[float]) -> Iterator[None]:
    """Note again and again how long anybody has been waiting for a lock."""

    def watch() -> None:
        waits.append(server.sql(LONGEST_WAIT)[0][0])
        time.sleep(0.05)

    with _again_and_again(watch):
        yield


@contextmanager
def _in_the_way(server: Server) -> Iterator[None]:
    """Have somebody read the table for longer than a migration waits, now and then."""

    def read() -> None:
        server.sql(IN_THE_WAY)
        time.sleep(1.0)

    with _again_and_again(read):
        yield


@contextmanager
def _again_and_again(work: Callable[[], None]) -> Iterator[None]:
    def repeat() -> None:
        while not over.is_set():
            work()

    over = threading.Event()
    thread = threading.Thread(target=repeat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(timeout=30)
