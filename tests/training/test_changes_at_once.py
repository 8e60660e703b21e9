"""Two changes at once come one after the other: none is lost, none is made twice."""

from __future__ import annotations

import datetime as dt
import threading
from functools import partial

import pytest

from backpain.accounts.models import User
from tests.at_once import at_once
from tests.make import make_plan_of
from tests.training.days import DAY, THU, TUE, WEEK, next_week
from training.models import Change, Replan, Week, Workout
from training.services.changes import RefusedError, move, skip


def kind_on(day: dt.date) -> str:
    return Workout.objects.get(date=day).kind


@pytest.mark.django_db(transaction=True)
def test_two_changes_at_once_come_one_after_the_other_and_both_stand(alice):
    make_plan_of(alice)
    days = [next_week(alice, THU), next_week(alice, THU) + WEEK]
    was = [kind_on(day) for day in days]
    start, errors = threading.Barrier(2), []

    def move_at_once(day: dt.date) -> None:
        try:
            athlete = User.objects.get(pk=alice.pk)
            start.wait(10)
            move(athlete=athlete, day=day, to=day - DAY, by=athlete)
        except Exception as error:
            errors.append(error)

    at_once(*(partial(move_at_once, day) for day in days))

    assert errors == []
    assert set(Change.objects.standing().values_list("last", flat=True)) == set(days)
    assert [kind_on(day - DAY) for day in days] == was
    assert Replan.objects.filter(cause="moved").count() == 2
    assert Week.objects.count() == 12
    assert Workout.objects.count() == 84


@pytest.mark.django_db(transaction=True)
def test_the_same_move_at_once_is_made_once(alice):
    """Both read the page when the days could change places; one comes too late."""
    make_plan_of(alice)
    day = next_week(alice, TUE)
    start, answers = threading.Barrier(2), []

    def skip_at_once() -> None:
        try:
            athlete = User.objects.get(pk=alice.pk)
            start.wait(10)
            skip(athlete=athlete, day=day, by=athlete)
            answers.append("skipped")
        except RefusedError as error:
            answers.append(str(error))

    at_once(skip_at_once, skip_at_once)

    assert sorted(answers) == ["You skipped Tuesday: take that back first.", "skipped"]
    assert Change.objects.count() == 1
