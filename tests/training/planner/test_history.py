"""What was run and what was advised, at and beside each limit of days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.training.planner.specs import MONDAY, advised, make_spec, paused
from training.planner.history import (
    advice_book,
    longest_before,
    longest_told,
    merged,
    run_log,
)
from training.planner.ladder import step_within
from training.planner.types import RunLogged
from triage.rules import Care, Verdict


def ago(days: int) -> date:
    return MONDAY - timedelta(days=days)


def log_of(*runs: tuple[int, int]):
    """The log of runs: how many days before the plan, and metres."""
    return run_log(
        make_spec(
            runs=tuple(RunLogged(date=ago(back), distance_m=m) for back, m in runs)
        )
    )


def test_a_run_of_a_metre_is_a_run_and_one_of_none_is_not():
    log = log_of((3, 1), (2, 0))

    assert log.has(ago(3))
    assert not log.has(ago(2))
    assert log.last_before(MONDAY) == 1
    assert ago(2) not in log.longest_m


@pytest.mark.parametrize("runs", [(3000, 5000), (5000, 3000)])
def test_of_two_runs_on_a_day_the_longer_is_the_longest(runs):
    log = log_of(*((1, metres) for metres in runs))

    assert log.total_m[ago(1)] == 8000
    assert log.longest_m[ago(1)] == log.last_before(MONDAY) == 5000
    assert log.last_before(ago(1)) is None


@pytest.mark.parametrize(
    ("told", "weeks", "longest"),
    [
        (0, (30_000,) * 4, 0),
        (9_000, (30_000,) * 4, 9_000),
        # A seventh of the biggest week, rounded up.
        (None, (10_000, None, 30_001, 0), 4_286),
        # What allows a new runner's 1.5 km as ten per cent more.
        (None, (1_000, 0, 0, 0), 1_364),
        (None, (None,) * 4, 0),
        (None, (999, 0, 0, 0), 0),
    ],
)
def test_the_longest_run_that_counts_without_a_log(told, weeks, longest):
    spec = make_spec(longest_run_30d_m=told, recent_weeks_m=weeks)

    assert longest_told(spec) == longest


def test_told_and_logged_runs_are_one_history_up_to_the_plan():
    log = log_of((1, 4000), (2, 7000), (3, 5000), (0, 9000))

    found = merged({ago(1): 6000, ago(2): 6000}, log, before=MONDAY)

    assert found == {ago(1): 6000, ago(2): 7000, ago(3): 5000}


@pytest.mark.parametrize(("back", "longest"), [(0, 0), (1, 5), (30, 5), (31, 0)])
def test_the_longest_run_is_looked_for_in_the_30_days_before(back: int, longest: int):
    assert longest_before({ago(back): 5}, MONDAY) == longest


def test_of_several_advices_on_a_day_the_most_cautious_of_each_axis_counts():
    on_a_day = [advised(ago(1), "walk"), advised(ago(1), "run", "urgent_same_day")]

    for told in (on_a_day, on_a_day[::-1]):
        (one,) = advice_book(make_spec(advice=tuple(told))).advice
        assert (one.verdict, one.care) == (Verdict.WALK, Care.URGENT_SAME_DAY)


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_advices_on_a_day_one_says_that_a_run_is_the_first_back(order):
    one = advised(MONDAY, "run_easy")
    both = (replace(one, is_first_run_back=True), one)
    book = advice_book(make_spec(advice=both[::order]))
    without = advice_book(make_spec(advice=(one, one)))

    assert book.newest(MONDAY).is_first_run_back
    assert not without.newest(MONDAY).is_first_run_back


@pytest.mark.parametrize(
    ("back", "is_calm"), [(0, True), (1, False), (7, False), (8, True)]
)
def test_a_week_was_calm_if_its_seven_days_had_no_advice_but_run(back, is_calm):
    book = advice_book(make_spec(advice=(advised(ago(back), "run_easy"),)))

    assert book.was_calm(MONDAY) is is_calm


@pytest.mark.parametrize(
    ("advice", "is_short"),
    [
        ([], False),
        ([(1, "run")], False),
        # Not yet back.
        ([(20, "walk")], True),
        ([(20, "walk"), (13, "run")], True),
        ([(20, "walk"), (14, "run")], False),
        # The first run after the last time that it was not, whatever followed.
        ([(20, "walk"), (14, "run"), (1, "run")], False),
        ([(20, "walk"), (14, "run"), (3, "run_easy")], True),
        ([(20, "walk"), (18, "walk"), (14, "run")], False),
        ([(20, "walk"), (0, "run")], True),
    ],
)
def test_running_as_planned_is_new_for_fourteen_days(advice, is_short):
    told = tuple(advised(ago(back), verdict) for back, verdict in advice)

    assert advice_book(make_spec(advice=told)).is_back_for_short(MONDAY) is is_short


@pytest.mark.parametrize(
    ("verdict", "care", "is_kept"),
    [
        ("run_easy", "none", False),
        ("walk", "none", True),
        ("rest", "none", True),
        ("run", "emergency", True),
    ],
)
def test_advice_to_walk_or_rest_keeps_from_running(verdict, care, is_kept):
    book = advice_book(make_spec(advice=(advised(ago(3), verdict, care),)))

    assert book.kept_from_running(ago(3), ago(2)) is is_kept
    assert not book.kept_from_running(ago(2), MONDAY)
    assert not book.kept_from_running(ago(9), ago(3))


def test_a_pause_for_pain_keeps_from_running_on_its_days_alone():
    pause = paused(1, 3, is_pain=True)
    book = advice_book(make_spec(pauses=(pause,)))
    day = timedelta(days=1)

    assert book.kept_from_running(pause.last, pause.last + day)
    assert book.kept_from_running(ago(7), pause.first + day)
    assert not book.kept_from_running(ago(7), pause.first)
    assert not book.kept_from_running(pause.last + day, pause.last + 7 * day)


@pytest.mark.parametrize(
    ("level", "minutes", "step"),
    [
        (6, 40, 6),
        (6, 39, 5),
        (6, 24, 5),
        (6, 23, 4),
        (6, 16, 4),
        (6, 15, 3),
        (6, 10, 3),
        (6, 6, 2),
        (6, 5, 1),
        (6, 4, 1),
        (6, 3, 0),
        (6, 2, 0),
        (3, 40, 3),
        (3, 9, 2),
        (6, 1, 0),
    ],
)
def test_a_run_holds_at_least_two_bouts_of_its_step(level, minutes, step):
    assert step_within(level, minutes * 60) == step


def test_one_second_less_than_two_bouts_is_a_step_lower():
    assert step_within(5, 24 * 60 - 1) == 4
