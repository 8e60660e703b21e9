"""`python -m bench [PART ...]`: measure, and print each ratio beside its limit.

Without a part, those that take a few minutes. Exit status 1 if a limit is passed.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

from bench import large_cluster

LARGE = "large"
ALONE = (LARGE, "servers")
PARTS = ("rules", "planner", "pages", "roster", "erasing")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backpain.settings")
os.environ.setdefault("DEBUG", "0")
os.environ.setdefault("DEMO", "1")
# A line for each request would bury the figures.
os.environ.setdefault("LOG_LEVEL", "WARNING")
os.environ.setdefault("TEST_DATABASE_NAME", "bench_backpain")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "part", nargs="*", help=f"one of: {', '.join([*PARTS, *ALONE])}"
    )
    wanted = parser.parse_args().part or PARTS
    if unknown := set(wanted) - {*PARTS, *ALONE}:
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    if LARGE not in wanted:
        return measure(wanted)
    with large_cluster.running() as address:
        os.environ["DATABASE_URL"] = address
        return measure(wanted)


def measure(wanted: Sequence[str]) -> int:
    import django

    django.setup()
    from bench.figure import show

    found = []
    for part in wanted:
        print(f"{part} ...", file=sys.stderr, flush=True)
        found += importlib.import_module(f"bench.{part}").figures()
    return show(found)


if __name__ == "__main__":
    sys.exit(main())
