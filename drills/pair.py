"""An athlete and their coach, as the drill knows them; no Django is needed for it."""

from __future__ import annotations

from typing import NamedTuple


class Pair(NamedTuple):
    """An athlete, and the coach who may see everything of them."""

    athlete: int
    coaching: int
    cookies: dict[str, str]
    cookies_of_coach: dict[str, str]
