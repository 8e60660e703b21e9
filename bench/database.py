"""A database for one benchmark, which is dropped when it is done.

Django has to be set up before this is imported; TEST_DATABASE_NAME names the database.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection
from django.test import override_settings
from django.test.runner import DiscoverRunner


@contextmanager
def own_database() -> Iterator[None]:
    """Give a new database, static files as they are, and the bare view."""
    # Not its test environment: that follows every template as it is rendered.
    runner = DiscoverRunner(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    plain = {"staticfiles": {"BACKEND": settings.PLAIN}}
    try:
        with override_settings(
            ALLOWED_HOSTS=["testserver"],
            ROOT_URLCONF="bench.bare",
            STORAGES={**settings.STORAGES, **plain},
        ):
            yield
    finally:
        runner.teardown_databases(databases)


def analyze() -> None:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
