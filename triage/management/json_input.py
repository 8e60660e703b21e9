"""Read JSON for a command, and refuse bad input in one line with exit status 2."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from triage.rules import InvalidAnswer, SymptomReport

# Longer integers are kept as text, so that they are refused with their field's name.
MAX_DIGITS = 18


class JSONObject(dict[str, Any]):
    """An object as read, which remembers the last name that came twice."""

    repeated: str | None = None


def refusal(message: str) -> CommandError:
    """Return the error to raise: message on one line, exit status 2."""
    return CommandError(" ".join(message.split()), returncode=2)


def read_json(file: str | None) -> Any:
    """Return what the file holds, or standard input if file is None or "-"."""
    try:
        text = _bytes_of(file).decode("utf-8-sig")
        return json.loads(text, object_pairs_hook=_object, parse_int=_integer)
    except OSError as error:
        raise refusal(f"{file}: {error.strerror or 'cannot be read'}") from error
    except UnicodeDecodeError as error:
        raise refusal(f"Not UTF-8 text: {error.reason}, byte {error.start}") from error
    except RecursionError as error:
        raise refusal("Not an object of answers: nested too deeply") from error
    except ValueError as error:
        raise refusal(f"Not valid JSON: {error}") from error


def report_from(answers: object, where: str = "") -> SymptomReport:
    """Return the report of the answers read; where is written before the complaint."""
    if not isinstance(answers, JSONObject):
        raise refusal(f"{where}expected an object of answers, got {kind_of(answers)}")
    if answers.repeated is not None:
        name = ascii(answers.repeated)[:60]
        value = ascii(answers[answers.repeated])[:60]
        raise refusal(f"{where}{name}: {value} is not allowed, only one value a field")
    try:
        return SymptomReport.from_answers(answers)
    except InvalidAnswer as error:
        raise refusal(f"{where}{error}") from error


def kind_of(value: object) -> str:
    """Return the JSON name of a value's kind."""
    if value is None:
        return "null"
    kinds = {
        bool: "true or false",
        str: "text",
        list: "an array",
        JSONObject: "an object",
    }
    return kinds.get(type(value), "a number")


def _bytes_of(file: str | None) -> bytes:
    """Return the raw input."""
    if file is None or file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except ValueError as error:
        raise OSError(0, "not a file name") from error


def _object(pairs: list[tuple[str, Any]]) -> JSONObject:
    """Return the pairs as an object, noting a name that comes twice."""
    made = JSONObject()
    for name, value in pairs:
        if name in made:
            made.repeated = name
        made[name] = value
    return made


def _integer(digits: str) -> int | str:
    """Return the number, or its digits where no field could take it."""
    return int(digits) if len(digits) <= MAX_DIGITS else digits
