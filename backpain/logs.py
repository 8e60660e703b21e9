"""What a line of the log may hold. Imported by the settings: no Django here.

Nothing that somebody answered, typed or is known by stands in a log: lines of ours are
made of the words in the code and of the fields below. What other packages say is taken
without the values they put into it, and of an error its kind and place: Postgres quotes
whole rows in its texts, and addresses of pages carry one-time keys.

In production each line is a JSON object, so that nothing can begin a line of its own;
elsewhere a line is for people, and an error comes with its whole text.
"""

from __future__ import annotations

import datetime as dt
import logging
import re
import traceback
from collections.abc import Mapping
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from pythonjsonlogger.json import JsonFormatter

PROJECT_DIR = Path(__file__).resolve().parent.parent
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
OURS = ("backpain", "triage", "training", "tests")
# What a line may say beside its words: numbers, and names that the code gives.
FIELDS = ("method", "route", "ids", "status", "duration_ms", "user", "way")
# The values in these speak of the machine, not of people.
OF_THE_MACHINE = ("psycopg.pool", "gunicorn.error")
# These put what was sent to us into their words: an address, a header, a host.
HIDDEN = {
    "django.request": "The request failed",
    "django.security": "The request was refused",
}
BROKEN_REQUEST = "Invalid request"
# Django calls these errors of the site, and writes where it was when it noticed.
FAULTS_OF_THE_SENDER = ("RequestDataTooBig", "TooManyFieldsSent", "TooManyFilesSent")

request_id: ContextVar[str] = ContextVar("request_id", default="")


class JsonLines(JsonFormatter):
    """One JSON object a line."""

    def add_fields(
        self,
        log_data: dict[str, Any],
        record: logging.LogRecord,
        message_dict: dict[str, Any],
    ) -> None:
        at = dt.datetime.fromtimestamp(record.created, dt.UTC)
        log_data["at"] = at.isoformat(timespec="milliseconds")
        log_data |= {"level": record.levelname, "logger": record.name}
        log_data |= {"event": event_of(record), **fields_of(record)}
        if record.exc_info and record.exc_info[1]:
            log_data |= error_of(record.exc_info[1])

    def formatException(self, ei: Any) -> str:  # noqa: N802 - the library's name
        return ""


class ReadableLines(logging.Formatter):
    """One line for people, and the whole error below it."""

    def format(self, record: logging.LogRecord) -> str:
        fields = [f"{name}={value}" for name, value in fields_of(record).items()]
        words = " ".join([event_of(record), *fields])
        line = f"{record.levelname} {record.name}: {_on_one_line(words)}"
        if record.exc_info:
            line += "\n" + self.formatException(record.exc_info)
        return line


class WithError(logging.Filter):
    """Leave out that a page answered 5xx: our own line about the request says so."""

    def filter(self, record: logging.LogRecord) -> bool:
        return bool(record.exc_info)


class AsWarning(logging.Filter):
    """Say of what others sent wrongly that it was refused, and not where."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.levelno, record.levelname = logging.WARNING, "WARNING"
        record.exc_info = record.exc_text = None
        return logging.getLogger(record.name).isEnabledFor(logging.WARNING)


def formatter(*, as_json: bool) -> logging.Formatter:
    return JsonLines(json_ensure_ascii=True) if as_json else ReadableLines()


def configuration(level: str, *, as_json: bool, each_request: bool) -> dict[str, Any]:
    """Return the setting LOGGING."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {
            "with_error": {"()": WithError},
            "as_warning": {"()": AsWarning},
        },
        "formatters": {"line": {"()": formatter, "as_json": as_json}},
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": "line"}
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # Django's own handlers, which would write each line again.
            "django": {"handlers": [], "level": level},
            "django.request": {"level": "ERROR", "filters": ["with_error"]},
            # Statements with their values.
            "django.db.backends": {"level": "INFO"},
            "backpain.request": {"level": level if each_request else "WARNING"},
            **{
                f"django.security.{fault}": {"filters": ["as_warning"]}
                for fault in FAULTS_OF_THE_SENDER
            },
        },
    }


def event_of(record: logging.LogRecord) -> str:
    """Return the words of a line, without values that may be somebody's."""
    if record.name.partition(".")[0] in OURS:
        return record.getMessage()
    for name, words in HIDDEN.items():
        if record.name.startswith(name):
            return words
    template = str(record.msg)
    if template.startswith(BROKEN_REQUEST):
        return BROKEN_REQUEST
    is_of_machine = record.name.startswith(OF_THE_MACHINE)
    try:
        return str(template % _masked(record.args, keeps_text=is_of_machine))
    except (TypeError, ValueError, KeyError):
        return template


def fields_of(record: logging.LogRecord) -> dict[str, Any]:
    """Return what a line says beside its words, in the order of FIELDS."""
    found = {name: record.__dict__[name] for name in FIELDS if name in record.__dict__}
    asked = request_id.get()
    return {"request_id": asked, **found} if asked else found


def error_of(error: BaseException) -> dict[str, Any]:
    """Return the kinds of an error and what caused it, and where it was raised."""
    kinds: list[str] = []
    found: dict[str, Any] = {"error": kinds}
    seen: BaseException | None = error
    while seen is not None and len(kinds) < 10:
        kinds.append(f"{type(seen).__module__}.{type(seen).__qualname__}")
        if (diagnostic := getattr(seen, "diag", None)) and diagnostic.sqlstate:
            found["sqlstate"] = diagnostic.sqlstate
            found["constraint"] = diagnostic.constraint_name
        seen = seen.__cause__ or seen.__context__
    found["stack"] = [
        f"{_short(frame.filename)}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    return found


def _masked(args: Any, *, keeps_text: bool) -> Any:
    if isinstance(args, Mapping):
        return {name: _mask(value, keeps_text) for name, value in args.items()}
    return tuple(_mask(value, keeps_text) for value in args or ())


def _mask(value: object, keeps_text: bool) -> object:
    if isinstance(value, int | float):
        return value
    if isinstance(value, BaseException):
        return value if keeps_text else type(value).__name__
    # An address of a page, whoever speaks of it.
    return str(value) if keeps_text and not str(value).startswith("/") else "…"


def _short(path: str) -> str:
    """Return a file's path within the project or the package that it belongs to."""
    inside = re.sub(r"^.*/(site|dist)-packages/", "", path)
    return inside.removeprefix(f"{PROJECT_DIR}/")


def _on_one_line(text: str) -> str:
    return "".join(one if one.isprintable() else repr(one)[1:-1] for one in text)
