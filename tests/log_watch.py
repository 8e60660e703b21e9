"""Search everything that the tests log for what must not stand in a log.

Every record of every test is written as production would write it. At the end, each
line is searched for the addresses, keys and words that the tests brought: whatever
came with a request, whatever stands in an account, and any e-mail address at all.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.db.models.signals import post_save
from django.urls import URLResolver, get_resolver

from backpain.logs import OURS, formatter
from triage.rules import FIELDS

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
# What stands in a line and means nothing: the id and the times that each line has.
OF_EACH_LINE = re.compile(
    r'"(at|request_id)": "[^"]*"(, )?|"(duration_ms)": [\d.]+(, )?'
)
# Shorter words, numbers and dates are everywhere.
SHORTEST, LONGEST = 8, 2000
PLAIN = re.compile(r"[\d.,:-]+")
WORD = re.compile(r"[\w+@.:-]+")
COOKIES = ("sessionid", "csrftoken", "__Host-sessionid", "__Host-csrftoken")
# Questions and answers: a name or a code of more than one word is nothing else.
ANSWERS = {
    word
    for field in FIELDS.values()
    for word in (field.name, *field.values)
    if "_" in word
}


class Watch(logging.Handler):
    """A handler that keeps each line once, and what the requests brought."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(formatter(as_json=True))
        self.lines: dict[str, str] = {}
        self.brought: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno < logging.INFO and record.name.partition(".")[0] not in OURS:
            # Production is never told to write these (backpain/logs.py).
            return
        line = OF_EACH_LINE.sub("", self.format(record))
        test = os.environ.get("PYTEST_CURRENT_TEST", "between tests")
        self.lines.setdefault(line, test.partition(" ")[0])
        if "request" in record.__dict__:
            self.remember(words_of(record.__dict__["request"]))

    def remember(self, words: Iterable[str]) -> None:
        self.brought |= {
            word.strip()
            for word in words
            if len(word.strip()) >= SHORTEST and not PLAIN.fullmatch(word.strip())
        }

    def leaks(self) -> list[str]:
        """Return each line that holds what it must not, with the test that wrote it."""
        single = {word for word in self.brought if WORD.fullmatch(word)} | ANSWERS
        several = [word for word in self.brought - single if len(word) < LONGEST]
        single -= names_in_the_code()
        found = []
        for line, test in self.lines.items():
            held = single.intersection(WORD.findall(line))
            held |= {text for text in several if text in line}
            held |= {match[0] for match in EMAIL.finditer(line)}
            if held:
                found.append(f"{test}: {sorted(held)} in {line}")
        return found


def names_in_the_code() -> set[str]:
    """Return the names of loggers, their parts and the names of routes.

    Each stands in lines as it is. Hypothesis types what it finds in the code, these
    too, and then they are nobody's words.
    """
    loggers = set(logging.root.manager.loggerDict)
    parts = {part for name in loggers for part in name.split(".")}
    return loggers | parts | set(_routes(get_resolver()))


def _routes(resolver: URLResolver, space: str = "") -> Iterator[str]:
    """Yield the name of each route, as a request's view_name has it."""
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            inner = f"{space}{one.namespace}:" if one.namespace else space
            yield from _routes(one, inner)
        elif one.name:
            yield space + one.name


def words_of(request: Any) -> list[str]:
    """Return what came with a request: typed, asked for, and the keys it carried."""
    try:
        sent = [value for _, values in request.POST.lists() for value in values]
    except Exception:
        # What could not be read was not kept either.
        sent = []
    sent += [value for _, values in request.GET.lists() for value in values]
    sent += [request.COOKIES.get(name, "") for name in COOKIES]
    match = request.resolver_match
    # What urls.py adds of its own, and the name of an app, is no word of anybody.
    kept = {**match.captured_kwargs, "app_label": ""} if match else {"": request.path}
    sent += kept.values()
    return [one for one in sent if isinstance(one, str)]


def words_in(row: Any) -> list[str]:
    """Return what somebody wrote into the columns of a row."""
    return [
        value
        for field in row._meta.concrete_fields
        if not field.choices and isinstance(value := getattr(row, field.attname), str)
    ]


WATCH = pytest.StashKey[Watch]()
FOUND = pytest.StashKey[list[str]]()


def pytest_configure(config: pytest.Config) -> None:
    watch = config.stash[WATCH] = Watch()
    config.stash[FOUND] = []
    logging.getLogger().addHandler(watch)
    for name in (*OURS, "backpain.request"):
        logging.getLogger(name).setLevel(logging.DEBUG)

    def keep(sender: type, instance: Any, **_: Any) -> None:
        if sender.__module__.partition(".")[0] in OURS:
            watch.remember(words_in(instance))

    post_save.connect(keep, weak=False, dispatch_uid="log_watch")


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    """Take over what a process of pytest-xdist has found."""
    found = getattr(node, "workeroutput", {}).get("log_leaks", [])
    node.config.stash[FOUND] += found


def pytest_sessionfinish(session: pytest.Session) -> None:
    found = session.config.stash[FOUND]
    found += session.config.stash[WATCH].leaks()
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["log_leaks"] = found
    elif found:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    for leak in config.stash[FOUND]:
        terminalreporter.write_line(f"LEAKED INTO THE LOG {leak}", red=True)
