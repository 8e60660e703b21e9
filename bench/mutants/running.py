"""Run tests against a mutant, in a child process that imports it as any program would.

The parent has loaded pytest and Hypothesis but nothing of ours. A child imports the
code with the mutant in the place of its module, collects the tests, and runs first those
that reach the changed line, and of these first those that killed the last mutants, then
the others by their time, until one fails. All are run for a mutant that lives: what one
test put into a cache, another may use without reaching the line.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import select
import signal
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import Any

import coverage
import pytest
from hypothesis import settings

MEMORY_BYTES = 3 * 2**30
WALL_S = 900
# Fewer than the tests ask for: a mutant that only the 50th would find lives.
EXAMPLES = 5
KILLERS_KEPT = 40


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a mutant: the test that killed it, refused, or neither: it lives.

    One that can't even be imported is refused; one that takes far more time than all
    tests take unchanged is killed by the clock.
    """

    killer: str | None = None
    is_refused: bool = False


@dataclass(slots=True)
class Tests:
    """The tests of a package, and what was learnt about them."""

    package: str
    arguments: tuple[str, ...]
    seconds: dict[str, float] = field(default_factory=dict)
    # Of each line, "path:number", the tests that reach it; none if only imports do.
    reached: dict[str, frozenset[str]] = field(default_factory=dict)
    killers: list[str] = field(default_factory=list)

    def measure(self) -> float:
        """Time each test, unchanged, and see which lines it reaches.

        Return the seconds of all. They must pass.
        """

        def work() -> dict[str, Any]:
            watch = coverage.Coverage(
                data_file=None, config_file=False, include=[f"{self.package}/*"]
            )
            spy = _Spy(self, switch=watch.switch_context)
            with watch.collect():
                pytest.main([*self.arguments, "-x"], plugins=[spy])
            names = {name: number for number, name in enumerate(spy.seconds)}
            lines = _lines(watch.get_data(), names)
            return {"failed": spy.failed, "seconds": spy.seconds, "lines": lines}

        found = in_a_child(work, cpu_s=1800)
        if not found.get("seconds") or found["failed"]:
            raise SystemExit(f"the tests fail unchanged: {found.get('failed')}")
        self.seconds = found["seconds"]
        names = list(self.seconds)
        self.reached = {
            line: frozenset(names[number] for number in numbers)
            for line, numbers in found["lines"].items()
        }
        return sum(self.seconds.values())

    def place(self, nodeid: str, line: str) -> tuple[bool, float, float]:
        """Return where a test stands for a line.

        Those that reach it first, of these the last killers, then the quickest.
        """
        reached = self.reached.get(line)
        return (
            nodeid not in reached if reached else False,
            self.killers.index(nodeid) if nodeid in self.killers else KILLERS_KEPT,
            self.seconds.get(nodeid, 0),
        )

    def remember(self, killer: str) -> None:
        """Put a test that killed a mutant first."""
        others = [one for one in self.killers if one != killer]
        self.killers = [killer, *others][:KILLERS_KEPT]

    def try_out(self, path: str, line: int, source: str, *, cpu_s: float) -> Outcome:
        """Return what becomes of a mutant: this source, another in line, for the file."""

        def work() -> dict[str, Any]:
            sys.meta_path.insert(0, _Instead(Path(path).resolve(), source))
            spy = _Spy(self, line=f"{path}:{line}")
            status = pytest.main([*self.arguments, "-x"], plugins=[spy])
            # Without a failed test it broke off while the tests were collected.
            return {"killer": spy.failed, "refused": status != 0 and not spy.failed}

        found = in_a_child(work, cpu_s=cpu_s)
        if not found:
            return Outcome(killer="the clock")
        return Outcome(killer=found["killer"], is_refused=found["refused"])


def in_a_child(work: Callable[[], dict[str, Any]], *, cpu_s: float) -> dict[str, Any]:
    """Return what work returns in a child process; {} if it died or took too long."""
    # So that a child's first garbage collection does not copy all of memory.
    gc.freeze()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            gc.disable()
            limit = int(cpu_s) + 1
            resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
            nothing = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nothing, 1)
            os.dup2(nothing, 2)
            os.write(writing, json.dumps(work()).encode())
        finally:
            os._exit(0)
    os.close(writing)
    try:
        said: dict[str, Any] = json.loads(_read(reading) or "{}")
        return said
    finally:
        os.close(reading)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _lines(
    data: coverage.CoverageData, names: Mapping[str, int]
) -> dict[str, list[int]]:
    """Return the numbers of the tests that reached each line, "path:number"."""
    return {
        f"{os.path.relpath(path)}:{line}": [names[test] for test in tests if test]
        for path in data.measured_files()
        for line, tests in data.contexts_by_lineno(path).items()
    }


def _read(reading: int) -> bytes:
    """Return what a child writes until it ends, or until nobody waits any longer."""
    parts: list[bytes] = []
    until = time.monotonic() + WALL_S
    while time.monotonic() < until:
        if select.select([reading], [], [], 1)[0]:
            part = os.read(reading, 65536)
            if not part:
                return b"".join(parts)
            parts.append(part)
    return b""


class _Spy:
    """A plugin of pytest that orders the tests and remembers what they did."""

    def __init__(
        self,
        tests: Tests,
        line: str = "",
        switch: Callable[[str], object] | None = None,
    ) -> None:
        self.tests, self.line, self.switch = tests, line, switch
        self.failed: str | None = None
        self.seconds: dict[str, float] = {}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items.sort(key=lambda item: self.tests.place(item.nodeid, self.line))
        for item in items:
            with_few_examples(item)

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        if self.switch is not None:
            self.switch(nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        known = self.seconds.get(report.nodeid, 0)
        self.seconds[report.nodeid] = known + report.duration
        if report.failed and self.failed is None:
            self.failed = report.nodeid


def with_few_examples(item: pytest.Item) -> None:
    """Let Hypothesis try a property on fewer examples than it is told to."""
    test = getattr(item, "obj", None)
    own = getattr(test, "_hypothesis_internal_use_settings", None)
    if own is not None:
        few = settings(own, max_examples=min(own.max_examples, EXAMPLES))
        test._hypothesis_internal_use_settings = few  # type: ignore[union-attr]


class _Instead:
    """Finds another source for one file; a finder of sys.meta_path."""

    def __init__(self, path: Path, source: str) -> None:
        self.path, self.source = path, source

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: Any = None
    ) -> ModuleSpec | None:
        """Return the spec of the changed module, None for every other."""
        spec = PathFinder.find_spec(name, path, target)
        if spec is None or spec.origin != str(self.path):
            return None
        spec.loader = _Changed(name, str(self.path), self.source)
        return spec


class _Changed(SourceFileLoader):
    """Loads a module from another source than that of its file."""

    def __init__(self, name: str, path: str, source: str) -> None:
        super().__init__(name, path)
        self.source = source

    def get_code(self, fullname: str) -> CodeType:
        return compile(self.source, self.get_filename(fullname), "exec")
