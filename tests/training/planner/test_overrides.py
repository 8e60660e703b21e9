"""A coach's workouts and ceilings: what is asked for, within every limit of the week."""

from __future__ import annotations

from dataclasses import replace

import pytest

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
    Override,
    PlanSpec,
    Race,
    WorkoutKind,
    build,
    override_why_not,
)


def workout(spec: PlanSpec, week: int, weekday: int):
    return build(spec)[week - 1].days[weekday].workouts[0]


def week_of(spec: PlanSpec, week: int):
    return build(spec)[week - 1]


def refused(spec: PlanSpec, *overrides: Override):
    return override_why_not(spec, overrides)


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


def test_a_new_runner_keeps_a_day_between_two_runs_and_walks_between():
    spec = make_spec(recent_weeks_m=(None,) * 4, longest_run_30d_m=None)
    run_days = [day for day in range(7) if workout(spec, 1, day).is_running]
    free = next(day for day in range(7) if day not in run_days)

    assert refused(spec, asked(1, free, "run_walk", 500)).rule == "P10"
    found = refused(spec, asked(1, run_days[0], "easy", 500))
    assert found.rule == "LADDER"
    assert refused(spec, asked(1, run_days[0], "run_walk", 500)) is None


def test_a_new_runner_may_run_on_the_day_that_a_coach_took_the_run_off_beside():
    spec = make_spec(recent_weeks_m=(None,) * 4, longest_run_30d_m=None)
    assert [day for day in range(7) if workout(spec, 1, day).is_running][-1] == SUN
    saturday = asked(1, SAT, "run_walk", 500)

    assert refused(spec, saturday, asked(1, SUN, "rest")) is None
    assert refused(spec, saturday, asked(1, SUN, "run_walk", 500)).rule == "P10"


@pytest.mark.parametrize(("week", "rule"), [(5, ""), (6, "P10")])
def test_after_five_weeks_without_running_there_is_a_day_between_two_runs(week, rule):
    back = make_spec(weeks=26, today=day_of(week, MON))
    friday = asked(week, FRI, "run_walk", 300)

    found = refused(back, friday)

    assert (found.rule if found else "") == rule
    now = workout(replace(back, overrides=(friday,)), week, FRI)
    assert now.is_running is (not rule)


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


def test_no_hard_workout_on_the_day_after_one_that_a_coach_put_there():
    spec = make_spec(runs_per_week=3)
    sunday, wednesday = asked(1, SUN, "rest"), asked(1, WED, "intervals", 9_000)

    after_hard = refused(spec, asked(1, TUE, "long", 7_000), wednesday, sunday)
    after_easy = refused(spec, asked(1, TUE, "easy", 7_000), wednesday, sunday)

    assert (after_hard.date, after_hard.rule) == (wednesday.date, "P7")
    assert after_easy is None


def test_a_second_long_run_and_more_hard_ones_are_easy():
    spec = make_spec(running_days=(TUE, THU, SAT, SUN), runs_per_week=3)
    runs = [day for day in range(7) if workout(spec, 1, day).is_running]
    quality = [day for day in runs if workout(spec, 1, day).kind.is_quality]
    other = next(day for day in runs if day not in (*quality, SUN))

    assert refused(spec, asked(1, other, "tempo", 4_000)).rule in ("P7", "P8")
    assert refused(spec, asked(1, other, "long", 4_000)).rule in ("P7", "P9")


@pytest.mark.parametrize(
    ("verdict", "care", "rule"),
    [
        ("run_easy", "none", "A3"),
        ("walk", "none", "A2"),
        ("rest", "none", "A1"),
        ("rest", "emergency", "HOLD"),
    ],
)
def test_the_advice_of_the_day_wins(verdict, care, rule):
    spec = make_spec(
        today=day_of(1, THU), advice=(advised(day_of(1, THU), verdict, care),)
    )

    found = refused(spec, asked(1, THU, "easy", 7_000))

    assert found.rule == rule
    assert found.is_health


def test_nothing_hard_is_asked_for_until_a_check_in_says_run():
    spec = make_spec(advice=(advised(day_of(1, MON), "run_easy"),))
    day = next(day for day in range(7) if workout(make_spec(), 4, day).kind.is_quality)

    found = refused(spec, asked(4, day, "tempo", 6_000))

    assert found.rule == "P8"


