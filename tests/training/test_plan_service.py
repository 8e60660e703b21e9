"""Making a plan, and planning it anew: when, from what, and what stays."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import partial

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F

from backpain.accounts.models import User
from tests.at_once import at_once
from tests.clock import travel_to
from tests.make import make_check_in, make_plan_of, make_profile
from training.inputs import Inputs
from training.models import Change, Plan, Replan, Run, RunningHistory, Week, Workout
from training.plan_now import PlanNow
from training.record import Record
from training.services.changes import skip
from training.services.plan import MOST_WEEKS, WEEKS, make_plan, replan, weeks_until

MONDAY = dt.date(2026, 11, 30)
DAY, WEEK = dt.timedelta(days=1), dt.timedelta(weeks=1)


@pytest.fixture
def go_to(time_machine):
    return lambda day: travel_to(time_machine, day)


@pytest.fixture
def plan(go_to, alice) -> Plan:
    go_to(MONDAY)
    return make_plan_of(alice)


def log(athlete: User, day: dt.date, metres: int) -> Run:
    return Run.objects.create(athlete=athlete, date=day, distance_m=metres)


def week(number: int) -> Week:
    return Week.objects.get(number=number)


def run_as_planned(athlete: User, number: int, percent: int = 100) -> None:
    for workout in week(number).workouts.filter(activity="running"):
        log(athlete, workout.date, workout.distance_m * percent // 100)


def anew(athlete: User, cause: Replan.Cause = Replan.Cause.RUN) -> None:
    replan(athlete=athlete, cause=cause)
    connection.check_constraints()


def test_plan_has_twelve_weeks_that_postgres_takes(plan, alice):
    connection.check_constraints()

    assert week(1).cap_m == 22_000
    assert Week.objects.count() == WEEKS
    assert Workout.objects.count() == 7 * WEEKS
    assert str(plan) == f"Plan of athlete {alice.pk} from 2026-11-30"
    assert str(week(1)) == f"Week 1 of athlete {alice.pk} from 2026-11-30"
    assert "of athlete" in str(Workout.objects.first())
    assert str(Replan.objects.get()).startswith("made of athlete")


def test_making_it_twice_makes_one(plan, alice):
    assert make_plan(athlete=alice) == plan
    assert Plan.objects.count() == 1


def test_week_run_at_half_makes_the_next_one_smaller_and_says_why(plan, alice, go_to):
    planned = week(2).cap_m
    run_as_planned(alice, 1, percent=50)
    go_to(MONDAY + WEEK)

    anew(alice)

    run_m = sum(Run.objects.values_list("distance_m", flat=True))
    assert week(2).baseline_m == run_m
    assert week(2).cap_m == run_m * 11 // 1000 * 100 < planned
    assert "Planned were 22.0 km; what was run counts." in week(2).why
    newest = Replan.objects.order_by("-id")[0]
    assert newest.cause == "week_closed"
    assert newest.weeks[0] == {
        "number": 2,
        "before_m": 24_200,
        "after_m": week(2).volume_m,
        "cap_before_m": planned,
        "cap_after_m": week(2).cap_m,
    }


def test_weeks_that_are_over_are_never_rewritten(plan, alice, go_to):
    go_to(MONDAY + WEEK)
    before = list(Workout.objects.filter(week__number=1).values()), week(1)
    alice.units = "mi"
    alice.save()
    RunningHistory.objects.update(long_run_day=4)

    anew(alice)

    assert before == (list(Workout.objects.filter(week__number=1).values()), week(1))


def test_nothing_run_is_a_blank_week_and_the_next_one_a_restart(plan, alice, go_to):
    go_to(MONDAY + WEEK)

    anew(alice)

    assert week(2).is_restart
    assert week(2).cap_m == 10_000
    assert "Restart after one week without running" in week(2).why


def test_week_that_went_by_without_a_change_is_kept_as_it_was_shown(plan, alice, go_to):
    """Nobody came back in the second week; in the third one a run is logged."""
    go_to(MONDAY + WEEK + 2 * DAY)
    shown = PlanNow.of(alice).week(2)
    assert shown.is_restart
    go_to(MONDAY + 2 * WEEK)
    assert PlanNow.of(alice).week(2).why == shown.why

    log(alice, MONDAY + WEEK + DAY, 4_000)
    anew(alice)

    kept = week(2)
    assert (kept.why, kept.cap_m, kept.volume_m) == (
        shown.why,
        shown.cap_m,
        shown.volume_m,
    )
    assert week(3).baseline_m == 4_000
    # From now on it stays.
    with pytest.raises(IntegrityError, match="is over"), transaction.atomic():
        Week.objects.filter(number=2).update(why="x")


def test_run_logged_later_for_a_week_that_is_over_puts_it_right(plan, alice, go_to):
    go_to(MONDAY + WEEK)
    anew(alice)
    assert week(2).is_restart

    log(alice, MONDAY + 6 * DAY, 8000)
    anew(alice)

    assert not week(2).is_restart
    assert week(2).cap_m == 8800


def test_overshoot_does_not_earn_a_bigger_week(plan, alice, go_to):
    run_as_planned(alice, 1, percent=150)
    go_to(MONDAY + WEEK)

    anew(alice)

    assert (week(2).baseline_m, week(2).cap_m) == (22_000, 24_200)


def test_nothing_new_is_not_recorded(plan, alice):
    anew(alice, Replan.Cause.CHECK_IN)

    assert [one.cause for one in Replan.objects.all()] == ["made"]


def test_only_weeks_that_come_out_differently_are_written_again(plan, alice):
    keys = dict(Week.objects.values_list("number", "pk"))

    anew(alice)
    assert dict(Week.objects.values_list("number", "pk")) == keys

    strength = week(5).workouts.filter(kind="strength")[0]
    skip(athlete=alice, day=strength.date, by=alice)
    now = dict(Week.objects.values_list("number", "pk"))
    assert {number for number in keys if now[number] != keys[number]} == {5}


@pytest.mark.parametrize(
    "change",
    [
        {"reason": "x"},
        {"steps": []},
        {"duration_s": F("duration_s") + 60},
        {"before": {"kind": "easy"}},
    ],
)
def test_what_is_stored_differently_is_written_again(plan, alice, change):
    day = Workout.objects.filter(week__number=5, activity="running")[:1]
    was = day.values().get()
    Workout.objects.filter(pk=was["id"]).update(**change)

    anew(alice)

    now = day.values().get()
    own = ("id", "week_id")
    assert {k: v for k, v in now.items() if k not in own} == {
        k: v for k, v in was.items() if k not in own
    }


def test_units_are_a_cause_of_their_own(plan, alice):
    alice.units = "mi"
    alice.save()

    anew(alice, Replan.Cause.CHECK_IN)

    assert Replan.objects.order_by("-id")[0].cause == "units"
    assert week(1).cap_m == 21_887
    plan.refresh_from_db()
    assert plan.unit.value == "mi"


def test_red_flag_freezes_all_weeks_to_come(plan, alice):
    make_check_in(alice, saddle_numbness="yes")

    anew(alice)

    assert not Workout.objects.exclude(kind="rest").exists()
    assert "No training since 30 November" in Workout.objects.order_by("date")[0].reason


def test_plan_that_is_over_is_followed_by_the_next_one(plan, alice, go_to):
    log(alice, MONDAY + 11 * WEEK + DAY, 9_000)
    log(alice, MONDAY + 11 * WEEK + 3 * DAY, 6_000)
    go_to(MONDAY + 12 * WEEK + 2 * DAY)
    shown = PlanNow.of(alice)
    assert shown.this_week.number == 1
    assert Plan.objects.count() == 1, "looking at a page writes nothing"

    anew(alice)

    old, new = Plan.objects.order_by("id")
    assert old.ended_on == new.started_on == MONDAY + 12 * WEEK
    assert new.spec["recent_weeks_m"] == [0, 0, 0, 5000]
    assert new.spec["longest_run_30d_m"] == 9_000
    assert Week.objects.filter(plan=old).count() == WEEKS
    first = Week.objects.get(plan=new, number=1)
    assert (first.volume_m, first.cap_m) == (
        shown.this_week.volume_m,
        shown.this_week.cap_m,
    )
    assert Replan.objects.order_by("-id")[0].cause == "next_plan"


def test_next_plan_after_weeks_run_as_planned_starts_where_they_ended(
    plan, alice, go_to
):
    for number in range(1, 13):
        go_to(MONDAY + (number - 1) * WEEK)
        anew(alice)
        run_as_planned(alice, number)
    last = week(12).volume_m
    go_to(MONDAY + 12 * WEEK)

    anew(alice)

    first = Week.objects.get(plan__ended_on=None, number=1)
    assert first.baseline_m == last
    assert first.volume_m * 10 <= last * 11


@pytest.mark.parametrize(
    ("race_on", "weeks"),
    [
        (None, WEEKS),
        (MONDAY - DAY, WEEKS),
        (MONDAY + 5 * WEEK, WEEKS),
        (MONDAY + 11 * WEEK, 13),
        (MONDAY + 20 * WEEK + 6 * DAY, 22),
        (MONDAY + 51 * WEEK, MOST_WEEKS),
        (MONDAY + 80 * WEEK, MOST_WEEKS),
    ],
)
def test_plan_goes_on_to_the_week_after_the_race(race_on, weeks):
    assert weeks_until(race_on, MONDAY) == weeks


def test_told_of_the_first_week_counts_until_more_is_logged(go_to, alice):
    go_to(MONDAY + 3 * DAY)
    make_plan_of(alice, ran_this_week_m=9_000)
    assert Inputs.of(Record.of(alice)).run_by_week[MONDAY] == 9_000

    log(alice, MONDAY + DAY, 6_000)
    assert Inputs.of(Record.of(alice)).run_by_week[MONDAY] == 9_000
    log(alice, MONDAY + 2 * DAY, 4_000)
    assert Inputs.of(Record.of(alice)).run_by_week[MONDAY] == 10_000
    log(alice, MONDAY + 3 * DAY, 1_000)
    assert Inputs.of(Record.of(alice)).run_by_week[MONDAY] == 11_000
    assert PlanNow.of(alice).run_by_week[MONDAY] == 11_000
    go_to(MONDAY + WEEK)
    anew(alice)
    assert week(2).baseline_m == 11_000


def test_changes_of_other_weeks_stay_when_days_change(plan, alice, go_to):
    from training.services.plan import change_days

    first, later = MONDAY + DAY, MONDAY + WEEK + DAY
    for day in (first, later):
        Change.objects.create(athlete=alice, kind="skip", first=day, last=day)
    Change.objects.create(
        athlete=alice, kind="pause", first=later, last=later, cause="holiday"
    )
    go_to(MONDAY + 2 * DAY)

    change_days(athlete=alice)
    connection.check_constraints()

    standing = Change.objects.standing().order_by("id")
    assert [(one.kind, one.first) for one in standing] == [
        ("skip", first),
        ("pause", later),
    ]
    assert "of athlete" in str(standing[0])


def test_advice_dated_tomorrow_counts_as_todays(plan, alice):
    """Whoever flies west lives a date twice."""
    check_in = make_check_in(alice, pain_now=5, pain_worst_24h=5, daily_life="a_bit")
    inputs = Inputs.of(Record.of(alice))
    (today,) = inputs.check_ins
    inputs = replace(inputs, check_ins=[today._replace(local_date=MONDAY + DAY)])

    (advice,) = inputs.spec.advice

    assert (advice.date, advice.verdict) == (MONDAY, check_in.verdict)


@pytest.mark.django_db(transaction=True)
def test_replans_at_once_come_one_after_the_other():
    """Each stores what it has seen; the last one has seen everything."""
    dana = User.objects.create_user("dana@example.org", time_zone="UTC")
    make_profile(dana)
    make_plan_of(dana)
    today, errors = dana.local_date(), []

    def log_and_plan(metres: int) -> None:
        try:
            log(dana, today, metres)
            replan(athlete=dana, cause=Replan.Cause.RUN)
        except Exception as error:
            errors.append(error)

    at_once(*(partial(log_and_plan, metres) for metres in (1000, 2000, 3000, 4000)))

    assert not errors
    built = Inputs.of(Record.of(dana)).weeks
    stored = Week.objects.order_by("number").values_list("volume_m", "cap_m", "why")
    assert list(stored) == [(one.volume_m, one.cap_m, one.why) for one in built]
    assert Workout.objects.count() == 7 * WEEKS
