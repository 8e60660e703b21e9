"""What every table holds, as a number of rows and a sum of their hashes.

Two databases with the same figures hold the same rows, whatever their order.
"""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg import sql

# Of no use in a backup, and a key to somebody's browser in it: whoever restores one
# has everybody log in again.
LEFT_OUT = ("django_session", "usersessions_usersession", "cache_entries")

# By rows' texts, which depend on these.
AS_TEXT = """
SET timezone = 'UTC'; SET datestyle = 'ISO'; SET intervalstyle = 'postgres';
SET extra_float_digits = 1; SET bytea_output = 'hex'
"""
NAMES = """
SELECT nspname, relname FROM pg_class JOIN pg_namespace ON relnamespace = pg_namespace.oid
    WHERE relkind = 'r' AND nspname <> 'information_schema' AND nspname !~ '^pg_'
    ORDER BY nspname, relname
"""

Figures = dict[str, list[Any]]


def names(session: psycopg.Connection[Any]) -> list[tuple[str, str]]:
    """Return the schema and the name of every table of ours."""
    return session.execute(NAMES).fetchall()


def figures(session: psycopg.Connection[Any]) -> Figures:
    """Return the number of rows and the sum of their hashes, by table."""
    for setting in AS_TEXT.split(";"):
        session.execute(setting.strip())
    return {
        f"{schema}.{table}": _figures_of(session, schema, table)
        for schema, table in names(session)
        if table not in LEFT_OUT
    }


def _figures_of(session: psycopg.Connection[Any], schema: str, table: str) -> list[Any]:
    asked = sql.SQL(
        "SELECT count(*), coalesce(sum(hashtextextended(one::text, 0)), 0)::text "
        "FROM {} AS one"
    )
    row = session.execute(asked.format(sql.Identifier(schema, table))).fetchone()
    return list(row or ())


def differences(backed_up: Figures, restored: Figures) -> list[str]:
    """Return in words which tables do not hold the same."""
    return [
        f"{name} had {_rows(backed_up.get(name))}, has {_rows(restored.get(name))}"
        for name in sorted(backed_up.keys() | restored.keys())
        if backed_up.get(name) != restored.get(name)
    ]


def _rows(figures: list[Any] | None) -> str:
    return "no such table" if figures is None else f"{figures[0]} rows ({figures[1]})"
