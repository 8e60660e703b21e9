"""`manage.py build_plan` builds plans from specs in JSON and refuses anything else."""

from __future__ import annotations

import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command

from training.management.commands.build_plan import Command

SPEC = {
    "start": "2026-11-30",
    "weeks": 12,
    "today": "2026-11-30",
    "runs_per_week": 4,
    "running_days": ["tue", "thu", "sat", "sun"],
    "long_run_day": "sun",
    "recent_weeks_m": [18000, 19000, 0, 20000],
    "longest_run_30d_m": 8000,
    "easy_pace_s_per_km": 390,
    "cross_training": ["cycling", "swimming"],
    "hamstring_prone": False,
    "unit": "km",
    "race": {"date": "2027-03-07", "distance_m": 21097},
    "runs": [{"date": "2026-12-01", "distance_m": 5000}],
    "advice": [{"date": "2026-12-03", "verdict": "walk", "care": "none"}],
}


@pytest.fixture
def build_plan(monkeypatch, capsys):
    """Run the command on bytes or a JSON value; return what it prints, parsed."""

    def run(given: object) -> object:
        raw = given if isinstance(given, bytes) else json.dumps(given).encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
        call_command(Command())
        return json.loads(capsys.readouterr().out)

    return run


def test_it_prints_every_week_with_all_seven_days(build_plan):
    weeks = build_plan(SPEC)["weeks"]

    assert [week["number"] for week in weeks] == list(range(1, 13))
    first = weeks[0]
    assert list(first) == [
        "number",
        "start",
        "baseline_m",
        "cap_m",
        "volume_m",
        "display",
        "completed_m",
        "is_hold",
        "is_cutback",
        "is_restart",
        "is_taper",
        "why",
        "days",
    ]
    assert (first["baseline_m"], first["cap_m"]) == (20000, 22000)
    assert first["completed_m"] is None
    assert [day["date"][-2:] for day in first["days"]] == [
        "30",
        "01",
        "02",
        "03",
        "04",
        "05",
        "06",
    ]


def test_a_workout_has_all_its_fields(build_plan):
    days = build_plan(SPEC)["weeks"][0]["days"]
    [tuesday], [thursday] = days[1]["workouts"], days[3]["workouts"]

    steps = tuesday.pop("steps")
    assert tuesday == {
        "kind": "easy",
        "activity": "running",
        "distance_m": 5000,
        "duration_s": 1950,
        "hard_s": 0,
        "display": "5.0 km",
        "before": tuesday["before"],
        "reason": tuesday["reason"],
    }
    assert steps[0]["name"] == "warm-up"
    assert list(steps[0]) == ["name", "duration_s", "text"]
    assert thursday["kind"] == "walk"
    assert thursday["before"]["distance_m"] == 5000
    assert [one["kind"] for one in days[0]["workouts"]] == ["rest"]


def test_an_array_gets_an_array(build_plan):
    assert len(build_plan([SPEC, SPEC])) == 2
    assert build_plan([]) == []


def test_what_may_be_left_out_may_be_left_out(build_plan):
    optional = ("race", "runs", "advice", "cross_training", "hamstring_prone")
    short = {name: value for name, value in SPEC.items() if name not in optional}

    assert build_plan(short) == build_plan({**short, "race": None, "runs": []})


def test_unknown_history_is_an_answer(build_plan):
    spec = {
        **SPEC,
        "recent_weeks_m": [None] * 4,
        "longest_run_30d_m": None,
        "easy_pace_s_per_km": None,
        "hamstring_prone": True,
    }

    assert build_plan(spec)["weeks"][0]["is_restart"] is True


