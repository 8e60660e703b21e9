"""What the sheet of a week says in short, and how large its type may be."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict

import pytest

from training.models import Week
from training.planner import Unit, WorkoutKind, show
from training.planner.workouts import (
    RACE_DAY,
    Style,
    cross_training,
    rest,
    run,
    strength,
    walk,
    with_text,
)
from training.presentation import WorkoutText
from training.print_week import SIZES, PrintDay, size_of_type
from training.sentences import figures_of
from training.short_steps import short_steps
from triage.rules import Care, Latch

KM = Style(unit=Unit.KM, pace_s_per_km=390, names_pace=True, hamstring_prone=False)
MILES = Style(unit=Unit.MI, pace_s_per_km=390, names_pace=True, hamstring_prone=True)
NO_PACE = Style(unit=Unit.KM, pace_s_per_km=390, names_pace=False, hamstring_prone=True)
AROUND = "10 min warm-up · {} · 5 min cool-down"
EXERCISES = (
    "Bridge 2 x 10 · Side plank 2 x 20 s each side · Bird-dog 2 x 8 each side · "
    "Dead bug 2 x 8 each side · Hip hinge 2 x 10 · Calf raise 2 x 12 · "
    "stop if pain goes above 3"
)
SHORT = [
    (
        run(WorkoutKind.EASY, 52, KM),
        AROUND.format("34 min easy, talk in sentences, 6:30-7:00 per km"),
    ),
    (
        run(WorkoutKind.EASY, 52, NO_PACE),
        AROUND.format("34 min easy, talk in sentences"),
    ),
    (
        run(WorkoutKind.EASY, 30, MILES),
        AROUND.format("32 min easy, talk in sentences, 10:28-11:16 per mi"),
    ),
    (
        run(WorkoutKind.LONG, 70, KM),
        AROUND.format("46 min easy, walk a minute whenever you like, 6:30-7:00 per km"),
    ),
    (
        run(WorkoutKind.TEMPO, 48, KM, hard_s=330),
        AROUND.format(
            "32 min easy, 5:30 min of it in the middle at tempo, 5:43 per km, a few "
            "words at a time"
        ),
    ),
    (
        run(WorkoutKind.INTERVALS, 48, NO_PACE, hard_s=330),
        AROUND.format(
            "32 min easy, in the middle 5 x 1 min and 30 s faster, a minute easy after "
            "each"
        ),
    ),
    (
        run(WorkoutKind.INTERVALS, 48, KM, hard_s=240),
        AROUND.format(
            "32 min easy, in the middle 4 x 1 min faster, 5:19 per km, a minute easy "
            "after each"
        ),
    ),
    (
        run(WorkoutKind.RUN_WALK, 20, KM, level=1),
        AROUND.format(
            "Run 2 min, walk 2 min, until you have run 2.0 km, 6:30-7:00 per km"
        ),
    ),
    (
        walk(1800),
        "comfortable pace, even ground; turn back if pain goes above 5 or you limp",
    ),
    (cross_training("cycling", KM), "easy, effort 2-4 of 10"),
    (strength(MILES), EXERCISES),
    (rest(KM), ""),
    (
        rest(KM, text=RACE_DAY.format(distance="10.0 km")),
        RACE_DAY.format(distance="10.0 km"),
    ),
]


def words_of(workout, **changes) -> WorkoutText:
    told = {
        "kind": workout.kind.value,
        "word": "",
        "size": workout.display,
        "detail": "",
        "steps": [asdict(step) for step in workout.steps],
    }
    return WorkoutText(**told | changes)


@pytest.mark.parametrize(("workout", "short"), SHORT)
def test_steps_in_short(workout, short):
    assert short_steps(words_of(workout)) == short


def test_every_kind_has_a_short_text():
    assert {workout.kind for workout, _ in SHORT} == set(WorkoutKind)


@pytest.mark.parametrize("kind", [kind.value for kind in WorkoutKind])
def test_workout_without_steps_has_a_short_text_too(kind):
    assert short_steps(words_of(rest(KM), kind=kind, steps=[])) in (
        "",
        "stop if pain goes above 3",
    )


def test_run_that_is_told_otherwise_says_so():
    steps = [{"name": "main part", "duration_s": 600, "text": "As you like."}]

    shorts = [
        short_steps(words_of(rest(KM), kind=kind, steps=steps))
        for kind in ("tempo", "intervals", "run_walk")
    ]

    told = "10 min: As you like."
    assert shorts == [told, told, "run and walk in turn. As you like."]


# The size of the type


def day_of(*, steps: str = "", why: str = "") -> PrintDay:
    was = "Rest" if why else ""
    return PrintDay(
        text=None, steps=steps, was=was, why=why, distance="", effort="", pain=""
    )


@pytest.mark.parametrize(("name", "line", "most"), SIZES)
def test_type_is_as_large_as_the_lines_allow(name, line, most):
    days = [day_of(steps="x" * line) for _ in range(most)]
    names = [size for size, *_ in SIZES]

    assert size_of_type(days, "", ()) == name
    smaller = names.index(size_of_type(days, "x" * 600, ()))
    assert smaller > names.index(name) or name == "tight"


def test_reason_takes_room_as_the_steps_do():
    assert size_of_type([day_of(why="x" * 121 * 20)], "", ()) == "close"


def test_warning_sign_takes_room():
    latch = Latch(
        rule_id="RF-1", care=Care.EMERGENCY, since=dt.date(2026, 12, 3), reason="Sign"
    )
    days = [day_of(steps="x")] * 8

    assert size_of_type(days, "", ()) == "roomy"
    assert size_of_type(days, "", [latch]) == "snug"


@pytest.mark.parametrize(
    ("baseline_m", "cap_m", "is_restart", "unit", "shown"),
    [
        (19_600, 21_500, False, Unit.KM, "21.5 km"),
        # 19.6 x 1.1 is 21.56: 21.6 would look too much on paper.
        (19_650, 21_600, False, Unit.KM, "21.5 km"),
        (19_600, 19_600, False, Unit.KM, "19.6 km"),
        (0, 5000, True, Unit.KM, "5.0 km"),
        (4000, 9000, True, Unit.KM, "9.0 km"),
        (800, 2000, False, Unit.KM, "2.0 km"),
        (19_633, 21_565, False, Unit.MI, "13.4 mi"),
    ],
)
def test_cap_is_what_a_pencil_finds(baseline_m, cap_m, is_restart, unit, shown):
    week = Week(baseline_m=baseline_m, cap_m=cap_m, is_restart=is_restart)

    assert show(figures_of(week, unit).cap, unit) == shown


OWN = "All of it on grass. Stop while it still feels too short."


@pytest.mark.parametrize(
    ("planned", "shown"),
    [
        (run(WorkoutKind.EASY, 52, KM), AROUND.format(f"34 min: {OWN}")),
        (
            run(WorkoutKind.RUN_WALK, 30, KM, level=2),
            f"until you have run 3.0 km, 6:30-7:00 per km. {OWN}",
        ),
        (walk(1800), OWN),
        (cross_training("cycling", KM), OWN),
        (strength(KM), f"{OWN} · Bridge"),
    ],
    ids=lambda one: getattr(one, "activity", ""),
)
def test_what_a_coach_wrote_is_on_the_paper(planned, shown):
    assert shown in short_steps(words_of(with_text(planned, OWN)))


def test_of_a_long_text_as_much_is_on_the_paper_as_fits():
    long = with_text(run(WorkoutKind.EASY, 52, KM), "Easy! " * 80)

    said = short_steps(words_of(long))

    assert "Easy! Easy!" in said
    assert "…" in said
    assert len(said) < 200
