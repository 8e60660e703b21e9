"""Check that the locked requirements fit pyproject.toml; `make lock` mends them.

Every dependency is locked at a version that pyproject allows, every line has
hashes, and the three files agree.
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

HERE = Path(__file__).resolve().parent
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
        for text in dependencies:
            requirement = Requirement(text)
            pin = pins.get(canonicalize_name(requirement.name))
            if pin is None or pin not in requirement.specifier:
                wrong.append(f"{name}.txt has {pin}, pyproject.toml wants {text}")
        wrong += [
            f"{name}.txt has {package} {pins.get(package)}, the file above it {version}"
            for package, version in above.items()
            if pins.get(package) != version
        ]
        above = pins
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


if __name__ == "__main__":
    main()
