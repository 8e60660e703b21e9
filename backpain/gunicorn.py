"""How gunicorn serves, in the demo and in production.

Workers die and come back; threads within them share a few connections to the
database. There is no access log: paths can carry one-time sign-in tokens, and
whoever stands in front of the app keeps one anyway.
"""

from __future__ import annotations

import os
import runpy
import signal
import sys
import threading
from pathlib import Path
from types import FrameType
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from gunicorn.glogging import Logger

from backpain import draining
from backpain.env import Environment
from backpain.logs import formatter

PROJECT_DIR = Path(__file__).resolve().parent.parent
MEMORY = Path("/dev/shm")  # noqa: S108 - gunicorn makes its own files there

# Read by backpain/settings.py.
os.environ.setdefault("DATABASE_POOL", "1")
os.environ.setdefault("DATABASE_TIMEOUTS", "1")

try:
    env = Environment()
    port = env.integer("PORT", default=8000, minimum=1, maximum=65535)
    workers = env.integer("WORKERS", default=2, minimum=1, maximum=64)
    # How long it goes on serving after it was told to stop: until whoever shares out
    # the requests has seen that /readyz says no.
    drain = env.integer("DRAIN_SECONDS", default=0, maximum=300)
    reload = env.boolean("DEBUG", default=False)
    # As backpain/settings.py reads them.
    is_production = not env.boolean("DEBUG", default=True)
    is_production = is_production and not env.boolean("DEMO", default=False)
except ImproperlyConfigured as error:
    sys.exit(f"backpain does not start: {error}")


class ServerLog(Logger):  # type: ignore[misc]
    """What the server itself says, in the lines that the pages write."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(formatter(as_json=is_production))


logger_class = ServerLog
wsgi_app = "backpain.wsgi:application"
chdir = str(PROJECT_DIR)
# Another address only where nothing but the proxy reaches it, as in a container.
bind = [f"{env.text('BIND_ADDRESS', '127.0.0.1')}:{port}"]
# Threads with a pool cost a request about a tenth more than workers that keep one
# connection each, and their slow requests are slower; but they wait while the database
# restarts, where those would fail. A new connection for each request costs the most
# (docs/trust.md, How it is served).
worker_class = "gthread"
threads = 4
# Seconds; longer than any statement may take in the database.
timeout = 30
graceful_timeout = 30
keepalive = 5
loglevel = "info"
control_socket_disable = True
# A worker shows that it lives by touching a file; on a slow disk that can hang.
worker_tmp_dir = str(MEMORY) if os.access(MEMORY, os.W_OK) else None
# Templates are cached by each worker: while developing, a new text needs a new one.
reload_extra_files = [str(path) for path in (PROJECT_DIR / "templates").rglob("*.html")]


def when_ready(server: Any) -> None:
    # Ctrl-C ends requests in order, as SIGTERM does.
    signal.signal(signal.SIGINT, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    stop: Any = signal.getsignal(signal.SIGTERM)

    def drain_and_stop(number: int, frame: FrameType | None) -> None:
        if draining.is_draining() or not drain:
            stop(number, frame)
            return
        draining.begin()
        timer = threading.Timer(drain, os.kill, (os.getpid(), signal.SIGTERM))
        timer.daemon = True
        timer.start()

    signal.signal(signal.SIGTERM, drain_and_stop)


def post_worker_init(worker: Any) -> None:
    # A terminal sends Ctrl-C to the workers as well. Told twice to stop, by it and
    # by the master, a worker can wait for itself for ever.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def on_starting(server: Any) -> None:
    """Refuse wrong settings in one line, before there are workers to fail."""
    try:
        # Not imported: the workers must read the settings anew after a reload.
        runpy.run_module("backpain.settings")
    except ImproperlyConfigured as error:
        sys.exit(f"backpain does not start: {error}")
