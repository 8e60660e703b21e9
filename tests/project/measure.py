"""What a request did to the database: statements that write, and rows that changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection

from backpain.accounts import export
from backpain.accounts.models import User

# Where any look may leave its trace.
TRACES = ("django_session", "accounts_accesslog")
READS = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK", "SET", "SHOW")
Counts = dict[str, tuple[int, int | None]]


@contextmanager
def writes() -> Iterator[list[str]]:
    """Collect the statements that write."""
    found: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.lstrip(" (").upper().startswith(READS):
            found.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield found


def count_tables() -> Counts:
    """Return how many rows each table has, and which transaction last wrote one."""
    tables = sorted(
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and model._meta.db_table not in TRACES
    )
    return _count([(table, f'FROM "{table}"') for table in tables])


def count_rows_of(person: User) -> Counts:
    """Return the same of every row that belongs to one person."""
    found = [("accounts_user.id", f'FROM "accounts_user" WHERE id = {person.pk}')]
    for relation in export.relations():
        table, column = relation.model._meta.db_table, relation.column
        if table not in TRACES:
            condition = f'FROM "{table}" WHERE "{column}" = {person.pk}'
            found.append((f"{table}.{column}", condition))
    return _count(found)


def _count(tables: list[tuple[str, str]]) -> Counts:
    parts = (
        f"SELECT '{name}', count(*), max(xmin::text::bigint) {rows}"
        for name, rows in tables
    )
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        return {name: (count, last) for name, count, last in cursor.fetchall()}
