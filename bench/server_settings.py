"""The settings, with one more way to hold connections, and static files as they are."""

from __future__ import annotations

import os

from backpain.settings import *  # noqa: F403 - the same, but for what follows

if os.environ.get("BENCH_KEEP_CONNECTIONS"):
    DATABASES["default"]["CONN_MAX_AGE"] = None  # noqa: F405 - from the settings above
STORAGES["staticfiles"] = {"BACKEND": PLAIN}  # noqa: F405 - from the settings above
ALLOWED_HOSTS = ["127.0.0.1"]
