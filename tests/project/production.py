"""The settings of production, but for the static files, which nobody has collected."""

from __future__ import annotations

from backpain.settings import *  # noqa: F403 - the same, but for what follows
from backpain.settings import PLAIN, STORAGES

STORAGES = {**STORAGES, "staticfiles": {"BACKEND": PLAIN}}
