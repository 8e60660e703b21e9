"""No run past the verdict, the hold or the ceiling, whoever types the SQL.

Each attack is followed by its negative control: what is allowed still works.
"""

from __future__ import annotations

import datetime as dt
import random

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from backpain.accounts.models import User
from tests.make import make_check_in, make_plan_of
from tests.training.days import DAY, SUN, WEEK, next_week, plan_with_a_run_today
from training.models import Change, Plan, Replan, Week, Workout
from training.plan_now import PlanNow
from training.services.coach_changes import set_ceiling
from training.services.plan import replan
from triage.models import CareHold, CheckIn
from triage.rules import Verdict

pytestmark = pytest.mark.usefixtures("a_monday")
HOLD = "a care hold is open since"
SIGN = "names a warning sign"


@transaction.atomic
def sql(text: str, *values: object) -> None:
    """Run what somebody types, with all that is checked at commit."""
    with connection.cursor() as cursor:
        cursor.execute(text, values)
    connection.check_constraints()


@transaction.atomic
def taken(text: str, *values: object) -> None:
    """Run what is taken at once, and forget it: the weeks after it no longer fit."""
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        assert cursor.rowcount > 0
    transaction.set_rollback(True)


def refused(message: str, text: str, *values: object) -> None:
    with pytest.raises(IntegrityError, match=message):
        sql(text, *values)


def a_run_on(day: dt.date, kind: str = "easy", metres: int = 500) -> tuple:
    """An UPDATE that puts a run on a day, and its values."""
    text = (
        "UPDATE training_workout SET kind = %s, activity = 'running', distance_m = %s,"
        " duration_s = 600 WHERE date = %s"
    )
    return (text, kind, metres, day)


def check_in_saying(athlete: User, verdict: Verdict, day: dt.date) -> CheckIn:
    """A check-in of a day with this verdict and no care, as only SQL could write it."""
    made = make_check_in(athlete)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            "UPDATE triage_checkin SET verdict = %s, care = 0, local_date = %s"
            " WHERE id = %s",
            [verdict, day, made.pk],
        )
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    made.refresh_from_db()
    return made


def a_running_day(athlete: User) -> dt.date:
    """A day after this week on which the plan has a run: today's, a week later."""
    return athlete.local_date() + WEEK


def plan_anew(athlete: User) -> None:
    replan(athlete=athlete, cause=Replan.Cause.CHECK_IN)


@pytest.fixture
def plan(alice) -> Plan:
    return plan_with_a_run_today(alice)


def test_no_run_is_typed_during_a_hold(alice, plan):
    make_check_in(alice, saddle_numbness="yes")
    plan_anew(alice)
    assert not Workout.objects.filter(activity="running").exists()

    for day in (alice.local_date(), a_running_day(alice)):
        refused(HOLD, *a_run_on(day))
    week = Week.objects.get(number=3)
    Workout.objects.filter(week=week).delete()
    refused(
        HOLD,
        "INSERT INTO training_workout (athlete_id, week_id, date, kind, activity,"
        " distance_m, duration_s, hard_s, steps, reason)"
        " VALUES (%s, %s, %s, 'easy', 'running', 500, 200, 0, '[]', '')",
        alice.pk,
        week.pk,
        week.start,
    )

    taken("UPDATE training_workout SET kind = 'walk', activity = 'walking'")


def test_a_hold_that_is_cleared_holds_no_more_but_its_check_in_does(alice, plan):
    make_check_in(alice, saddle_numbness="yes")
    plan_anew(alice)
    CareHold.objects.update(
        cleared_at=timezone.now(), clearance="cleared", seen_on=alice.local_date()
    )
    day = a_running_day(alice)

    refused(SIGN, *a_run_on(day, metres=1))

    check_in_saying(alice, Verdict.RUN, alice.local_date())
    plan_anew(alice)
    taken(*a_run_on(day, metres=1))


@pytest.mark.parametrize(
    ("verdict", "word"), [(Verdict.WALK, "walk"), (Verdict.REST, "rest")]
)
def test_no_run_is_typed_past_the_verdict_of_today(alice, plan, verdict, word):
    check_in_saying(alice, verdict, alice.local_date())
    plan_anew(alice)
    today = alice.local_date()

    refused(f"the check-in of today says {word}", *a_run_on(today))
    refused("nothing hard until", *a_run_on(a_running_day(alice), "tempo"))

    taken(*a_run_on(a_running_day(alice)))


