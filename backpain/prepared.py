"""Statements whose SQL is made once.

The ORM takes longer to write the SQL of what a page needs to know of an athlete than
Postgres takes to answer it, and writes the same each time but for a few values. These
are given when it is run.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models.sql import UpdateQuery

Values = Mapping[str, Any]


class Given(models.Value):
    """A value that is given when the statement is run, by its name."""

    def __init__(self, name: str, output_field: models.Field[Any, Any]) -> None:
        super().__init__(name, output_field=output_field)

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", [self]


class Prepared(NamedTuple):
    """A statement; its sql is empty if it is known to find nothing."""

    sql: str
    params: tuple[Any, ...]

    @classmethod
    def rows(cls, found: models.QuerySet[Any]) -> Prepared:
        """Prepare to read what a queryset finds."""
        try:
            return cls._of(found.query)
        except EmptyResultSet:
            return cls("", ())

    @classmethod
    def update(cls, found: models.QuerySet[Any], **columns: Any) -> Prepared:
        """Prepare what QuerySet.update does."""
        query: Any = found.query.chain(UpdateQuery)
        query.add_update_values(columns)
        return cls._of(query)

    @classmethod
    def _of(cls, query: Any) -> Prepared:
        sql, params = query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
        return cls(sql, tuple(params))

    def run(self, db: str, given: Values) -> list[tuple[Any, ...]]:
        """Run it with these values; return its rows as the database gives them."""
        with connections[db].cursor() as cursor:
            cursor.execute(self.sql, self.with_values(given))
            return cursor.fetchall() if cursor.description else []

    def with_values(self, given: Values) -> list[Any]:
        return [
            given[str(param.value)] if isinstance(param, Given) else param
            for param in self.params
        ]
