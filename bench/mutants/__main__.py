"""Measure how many wrong changes of the rules or of the planner a test notices.

`python bench/mutants PACKAGE [--only FILE ...] [--every N]
[--log FILE]`, PACKAGE being
triage/rules or training/planner. Prints every mutant that lives and the score of each
module. Exit status 1 if the package is below 95 %, if a mutant lives that
safety/survivors.csv does not name, or if a row there fits no mutant any more.
"""

from __future__ import annotations

import argparse
import csv
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TextIO

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
# The other way of coverage may tell of a line only the first test that reaches it.
os.environ["COVERAGE_CORE"] = "ctrace"

from hypothesis import Phase, settings

from bench.mutants.changes import Mutant, mutants_of
from bench.mutants.running import Tests, in_a_child

TESTS = {
    "triage/rules": "tests/triage/rules",
    "training/planner": "tests/training/planner",
}
LEAST_PERCENT = 95
# Nothing but texts: what is told of sources decides nothing.
LEFT_OUT = ("__init__.py", "sources.py")
# Others of the machine go first.
NICE = int(os.environ.get("NICE", "10"))
ACCEPTED = ROOT / "safety" / "survivors.csv"
KEY = ("module", "place", "before", "after")
PYTEST = (
    *("-q", "-c", os.devnull, "--rootdir", str(ROOT), "--import-mode=importlib"),
    *("--assert=plain", "-p", "no:cacheprovider", "--capture=no"),
)


def main() -> int:
    """Try the mutants of a package; return the exit status."""
    args = _arguments()
    os.chdir(ROOT)
    os.nice(NICE)
    settings.register_profile(
        "mutants",
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
    )
    settings.load_profile("mutants")
    folder = TESTS[args.package]
    tests = Tests(args.package, (*PYTEST, f"--confcutdir={folder}", folder))
    return Trial(args, tests).status()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("package", choices=TESTS)
    parser.add_argument("--only", nargs="+", default=())
    parser.add_argument("--every", type=int, default=1, help="of N mutants try one")
    parser.add_argument("--log", type=argparse.FileType("a"), default=sys.stdout)
    return parser.parse_args()


class Trial:
    """The mutants of some files of a package, tried one after the other."""

    def __init__(self, args: argparse.Namespace, tests: Tests) -> None:
        self.package, self.every, self.tests = args.package, args.every, tests
        self.only: Sequence[str] = args.only
        self.log: TextIO = args.log
        self.files = [
            str(one)
            for one in sorted(Path(args.package).glob("*.py"))
            if one.name not in LEFT_OUT and (not self.only or one.name in self.only)
        ]
        self.killed, self.tried = Counter[str](), Counter[str]()
        self.accepted = _accepted()
        # Those of them that no mutant was seen of.
        self.unseen = {key for key in self.accepted if self._is_looked_at(key[0])}
        self.cpu_s = 0.0

    def _is_looked_at(self, module: str) -> bool:
        package, _, name = module.rpartition(".")
        is_here = package == self.package.replace("/", ".")
        return is_here and (not self.only or f"{name}.py" in self.only)

    def status(self) -> int:
        """Try all mutants of all files; return the exit status."""
        answers = in_a_child(_answers, cpu_s=60)
        seconds = self.tests.measure()
        # Measured under coverage, which makes the tests slower by more than half.
        self.cpu_s = seconds * 2 + 20
        self.say(f"{len(self.tests.seconds)} tests in {seconds:.0f} s")
        new = 0
        for path in self.files:
            for mutant in self.living(path, answers):
                known = self.accepted[mutant.key] > 0
                # A row excuses one of those that look alike.
                self.accepted[mutant.key] -= 1
                new += not known
                word = "lives (named)" if known else "LIVES"
                self.say(
                    f"{word} {mutant.module}:{mutant.line} {mutant.place}\n"
                    f"  - {mutant.before}\n  + {mutant.after}"
                )
        killed, tried = sum(self.killed.values()), sum(self.tried.values())
        self.say(f"{self.package}: {killed} of {tried}, {_percent(killed, tried)}")
        for key in sorted(self.unseen):
            self.say(f"fits no mutant: {','.join(key)}")
        return int(bool(new or self.unseen) or killed * 100 < tried * LEAST_PERCENT)

    def living(
        self, path: str, answers: Mapping[str, Sequence[str]]
    ) -> Iterator[Mutant]:
        """Yield the mutants of a file that no test kills."""
        module, source = path.removesuffix(".py").replace("/", "."), _read(path)
        self.tests.killers.clear()
        began, refused, clock = time.monotonic(), 0, 0
        for number, mutant in enumerate(mutants_of(module, source, answers), start=1):
            self.unseen.discard(mutant.key)
            if number % self.every:
                continue
            outcome = self.tests.try_out(
                path, mutant.line, mutant.code, cpu_s=self.cpu_s
            )
            if outcome.is_refused:
                refused += 1
                continue
            self.tried[module] += 1
            if outcome.killer is None:
                yield mutant
                continue
            self.killed[module] += 1
            clock += outcome.killer == "the clock"
            self.tests.remember(outcome.killer)
        killed, tried = self.killed[module], self.tried[module]
        self.say(
            f"{module}: {killed} of {tried}, {_percent(killed, tried)}; {clock} by the "
            f"clock, {refused} more could not be imported; "
            f"{time.monotonic() - began:.0f} s"
        )

    def say(self, text: str) -> None:
        """Write a line now: this takes long."""
        print(text, file=self.log, flush=True)


def _read(path: str) -> str:
    return Path(path).read_text()


def _percent(killed: int, tried: int) -> str:
    return f"{100 * killed / tried:.1f} %" if tried else "none"


def _answers() -> dict[str, list[str]]:
    """Return the answers of each question that is answered by choosing one."""
    from triage.rules import FIELDS

    return {
        name: list(map(str, field.values))
        for name, field in FIELDS.items()
        if not field.is_number
    }


def _accepted() -> Counter[tuple[str, ...]]:
    """Return how many mutants that look alike may live; the file has their reasons."""
    if not ACCEPTED.exists():
        return Counter()
    with ACCEPTED.open(newline="") as file:
        rows = csv.DictReader(file)
        return Counter(tuple(row[name] for name in KEY) for row in rows)


if __name__ == "__main__":
    sys.exit(main())
