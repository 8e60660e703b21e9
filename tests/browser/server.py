"""The site on a free port of this machine, in a thread of the same process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.test.testcases import LiveServerThread


class _Server(ThreadedWSGIServer):
    # Wait for the last request, so that the database can be dropped afterwards. The
    # browser has to be closed by then.
    daemon_threads = False


class _Thread(LiveServerThread):
    server_class = _Server


@contextmanager
def serve() -> Iterator[str]:
    """Serve on the database that this process uses; give the address."""
    # The static files come from WhiteNoise, as they do everywhere else.
    thread = _Thread("127.0.0.1", static_handler=_as_it_is)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    try:
        yield f"http://127.0.0.1:{thread.port}"
    finally:
        thread.terminate()


def _as_it_is(handler: WSGIHandler) -> WSGIHandler:
    return handler
