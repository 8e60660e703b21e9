"""The second promise, attacked by somebody with an ordinary database role.

Each attack is followed by its negative control: what is allowed still works.
"""

from __future__ import annotations

import datetime as dt
import os

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection

from backpain.accounts.models import User
from backpain.accounts.services import erase
from tests.clock import set_today
from tests.training.weeks_in_postgres import (
    DAY,
    LAST_M,
    WEEK,
    ask,
    check,
    make_weeks,
    make_workout,
    monday,
    refused,
    sql,
    three_weeks,
    volumes,
    whole,
    workout,
)
from training.models import Plan, Run, Week, Workout

TABLES = (
    "training_run",
    "training_week",
    "training_workout",
    "training_plan",
    "accounts_user",
)
FOUR_WEEKS = "plan starts from the metres of the four weeks before it"
KEPT = "What a plan started from is never changed"
IS_OVER = "weeks that are over are never rewritten"


@pytest.fixture
def weeks(alice: User) -> list[Week]:
    return three_weeks(alice)


@pytest.fixture
def ordinary_role(weeks) -> None:
    """Go on as a role that owns nothing, and may read and write every row."""
    role = f"backpain_test_{os.getpid()}"
    schema = ask("SELECT quote_ident(current_schema())")
    sql(f"CREATE ROLE {role}")
    sql(f"GRANT USAGE ON SCHEMA {schema} TO {role}")
    sql(
        "GRANT SELECT, INSERT, UPDATE, DELETE"
        f" ON ALL TABLES IN SCHEMA {schema} TO {role}"
    )
    sql(f"SET LOCAL ROLE {role}")


# What a plan started from.


@pytest.mark.parametrize(
    "spec",
    [
        "spec - 'recent_weeks_m'",
        "'null'",
        "'[]'",
        "jsonb_set(spec, '{recent_weeks_m}', 'null')",
        "jsonb_set(spec, '{recent_weeks_m,4}', '90000')",
    ],
)
def test_what_was_told_cannot_be_taken_away(weeks, ordinary_role, spec):
    message = refused(lambda: sql(f"UPDATE training_plan SET spec = {spec}"))

    assert message.startswith(KEPT)
    sql("UPDATE training_plan SET spec = spec || '{\"weeks\": 13}'")
    check()


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"recent_weeks_m": None},
        {"recent_weeks_m": 20_000},
        {"recent_weeks_m": [1, 2, 3]},
        {"recent_weeks_m": [1, 2, 3, "4"]},
        {"recent_weeks_m": [1, 2, 3, [4]]},
        {"recent_weeks_m": [1, 2, 3, -4]},
        {"recent_weeks_m": [1, 2, 3, 1e30]},
    ],
)
def test_plan_starts_from_four_weeks(alice, told):
    start = monday(alice)
    columns = {"athlete": alice, "started_on": start, "made_on": start}

    def make(spec: dict) -> None:
        Plan.objects.create(**columns, planned_on=start, spec=spec)

    assert FOUR_WEEKS in refused(lambda: make(told))
    make({"recent_weeks_m": [None, 0, None, 20_000]})


# Tables of one's own in place of those that are looked at.


@pytest.mark.parametrize("table", TABLES)
def test_temporary_table_hides_nothing(weeks, alice, ordinary_role, table):
    schema = ask("SELECT quote_ident(current_schema())")
    measure = (
        f"UPDATE {schema}.training_week SET baseline_m = %s, cap_m = 22000"
        " WHERE id = %s"
    )
    # Not LIKE, which would ask for every column; this is a row of 90 km.
    sql(
        f"CREATE TEMP TABLE {table} AS SELECT * FROM {schema}.{table}"
        " WHERE %s = 'training_run'",
        table,
    )
    if table == "training_run":
        sql("UPDATE pg_temp.training_run SET distance_m = 90000")

    with pytest.raises(IntegrityError, match="week before it holds only 20 km"):
        whole(lambda: sql(measure, 20_001, weeks[1].pk))
    whole(lambda: sql(measure, 20_000, weeks[1].pk))


