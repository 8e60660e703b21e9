"""The same site from two nodes behind nginx, every other page from the other one.

TWO_NODES names the first of four ports to take on 127.0.0.1; `make drill` sets it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from django.conf import settings
from django.core.cache.backends.db import DatabaseCache
from django.db import connection

from backpain.embedded_postgres import cluster
from drills.node import Node
from drills.proxy import in_front_of

FIRST_PORT = int(os.environ.get("TWO_NODES") or 0)


@contextmanager
def serve_from_two_nodes(folder: Path) -> Iterator[str]:
    """Serve the database of the tests; give the address."""
    folder.mkdir(parents=True, exist_ok=True)
    ports = (FIRST_PORT + 2, FIRST_PORT + 3)
    environment = {k: v for k, v in os.environ.items() if not k.startswith("DJANGO_")}
    environment |= {
        "DEBUG": "0",
        "DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "tests.browser.node_settings",
        "SECRET_KEY": settings.SECRET_KEY,
        "DATABASE_URL": cluster.url(connection.settings_dict["NAME"]),
    }
    with ExitStack() as running:
        for port in ports:
            node = Node(port, folder, environment)
            running.callback(node.stop)
            node.start()
        yield running.enter_context(
            in_front_of(
                ports, folder=folder, https_port=FIRST_PORT, http_port=FIRST_PORT + 1
            )
        )


def forget_tries() -> None:
    """Start the counts of the rate limits at nought, which the nodes share."""
    DatabaseCache("cache_entries", {}).clear()
