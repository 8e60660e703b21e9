"""Values of JSON as a column takes them: exactly, or refused."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Callable
from typing import Any, NoReturn

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from training.bring_in.words import Place

EARLIEST = dt.date(1900, 1, 1)
LATEST = dt.date(2200, 12, 31)
# More than the planner and a coach write together, and as much as a note may have.
LONGEST_TEXT = 2_000
# A file has a million places, and at most one that has to be put into words.
Where = Callable[[], Place]


class NotTakenError(ValueError):
    """A file that is not taken; the text says why, in words for the person.

    path is the table and the column, for whoever edits files; "" if it is all of it.
    """

    def __init__(self, message: str, *, path: str = "") -> None:
        super().__init__(message)
        self.path = path


def refuse(where: Place, why: str) -> NoReturn:
    raise NotTakenError(
        _("%(where)s: %(why)s. Nothing of the file was brought in.")
        % {"where": where.words, "why": why},
        path=where.path,
    )


def tables_of(content: bytes) -> dict[str, Any]:
    """Return the object that a JSON file holds."""
    try:
        found = json.loads(content.decode(), parse_constant=_no_number)
        # What cannot be written again cannot be stored either.
        json.dumps(found, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise NotTakenError(_("This is not a JSON file.")) from error
    if not isinstance(found, dict):
        raise NotTakenError(_("This is not an export of backpain."))
    return found


def is_count(given: Any, most: int) -> bool:
    return type(given) is int and 0 <= given <= most


def is_text(given: Any) -> bool:
    return isinstance(given, str) and len(given) <= LONGEST_TEXT


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


def value_of(field: models.Field, given: Any, where: Where) -> Any:
    """Return a value of JSON as this column takes it; where is asked only to refuse."""
    if given is None:
        return None if field.null else refuse(where(), _("it is empty"))
    try:
        value = _reader(field)(given)
        field.run_validators(value)
    except (ValueError, TypeError, OverflowError):
        refuse(where(), _("it is of another kind than an export writes"))
    except ValidationError as error:
        refuse(where(), error.messages[0].rstrip("."))
    if field.choices and value != "" and value not in dict(field.flatchoices):
        refuse(where(), _("it is none of the answers"))
    return value


def _reader(field: models.Field) -> Callable[[Any], Any]:
    if isinstance(field, ArrayField):
        return lambda given: _each(field.base_field, given)
    if isinstance(field, models.ForeignKey):
        return _integer
    for kind, reader in READERS.items():
        if isinstance(field, kind):
            return reader
    raise NotImplementedError(f"columns such as {field} are not read yet")


def _of(kind: type) -> Callable[[Any], Any]:
    def read(given: Any) -> Any:
        if type(given) is not kind:
            raise TypeError
        return given

    return read


_text, _integer = _of(str), _of(int)


def _each(field: models.Field, given: Any) -> list[Any]:
    read = _reader(field)
    return [
        None if one is None and field.null else read(one) for one in _of(list)(given)
    ]


def _storable(given: Any) -> str:
    text: str = _text(given)
    if "\0" in text:
        raise ValueError
    return text


def _json(given: Any) -> Any:
    if "\\u0000" in json.dumps(given):
        raise ValueError
    return given


def _moment(given: Any) -> dt.datetime:
    moment = parse_datetime(_text(given))
    if moment is None or moment.tzinfo is None:
        raise ValueError
    _within(moment.date())
    return moment


def _date(given: Any) -> dt.date:
    day = dt.date.fromisoformat(_text(given))
    return _within(day)


def _within(day: dt.date) -> dt.date:
    if not EARLIEST <= day <= LATEST:
        raise ValueError
    return day


# A moment is a date as well, and comes first.
READERS: dict[type[models.Field], Callable[[Any], Any]] = {
    models.BooleanField: _of(bool),
    models.IntegerField: _integer,
    models.DateTimeField: _moment,
    models.DateField: _date,
    models.UUIDField: lambda given: uuid.UUID(_text(given)),
    models.JSONField: _json,
    models.CharField: _storable,
    models.TextField: _storable,
}
