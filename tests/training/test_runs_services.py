from __future__ import annotations

import datetime as dt
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from tests.make import make_profile
from tests.training.make_log import (
    DAY,
    WEEK,
    log_run,
    make_history,
    this_monday,
    two_runs_last_week,
)
from training.inputs import Inputs
from training.models import Replan, Run, Week
from training.plan_now import PlanNow
from training.record import Record
from training.services import log
from training.services.log import change_run
from training.services.plan import make_plan

KEY = uuid.UUID("00000000-0000-4000-8000-000000000001")


@pytest.fixture
def last_week(alice):
    """Alice ran 20 km last week: 8 and 12. Gives those two runs, and a checked log."""
    yield two_runs_last_week(alice)
    connection.check_constraints()


def caps(athlete):
    return [(week.cap_m, week.volume_m) for week in PlanNow.of(athlete).weeks]


def test_run_is_recorded_once_for_one_key(alice):
    day = alice.local_date()

    first = log.record_run(
        athlete=alice, submission_key=KEY, date=day, distance_m=5_000
    )
    again = log.record_run(
        athlete=alice, submission_key=KEY, date=day, distance_m=6_000
    )

    assert first == again
    assert Run.objects.get().distance_m == 5_000


def test_two_athletes_may_use_one_key(alice, charlie):
    day = alice.local_date()

    for athlete in (alice, charlie):
        log.record_run(athlete=athlete, submission_key=KEY, date=day, distance_m=5_000)

    assert Run.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_same_run_sent_twice_at_once_is_one_run(alice):
    plan_day = alice.local_date()

    def send(_):
        try:
            return log.record_run(
                athlete=alice, submission_key=KEY, date=plan_day, distance_m=5_000
            ).pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(send, range(4)))) == 1

    assert Run.objects.count() == 1


def test_logged_run_plans_the_weeks_anew(alice, last_week):
    assert caps(alice)[1][0] == 22_000

    log_run(alice, this_monday(alice) - 2 * DAY, 1_000)

    # Of a week that was run above its plan, what was run counts up to its cap.
    assert caps(alice)[1][0] == 23_100
    assert Replan.objects.last().cause == Replan.Cause.RUN


def test_lower_run_lowers_the_cap_in_the_same_breath(alice, last_week):
    log.change_run(run=last_week[0], distance_m=6_000)

    connection.check_constraints()
    assert caps(alice)[1] == (19_800, 19_800)


def test_deleted_run_lowers_the_cap_in_the_same_breath(alice, last_week):
    log.delete_run(run=last_week[0])

    connection.check_constraints()
    assert caps(alice)[1] == (13_200, 13_200)


def test_weeks_that_are_over_stay_when_a_run_changes(alice, last_week):
    before = list(Week.objects.filter(number=1).values())

    log.delete_run(run=last_week[0])

    assert list(Week.objects.filter(number=1).values()) == before


def test_change_is_foretold_to_the_metre(alice, last_week):
    before = caps(alice)

    foretold = log.if_changed(run=last_week[0], distance_m=6_000)

    assert caps(alice) == before
    assert Run.objects.get(pk=last_week[0].pk).distance_m == 8_000
    assert (foretold[0].number, foretold[0].start) == (2, this_monday(alice))
    assert (foretold[0].cap_before_m, foretold[0].cap_after_m) == (22_000, 19_800)
    log.change_run(run=last_week[0], distance_m=6_000)
    after = caps(alice)
    assert [one.number for one in foretold] == [
        number
        for number, (old, new) in enumerate(zip(before, after, strict=True), start=1)
        if old != new
    ]
    for one in foretold:
        assert before[one.number - 1] == (one.cap_before_m, one.volume_before_m)
        assert after[one.number - 1] == (one.cap_after_m, one.volume_after_m)


def test_deletion_is_foretold_to_the_metre(alice, last_week):
    foretold = log.if_deleted(run=last_week[0], record=Record.of(alice))

    log.delete_run(run=last_week[0])
    assert foretold[0].cap_after_m == 13_200
    after = caps(alice)
    for one in foretold:
        assert after[one.number - 1] == (one.cap_after_m, one.volume_after_m)


@pytest.mark.parametrize(
    "columns", [{"session_rpe": 7}, {"distance_m": 8_000}, {"surface": "trail"}]
)
def test_change_that_moves_no_metre_has_no_consequence(alice, last_week, columns):
    assert log.if_changed(run=last_week[0], **columns) == []


def test_run_moved_to_another_week_is_foretold(alice, last_week):
    foretold = log.if_changed(
        run=last_week[0], date=this_monday(alice) - WEEK - 3 * DAY
    )

    assert foretold[0].cap_after_m == 13_200


def test_old_run_has_no_consequence(alice, last_week):
    run = log_run(alice, alice.local_date() - 300 * DAY, 9_000)

    assert log.if_deleted(run=run, record=Record.of(alice)) == []
    assert log.if_changed(run=run, distance_m=1_000) == []


def test_nothing_follows_without_a_plan(alice):
    run = log_run(alice, alice.local_date(), 5_000)

    assert log.if_deleted(run=run, record=Record.of(alice)) == []


def test_only_weeks_that_are_not_over_are_compared(alice, last_week):
    before = Inputs.of(Record.of(alice))

    found = log.consequences(before, before.with_runs([]))

    assert min(one.number for one in found) == 2
    assert log.consequences(before, before) == []


def test_consequences_are_those_of_the_plan_that_follows(alice):
    make_profile(alice)
    make_history(alice)
    monday = this_monday(alice) - 12 * WEEK
    noon = dt.datetime.combine(monday, dt.time(12), tzinfo=dt.UTC)
    make_plan(athlete=alice, now=noon)
    last = this_monday(alice) - DAY
    # Not through the log, which would make the plan that follows.
    run = Run.objects.create(athlete=alice, date=last, distance_m=4_000)

    found = log.if_changed(run=run, distance_m=2_000)

    assert (found[0].number, found[0].start) == (1, this_monday(alice))
    assert found[0].cap_before_m > found[0].cap_after_m
    log.change_run(run=run, distance_m=2_000)
    assert caps(alice)[0][0] == found[0].cap_after_m


def test_how_a_run_felt_is_answered_otherwise_and_not_left_open_again(alice):
    run = log_run(alice, alice.local_date(), 5_000, pain_max=6, limp="yes")

    change_run(run=run, pain_max=None, limp="", distance_m=4_000)
    run.refresh_from_db()
    assert (run.pain_max, run.limp, run.distance_m) == (6, "yes", 4_000)

    change_run(run=run, pain_max=0, limp="no")
    run.refresh_from_db()
    assert (run.pain_max, run.limp) == (0, "no")
