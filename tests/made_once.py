"""Rows that are made once for all tests of a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import connection, transaction

T = TypeVar("T")


@contextmanager
def made_once(blocker: Any, make: Callable[[], T]) -> Iterator[T]:
    """Give what make returns; all of it is gone again after the block."""
    with blocker.unblock(), transaction.atomic():
        made = make()
        # Now, or after each test anew: what is deferred waits for a commit.
        connection.check_constraints()
        yield made
        transaction.set_rollback(True)