def test_only_an_easy_run_is_typed_on_an_easy_day(alice, plan):
    check_in_saying(alice, Verdict.RUN_EASY, alice.local_date())
    plan_anew(alice)
    today = alice.local_date()

    for kind in ("long", "tempo", "intervals"):
        refused("Only an easy run or a run-walk", *a_run_on(today, kind))
    refused("nothing hard until", *a_run_on(a_running_day(alice), "intervals"))

    taken(*a_run_on(today))
    taken(*a_run_on(today, "run_walk"))
    taken(*a_run_on(a_running_day(alice), "long"))


def test_what_was_said_yesterday_forbids_nothing_but_what_is_hard(alice, plan):
    check_in_saying(alice, Verdict.REST, alice.local_date() - DAY)
    plan_anew(alice)

    refused("nothing hard until", *a_run_on(alice.local_date(), "tempo"))

    taken(*a_run_on(alice.local_date()))


def test_the_check_in_made_last_counts(alice, plan):
    check_in_saying(alice, Verdict.WALK, alice.local_date())
    check_in_saying(alice, Verdict.RUN, alice.local_date())
    plan_anew(alice)

    taken(*a_run_on(alice.local_date()))


def test_a_corrected_check_in_counts_no_more(alice, plan):
    wrong = check_in_saying(alice, Verdict.WALK, alice.local_date())
    right = check_in_saying(alice, Verdict.RUN, alice.local_date() - DAY)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            "UPDATE triage_checkin SET supersedes_id = %s WHERE id = %s",
            [wrong.pk, right.pk],
        )
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    plan_anew(alice)

    taken(*a_run_on(alice.local_date()))


def test_of_workouts_changed_together_each_is_held_to_its_own_athletes_advice(
    alice, plan
):
    """In zones in which it is another day: one of them rests, the other runs."""
    bob = User.objects.create_user("bob@example.org", time_zone="Pacific/Auckland")
    plan_with_a_run_today(bob)
    make_check_in(alice, saddle_numbness="yes")
    easier = (
        "UPDATE training_workout SET kind = 'easy', hard_s = 0 WHERE activity = 'running'"
        " AND kind <> 'easy' AND date >= %s",
        next_week(alice, SUN),
    )

    refused(HOLD, *easier)

    taken(f"{easier[0]} AND athlete_id = {bob.pk}", easier[1])
    taken("UPDATE training_workout SET duration_s = duration_s + 1")


def test_words_of_a_workout_may_change_at_any_time(alice, plan):
    """Rows that a check-in has made outdated are not in the way of anything."""
    run = Workout.objects.filter(activity="running", date__gt=alice.local_date())[0]
    make_check_in(alice, saddle_numbness="yes")
    changed = "UPDATE training_workout SET distance_m = distance_m + %s WHERE id = %s"

    taken("UPDATE training_workout SET reason = 'x', changed_by_id = NULL")
    taken(changed, -1, run.pk)
    refused(HOLD, changed, 1, run.pk)


@pytest.mark.parametrize("verdict", [Verdict.WALK, Verdict.REST])
def test_an_outdated_plan_cannot_be_passed_off_as_advised(alice, plan, verdict):
    made = check_in_saying(alice, verdict, alice.local_date())
    text = "UPDATE training_plan SET planned_after = %s"

    refused("No run can be planned today", text, made.pk)

    sql(text, made.pk - 1)
    plan_anew(alice)
    sql(text, made.pk)


def test_a_hold_that_is_typed_makes_the_plan_outdated(alice, plan):
    made = make_check_in(alice)
    plan_anew(alice)
    sql("SELECT 1")
    sql(
        "INSERT INTO triage_carehold (athlete_id, opened_by_id, opened_at, latches,"
        " clearance, seen_by) VALUES (%s, %s, now(), '[]', '', '')",
        alice.pk,
        made.pk,
    )

    now = PlanNow.of(alice)
    assert not any(
        one.is_running for one in now.workouts(now.this_week) if one.date >= now.today
    )
    refused(HOLD, "UPDATE training_plan SET planned_after = %s", made.pk)


