"""Another workout, a whole week, a ceiling: what stands, what is refused, and by which rule."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection

from backpain.accounts.models import User
from tests.make import make_check_in, make_plan_of
from tests.training.days import (
    DAY,
    MON,
    SAT,
    SUN,
    THU,
    TUE,
    WED,
    monday,
    next_week,
    plan_with_a_run_today,
)
from training.models import Change, Replan, Run, Week, Workout
from training.plan_now import PlanNow
from training.services.changes import RefusedError, move, pause, skip, undo, version_of
from training.services.coach_changes import (
    Asked,
    ConflictError,
    ReasonNeededError,
    change_week,
    change_workout,
    is_loosening,
    set_ceiling,
)
from training.services.plan import change_days


def run_of(metres: int, kind: str = "easy", text: str = "") -> Asked:
    return Asked(kind=kind, activity="running", distance_m=metres, text=text)


pytestmark = pytest.mark.usefixtures("a_monday")
WALK = Asked(kind="walk", activity="walking", duration_s=1800)
REST = Asked(kind="rest", activity="rest")
RIDE = Asked(kind="cross_training", activity="cycling", duration_s=3600)


def on(day: dt.date) -> Workout:
    return Workout.objects.get(date=day)


@pytest.fixture
def coach(db) -> User:
    return User.objects.create_user("carla@example.org", "correct horse", name="Carla")


@pytest.fixture
def plan(alice):
    """Runs on Tuesday, Thursday and, the long one, Sunday."""
    return make_plan_of(alice)


@pytest.fixture
def change(alice, coach, plan) -> Callable[..., Change]:
    def act(day: dt.date, asked: Asked, reason: str = "") -> Change:
        return change_workout(
            athlete=alice, day=day, asked=asked, reason=reason, by=coach
        )

    return act


def refusal(act: Callable[[], object]) -> RefusedError:
    with pytest.raises(RefusedError) as refused:
        act()
    return refused.value


def test_a_shorter_run_stands_and_names_its_author(alice, coach, change):
    day = next_week(alice, THU)
    planned = on(day).distance_m

    made = change(day, run_of(3_000, text="On grass."))

    workout = on(day)
    assert (workout.kind, workout.distance_m) == ("easy", 3_000)
    assert workout.steps[1]["text"] == "On grass."
    assert workout.before["distance_m"] == planned
    assert workout.reason == "Your coach changed this workout."
    assert workout.changed_by == coach
    assert made.made_by == coach
    assert Replan.objects.latest("id").cause == "coach"
    connection.check_constraints()


def test_the_reason_is_read_by_the_athlete(alice, change):
    day = next_week(alice, THU)

    change(day, run_of(3_000), "A wedding the day before.")

    assert on(day).reason == "Changed by your coach: A wedding the day before."


@pytest.mark.parametrize("asked", [WALK, REST, RIDE])
def test_other_workouts_take_the_place_of_a_run(alice, change, asked):
    day = next_week(alice, TUE)

    change(day, asked, "Kinder to your back.")

    workout = on(day)
    assert (workout.kind, workout.distance_m) == (asked.kind, 0)
    assert workout.duration_s == asked.duration_s
    connection.check_constraints()


def test_what_is_taken_off_goes_to_no_other_day(alice, change):
    day = next_week(alice, TUE)
    others = Workout.objects.exclude(date=day).filter(date__lt=day + 6 * DAY)
    before = dict(others.values_list("date", "distance_m"))

    change(day, REST)

    assert dict(others.values_list("date", "distance_m")) == before


def test_more_than_planned_needs_a_reason(alice, change):
    day = next_week(alice, WED)

    error = refusal(lambda: change(day, RIDE))

    assert isinstance(error, ReasonNeededError)
    assert not Change.objects.exists()
    change(day, RIDE, "Knees like it.")
    assert on(day).kind == "cross_training"


def test_a_run_beyond_the_cap_is_refused_with_the_rule(alice, change):
    error = refusal(lambda: change(next_week(alice, MON), run_of(4_000), "More."))

    assert error.rule == "P2"
    assert "this week may hold" in str(error)
    assert error.plain == str(error)
    assert not Change.objects.exists()


def test_a_run_longer_than_a_tenth_above_the_longest_is_refused(alice, coach, plan):
    week = {
        next_week(alice, TUE): REST,
        next_week(alice, THU): REST,
        next_week(alice, SUN): run_of(15_000, "long"),
    }

    error = refusal(
        lambda: change_week(athlete=alice, asked=week, reason="Longer.", by=coach)
    )

    assert error.rule == "P4"
    assert "a tenth longer than the longest of the 30 days" in str(error)
    assert not Change.objects.exists()


def test_a_week_is_changed_as_a_whole(alice, coach, plan):
    tue, thu = on(next_week(alice, TUE)), on(next_week(alice, THU))
    week = {
        tue.date: run_of(tue.distance_m - 1_000),
        thu.date: run_of(thu.distance_m + 500),
    }

    changes = change_week(
        athlete=alice, asked=week, reason="Thursday is free.", by=coach
    )

    assert [change.first for change in changes] == [tue.date, thu.date]
    assert on(thu.date).distance_m == thu.distance_m + 500
    assert Replan.objects.filter(cause="coach").count() == 1
    connection.check_constraints()


def test_hard_days_keep_a_day_between_them(alice, coach, plan):
    week = {
        next_week(alice, THU): REST,
        next_week(alice, SAT): run_of(2_000, "tempo"),
    }

    error = refusal(
        lambda: change_week(athlete=alice, asked=week, reason="Faster.", by=coach)
    )

    assert error.rule == "P7"
    assert str(error) == "Saturday: Easy: hard days need a day between them (P7)."


def test_days_that_are_over_and_days_with_a_run_stay(alice, change):
    today = alice.local_date()
    Run.objects.create(athlete=alice, date=today, distance_m=1_000)

    assert "A run is logged" in str(refusal(lambda: change(today, REST)))
    assert "not in this plan" in str(refusal(lambda: change(monday(alice) - DAY, REST)))


def test_an_easy_day_takes_no_more_than_the_advice(alice, coach):
    plan_with_a_run_today(alice)
    today = alice.local_date()
    make_check_in(alice, pain_now=3, pain_worst_24h=3)
    verdict = alice.check_ins.get().verdict

    error = refusal(
        lambda: change_workout(
            athlete=alice, day=today, asked=run_of(7_000), reason="More.", by=coach
        )
    )

    assert verdict > 0
    assert error.rule in ("A1", "A2", "A3")
    assert "check-in" in str(error)
    assert error.plain == "Today's advice does not allow that."


def test_on_a_hold_no_run_is_planned_and_less_is(alice, coach, plan):
    make_check_in(alice, saddle_numbness="yes")
    day = next_week(alice, THU)

    error = refusal(
        lambda: change_workout(
            athlete=alice, day=day, asked=run_of(1_000), reason="Short.", by=coach
        )
    )

    assert error.rule == "HOLD"
    assert "care hold" in str(error)
    assert error.plain == "No training can be planned at present."
    ride = refusal(
        lambda: change_workout(
            athlete=alice, day=day, asked=RIDE, reason="Indoors.", by=coach
        )
    )
    assert ride.rule == "HOLD"
    change_workout(athlete=alice, day=day, asked=REST, reason="", by=coach)
    set_ceiling(athlete=alice, last=day, ceiling_m=9_000, reason="", by=coach)
    pause(
        athlete=alice, first=day, last=day, cause="other", by=coach, reason="Holiday."
    )
    assert on(day).kind == "rest"
    connection.check_constraints()


def test_a_ceiling_holds_for_its_weeks_and_growth_goes_on_from_there(
    alice, coach, plan
):
    last = next_week(alice, SUN)

    made = set_ceiling(
        athlete=alice, last=last, ceiling_m=12_000, reason="Exams.", by=coach
    )

    weeks = list(Week.objects.order_by("number"))
    assert [week.cap_m for week in weeks[:2]] == [12_000, 12_000]
    assert all(week.volume_m <= 12_000 for week in weeks[:2])
    assert "Your coach's ceiling: at most 12.0 km a week" in weeks[0].why
    assert weeks[2].cap_m <= 13_200
    assert (made.first, made.ceiling_m) == (alice.local_date(), 12_000)
    connection.check_constraints()


@pytest.mark.parametrize(
    ("days", "metres", "message"),
    [
        (-1, 20_000, "today or a later day"),
        (400, 20_000, "within a year"),
        (10, 999, "enter a pause"),
        (10, 400_000, "Nobody runs that far"),
    ],
)
def test_a_ceiling_that_makes_no_sense_is_refused(
    alice, coach, plan, days, metres, message
):
    last = alice.local_date() + days * DAY

    error = refusal(
        lambda: set_ceiling(
            athlete=alice, last=last, ceiling_m=metres, reason="", by=coach
        )
    )

    assert message in str(error)


def test_an_edit_of_an_outdated_plan_is_refused_with_what_stands_now(
    alice, coach, change
):
    day, seen = next_week(alice, THU), version_of(alice)
    change(day, run_of(3_000))

    with pytest.raises(ConflictError) as refused:
        change_workout(
            athlete=alice, day=day, asked=REST, reason="", by=coach, seen=seen
        )

    assert refused.value.standing[day].distance_m == 3_000
    assert on(day).distance_m == 3_000


def test_a_change_is_undone_by_the_athlete_or_the_coach(alice, coach, change):
    day = next_week(alice, THU)
    planned = on(day).distance_m
    for by in (alice, coach):
        made = change(day, REST)

        undo(athlete=alice, change=made, by=by)

        assert on(day).distance_m == planned
        assert on(day).changed_by is None


def test_a_coach_does_not_take_back_what_the_athlete_changed(alice, coach, plan):
    made = skip(athlete=alice, day=next_week(alice, THU), by=alice)

    error = refusal(lambda: undo(athlete=alice, change=made, by=coach))

    assert "only they can take it back" in str(error)
    made.refresh_from_db()
    assert made.undone_at is None


def test_a_ceiling_that_has_begun_ends_yesterday(alice, coach, plan):
    made = set_ceiling(
        athlete=alice,
        last=next_week(alice, SUN),
        ceiling_m=12_000,
        reason="",
        by=coach,
    )
    began = alice.local_date() - 3 * DAY
    Change.objects.filter(pk=made.pk).update(first=began)

    undo(athlete=alice, change=made, by=coach)

    made.refresh_from_db()
    assert made.last == alice.local_date() - DAY
    assert made.undone_at is None
    assert Week.objects.get(number=2).cap_m > 12_000
    connection.check_constraints()


def test_the_athlete_may_skip_a_coached_day_but_not_move_it(alice, change):
    day = next_week(alice, THU)
    change(day, run_of(3_000))

    error = refusal(lambda: move(athlete=alice, day=day, to=day + DAY, by=alice))

    assert str(error) == "Your coach changed that day: undo that change first."
    skip(athlete=alice, day=day, by=alice)
    assert on(day).kind == "rest"


def test_other_days_undo_overrides_and_keep_ceilings_and_pauses(alice, coach, change):
    made = change(next_week(alice, THU), run_of(3_000))
    ceiling = set_ceiling(
        athlete=alice, last=next_week(alice, SUN), ceiling_m=15_000, reason="", by=coach
    )

    change_days(athlete=alice)

    for one in (made, ceiling):
        one.refresh_from_db()
    assert made.undone_at is not None
    assert ceiling.undone_at is None


def test_a_plan_built_in_memory_names_the_author_too(alice, coach, change):
    day = next_week(alice, THU)
    change(day, run_of(3_000))

    # Another unit: the stored weeks are outdated, and built anew in memory.
    alice.units = "mi"
    alice.save()
    workout = PlanNow.of(alice).workout_on(day)

    assert workout.changed_by_id == coach.pk
    assert 2_800 < workout.distance_m <= 3_000


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (run_of(5_000), False),
        (run_of(5_100), True),
        (run_of(2_000, "tempo"), True),
        (run_of(5_000, "run_walk"), False),
        (Asked(kind="cross_training", activity="cycling", duration_s=1_950), False),
        (RIDE, True),
        (Asked(kind="strength", activity="strength", duration_s=1_951), True),
        (Asked(kind="walk", activity="walking", duration_s=7_200), False),
        (REST, False),
    ],
)
def test_what_loosens_a_run(asked, expected):
    planned = Workout(
        kind="easy", activity="running", distance_m=5_000, duration_s=1_950
    )

    assert is_loosening(planned, asked) is expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (run_of(500, "run_walk"), True),
        (Asked(kind="walk", activity="walking", duration_s=1_801), True),
        (WALK, False),
        (REST, False),
        (RIDE, True),
    ],
)
def test_what_loosens_a_walk(asked, expected):
    planned = Workout(kind="walk", activity="walking", duration_s=1_800)

    assert is_loosening(planned, asked) is expected