def test_a_run_made_shorter_is_not_shortened_twice_on_an_easy_day():
    """Three quarters of what was planned, not of what the coach left of it."""
    easy = (advised(day_of(1, THU), "run_easy"),)
    spec = make_spec(today=day_of(1, THU), advice=easy)
    planned = workout(make_spec(), 1, THU).distance_m
    fits = planned * 3 // 4 // 100 * 100

    assert refused(spec, asked(1, THU, "easy", 2_000)) is None
    assert refused(spec, asked(1, THU, "easy", fits)) is None
    assert refused(spec, asked(1, THU, "easy", fits + 100)).rule == "A3"


@pytest.mark.parametrize("verdict", ["run_easy", "walk", "rest"])
@pytest.mark.parametrize(
    ("kind", "usual"),
    [("walk", 1), ("strength", 1), ("cross_training", 1), ("rest", 1), ("easy", 0)],
)
def test_a_coachs_words_stand_only_where_the_check_in_says_run(verdict, kind, usual):
    """They may speak of a run, and nobody reads them before the athlete does."""
    words = "Run 10 km hard."
    override = asked(
        1,
        THU,
        kind,
        3_000 if kind == "easy" else 0,
        duration_s=1800 * usual,
        text=words,
    )
    spec = make_spec(overrides=(override,), today=day_of(1, THU))
    eased = replace(spec, advice=(advised(day_of(1, THU), verdict),))

    def texts(of: PlanSpec) -> list[str]:
        return [step.text for step in workout(of, 1, THU).steps]

    assert words in texts(spec)
    assert words in texts(replace(spec, advice=(advised(day_of(1, THU), "run"),)))
    assert words not in texts(eased)
    assert texts(eased)
    if kind not in ("easy", "rest") and verdict != "rest":
        now = workout(eased, 1, THU)
        assert (now.kind.value, now.duration_s) == (kind, 1800)
        assert now.activity == override.activity
        assert now.reason.endswith(
            "What your coach wrote is left out: your check-in does not say run today."
        )


def test_a_long_walk_is_shortened_on_a_day_for_walking():
    spec = make_spec(
        advice=(advised(day_of(1, THU), "walk"),),
        overrides=(asked(1, THU, "walk", duration_s=7_200),),
    )

    assert workout(spec, 1, THU).duration_s == 2_700
    assert "at most 45 minutes" in workout(spec, 1, THU).reason
    eased = replace(spec, advice=(advised(day_of(1, THU), "run_easy"),))
    assert workout(eased, 1, THU).duration_s == 7_200


def test_nothing_but_rest_is_planned_in_a_freeze():
    spec = make_spec(advice=(advised(day_of(1, MON), "rest", "emergency"),))

    assert refused(spec, asked(1, THU, "rest")) is None
    assert refused(spec, asked(1, TUE, "walk")).rule == "HOLD"


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


@pytest.mark.parametrize(
    ("race_on", "rule"), [(WED, "P7"), (SAT, "P8")], ids=["next day", "days later"]
)
def test_no_hard_workout_on_the_day_next_to_a_race(race_on, rule):
    spec = make_spec(
        runs_per_week=3,
        running_days=(TUE, THU, SUN),
        race=Race(date=day_of(4, race_on), distance_m=10_000),
    )

    for day in (TUE, THU):
        assert refused(spec, asked(4, day, "tempo", 3_000)).rule == rule


NEW = make_spec(
    runs_per_week=3,
    running_days=(TUE, THU, SUN),
    recent_weeks_m=(None,) * 4,
    longest_run_30d_m=None,
)


def test_a_new_runner_keeps_a_day_from_a_run_that_a_coach_puts_after_it():
    """Friday follows Thursday's run, and nothing is on Saturday."""
    found = refused(NEW, asked(1, FRI, "run_walk", 900))

    assert found.rule == "P10"
    assert refused(NEW, asked(1, SAT, "run_walk", 900)).rule == "P10"
    # Once the new start is behind, only the run itself is in the way.
    later = asked(3, FRI, "run_walk", 900)
    moved = replace(NEW, overrides=(asked(3, THU, "rest"),))
    assert refused(NEW, later).rule == "P10"
    assert refused(moved, later) is None


