"""Production, with some more addresses, and static files as they lie."""

from __future__ import annotations

from backpain.settings import *  # noqa: F403 - the same, but for what follows
from backpain.settings import PLAIN, STORAGES

ROOT_URLCONF = "tests.server.urls"
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": PLAIN}}
