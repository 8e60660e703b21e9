"""What the athlete is promised, held over random days through the service."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from backpain.accounts.models import User
from tests.make import make_check_in, make_episode, make_profile
from triage.replay import replayed
from triage.rules import REQUIRED, RunReport, Verdict
from triage.services import record_assessment

NOW = dt.datetime(2026, 12, 3, 6, 30, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)

ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "pain_now": st.sampled_from([None, 0, 1, 2, 3, 5, 8]),
        "pain_worst_24h": st.sampled_from([None, 0, 2, 4, 9]),
        "walking": st.sampled_from([None, "normal_but_short", "limp"]),
        "painkiller_8h": st.sampled_from([None, "simple", "strong"]),
        "saddle_numbness": st.sampled_from([None, "unsure", "yes"]),
        "leg_pain": st.sampled_from([None, "buttock_thigh", "both_legs"]),
        "fever": st.sampled_from([None, "unsure", "yes"]),
        "impact_pain": st.sampled_from([None, "yes"]),
        "brisk_walk_30_ok": st.sampled_from(["yes", "no"]),
        "change_vs_last_week": st.sampled_from(["better", "much_worse"]),
    },
)
STEPS = st.lists(
    st.fixed_dictionaries(
        {
            "answers": ANSWERS,
            "minutes": st.sampled_from([3, 60, 1440, 1440, 1440, 3 * 1440, 9 * 1440]),
            "ran": st.booleans(),
            "corrects": st.booleans(),
            "seen": st.sampled_from(["", "", "cleared", "walk_only"]),
        }
    ),
    min_size=2,
    max_size=8,
)


@pytest.fixture
def athletes(db):
    numbers = iter(range(10_000))

    def make() -> User:
        athlete = User.objects.create_user(f"runner{next(numbers)}@example.org")
        make_profile(athlete)
        make_episode(athlete)
        return athlete

    return make


def step(athlete, moment, told, newest):
    day = athlete.local_date(moment)
    if told["seen"]:
        record_assessment(
            athlete=athlete,
            clearance=told["seen"],
            seen_by="Dr Weber",
            seen_on=day,
            now=moment,
        )
    was_held = athlete.care_holds.filter(cleared_at=None).exists()
    run = RunReport(local_date=day, pain_max=1, settled="same_day")
    check_in = make_check_in(
        athlete,
        now=moment,
        run=run if told["ran"] else None,
        corrects=newest if told["corrects"] else None,
        **told["answers"],
    )
    corrected = check_in.supersedes is not None
    return check_in, was_held and not corrected


@given(steps=STEPS)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_nobody_is_told_to_run_with_an_open_question_or_a_red_flag(
    athletes, steps, time_machine
):
    time_machine.move_to(NOW, tick=False)
    athlete, moment, newest = athletes(), NOW, None
    for told in steps:
        moment += dt.timedelta(minutes=told["minutes"])
        check_in, was_held = step(athlete, moment, told, newest)

        if any(check_in.report.get(name) is None for name in REQUIRED):
            assert check_in.verdict >= Verdict.WALK
        if was_held or athlete.care_holds.filter(cleared_at=None).exists():
            assert check_in.verdict == Verdict.REST
        check_in.refresh_from_db()
        again = replayed(check_in)
        assert (check_in.verdict, check_in.care) == (again.verdict, again.care)
        assert check_in.findings == [finding.to_json() for finding in again.findings]
        yesterday = [
            one.verdict
            for one in athlete.check_ins.standing().newest_first()
            if one.local_date < check_in.local_date
        ]
        if yesterday:
            assert check_in.verdict >= yesterday[0] - 1
        newest = check_in
