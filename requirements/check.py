"""Check that the locked requirements fit what asks for them; `make lock` mends them.

Every dependency is locked at a version that pyproject allows, every line has
hashes, and the three files agree. The tools with an environment of their own are
locked as well, and the bill of materials lists exactly what is locked.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

HERE = Path(__file__).resolve().parent
TOOLS = ("semgrep", "wapiti")
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;]+)(.*(?:\n {4}.*)*)", re.MULTILINE)


def main() -> None:
    project = tomllib.loads((HERE.parent / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    wanted = {"base": project["dependencies"]}
    wanted["demo"] = wanted["base"] + extras["demo"]
    wanted["dev"] = wanted["demo"] + extras["dev"]
    wrong: list[str] = []
    above: dict[str, str] = {}
    for name, dependencies in wanted.items():
        pins = read_pins(name, wrong)
        wrong += missing(name, dependencies, pins)
        wrong += [
            f"{name}.txt has {package} {pins.get(package)}, the file above it {version}"
            for package, version in above.items()
            if pins.get(package) != version
        ]
        above = pins
    for tool in TOOLS:
        wrong += missing(tool, read_wishes(tool), read_pins(tool, wrong))
    if sys.argv[1:]:
        wrong += differences(json.loads(Path(sys.argv[1]).read_text()))
    if wrong:
        sys.exit("\n".join([*wrong, "Run `make lock`."]))


def read_pins(name: str, wrong: list[str]) -> dict[str, str]:
    """Return the version of each package in the file; note those without a hash."""
    pins: dict[str, str] = {}
    for package, version, rest in PIN.findall((HERE / f"{name}.txt").read_text()):
        pins[canonicalize_name(package)] = version
        if "--hash=sha256:" not in rest:
            wrong.append(f"{name}.txt: {package} has no hash")
    return pins


def missing(name: str, wishes: list[str], pins: dict[str, str]) -> list[str]:
    """Return what is wished for and not locked at a version that fits."""
    found = []
    for wish in map(Requirement, wishes):
        pin = pins.get(canonicalize_name(wish.name))
        if pin is None or pin not in wish.specifier:
            found.append(f"{name}.txt has {pin}, wanted is {wish}")
    return found


def read_wishes(name: str) -> list[str]:
    lines = (HERE / f"{name}.in").read_text().splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def differences(bill: dict[str, Any]) -> list[str]:
    """Return what the bill of materials lists and base.txt does not, or otherwise."""
    listed = {
        (canonicalize_name(part["name"]), part["version"])
        for part in bill["components"]
    }
    locked = set(read_pins("base", []).items())
    return [
        *(f"the bill lacks {name} {version}" for name, version in locked - listed),
        *(f"the bill has {name} {version}" for name, version in listed - locked),
    ]


if __name__ == "__main__":
    main()
