"""Whether this server is about to stop: one byte that its processes share."""

from __future__ import annotations

import mmap

# Inherited by the workers, which are forked from the process that imports this first.
_told = mmap.mmap(-1, 1)


def begin() -> None:
    _told[0] = 1


def is_draining() -> bool:
    return _told[0] == 1
