"""A few rows of several tables in one statement.

A page that shows an athlete needs a row or two of many tables, and each statement
costs more than the rows do. So they travel together, each as JSON. What piles up is
read by a statement of its own.
"""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models.functions import JSONObject

# What functions of Postgres take at most; a name and a value for each column.
MOST_COLUMNS = 100 // 2


def read_together(
    base: models.QuerySet[Any], **found: models.QuerySet[Any]
) -> dict[str, list[Any]]:
    """Return the rows of several querysets by their names, read in one statement.

    base is a queryset of one row that is there, such as that of the athlete, and says
    which database is asked; if the row is gone, there are none of the others either. Of the querysets, order, range and
    only() count; what was annotated or selected with them is left out.
    """
    arrays = {
        name: ArraySubquery(rows.values(together=JSONObject(**_columns(rows))))
        for name, rows in found.items()
    }
    one = base.values_list(*arrays.values()).first() or [[] for _name in found]
    return {
        # Of a queryset that is none() from the start, there is not even a list.
        name: [_row(base.db, rows, values) for values in values_of_rows or ()]
        for (name, rows), values_of_rows in zip(found.items(), one, strict=True)
    }


def _columns(rows: models.QuerySet[Any]) -> dict[str, str]:
    names = [field.attname for field in _fields(rows)]
    if len(names) > MOST_COLUMNS:
        raise ValueError(f"{rows.model.__name__} has too many columns: use only()")
    return {name: name for name in names}


def _fields(rows: models.QuerySet[Any]) -> list[models.Field[Any, Any]]:
    """Return the columns that are read: all but those left out by only() or defer()."""
    names, are_deferred = rows.query.deferred_loading
    return [
        field
        for field in rows.model._meta.concrete_fields
        if field.primary_key
        or (not {field.name, field.attname} & set(names)) is are_deferred
    ]


def _row(db: str, rows: models.QuerySet[Any], values: dict[str, Any]) -> Any:
    """Return a row as the queryset itself would have read it."""
    fields = _fields(rows)
    return rows.model.from_db(
        db,
        [field.attname for field in fields],
        [field.to_python(values[field.attname]) for field in fields],
    )