def test_no_cap_is_typed_above_a_ceiling(alice):
    make_plan_of(alice)
    coach = User.objects.create_user("carla@example.org", "correct horse")
    set_ceiling(
        athlete=alice,
        last=next_week(alice, SUN),
        ceiling_m=12_000,
        reason="",
        by=coach,
    )
    week = Week.objects.get(number=2)
    text = "UPDATE training_week SET cap_m = %s WHERE id = %s"

    refused("a ceiling that a coach set holds up to", text, 12_100, week.pk)
    refused(
        "a ceiling that a coach set",
        "UPDATE training_change SET ceiling_m = 11000",
    )

    sql(text, 12_000, week.pk)
    Change.objects.update(undone_at=timezone.now())
    sql(text, 12_100, week.pk)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("0001-01-01", "2026-12-31"),
        ("2026-12-31", "9999-12-31"),
        ("2026-12-31", "infinity"),
    ],
)
def test_no_change_is_in_a_year_that_no_plan_can_be_built_in(alice, first, last):
    text = (
        "INSERT INTO training_change (athlete_id, kind, first, last, cause, reason,"
        " made_at) VALUES (%s, 'pause', %s, %s, 'other', '', now())"
    )
    refused("change_is_in_a_year_of_plans", text, alice.pk, first, last)

    sql(text, alice.pk, "2026-12-31", "2026-12-31")


@pytest.mark.parametrize(
    ("kind", "activity", "is_one"),
    [
        ("walk", "walking", True),
        ("walk", "Running", False),
        ("walk", "running ", False),
        ("rest", "walking", False),
        ("cross_training", "yoga", True),
        ("cross_training", "Running", False),
    ],
)
def test_no_run_is_typed_as_something_else(alice, plan, kind, activity, is_one):
    text = (
        "UPDATE training_workout SET kind = %s, activity = %s, hard_s = 0,"
        " distance_m = 0 WHERE date = %s"
    )
    day = a_running_day(alice) + 7 * WEEK

    if is_one:
        taken(text, kind, activity, day)
    else:
        name = "workout_is_of_an_activity_of_its_kind"
        refused(name, text, kind, activity, day)


def test_nothing_hard_is_typed_into_an_easy_run(alice, plan):
    text = "UPDATE training_workout SET hard_s = 60, kind = %s WHERE date = %s"
    day = a_running_day(alice)

    refused("workout_is_hard_only_of_a_hard_kind", text, "easy", day)

    taken(text, "tempo", day)


@pytest.mark.parametrize(
    "workout",
    [
        '{"kind": "easy"}',
        "[]",
        '{"kind": "easy", "activity": "walking", "distance_m": 1, "duration_s": 0,'
        ' "text": ""}',
        '{"kind": "swim", "activity": "running", "distance_m": 1, "duration_s": 0,'
        ' "text": ""}',
        '{"kind": "easy", "activity": "running", "distance_m": 1.5, "duration_s": 0,'
        ' "text": ""}',
        '{"kind": "easy", "activity": "running", "distance_m": 900000,'
        ' "duration_s": 0, "text": ""}',
        '{"kind": "walk", "activity": "walking", "distance_m": 1, "duration_s": 0,'
        ' "text": ""}',
        '{"kind": "easy", "activity": "running", "distance_m": 1, "duration_s": 0,'
        f' "text": "{"x" * 501}"}}',
    ],
)
def test_only_a_workout_is_asked_for(alice, workout):
    refused(
        "change_to_another_workout_is_one",
        "INSERT INTO training_change"
        " (athlete_id, kind, first, last, cause, workout, reason, made_at)"
        " VALUES (%s, 'override', now(), now(), '', %s, '', now())",
        alice.pk,
        workout,
    )


@pytest.mark.parametrize("seed", range(4))
def test_postgres_takes_what_the_planner_builds_after_any_check_ins(alice, seed):
    """The negative control: after each check-in the plan is stored without a word."""
    pick = random.Random(seed).randint
    plan_with_a_run_today(alice)
    today = alice.local_date()
    said = []
    for _ in range(8):
        verdict = Verdict(pick(0, 3))
        day = today - DAY * (0, 0, 1, pick(0, 5))[pick(0, 3)]
        check_in_saying(alice, verdict, day)

        plan_anew(alice)

        connection.check_constraints()
        said.append(verdict)
        tried = Workout.objects.filter(date=today).get()
        if verdict >= Verdict.WALK and day == today:
            assert not tried.is_running
    assert len(set(said)) > 1
