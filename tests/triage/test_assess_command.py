"""`manage.py assess` judges reports given as JSON and refuses anything else."""

from __future__ import annotations

import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command

from triage.management.commands.assess import Command
from triage.rules import RULESET_VERSION


@pytest.fixture
def assess(monkeypatch, capsys):
    """Run the command on bytes or a JSON value; return what it prints, parsed."""

    def run(given: object) -> object:
        raw = given if isinstance(given, bytes) else json.dumps(given).encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
        call_command(Command())
        return json.loads(capsys.readouterr().out)

    return run


def test_it_prints_verdict_care_findings_and_hints(assess):
    result = assess({"leg_pain": "below_knee_one", "worse_bending_sitting": "yes"})

    assert list(result) == ["verdict", "care", "ruleset_version", "findings", "hints"]
    assert (result["verdict"], result["care"]) == ("walk", "routine")
    assert result["ruleset_version"] == RULESET_VERSION
    first = result["findings"][0]
    assert list(first) == ["rule", "verdict", "care", "reason", "source"]
    assert first["rule"] == "RAD-1"
    assert [hint["id"] for hint in result["hints"]] == ["H-DISC"]


def test_an_array_gets_an_array(assess):
    result = assess([{"saddle_numbness": "yes"}, {"pain_now": None}])

    assert [one["care"] for one in result] == ["emergency", "self_care"]
    assert assess([]) == []


def test_it_reads_a_file(tmp_path, capsys):
    file = tmp_path / "report.json"
    file.write_text('{"very_unwell": "yes"}')

    call_command(Command(), str(file))

    assert json.loads(capsys.readouterr().out)["care"] == "emergency"


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ({"pain_now": 11}, "pain_now: 11 is not allowed, only an integer from 0 to 10"),
        ({"pain_now": True}, "pain_now: True is not allowed"),
        ({"pain_now": 3.0}, "pain_now: 3.0 is not allowed"),
        ({"pain_now": "3"}, "pain_now: '3' is not allowed"),
        (b'{"pain_now": NaN}', "pain_now: nan is not allowed"),
        (b'{"pain_now": 1e999}', "pain_now: inf is not allowed"),
        (b'{"pain_now": ' + b"9" * 5000 + b"}", "pain_now: '999"),
        ({"fever": "may\nbe"}, "fever: 'may\\nbe' is not allowed, only one of no, "),
        ({"pain\nlater": 1}, "'pain\\nlater': 1 is not allowed, only the fields age_"),
        ([{}, {"fever": 3}], "[1] fever: 3 is not allowed"),
        ([{}, 3], "[1] expected an object of answers, got a number"),
        ([[]], "[0] expected an object of answers, got an array"),
        (None, "expected an object of answers, got null"),
        ("no", "expected an object of answers, got text"),
        (True, "expected an object of answers, got true or false"),
        (
            b'[{"pain_now": 1, "pain_now": 2}]',
            "[0] 'pain_now': 2 is not allowed, only one value a field",
        ),
        (b"", "Not valid JSON: Expecting value"),
        (b'{"pain_now": 1', "Not valid JSON: "),
        (b"\xff\xfe{}", "Not UTF-8 text: "),
        (b"[" * 100_000, "nested too deeply"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_bad_input_is_refused_in_one_line(assess, capsys, given, complaint):
    with pytest.raises(CommandError) as caught:
        assess(given)

    assert complaint in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1
    assert caught.value.returncode == 2
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("name", ["missing.json", ".", "nul\0byte"])
def test_a_file_that_cannot_be_read_is_refused(tmp_path, name):
    with pytest.raises(CommandError) as caught:
        call_command(Command(), f"{tmp_path}/{name}")

    assert caught.value.returncode == 2


def test_it_needs_no_system_checks():
    assert Command.requires_system_checks == []
