"""Everything we hold about somebody, as JSON or as a zip of CSV files.

The tables are found by walking the foreign keys to the account, so a new table
is in the export by itself. What is left out is listed here, with the reason.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.fields.reverse_related import ManyToOneRel

from backpain.accounts.models import User

Row = dict[str, Any]

# Foreign keys to the account, as app.Model.field, that are not followed.
LEFT_OUT_RELATIONS = {
    "accounts.AccessLog.actor": "in the log of the athlete who was looked at",
    "accounts.Coaching.coach": "the consent of the athlete who gave it",
    "admin.LogEntry.user": "what staff did in the admin; it names other people",
    "training.Change.made_by": "in the plan of the athlete it was made for",
    "training.Note.author": "about the athlete it was written for",
    "training.Workout.changed_by": "in the plan of the athlete it was made for",
}
# Columns, as app.Model.column: secrets that would let the file's finder log in.
LEFT_OUT_COLUMNS = {
    "accounts.User.password": "the hash of the password",
    "mfa.Authenticator.data": "the secrets of the second factor",
    "usersessions.UserSession.session_key": "a key to a logged-in browser",
    "usersessions.UserSession.data": "kept for the log-in machinery only",
}
# A spreadsheet runs a cell that begins with one of these as a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def relations() -> list[models.ForeignKey]:
    """Return every foreign key to the account, hidden ones too, in a fixed order."""
    fields = [
        relation.field
        for relation in User._meta.get_fields(include_hidden=True)
        if isinstance(relation, ManyToOneRel)
    ]
    return sorted(fields, key=label)


def label(field: models.Field) -> str:
    return f"{field.model._meta.label}.{field.name}"


def collect(user: User) -> dict[str, list[Row]]:
    """Return every row about somebody: table name to rows, oldest first."""
    tables = {User._meta.db_table: {user.pk: _row(user)}}
    for field in relations():
        if label(field) in LEFT_OUT_RELATIONS:
            continue
        rows = tables.setdefault(field.model._meta.db_table, {})
        for instance in field.model._base_manager.filter(**{field.name: user}):
            rows[instance.pk] = _row(instance)
    return {
        table: [rows[key] for key in sorted(rows)]
        for table, rows in sorted(tables.items())
    }


def _row(instance: models.Model) -> Row:
    return {
        field.attname: field.value_from_object(instance)
        for field in instance._meta.concrete_fields
        if f"{instance._meta.label}.{field.attname}" not in LEFT_OUT_COLUMNS
    }


def as_json(tables: dict[str, list[Row]]) -> bytes:
    text = json.dumps(tables, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
    return text.encode()


def as_zip(tables: dict[str, list[Row]]) -> bytes:
    """Return a zip with a CSV file for each table that has rows."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for table, rows in tables.items():
            if rows:
                archive.writestr(f"{table}.csv", "".join(_csv_lines(rows)))
    return buffer.getvalue()


def _csv_lines(rows: list[Row]) -> Iterator[str]:
    line = io.StringIO()
    writer = csv.DictWriter(line, fieldnames=list(rows[0]))
    writer.writeheader()
    for row in rows:
        writer.writerow({name: cell(value) for name, value in row.items()})
    yield line.getvalue()


def cell(value: Any) -> Any:
    """Return a value as a cell of CSV that no spreadsheet takes for a formula."""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA_STARTS) else value
    if value is None or isinstance(value, int | float):
        return value
    text = json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)
    # A date is a JSON text and needs no quotes in a cell.
    return json.loads(text) if text.startswith('"') else text
