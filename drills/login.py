"""Somebody who logs in, as the drill knows them; no Django is needed for it."""

from __future__ import annotations

from typing import NamedTuple


class Login(NamedTuple):
    """Who can log in, and what each of their pages must show then."""

    email: str
    password: str
    shown: dict[str, str]
