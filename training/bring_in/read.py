"""The rows of an export as rows of ours that are not saved yet."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from django.db import models
from django.utils.translation import gettext as _

from backpain.accounts.models import User
from backpain.accounts.time_zones import known_time_zones
from training.bring_in import tables
from training.bring_in.values import NotTakenError, Where, refuse, tables_of, value_of
from training.bring_in.words import (
    Place,
    place_in,
    place_of_all,
    place_of_column,
    place_of_setting,
)

# More than a hundred years of everything, on every day.
MOST_ROWS = 200_000
# Days that may be still to come; every other one is over, or today.
MAY_BE_AHEAD = {
    "training.Change.first",
    "training.Change.last",
    "training.RunningHistory.race_date",
    "training.Week.start",
    "training.Workout.date",
}

Row = dict[str, Any]
M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True, kw_only=True)
class Contents:
    """What a file holds. Keys of rows, and those to other rows, are the file's own."""

    owner: int
    email: str
    settings: Row
    rows: dict[type[models.Model], list[Any]]

    def of(self, model: type[M]) -> list[M]:
        """Return the rows of one table, oldest first."""
        return self.rows[model]

    @property
    def count(self) -> int:
        return sum(map(len, self.rows.values()))


def contents_of(content: bytes, now: dt.datetime) -> Contents:
    """Read a file; raises NotTakenError where it is not what an export writes."""
    found = tables_of(content)
    if not {"accounts_user", "triage_checkin"} <= found.keys():
        raise NotTakenError(_("This is not an export of backpain."))
    unknown = sorted(found.keys() - tables.names())
    if unknown:
        raise NotTakenError(
            _("The file holds what this version does not know; it may be newer."),
            path=unknown[0][:60],
        )
    if sum(len(rows) for rows in found.values() if isinstance(rows, list)) > MOST_ROWS:
        raise NotTakenError(_("The file holds more than anybody can have told."))
    account = _account(found["accounts_user"])
    settings = _settings(account)
    today = User(**settings).local_date(now)
    owner = value_of(User._meta.pk, account.get("id"), _whose)
    return Contents(
        owner=owner,
        email=str(account.get("email", "")),
        settings=settings,
        rows={
            model: _rows(model, found.get(model._meta.db_table, []), owner, today, now)
            for model in tables.TAKEN
        },
    )


def _whose() -> Place:
    return Place(_("Whose file it is"), "accounts_user")


def _account(rows: Any) -> Row:
    if not isinstance(rows, list) or len(rows) != 1 or not isinstance(rows[0], dict):
        refuse(_whose(), _("it is not one account"))
    account: Row = rows[0]
    return account


def _settings(account: Row) -> Row:
    settings = {
        field.name: value_of(
            field, account.get(field.name), partial(place_of_setting, field)
        )
        for field in User._meta.concrete_fields
        if field.name in tables.SETTINGS
    }
    if settings["time_zone"] not in known_time_zones():
        zone = User._meta.get_field("time_zone")
        refuse(place_of_setting(zone), _("there is no such time zone"))
    return settings


def _rows(
    model: type[models.Model],
    rows: Any,
    owner: int,
    today: dt.date,
    now: dt.datetime,
) -> list[models.Model]:
    if not isinstance(rows, list):
        refuse(place_of_all(model), _("they are not written as a list"))
    read = [
        _row(model, row, number, owner, today, now) for number, row in enumerate(rows)
    ]
    found = {row.pk: row for row in read}
    if len(found) != len(rows):
        refuse(place_of_all(model), _("one of them is there twice"))
    return [found[pk] for pk in sorted(found)]


def _row(
    model: type[models.Model],
    given: Any,
    number: int,
    owner: int,
    today: dt.date,
    now: dt.datetime,
) -> models.Model:
    if not isinstance(given, dict):
        refuse(place_in(model, given, number), _("nothing is told there"))
    fields = {field.attname: field for field in model._meta.concrete_fields}
    unknown = sorted(given.keys() - fields.keys())
    if unknown:
        refuse(
            place_in(model, given, number),
            _("backpain knows no “%(name)s” of it") % {"name": unknown[0][:60]},
        )
    row = model()
    for name, field in fields.items():
        column = f"{model._meta.label}.{name}"
        is_given = name in given and column not in tables.NEW_HERE
        if not is_given and (field.null or field.has_default() or field.blank):
            continue
        where = partial(_place_of, model, given, number, field)
        if not is_given:
            refuse(where(), _("it is missing"))
        value = value_of(field, given[name], where)
        if column not in MAY_BE_AHEAD:
            _refuse_days_to_come(value, where, today, now)
        setattr(row, name, value)
    if getattr(row, "athlete_id") != owner:  # noqa: B009 - every one has it
        refuse(place_in(model, given, number), _("it is about somebody else"))
    return row


def _place_of(
    model: type[models.Model], given: Row, number: int, field: models.Field
) -> Place:
    return place_of_column(place_in(model, given, number), field)


def _refuse_days_to_come(
    value: Any, where: Where, today: dt.date, now: dt.datetime
) -> None:
    # Whoever flies west has told something tomorrow.
    tomorrow = today + dt.timedelta(days=1)
    is_ahead = (
        value > now
        if isinstance(value, dt.datetime)
        else isinstance(value, dt.date) and value > tomorrow
    )
    if is_ahead:
        refuse(where(), _("it is still to come"))
