"""Do several things at once, each with a connection of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable

from django.db import connections


def at_once(*works: Callable[[], None]) -> None:
    """Run each in a thread, and wait for all of them; whatever one raises fails the test."""

    def with_connection(work: Callable[[], None]) -> None:
        try:
            work()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=with_connection, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads), "one waits for ever"