def test_it_reads_a_file(tmp_path, capsys):
    file = tmp_path / "spec.json"
    file.write_text(json.dumps(SPEC))

    call_command(Command(), str(file))

    assert len(json.loads(capsys.readouterr().out)["weeks"]) == 12


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"start": "2026-12-01"}, "start: '2026-12-01' is not allowed, only a Monday"),
        (
            {"start": "20261130"},
            "start: '20261130' is not allowed, only a date such as",
        ),
        ({"start": 3}, "start: 3 is not allowed, only a date"),
        ({"start": "0001-01-01"}, "start: '0001-01-01' is not allowed, only the years"),
        ({"today": "soon"}, "today: 'soon' is not allowed, only a date"),
        ({"weeks": 0}, "weeks: 0 is not allowed, only an integer from 1 to 52"),
        ({"weeks": True}, "weeks: True is not allowed, only an integer"),
        ({"weeks": 3.0}, "weeks: 3.0 is not allowed, only an integer"),
        ({"runs_per_week": 5}, "runs_per_week: 5 is not allowed, only 3 or 4"),
        (
            {"running_days": ["tue", "sun", "sat"]},
            "running_days: ['tue', 'sun', 'sat']",
        ),
        ({"running_days": ["tue"] * 4}, "only distinct days of the week"),
        ({"running_days": ["tuesday"]}, "running_days[0]: 'tuesday' is not allowed"),
        ({"running_days": "tue"}, "running_days: 'tue' is not allowed, only an array"),
        (
            {"long_run_day": "mon"},
            "long_run_day: 'mon' is not allowed, only one of run",
        ),
        ({"long_run_day": None}, "long_run_day: None is not allowed, only one of mon"),
        ({"recent_weeks_m": [1, 2, 3]}, "recent_weeks_m: [1, 2, 3] is not allowed"),
        ({"recent_weeks_m": [1, 2, 3, -1]}, "recent_weeks_m: -1 is not allowed"),
        ({"recent_weeks_m": [1, 2, 3, "4"]}, "recent_weeks_m[3]: '4' is not allowed"),
        ({"longest_run_30d_m": -1}, "longest_run_30d_m: -1 is not allowed"),
        ({"easy_pace_s_per_km": 60}, "easy_pace_s_per_km: 60 is not allowed"),
        ({"cross_training": ["golf"]}, "cross_training[0]: 'golf' is not allowed"),
        ({"cross_training": ["yoga", "yoga"]}, "only distinct sports"),
        ({"hamstring_prone": 1}, "hamstring_prone: 1 is not allowed, only true or"),
        ({"unit": "m"}, "unit: 'm' is not allowed, only one of km, mi"),
        (
            {"race": {"date": "2026-11-29", "distance_m": 5000}},
            "race.date: '2026-11-29'",
        ),
        (
            {"race": {"date": "2026-12-29", "distance_m": 5}},
            "race.distance_m: 5 is not",
        ),
        ({"race": {"date": "2026-12-29"}}, "race.distance_m: 'missing' is not allowed"),
        ({"race": 5}, "race: 5 is not allowed, only an object of date, distance_m"),
        ({"runs": [{"date": "2026-12-01", "distance_m": -5}]}, "distance_m: -5 is not"),
        ({"runs": [{"date": "2026-12-01", "km": 5}]}, "runs[0].km: 5 is not allowed"),
        ({"runs": {}}, "runs: {} is not allowed, only an array"),
        (
            {"advice": [{"date": "2026-12-01", "verdict": "jog", "care": "none"}]},
            "advice[0].verdict: 'jog' is not allowed, only one of run, run_easy, walk",
        ),
        (
            {"advice": [{"date": "2026-12-01", "verdict": "run", "care": ["none"]}]},
            "advice[0].care: ['none'] is not allowed, only one of none, self_care",
        ),
        ({"pain\nnow": 3}, "'pain\\nnow': 3 is not allowed, only the fields start"),
        ({"pain": 3}, "pain: 3 is not allowed, only the fields start"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_bad_field_is_refused_in_one_line(build_plan, capsys, changes, complaint):
    with pytest.raises(CommandError) as caught:
        build_plan([SPEC, {**SPEC, **changes}])

    assert str(caught.value).startswith("[1] ")
    assert complaint in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1
    assert caught.value.returncode == 2
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ({}, "start: 'missing' is not allowed, only with a value"),
        (None, "expected a spec object, got null"),
        ([3], "[0] expected a spec object, got a number"),
        (b'{"start": 1', "Not valid JSON"),
        (b"\xff", "Not UTF-8 text"),
        (
            json.dumps(SPEC).replace('"weeks": 12', '"weeks": 12, "weeks": 3').encode(),
            "weeks: 3 is not allowed, only one value a field",
        ),
    ],
)
def test_what_is_no_spec_is_refused(build_plan, given, complaint):
    with pytest.raises(CommandError) as caught:
        build_plan(given)

    assert complaint in str(caught.value)
    assert caught.value.returncode == 2


def test_it_needs_no_system_checks():
    assert Command.requires_system_checks == []
