from __future__ import annotations

import datetime as dt
import io
import json

import pytest
from django.core.management import call_command
from django.db import connection

from tests.make import make_check_in, make_episode, make_profile
from triage.models import CheckIn
from triage.rules import RunReport
from triage.services import record_assessment

NOW = dt.datetime(2026, 12, 3, 6, 30, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _profile(time_machine, alice):
    time_machine.move_to(NOW, tick=False)
    make_profile(alice)
    make_episode(alice)


def replay() -> tuple[int, str]:
    out = io.StringIO()
    try:
        call_command("replay_advice", stdout=out)
    except SystemExit as exit_:
        return int(exit_.code or 0), out.getvalue()
    return 0, out.getvalue()


def plant(check_in: CheckIn, **columns: object) -> int:
    """Insert a copy with other columns, as nothing but raw SQL can."""
    names = [
        field.column
        for field in CheckIn._meta.concrete_fields
        if field.column not in {"id", "submission_key", *columns}
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO triage_checkin ({', '.join([*names, *columns])}, "
            f"submission_key) SELECT {', '.join([*names, *['%s'] * len(columns)])}, "
            "gen_random_uuid() FROM triage_checkin WHERE id = %s RETURNING id",
            [*columns.values(), check_in.pk],
        )
        return cursor.fetchone()[0]


def test_no_check_in_is_no_difference():
    assert replay() == (0, "0 replayed, 0 different\n")


def test_every_kind_of_check_in_is_judged_the_same_again(alice):
    run = RunReport(
        local_date=NOW.date(), pain_max=4, trend="rose", limp="no", settled="over_24h"
    )
    make_check_in(alice, now=NOW)
    make_check_in(alice, now=NOW + 60 * MINUTE, pain_now=4, pain_worst_24h=5)
    make_check_in(alice, now=NOW + 90 * MINUTE, painkiller_8h="simple")
    make_check_in(alice, now=NOW + 600 * MINUTE)
    make_check_in(alice, now=NOW + DAY, run=run, leg_pain=None)
    mistyped = make_check_in(alice, now=NOW + 2 * DAY, saddle_numbness="yes")
    make_check_in(alice, now=NOW + 2 * DAY + MINUTE, corrects=mistyped)
    make_check_in(alice, now=NOW + 3 * DAY, saddle_numbness="unsure")
    make_check_in(alice, now=NOW + 4 * DAY, saddle_numbness="yes")
    make_check_in(alice, now=NOW + 5 * DAY, fever="yes", pain_now=2, pain_worst_24h=2)
    record_assessment(
        athlete=alice,
        clearance="cleared",
        seen_by="Dr Weber",
        seen_on=dt.date(2026, 12, 9),
        now=NOW + 6 * DAY,
    )
    make_check_in(alice, now=NOW + 6 * DAY + MINUTE, brisk_walk_30_ok="yes")
    make_check_in(alice, now=NOW + 20 * DAY, low_energy_signs="yes", fear_unsafe="yes")

    assert replay() == (0, f"{alice.check_ins.count()} replayed, 0 different\n")


@pytest.mark.parametrize(
    ("columns", "difference"),
    [
        ({"verdict": 0}, "verdict was 0, is 2"),
        ({"care": 4}, "care was 4, is"),
        ({"pain_now": 1}, "pain_now was 1, is 4"),
        ({"pain_worst_24h": None}, "pain_worst_24h was None, is 5"),
        ({"findings": "[]"}, "findings were [], are ['"),
        ({"ruleset_version": "1999.1"}, "cannot be judged again: '1999.1'"),
        ({"report": '{"pain_now": 11}'}, "cannot be judged again: pain_now: 11"),
        ({"latches": '[{"rule": "CES-1"}]'}, "cannot be judged again: 'care'"),
    ],
    ids=str,
)
def test_planted_difference_is_found(alice, columns, difference):
    check_in = make_check_in(alice, pain_now=4, pain_worst_24h=5)
    planted = plant(check_in, **columns)

    status, output = replay()

    assert status == 1
    assert f"check-in {planted}: {difference}" in output
    assert f"check-in {check_in.pk}:" not in output
    assert output.endswith("2 replayed, 1 different\n")


def test_text_of_a_reason_that_was_changed_is_found(alice):
    check_in = make_check_in(alice, pain_now=4, pain_worst_24h=5)
    findings = [check_in.findings[0] | {"reason": "Another"}, *check_in.findings[1:]]
    planted = plant(check_in, findings=json.dumps(findings))

    status, output = replay()

    assert status == 1
    assert f"check-in {planted}: the texts of the findings differ" in output
