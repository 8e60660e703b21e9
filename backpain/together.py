"""A few rows of several tables in one statement.

A page that shows an athlete needs a row or two of many tables, and each statement
costs more than the rows do. So they travel together, each as JSON. What piles up is
read by a statement of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from django.db import models, router

from backpain.prepared import Prepared, Values

NOTHING: Values = MappingProxyType({})


class Rows(NamedTuple):
    """Rows of a table whose SQL was made in advance, with values yet to be given."""

    model: type[models.Model]
    fields: tuple[models.Field[Any, Any], ...]
    prepared: Prepared

    @classmethod
    def of(cls, found: models.QuerySet[Any]) -> Rows:
        """Prepare a queryset.

        Its order, range and only() count; what was annotated or selected with its rows
        is left out.
        """
        prepared = Prepared.rows(found.select_related(None))
        return cls(found.model, tuple(_fields(found)), prepared)

    def row(self, db: str, values: Mapping[str, Any]) -> Any:
        """Return a row as the queryset itself would have read it."""
        return self.model.from_db(
            db,
            [field.attname for field in self.fields],
            [field.to_python(values[str(field.column)]) for field in self.fields],
        )


def prepare(**found: models.QuerySet[Any]) -> dict[str, Rows]:
    """Prepare several querysets at once, for read_together to read by these names."""
    return {name: Rows.of(rows) for name, rows in found.items()}


def read_together(
    given: Values = NOTHING, /, **found: models.QuerySet[Any] | Rows
) -> dict[str, list[Any]]:
    """Return rows by their names, read in one statement.

    given are the values for those that were prepared. Where some tables are read from
    a copy (backpain/replica.py), it is one statement there and one here.
    """
    wanted = {
        name: rows if isinstance(rows, Rows) else Rows.of(rows)
        for name, rows in found.items()
    }
    by_database: dict[str, dict[str, Rows]] = {}
    for name, rows in wanted.items():
        by_database.setdefault(router.db_for_read(rows.model), {})[name] = rows
    read: dict[str, list[Any]] = {}
    for db, asked in by_database.items():
        read |= _read(db, given, asked)
    return {name: read[name] for name in wanted}


def _read(db: str, given: Values, wanted: Mapping[str, Rows]) -> dict[str, list[Any]]:
    # Of what is known to be empty there is no SQL.
    asked = {name: rows for name, rows in wanted.items() if rows.prepared.sql}
    lists = dict(zip(asked, _lists(db, given, list(asked.values())), strict=True))
    return {
        name: [rows.row(db, values) for values in lists.get(name, ())]
        for name, rows in wanted.items()
    }


def _lists(db: str, given: Values, asked: list[Rows]) -> tuple[Any, ...]:
    """Return the rows of each as a list of dictionaries by the names of the columns."""
    if not asked:
        return ()
    # Made by Postgres: to name each column in an expression of the ORM's took longer
    # than all the rest of a page.
    arrays = [
        f"ARRAY(SELECT row_to_json(one) FROM ({sql}) one)"  # noqa: S608 - the ORM's
        for sql in (rows.prepared.sql for rows in asked)
    ]
    params = [value for rows in asked for value in rows.prepared.params]
    (lists,) = Prepared(f"SELECT {', '.join(arrays)}", tuple(params)).run(db, given)
    return lists


def _fields(rows: models.QuerySet[Any]) -> list[models.Field[Any, Any]]:
    """Return the columns that are read: all but those left out by only() or defer()."""
    names, are_deferred = rows.query.deferred_loading
    return [
        field
        for field in rows.model._meta.concrete_fields
        if field.primary_key
        or (not {field.name, field.attname} & set(names)) is are_deferred
    ]
