"""The hazards of safety/hazards.yaml, their controls, and the tests that show them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from safety.evidence import (
    ACCEPTED_LEVEL,
    UNSIGNED,
    exists,
    hazards,
    level,
    named_tests,
    outcomes,
    wrong,
)

HAZARDS = hazards()
FIELDS = {
    *("id", "hazard", "cause", "harm", "before", "after", "signed", "controls"),
}

REPORT = """<?xml version="1.0" encoding="utf-8"?>
<testsuites><testsuite>
  <testcase classname="tests.one.test_a" name="test_passes[1]"/>
  <testcase classname="tests.one.test_a" name="test_passes[2-[]]"/>
  <testcase classname="tests.one.test_a" name="test_half[1]"/>
  <testcase classname="tests.one.test_a" name="test_half[2]"><skipped/></testcase>
  <testcase classname="tests.one.test_a" name="test_fails"><failure/></testcase>
  <testcase classname="tests.one.test_a.TestB" name="test_inside"/>
</testsuite></testsuites>
"""


def ids(hazard) -> str:
    return hazard["id"]


def test_hazards_have_ids_of_their_own():
    assert len({one["id"] for one in HAZARDS}) == len(HAZARDS) >= 20


@pytest.mark.parametrize("hazard", HAZARDS, ids=ids)
def test_hazard_is_whole_and_has_a_control_with_a_test(hazard):
    assert set(hazard) == FIELDS
    assert all(hazard[name] for name in FIELDS)
    for control in hazard["controls"]:
        assert set(control) == {"does", "tests"}
        assert control["does"]
        assert control["tests"]


@pytest.mark.parametrize("hazard", HAZARDS, ids=ids)
def test_what_is_left_of_a_risk_is_small_or_signed_by_name(hazard):
    before, after = level(hazard["before"]), level(hazard["after"])

    assert after <= before
    assert after <= ACCEPTED_LEVEL or hazard["signed"] != UNSIGNED


def test_every_named_test_exists():
    assert [test for test in sorted(named_tests()) if not exists(test)] == []


def test_what_is_no_test_does_not_exist():
    assert not exists("tests/project/test_hazards.py::test_nobody_wrote")
    assert not exists("tests/project/test_nothing.py::test_every_named_test_exists")
    assert not exists("tests/project/test_hazards.py::ids.inner")


def test_risk_grows_with_severity_and_with_likelihood():
    steps = range(1, 5)
    for one in steps:
        for other in range(1, 6):
            worse = level({"severity": one + 1, "likelihood": other})
            assert worse >= level({"severity": one, "likelihood": other})
            likelier = level({"severity": other, "likelihood": one + 1})
            assert likelier >= level({"severity": other, "likelihood": one})


def test_a_test_passed_only_if_all_its_cases_did(tmp_path: Path):
    report = tmp_path / "report.xml"
    report.write_text(REPORT)

    assert outcomes([report]) == {
        "tests/one/test_a.py::test_passes": {"passed"},
        "tests/one/test_a.py::test_half": {"passed", "skipped"},
        "tests/one/test_a.py::test_fails": {"failed"},
        "tests/one/test_a.py::TestB::test_inside": {"passed"},
    }


def test_what_did_not_run_is_wrong(tmp_path: Path):
    report = tmp_path / "report.xml"
    report.write_text(REPORT)

    lines = list(wrong([report]))

    assert len(lines) == len(named_tests())
    assert all(": did not run (for " in line for line in lines)


def test_without_a_report_the_check_fails(tmp_path: Path):
    check = subprocess.run(
        [sys.executable, "safety/evidence.py", tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )

    assert check.returncode == 1
    assert "did not run" in check.stdout


def test_everything_passed_is_said(tmp_path: Path):
    cases = "".join(
        f'<testcase classname="{inside.replace(".py", "").replace("/", ".")}" '
        f'name="{name}"/>'
        for inside, _, name in (
            one.replace("::Test", ".Test").rpartition("::") for one in named_tests()
        )
    )
    report = tmp_path / "report.xml"
    report.write_text(f"<testsuites><testsuite>{cases}</testsuite></testsuites>")

    assert list(wrong([report])) == []
