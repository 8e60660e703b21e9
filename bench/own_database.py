"""A database for one benchmark, which is dropped when it is done.

Django has to be set up before this is imported; TEST_DATABASE_NAME names the database.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.test import override_settings
from django.test.runner import DiscoverRunner


def run_in_own_database(measure: Callable[[], None], **changes: Any) -> None:
    """Call measure with a new database and static files as they are.

    changes are settings that stand only for this call.
    """
    runner = DiscoverRunner(verbosity=0, interactive=False)
    runner.setup_test_environment(debug=False)
    databases = runner.setup_databases()
    plain = {"staticfiles": {"BACKEND": settings.PLAIN}}
    try:
        with override_settings(
            ALLOWED_HOSTS=["testserver"],
            STORAGES={**settings.STORAGES, **plain},
            **changes,
        ):
            measure()
    finally:
        runner.teardown_databases(databases)