def test_a_run_that_stays_out_keeps_no_other_one_away():
    """Wednesday's is out beside Tuesday's, so Thursday's stands."""
    spec = replace(NEW, overrides=(asked(1, WED, "run_walk", 900),))

    assert workout(spec, 1, WED).kind is not WorkoutKind.RUN_WALK
    assert refused(spec, asked(1, THU, "run_walk", 900)) is None


def test_a_run_after_the_plan_keeps_none_of_its_last_day_away():
    spec = replace(NEW, running_days=(TUE, THU, SAT), long_run_day=SAT)
    spec = replace(spec, overrides=(asked(8, SAT, "rest"), asked(9, MON, "easy", 900)))

    assert refused(spec, asked(8, SUN, "run_walk", 900)) is None


def test_a_second_hard_run_for_one_that_was_taken_out_is_easy():
    """Tuesday's tempo was taken out; Monday's stands for it, and Thursday's does not."""
    spec = make_spec(runs_per_week=3, running_days=(TUE, THU, SUN))
    spec = replace(
        spec, overrides=(asked(1, TUE, "easy", 1_000), asked(1, MON, "tempo", 9_000))
    )

    assert workout(spec, 1, MON).kind is WorkoutKind.TEMPO
    found = refused(spec, asked(1, THU, "tempo", 6_000))
    assert found.rule == "P8"
    assert "no room for more tempo or intervals" in found.text


def test_a_fifth_run_is_too_many_wherever_the_other_four_are():
    """Those before it, whatever becomes of the later days; those after as laid out."""
    spec = make_spec()
    assert refused(spec, asked(2, WED, "easy", 2_000)).rule == "P1"
    free = replace(spec, overrides=(asked(2, SUN, "rest"),))
    assert refused(free, asked(2, WED, "easy", 2_000)) is None
    # Saturday comes after it, and gives way itself.
    both = (asked(2, WED, "easy", 2_000), asked(2, SAT, "easy", 2_000))
    assert refused(free, *both).date == day_of(2, SAT)
    assert refused(free, *both).rule == "P1"


def test_the_day_after_a_coachs_run_has_a_walk_where_a_day_between_is_a_must():
    """In the second week as in the first: Thursday follows Wednesday's run."""
    spec = make_spec(
        runs_per_week=3,
        running_days=(TUE, THU, SUN),
        today=day_of(2, MON),
        runs=(ran(1, TUE, 10_000), ran(1, THU, 10_000), ran(1, SUN, 12_000)),
        advice=(advised(day_of(2, MON), "run_easy"),),
    )
    coached = replace(
        spec, overrides=(asked(2, TUE, "rest"), asked(2, WED, "easy", 2_000))
    )

    assert workout(spec, 2, THU).kind is WorkoutKind.EASY
    assert workout(coached, 2, THU).kind is WorkoutKind.WALK
    assert workout(coached, 2, SUN).is_running


def test_a_run_on_sunday_makes_the_monday_after_a_walk():
    spec = make_spec(
        runs_per_week=3,
        running_days=(MON, WED, FRI),
        long_run_day=FRI,
        advice=(advised(day_of(1, MON), "run_easy"),),
        overrides=(asked(1, SUN, "easy", 2_000),),
    )

    assert workout(spec, 2, MON).kind is WorkoutKind.WALK
    assert workout(replace(spec, overrides=()), 2, MON).is_running
    assert workout(spec, 3, MON).is_running


def test_a_long_run_that_stays_out_leaves_the_other_one():
    """Wednesday's would be the fifth run, so Sunday's is the one of the week."""
    spec = make_spec(overrides=(asked(2, WED, "long", 9_000),))

    assert refused(make_spec(), asked(2, WED, "long", 9_000)).rule == "P1"
    assert refused(spec, asked(2, SUN, "long", 9_000)) is None


def test_the_longest_run_of_a_week_is_not_the_next_mondays():
    spec = make_spec(
        running_days=(MON, WED, FRI, SAT),
        long_run_day=SAT,
        overrides=(
            asked(1, FRI, "rest"),
            asked(1, SAT, "long", 13_000),
            asked(2, MON, "easy", 13_100),
        ),
    )

    assert workout(spec, 1, SAT).distance_m == 13_000
    assert workout(spec, 1, SAT).reason == "Your coach changed this workout."
