from __future__ import annotations

from importlib import import_module

from django.core.cache.backends.db import DatabaseCache
from django.db import connection


def test_migrations_make_the_cache_table_and_may_run_twice(db):
    migration = import_module(
        "backpain.accounts.migrations.0002_create_the_cache_table"
    )
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS cache_entries")

    with connection.schema_editor() as editor:
        migration.create_the_cache_table(None, editor)
        migration.create_the_cache_table(None, editor)

    cache = DatabaseCache("cache_entries", {})
    cache.set("tries", [1, 2])
    assert cache.get("tries") == [1, 2]
