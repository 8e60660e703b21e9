"""Who may import whom, and what may stand in a tracked file."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

PROJECT_DIR = Path(__file__).resolve().parent.parent.parent
OURS = ("backpain", "triage", "training")


def tracked_files() -> list[Path]:
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=PROJECT_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    if listing.returncode != 0:
        pytest.skip("not a git repository")
    paths = [PROJECT_DIR / name for name in listing.stdout.split("\0") if name]
    return [path for path in paths if path.is_file()]


def test_imports_go_in_one_direction() -> None:
    code = "from importlinter.cli import lint_imports_command as run; run()"
    result = subprocess.run(
        [sys.executable, "-c", code, "--no-cache"],
        cwd=PROJECT_DIR,
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("package", ["triage.rules", "training.planner"])
def test_the_pure_packages_load_without_django(package: str) -> None:
    if not PROJECT_DIR.joinpath(*package.split(".")).exists():
        pytest.skip("not written yet")
    code = f"import sys, {package}; sys.exit('django' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], cwd=PROJECT_DIR, check=False)

    assert result.returncode == 0


def imports_of(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


def test_production_has_every_package_that_is_imported() -> None:
    locked = (PROJECT_DIR / "requirements" / "base.txt").read_text().lower()
    known = set(sys.stdlib_module_names) | set(OURS)
    distributions = packages_distributions()
    missing = {
        f"{path.relative_to(PROJECT_DIR)} imports {name}"
        for part in OURS
        for path in (PROJECT_DIR / part).rglob("*.py")
        for name in imports_of(path) - known
        if not any(
            re.search(rf"^{re.escape(each.lower().replace('_', '-'))}==", locked, re.M)
            for each in distributions.get(name, [])
        )
    }

    assert missing == set()


def test_the_locked_requirements_fit_pyproject() -> None:
    result = subprocess.run(
        [sys.executable, "requirements/check.py"],
        cwd=PROJECT_DIR,
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 0, result.stderr


def test_no_tracked_file_names_this_machine_or_a_secret() -> None:
    key = PROJECT_DIR / ".secret_key"
    secrets = [key.read_text().strip()] if key.exists() else []
    # In pieces, so that this file does not find itself.
    unwanted = [str(PROJECT_DIR) + "/", "BEGIN " + "PRIVATE KEY", "/ho" + "me/"]
    found = [
        f"{path.relative_to(PROJECT_DIR)}: {text[:20]}"
        for path in tracked_files()
        for text in unwanted + secrets
        if text.encode() in path.read_bytes()
    ]

    assert found == []