def functions() -> dict[str, list[str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname, COALESCE(proconfig, '{}') FROM pg_proc"
            " WHERE pronamespace = quote_ident(current_schema())::regnamespace"
            " AND proname LIKE 'training%'"
        )
        return dict(cursor.fetchall())


def triggers() -> set[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, tgname FROM pg_trigger"
            " JOIN pg_class ON pg_class.oid = tgrelid"
            " WHERE NOT tgisinternal"
            " AND relnamespace = quote_ident(current_schema())::regnamespace"
        )
        return set(cursor.fetchall())


def test_every_function_looks_among_temporary_tables_last(db):
    schema = ask("SELECT current_schema()")

    assert len(functions()) > 10
    assert {tuple(config) for config in functions().values()} == {
        (f"search_path={schema}, pg_temp",)
    }


def test_migration_can_be_taken_back_and_done_again(db):
    before = functions(), triggers()
    path = ask("SHOW search_path")

    call_command("migrate", "training", "0003", verbosity=0)
    assert not functions()
    # Those of the accounts themselves stay.
    assert not [
        name
        for table, name in triggers()
        if table == "accounts_user" and not name.startswith("pgtrigger_erasure_")
    ]
    assert not [table for table, name in triggers() if table.startswith("training_")]

    call_command("migrate", "training", verbosity=0)
    assert before == (functions(), triggers())
    assert ask("SHOW search_path") == path


def test_another_schema_keeps_the_promise_too(db):
    sql('CREATE SCHEMA "A club"')
    sql('SET LOCAL search_path = "A club"')
    call_command("migrate", verbosity=0)
    dana = User.objects.create_user("dana@example.org", time_zone="Europe/Berlin")
    make_weeks(dana)
    check()
    measure = "UPDATE training_week SET baseline_m = %s, cap_m = 22000 WHERE number = 2"

    assert {tuple(config) for config in functions().values()} == {
        ('search_path="A club", pg_temp',)
    }
    assert "holds only 20 km" in refused(lambda: sql(measure, 20_001))
    sql(measure, 20_000)
    check()


# Weeks that are over.


def test_trigger_of_ones_own_rewrites_no_week_that_is_over(weeks, ordinary_role):
    sql("CREATE TEMP TABLE trap (number int)")
    sql(
        "CREATE FUNCTION pg_temp.spring() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " UPDATE training_week SET why = 'x' WHERE number = NEW.number;"
        " RETURN NULL; END $$"
    )
    sql(
        "CREATE TRIGGER spring AFTER INSERT ON trap"
        " FOR EACH ROW EXECUTE FUNCTION pg_temp.spring()"
    )

    assert IS_OVER in refused(lambda: sql("INSERT INTO trap VALUES (1)"))
    sql("INSERT INTO trap VALUES (2)")
    check()
    assert Week.objects.get(number=2).why == "x"


def test_week_that_is_over_is_counted_and_nothing_else(weeks, alice):
    sql("UPDATE training_week SET volume_m = 1 WHERE number = 1")
    check()
    assert volumes(alice)[0] == LAST_M

    assert IS_OVER in refused(
        lambda: sql(
            "UPDATE training_week SET volume_m = 1, cap_m = 21999 WHERE id = %s",
            weeks[0].pk,
        )
    )


def test_nothing_is_put_into_a_week_that_is_over(weeks):
    assert IS_OVER in refused(lambda: make_workout(weeks[0], 2, 100))
    assert IS_OVER in refused(lambda: make_workout(weeks[0], 2, 0))
    make_workout(weeks[1], 2, 100)
    check()


@pytest.mark.parametrize(
    "rewrite",
    [
        "DELETE FROM training_workout",
        "UPDATE training_workout SET distance_m = distance_m * 9 / 10",
        # Out of the week that is over, and into it.
        "UPDATE training_workout SET week_id = {this}, date = date + 8"
        " WHERE week_id = {last} AND distance_m = 5000",
        "UPDATE training_workout SET week_id = {last}, date = date - 6"
        " WHERE week_id = {this} AND distance_m = 5000",
    ],
)
def test_one_workout_that_is_over_keeps_all_of_a_statement_out(weeks, rewrite):
    statement = rewrite.format(last=weeks[0].pk, this=weeks[1].pk)

    assert IS_OVER in refused(lambda: sql(statement))


def test_one_wrong_workout_keeps_all_of_a_statement_out(weeks, charlie):
    theirs = three_weeks(charlie)
    free = [workout(week, 2, 0) for week in (weeks[1], weeks[2], theirs[1])]
    wrong = workout(theirs[2], 2, 0)
    wrong.week = weeks[2]

    message = refused(lambda: Workout.objects.bulk_create([*free, wrong]))

    assert message == "A workout belongs to a week of its own athlete."
    whole(lambda: Workout.objects.bulk_create(free))


@pytest.mark.parametrize(
    ("then", "message"),
    [
        ("distance_m = 6001", "would hold 22.001 km"),
        ("date = EXCLUDED.date + 14", "cannot be in the week from"),
    ],
)
def test_insert_that_turns_into_an_update_is_an_update(weeks, then, message):
    taken = Workout.objects.get(week=weeks[1], distance_m=5_000)
    insert = (
        "INSERT INTO training_workout SELECT * FROM training_workout WHERE id = %s"
        " ON CONFLICT (id) DO UPDATE SET "
    )

    assert message in refused(lambda: sql(insert + then, taken.pk))
    whole(lambda: sql(insert + "distance_m = 6000", taken.pk))


def test_two_weeks_do_not_take_over_each_others_workouts(weeks, alice):
    """Under each other's number each would count what the other one holds."""
    columns = (
        "athlete_id, plan_id, start, number, baseline_m, cap_m, volume_m, is_hold,"
    )
    columns += " is_cutback, is_restart, is_taper, why"
    this, following = weeks[1].pk, weeks[2].pk

    def exchange(one: int, other: int) -> None:
        sql(
            "UPDATE training_workout SET distance_m = distance_m / 4 WHERE week_id = %s",
            this,
        )
        sql(f"CREATE TEMP TABLE kept AS SELECT {columns} FROM training_week")
        sql("DELETE FROM training_week WHERE id IN (%s, %s)", this, following)
        for number, pk in ((2, one), (3, other)):
            sql(
                f"INSERT INTO training_week (id, {columns})"
                f" SELECT %s, {columns} FROM kept WHERE number = %s",
                pk,
                number,
            )

    message = refused(lambda: exchange(following, this))

    assert "would begin with the workouts of another week" in message


def test_an_athlete_is_locked_before_anything_else_looks_at_a_workout(db):
    """Postgres runs the triggers of a statement by name, and the others rely on it."""
    first = ask(
        "SELECT array_agg(DISTINCT name) FROM (SELECT DISTINCT ON (tgtype) tgname::text"
        " AS name FROM pg_trigger WHERE tgrelid = 'training_workout'::regclass"
        " AND NOT tgisinternal ORDER BY tgtype, tgname) AS firsts"
    )

    assert first == [
        "a_workout_deleted_was_not_over",
        "a_workout_inserted_lies_in_its_week",
        "a_workout_of_a_week_that_is_over_stays",
    ]


def test_week_that_is_over_is_filled_in_one_go(alice):
    """So the services store a plan that was told of afterwards."""
    start = monday(alice) - 2 * WEEK
    plan = Plan.objects.create(
        athlete=alice,
        started_on=start,
        made_on=start,
        planned_on=start,
        spec={"recent_weeks_m": [None, None, None, LAST_M]},
    )
    week = Week.objects.create(
        athlete=alice,
        plan=plan,
        number=1,
        start=start,
        baseline_m=LAST_M,
        cap_m=22_000,
    )

    Workout.objects.bulk_create(workout(week, day, 1_000) for day in range(6))

    assert volumes(alice) == [6_000]
    assert IS_OVER in refused(lambda: make_workout(week, 6, 1_000))


def test_week_has_its_place_in_a_plan_of_its_athlete(weeks, alice, charlie):
    def add(athlete: User, number: int, start: dt.date) -> None:
        Week.objects.create(
            athlete=athlete,
            plan_id=weeks[0].plan_id,
            number=number,
            start=start,
            baseline_m=0,
            cap_m=0,
        )

    fourth = weeks[0].start + 3 * WEEK
    nowhere = "has no place in a plan of its own athlete"
    assert nowhere in refused(lambda: add(charlie, 4, fourth))
    assert nowhere in refused(lambda: add(alice, 4, fourth + WEEK))
    assert nowhere in refused(lambda: add(alice, 4, weeks[0].start - WEEK))
    add(alice, 4, fourth)
    check()


# The week in progress: what was run, and what is still to come.


@pytest.fixture
def thursday(weeks, alice) -> dt.date:
    """5 km were planned for Tuesday; 6 for today and 10 for Sunday are to come."""
    day = weeks[1].start + 3 * DAY
    set_today(day)
    return day


def counts_m(week: Week) -> int:
    return ask("SELECT training_counts_m(%s, %s)", week.athlete_id, week.start)


@pytest.mark.parametrize(
    ("runs", "counts"),
    [
        ({}, 21_000),
        ({-2: 5_000}, 21_000),
        ({-2: 5_600}, 21_600),
        ({-2: 6_000}, 22_000),
        ({-2: 9_000}, 22_000),
        ({-2: 6_000, 0: 1_000}, 21_000),
        ({-2: 6_000, 0: 5_500}, 21_500),
        # Of a run without a distance nobody knows how far it went.
        ({-2: 6_000, 0: None}, 22_000),
        ({-2: 30_000, 0: 30_000}, 22_000),
    ],
)
def test_week_in_progress_counts_as_what_it_will_hold(
    weeks, alice, thursday, runs, counts
):
    for day, metres in runs.items():
        Run.objects.create(athlete=alice, date=thursday + day * DAY, distance_m=metres)
    check()
    measure = "UPDATE training_week SET baseline_m = %s WHERE id = %s"

    assert counts_m(weeks[1]) == counts
    assert "is measured against" in refused(
        lambda: sql(measure, counts + 1, weeks[2].pk)
    )
    sql(measure, counts, weeks[2].pk)
    check()


@pytest.mark.parametrize(
    ("lower", "allowed"),
    [
        (
            "UPDATE training_workout SET date = date - 1 WHERE date = %s",
            "UPDATE training_workout SET date = date + 1 WHERE date = %s",
        ),
        (
            "UPDATE training_run SET distance_m = 5999 WHERE date = %s::date - 2",
            "UPDATE training_run SET distance_m = 6001 WHERE date = %s::date - 2",
        ),
        (
            "UPDATE training_week SET cap_m = 21999 WHERE number = 2 AND start < %s",
            "UPDATE training_week SET cap_m = 22000 WHERE number = 2 AND start < %s",
        ),
    ],
)
def test_what_the_next_week_is_measured_against_cannot_be_lowered(
    weeks, alice, thursday, lower, allowed
):
    Run.objects.create(athlete=alice, date=thursday - 2 * DAY, distance_m=6_000)
    sql("UPDATE training_week SET baseline_m = 22000 WHERE id = %s", weeks[2].pk)
    check()

    assert "is measured against 22 km" in refused(lambda: sql(lower, thursday))
    sql(allowed, thursday)
    check()


def test_what_says_nothing_about_volume_may_change_at_any_time(weeks, alice, charlie):
    """The next week is measured against too much by now: nothing was run in this one.

    A shoe may still be set, and whoever changed a workout be forgotten.
    """
    Workout.objects.filter(week__in=weeks[1:]).update(changed_by=charlie)
    run = Run.objects.create(athlete=alice, date=weeks[1].start + DAY, distance_m=1_000)
    check()
    set_today(weeks[2].start)

    erase(charlie)
    Run.objects.filter(pk=run.pk).update(surface="road")
    check()

    assert not Workout.objects.exclude(changed_by=None).exists()
    shorten = "UPDATE training_run SET distance_m = 999 WHERE id = %s"
    assert "is measured against" in refused(lambda: sql(shorten, run.pk))
