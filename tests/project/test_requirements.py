"""The check of the locked requirements notices what is wrong with them."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest
from django.conf import settings

CHECK = runpy.run_path(str(Path(settings.BASE_DIR, "requirements", "check.py")))
LOCKED = CHECK["read_pins"]("base", [])


def bill(**changes: str | None) -> dict[str, list[dict[str, str]]]:
    """Return a bill of materials of what is locked, but for the changes."""
    parts = LOCKED | {name.replace("_", "-"): one for name, one in changes.items()}
    return {
        "components": [
            {"name": name, "version": version}
            for name, version in parts.items()
            if version is not None
        ]
    }


def test_bill_that_lists_what_is_locked_is_right():
    assert LOCKED["django"].startswith("5.2")
    assert CHECK["differences"](bill()) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"django": None}, ["the bill lacks django"]),
        ({"left_pad": "1"}, ["the bill has left-pad 1"]),
        ({"django": "1.0"}, ["the bill lacks django", "the bill has django 1.0"]),
    ],
)
def test_bill_that_lists_anything_else_is_told(changes, said):
    told = CHECK["differences"](bill(**changes))

    assert len(told) == len(said)
    assert all(one.startswith(start) for one, start in zip(told, said, strict=True))


@pytest.mark.parametrize(
    ("wish", "is_missing"),
    [("a>=1", False), ("A", False), ("a>=3", True), ("b", True), ("b>=1", True)],
)
def test_what_is_not_locked_as_wished_is_told(wish, is_missing):
    assert bool(CHECK["missing"]("x", [wish], {"a": "2"})) is is_missing


@pytest.mark.parametrize("tool", CHECK["TOOLS"])
def test_tools_with_an_environment_of_their_own_are_locked_with_hashes(tool):
    wrong: list[str] = []
    pins = CHECK["read_pins"](tool, wrong)

    assert CHECK["read_wishes"](tool)
    assert len(pins) > 20
    assert wrong == []
