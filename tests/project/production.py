"""The settings of production, but for the static files, which nobody has collected."""

from __future__ import annotations

from backpain.settings import *  # noqa: F403
from backpain.settings import PLAIN, STORAGES

STORAGES = {**STORAGES, "staticfiles": {"BACKEND": PLAIN}}
