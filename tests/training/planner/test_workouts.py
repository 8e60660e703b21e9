"""Each kind of workout: how long, how far, and what it says to do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.training.planner.weeks import STYLE
from training.planner.exercises import hamstring_step
from training.planner.planned import PlannedWorkout, WorkoutKind
from training.planner.reasons import PAUSED, SKIPPED
from training.planner.units import Unit
from training.planner.workouts import (
    CROSS_TRAINING,
    RACE_DAY,
    REST,
    WALK,
    changed,
    cross_training,
    own_words,
    rest,
    run,
    strength,
    walk,
    with_duration,
    with_text,
)

BY_FEEL = replace(STYLE, names_pace=False)
IN_MILES = replace(STYLE, unit=Unit.MI)
STRETCH = ("Hamstring stretch", 120)


def main_part(workout: PlannedWorkout) -> str:
    return next(one.text for one in workout.steps if one.name in ("main part", "rest"))


def shape(workout: PlannedWorkout) -> list[tuple[str, int]]:
    return [(step.name, step.duration_s) for step in workout.steps]


@pytest.mark.parametrize(
    ("kind", "hard_s", "says"),
    [
        (
            WorkoutKind.EASY,
            0,
            "Run 5.0 km easily, effort 2-3 of 10: you can talk in whole sentences. "
            "6:30 per km to 7:00 per km. Best on grass, track or an even trail for part "
            "of it; no hills.",
        ),
        (
            WorkoutKind.LONG,
            0,
            "Run 5.0 km easily, effort 3 of 10, the longest run of the week; walk a "
            "minute whenever you like. 6:30 per km to 7:00 per km. Best on grass, track "
            "or an even trail for part of it.",
        ),
        # 88 % of 390 s are 343.2 s.
        (
            WorkoutKind.TEMPO,
            365,
            "Run 5.0 km easily, and 6:05 min in the middle at tempo, effort 5-6 of 10: "
            "you can say a few words. About 5:43 per km. On even ground.",
        ),
        # 82 % of 390 s are 319.8 s.
        (
            WorkoutKind.INTERVALS,
            370,
            "Run 5.0 km easily, and in the middle 6 x 1 min and 10 s faster, effort 7 "
            "of 10, with a minute of easy running after each. About 5:19 per km. On a "
            "track or even ground.",
        ),
        (
            WorkoutKind.INTERVALS,
            360,
            "Run 5.0 km easily, and in the middle 6 x 1 min faster, effort 7 of 10, "
            "with a minute of easy running after each. About 5:19 per km. On a track or "
            "even ground.",
        ),
    ],
)
def test_a_run_says_how_far_and_how_hard(kind, hard_s, says):
    made = run(kind, 50, STYLE, hard_s=hard_s)

    assert main_part(made) == says
    assert (made.kind, made.activity, made.hard_s) == (kind, "running", hard_s)
    assert (made.tenths, made.distance_m, made.display) == (50, 5000, "5.0 km")
    assert made.duration_s == 1950
    assert shape(made) == [
        ("warm-up", 600),
        ("main part", 1950),
        ("cool-down", 300),
        STRETCH,
    ]


def test_every_run_begins_and_ends_with_a_walk():
    first, _, last, _ = run(WorkoutKind.EASY, 50, STYLE).steps

    assert first.text == (
        "Walk briskly for 5 minutes, then leg swings, hip circles and cat-cow, 10 of "
        "each: easy, not tiring."
    )
    assert last.text == (
        "Walk for 5 minutes, then stretch gently, or use a foam roller if it feels good."
    )


def test_a_run_in_miles_is_stored_in_metres():
    made = run(WorkoutKind.EASY, 31, IN_MILES)

    assert (made.display, made.distance_m, made.duration_s) == ("3.1 mi", 4988, 1945)
    assert " 10:28 per mi to 11:16 per mi." in main_part(made)


def test_who_runs_by_feel_is_told_no_pace():
    for kind in (WorkoutKind.EASY, WorkoutKind.TEMPO, WorkoutKind.INTERVALS):
        assert " per km" not in main_part(run(kind, 50, BY_FEEL, hard_s=300))


def test_a_run_of_nothing_is_a_rest_day():
    assert run(WorkoutKind.EASY, 0, STYLE) == rest(STYLE)


@pytest.mark.parametrize(
    ("tenths", "level", "bout"),
    [
        # Two bouts fit into 11:42 min: of 5 min, not of 8.
        (18, 6, "Run 5 min, walk 2 min"),
        (18, 3, "Run 5 min, walk 2 min"),
        (18, 2, "Run 3 min, walk 2 min"),
        (18, 1, "Run 2 min, walk 2 min"),
        (18, 0, "Run 1 min, walk 1 min"),
        # 41:36 min and 40:57 min; without walking breaks it is the last step.
        (64, 7, "Run 20 min, walk 2 min"),
        (63, 9, "Run 20 min, walk 2 min"),
        # 39:39 min.
        (61, 7, "Run 12 min, walk 2 min"),
        (1, 6, "Run 1 min, walk 1 min"),
    ],
)
def test_a_run_walk_has_bouts_of_its_step_that_fit_in_twice(tenths, level, bout):
    made = run(WorkoutKind.RUN_WALK, tenths, STYLE, level=level)

    assert main_part(made).startswith(f"{bout}, and again, until you have run ")
    assert main_part(made).endswith(" Effort 2-3 of 10. 6:30 per km to 7:00 per km.")


def test_a_run_walk_says_how_far_and_is_of_the_first_step_unless_told():
    made = run(WorkoutKind.RUN_WALK, 18, BY_FEEL)

    assert main_part(made) == (
        "Run 1 min, walk 1 min, and again, until you have run 1.8 km; the walking does "
        "not count. Effort 2-3 of 10."
    )


def test_the_tempo_part_is_told_in_minutes_and_seconds():
    for seconds, shown in ((59, "0:59"), (60, "1:00"), (121, "2:01"), (1190, "19:50")):
        made = run(WorkoutKind.TEMPO, 80, STYLE, hard_s=seconds)
        assert f"and {shown} min in the middle at tempo" in main_part(made)


def test_minutes_are_whole_ones():
    assert [walk(one).display for one in (59, 60, 119, 120)] == [
        *("0 min", "1 min", "1 min", "2 min")
    ]


def test_what_is_no_run_has_no_distance():
    made = [walk(2700), strength(STYLE), cross_training("rowing", STYLE), rest(STYLE)]

    assert [(one.kind, one.activity, one.duration_s, one.display) for one in made] == [
        (WorkoutKind.WALK, "walking", 2700, "45 min"),
        (WorkoutKind.STRENGTH, "strength", 1500, "25 min"),
        (WorkoutKind.CROSS_TRAINING, "rowing", 1800, "30 min"),
        (WorkoutKind.REST, "rest", 0, "Rest"),
    ]
    assert {(one.tenths, one.distance_m, one.hard_s) for one in made} == {(0, 0, 0)}


def test_what_is_no_run_says_what_to_do():
    assert shape(walk(2700)) == [("main part", 2700)]
    assert main_part(walk(2700)) == WALK
    rowing = cross_training("rowing", STYLE)
    assert shape(rowing) == [("main part", 1800), STRETCH]
    assert main_part(rowing) == CROSS_TRAINING
    assert shape(rest(STYLE)) == [("rest", 0), STRETCH]
    assert main_part(rest(STYLE)) == REST
    assert shape(strength(STYLE))[-1] == STRETCH


@pytest.mark.parametrize(
    "made",
    [
        run(WorkoutKind.EASY, 50, replace(STYLE, hamstring_prone=True)),
        strength(replace(STYLE, hamstring_prone=True)),
        cross_training("rowing", replace(STYLE, hamstring_prone=True)),
        rest(replace(STYLE, hamstring_prone=True)),
    ],
    ids=lambda made: made.kind.value,
)
def test_whose_hamstrings_are_prone_is_told_so_each_day(made):
    assert made.steps[-1] == hamstring_step(is_prone=True)
    assert rest(STYLE).steps[-1] == hamstring_step(is_prone=False)


def test_another_duration_is_shown_and_is_that_of_the_main_part():
    longer = with_duration(cross_training("rowing", STYLE), 3659)

    assert (longer.duration_s, longer.display) == (3659, "60 min")
    assert shape(longer) == [("main part", 3659), STRETCH]


@pytest.mark.parametrize(
    ("workout", "duration_s"), [(walk(2700), 0), (rest(STYLE), 600)]
)
def test_no_duration_and_that_of_a_rest_change_nothing(workout, duration_s):
    assert with_duration(workout, duration_s) == workout


def test_a_coachs_words_replace_those_of_the_main_part():
    assert with_text(walk(2700), "") == walk(2700)
    assert main_part(with_text(walk(2700), "With the dog.")) == "With the dog."
    assert main_part(with_text(rest(STYLE), "Sleep.")) == "Sleep."
    rowing = cross_training("rowing", STYLE)
    assert shape(with_text(rowing, "Slowly.")) == shape(rowing)
    assert main_part(with_text(rowing, "Slowly.")) == "Slowly."
    assert with_text(rowing, "Slowly.").steps[1:] == rowing.steps[1:]
    assert shape(with_text(rest(STYLE), "Sleep.")) == shape(rest(STYLE))


def test_a_coachs_words_are_added_to_those_of_a_run_walk():
    made = run(WorkoutKind.RUN_WALK, 18, STYLE, level=3)
    told = with_text(made, "On grass.")

    assert main_part(told) == f"{main_part(made)} On grass."
    assert shape(told) == shape(made)


def test_a_coachs_words_come_first_where_there_is_no_main_part():
    told = with_text(strength(STYLE), "Planks only.")

    assert shape(told)[0] == ("main part", 1500)
    assert told.steps[0].text == "Planks only."
    assert told.steps[1:] == strength(STYLE).steps


ALL_OF_OURS = [
    *(
        run(kind, tenths, style, hard_s=hard_s, level=level)
        for style in (STYLE, BY_FEEL, IN_MILES)
        for tenths in (1, 50, 1200)
        for kind, hard_s, level in (
            (WorkoutKind.EASY, 0, 0),
            (WorkoutKind.LONG, 0, 0),
            (WorkoutKind.TEMPO, 365, 0),
            (WorkoutKind.INTERVALS, 370, 0),
            (WorkoutKind.INTERVALS, 360, 0),
            (WorkoutKind.RUN_WALK, 0, 6),
        )
    ),
    *(walk(2700), cross_training("rowing", STYLE), rest(STYLE)),
]


@pytest.mark.parametrize("made", ALL_OF_OURS)
def test_none_of_our_own_words_are_taken_for_a_coachs(made):
    assert own_words(main_part(made)) == ""
    assert own_words(f"{main_part(made)} With Ann.") == "With Ann."


def test_the_words_for_the_day_of_the_race_are_ours_too():
    ours = RACE_DAY.format(distance="10 km")

    assert own_words(ours) == ""
    assert own_words(f"{ours} With Ann.") == "With Ann."


def test_all_that_is_not_ours_is_a_coachs():
    ours = main_part(run(WorkoutKind.EASY, 50, STYLE))

    assert own_words("") == ""
    assert own_words("With Ann.") == "With Ann."
    assert own_words(f"With Ann. {ours}") == f"With Ann. {ours}"


def test_what_was_planned_first_and_all_reasons_stay():
    first = run(WorkoutKind.EASY, 50, STYLE)
    once = changed(
        run(WorkoutKind.EASY, 40, STYLE),
        before=first,
        reasons=[PAUSED.format(date="1 May")],
    )
    twice = changed(rest(STYLE), before=once, reasons=[SKIPPED])

    assert (once.before, twice.before) == (first, first)
    assert twice.reasons == (*once.reasons, SKIPPED)
    assert (twice.kind, twice.display) == (WorkoutKind.REST, "Rest")
