"""Empty the tables after a test that commits, in a twentieth of Django's time.

Django truncates them, so that Postgres makes the files of each anew, and has what it
keeps about the models written again; here the rows go, and that stays.
"""

from __future__ import annotations

from django.db import connections, transaction
from django.test import TransactionTestCase

# What `migrate` writes of the models.
KEPT = {"auth_permission", "django_content_type"}
PATIENCE = "20s"


def pytest_configure() -> None:
    TransactionTestCase._fixture_teardown = empty_tables


def empty_tables(test_case: TransactionTestCase) -> None:
    for alias in test_case._databases_names(include_mirrors=False):
        connection = connections[alias]
        tables = connection.introspection.django_table_names(only_existing=True)
        quote = connection.ops.quote_name
        with transaction.atomic(alias), connection.cursor() as cursor:
            names = [quote(table) for table in sorted(set(tables) - KEPT)]
            # What somebody else has not committed yet would be there afterwards.
            cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}'")
            cursor.execute(f"LOCK TABLE {', '.join(names)} IN SHARE ROW EXCLUSIVE MODE")
            # Else the triggers would keep what must never be deleted.
            cursor.execute("SET LOCAL session_replication_role = replica")
            for name in names:
                cursor.execute(f"DELETE FROM {name}")
