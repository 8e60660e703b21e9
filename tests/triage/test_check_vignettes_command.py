"""`manage.py check_vignettes` tells which written cases the rules get wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from triage.management.commands.check_vignettes import Command

OURS = Path(__file__).parent / "rules" / "vignettes.json"
CASE = {
    "id": "X1",
    "title": "A calm\nday",
    "answers": {"age_years": 30, "pain_now": 4, "fever": None},
    "expected_verdict_at_most": "walk",
    "expected_care_at_least": "self_care",
}


@pytest.fixture
def check(tmp_path, capsys):
    """Run the command on these vignettes; return the exit status and the lines."""

    def run(given: object) -> tuple[int, list[str]]:
        file = tmp_path / "vignettes.json"
        file.write_text(json.dumps(given))
        status = 0
        try:
            call_command(Command(), str(file))
        except CommandError as error:
            status = error.returncode
        return status, capsys.readouterr().out.splitlines()

    return run


def test_our_own_vignettes_are_all_within_bounds(capsys):
    call_command(Command(), str(OURS))

    assert capsys.readouterr().out.splitlines() == [
        "under-triage: 0",
        "over-triage: 0",
        "passes: 15 of 15",
    ]


def test_a_case_within_its_bounds_passes(check):
    assert check({"vignettes": [CASE]}) == (
        0,
        ["under-triage: 0", "over-triage: 0", "passes: 1 of 1"],
    )


@pytest.mark.parametrize(
    ("bounds", "expected", "under", "over"),
    [
        (
            {"expected_verdict_at_most": "rest"},
            "verdict rest or above, care self_care or above",
            1,
            0,
        ),
        (
            {"expected_care_at_least": "emergency"},
            "verdict walk or above, care emergency or above",
            1,
            0,
        ),
        (
            {
                "expected_verdict_at_most": "run",
                "expected_verdict_at_least": "run_easy",
            },
            "verdict run to run_easy, care self_care or above",
            0,
            1,
        ),
        (
            {"expected_care_at_least": "none", "expected_care_at_most": "none"},
            "verdict walk or above, care none",
            0,
            1,
        ),
    ],
)
def test_a_case_out_of_its_bounds_gets_a_line(check, bounds, expected, under, over):
    status, lines = check({"vignettes": [{**CASE, **bounds}]})

    assert status == 1
    assert lines == [
        f"X1 A calm day: expected {expected}; got verdict walk, care self_care; "
        "rules PAIN-3, INC-1, PAIN-2",
        f"under-triage: {under}",
        f"over-triage: {over}",
        "passes: 0 of 1",
    ]


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ([], 'expected an object with an array "vignettes"'),
        ({"vignettes": {}}, 'expected an object with an array "vignettes"'),
        ({"vignettes": [3]}, "vignettes[0] expected an object, got a number"),
        ({"vignettes": [{**CASE, "id": 3}]}, "vignettes[0] id: expected text"),
        (
            {"vignettes": [CASE, {**CASE, "answers": {"fever": 1}}]},
            "vignettes[1] answers: fever: 1 is not allowed, only one of no, ",
        ),
        (
            {"vignettes": [{**CASE, "expected_verdict_at_most": "stop"}]},
            "vignettes[0] expected_verdict_at_most: 'stop' is not allowed, only run, ",
        ),
        (
            {"vignettes": [{**CASE, "expected_care_at_least": None}]},
            "vignettes[0] expected_care_at_least: None is not allowed, only none, ",
        ),
    ],
)
def test_a_file_in_another_format_is_refused(tmp_path, capsys, given, complaint):
    file = tmp_path / "vignettes.json"
    file.write_text(json.dumps(given))

    with pytest.raises(CommandError) as caught:
        call_command(Command(), str(file))

    assert complaint in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1
    assert caught.value.returncode == 2
    assert capsys.readouterr().out == ""
