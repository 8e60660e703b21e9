"""Exports, and what of two is to be equal once one was brought in."""

from __future__ import annotations

import datetime as dt
import json
from operator import itemgetter
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from backpain.accounts import export
from backpain.accounts.models import AthleteStatus, User
from training.bring_in import tables
from training.bring_in.read import contents_of
from training.services.bring_in import bring_in
from triage.models import CheckIn

Tables = dict[str, list[dict[str, Any]]]
# Times at which something came here, as app.Model.column.
TIMES_OF_IMPORT = {"triage.CheckIn.imported_at", "triage.HealthProfile.changed_at"}


def exported(athlete: User) -> Tables:
    found: Tables = json.loads(export.as_json(export.collect(athlete)))
    return found


def content_of(found: Tables) -> bytes:
    return json.dumps(found).encode()


def brought(found: Tables, into: User) -> None:
    """Bring an export in as the page does, up to what Postgres says at commit."""
    now = timezone.now()
    with transaction.atomic():
        bring_in(athlete=into, contents=contents_of(content_of(found), now), now=now)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def but_for_keys(found: Tables) -> dict[str, Any]:
    """Return what is to come along: each key is the place of its row in its table.

    Weeks and workouts are in the order of their days, whichever was written last.
    """
    found = {**found}
    for table, day in (("training_week", "start"), ("training_workout", "date")):
        found[table] = sorted(found[table], key=itemgetter(day))
    (account,) = found["accounts_user"]
    places: dict[type[models.Model], dict[int, int]] = {
        model: {row["id"]: place for place, row in enumerate(found[table])}
        for model in tables.TAKEN
        if (table := model._meta.db_table)
    }
    settings = {name: account[name] for name in tables.SETTINGS}
    rows = {
        model._meta.db_table: [
            {
                field.attname: _value(field, row[field.attname], places, account["id"])
                for field in model._meta.concrete_fields
                if f"{model._meta.label}.{field.attname}" not in TIMES_OF_IMPORT
            }
            for row in found[model._meta.db_table]
        ]
        for model in tables.TAKEN
    }
    # An advice is no longer in force once it was brought in.
    left_out = {"athlete_id", "verdict_until", "worse_until"}
    status = [
        {name: value for name, value in row.items() if name not in left_out}
        for row in found[AthleteStatus._meta.db_table]
    ]
    return {"settings": settings, "status": status, **rows}


def _value(
    field: models.Field,
    value: Any,
    places: dict[type[models.Model], dict[int, int]],
    owner: int,
) -> Any:
    if field.primary_key:
        return places[field.model][value]
    if isinstance(field, models.DateTimeField) and value is not None:
        # 33.000Z and 33Z are one time; the first has microseconds that are not written.
        return dt.datetime.fromisoformat(value)
    if field.attname == "planned_after":
        return places[CheckIn].get(value)
    if not isinstance(field, models.ForeignKey) or value is None:
        return value
    if field.related_model is User:
        return "theirs" if value == owner else None
    return places[field.related_model][value]
