"""A coach's workouts and ceilings: what is asked for, within every limit of the week."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.training.planner.coached import refused, workout
from tests.training.planner.specs import (
    FRI,
    MON,
    SAT,
    SUN,
    THU,
    TUE,
    WED,
    advised,
    asked,
    day_of,
    limited_to,
    make_spec,
    ran,
)
from training.planner import (
    PlanSpec,
    Race,
    WorkoutKind,
    build,
)


def week_of(spec: PlanSpec, week: int):
    return build(spec)[week - 1]


FIRST_WEEK_BACK = make_spec(longest_run_30d_m=0)
RUNS_IN_A_ROW = {"running_days": (MON, WED, FRI, SAT), "long_run_day": MON}


@pytest.mark.parametrize(
    ("spec", "one", "rule", "is_health"),
    [
        (
            make_spec(advice=(advised(day_of(1, THU), "walk"),)),
            asked(1, THU, "walk", duration_s=7_200),
            "A2",
            True,
        ),
        (
            make_spec(**RUNS_IN_A_ROW, advice=(advised(day_of(1, MON), "run_easy"),)),
            asked(1, SAT, "easy", 4_000),
            "P10",
            True,
        ),
        (FIRST_WEEK_BACK, asked(1, TUE, "easy", 9_000), "P4", False),
        (
            replace(FIRST_WEEK_BACK, overrides=(asked(1, TUE, "easy", 1_000),)),
            asked(1, THU, "easy", 1_500),
            "P4",
            False,
        ),
        (make_spec(today=day_of(1, WED)), asked(1, MON, "rest"), "", False),
    ],
)
def test_a_refusal_names_its_rule_and_says_if_answers_are_behind_it(
    spec, one, rule, is_health
):
    found = refused(spec, one)

    assert (found.rule, found.is_health) == (rule, is_health)
    assert found.date == one.date


def test_a_workout_takes_the_place_of_the_planned_one_and_names_it():
    spec = make_spec(overrides=(asked(1, THU, "easy", 4_000, text="On grass."),))

    now = workout(spec, 1, THU)

    assert (now.kind, now.distance_m) == (WorkoutKind.EASY, 4_000)
    assert now.steps[1].text == "On grass."
    assert now.before.distance_m == workout(make_spec(), 1, THU).distance_m
    assert now.reason == "Your coach changed this workout."


def test_a_coachs_own_sentence_stands_in_the_place_of_ours():
    spec = make_spec(overrides=(asked(1, THU, "walk", reason="Physio that day."),))

    assert workout(spec, 1, THU).reason == "Physio that day."


def test_a_week_says_that_a_coach_changed_it():
    spec = make_spec(overrides=(asked(2, THU, "walk"),))
    said = [
        "; your coach changed some of its days." in week.why for week in build(spec)[:3]
    ]

    assert said == [False, True, False]


def test_the_last_one_given_for_a_day_counts():
    first, last = asked(1, THU, "easy", 4_000), asked(1, THU, "walk", duration_s=1200)
    spec = make_spec(overrides=(first, last))

    assert workout(spec, 1, THU).kind is WorkoutKind.WALK
    assert workout(spec, 1, THU).duration_s == 1200


def test_without_minutes_a_workout_is_as_long_as_usual():
    spec = make_spec(overrides=(asked(1, THU, "strength"), asked(1, TUE, "walk")))

    assert workout(spec, 1, THU).duration_s == 1500
    assert workout(spec, 1, TUE).duration_s == 2700


@pytest.mark.parametrize(
    ("day", "kind", "metres", "rule"),
    [
        (MON, "easy", 2_000, "P1"),
        (THU, "easy", 30_000, "P2"),
        (FRI, "long", 3_000, "P7"),
        (SAT, "tempo", 3_000, "P1"),
    ],
)
def test_a_limit_is_named_by_its_rule(day, kind, metres, rule):
    assert refused(make_spec(), asked(1, day, kind, metres)).rule == rule


def test_a_run_is_at_most_a_tenth_longer_than_the_longest_of_30_days():
    rest = [asked(1, day, "rest") for day in (TUE, THU, FRI)]
    too_long = asked(1, SUN, "long", 13_300)

    found = refused(make_spec(), *rest, too_long)

    assert found.rule == "P4"
    assert found.text.startswith("At most 13.2 km: a run is at most a tenth longer")
    assert refused(make_spec(), *rest, replace(too_long, distance_m=13_200)) is None


def test_only_one_run_passes_the_longest_of_30_days():
    rest = [asked(1, day, "rest") for day in (TUE, FRI)]

    found = refused(make_spec(), *rest, asked(1, THU, "easy", 12_500))

    assert found.rule == "P5"
    assert refused(make_spec(), *rest, asked(1, THU, "easy", 12_000)) is None


def test_what_is_taken_from_one_day_may_be_asked_for_on_another():
    spec = make_spec()
    tue, thu = (workout(spec, 1, day).distance_m for day in (TUE, THU))
    less, more = asked(1, TUE, "easy", tue - 2_000), asked(1, THU, "easy", thu + 2_000)

    assert refused(spec, more).rule == "P2"
    assert refused(spec, less, more) is None


def test_after_a_week_that_holds_next_to_nothing_nothing_can_be_asked_for_yet():
    spec = make_spec(ceilings=(limited_to(900, 1),))

    found = refused(spec, asked(2, TUE, "easy", 1_000))

    assert found.rule == "P2"
    assert found.text.startswith("Nothing yet: what you run in the week before")
    assert week_of(spec, 2).volume_m == 0
    higher = replace(spec, ceilings=(limited_to(1_000, 1),))
    assert refused(higher, asked(2, TUE, "easy", 200)) is None


def test_a_week_that_holds_does_not_rise():
    spec = make_spec()
    day = workout(spec, 4, THU)

    found = refused(spec, asked(4, THU, "easy", day.distance_m + 1_000))

    assert found.rule == "P14"
    assert "does not rise above the last one" in found.text


def test_what_was_run_in_the_week_leaves_less():
    spec = make_spec(today=day_of(1, WED), runs=(ran(1, TUE, 25_000),))

    found = refused(spec, asked(1, THU, "easy", 8_000))

    assert found.rule == "P2"
    assert "what you have run already" in found.text


def test_where_nothing_is_left_there_is_no_room_for_a_run():
    """Of one tenth of a kilometre it says so much, of none that there is no room."""
    one = asked(1, THU, "easy", 9_000)
    spec = make_spec(today=day_of(1, WED), runs=(ran(1, TUE, 40_000),))
    low = make_spec(ceilings=(limited_to(0, 1),))
    lowest = make_spec(ceilings=(limited_to(400, 1),))

    found = refused(spec, one)
    assert found.rule == "P2"
    assert found.text.startswith(
        "No room for a run: what you have run already leaves no more of this week's "
    )
    assert found.to_coach.startswith("No room for a run: what was run already leaves")
    assert refused(low, one).text.startswith(
        "No room for a run: your coach's ceiling is 0.0 km this week"
    )
    assert refused(lowest, one).text.startswith("At most 0.1 km: your coach's ceiling")


def test_words_for_a_run_walk_leave_its_breaks_in():
    spec = make_spec(recent_weeks_m=(None,) * 4, longest_run_30d_m=None)
    day = next(day for day in range(7) if workout(spec, 1, day).is_running)
    override = asked(1, day, "run_walk", 500, text="With a friend.")

    text = workout(replace(spec, overrides=(override,)), 1, day).steps[1].text

    assert text.startswith("Run 1 min, walk 1 min")
    assert text.endswith("With a friend.")


def test_a_run_walk_may_be_asked_for_in_any_week():
    spec = make_spec(overrides=(asked(1, THU, "run_walk", 6_000),))

    assert workout(spec, 1, THU).kind is WorkoutKind.RUN_WALK


def test_a_run_too_short_for_its_hard_part_is_called_so():
    said = refused(make_spec(), asked(1, TUE, "tempo", 1_000))

    assert said.rule == "P8"
    assert "this short" in said.text


def test_skips_pauses_and_the_race_win():
    race = Race(date=day_of(8, SUN), distance_m=10_000)
    spec = make_spec(
        race=race,
        skips=(day_of(1, THU),),
        overrides=(asked(1, THU, "walk"), asked(8, SUN, "easy", 1_000)),
    )

    assert workout(spec, 1, THU).kind is WorkoutKind.REST
    assert "Race day" in workout(spec, 8, SUN).steps[0].text
    assert refused(spec, asked(8, SUN, "rest")).rule == ""


def test_a_ceiling_limits_its_weeks_and_the_next_rises_from_there():
    weeks = build(make_spec(ceilings=(limited_to(25_000, 1, 2),)))

    assert [week.cap_m for week in weeks[:3]] == [25_000, 25_000, 27_500]
    assert weeks[0].volume_m <= 25_000
    assert (
        "Your coach's ceiling: at most 25.0 km a week up to and including 13 December."
        in weeks[1].why
    )


def test_the_lowest_ceiling_counts_and_a_high_one_changes_nothing():
    low, high = limited_to(20_000, 1), limited_to(60_000, 1)

    assert week_of(make_spec(ceilings=(high, low)), 1).cap_m == 20_000
    assert week_of(make_spec(ceilings=(high,)), 1).cap_m == 33_000


def test_nothing_is_added_up_to_a_ceiling():
    spec = make_spec(ceilings=(limited_to(25_000, 1),))
    day = workout(spec, 1, THU)

    found = refused(spec, asked(1, THU, "easy", day.distance_m + 500))

    assert found.rule == "CEILING"
    assert "your coach's ceiling is 25.0 km" in found.text
