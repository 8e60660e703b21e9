"""Two edits at once: of one day, and of two athletes who coach each other."""

from __future__ import annotations

import threading
from functools import partial

import pytest

from backpain.accounts.models import User
from tests.at_once import at_once
from tests.make import make_plan_of
from tests.training.days import THU, next_week
from training.models import Change, Workout
from training.services import coach_changes
from training.services.changes import version_of
from training.services.coach_changes import (
    Asked,
    ConflictError,
    change_workout,
)


@pytest.mark.django_db(transaction=True)
def test_of_two_edits_of_one_day_at_once_the_second_is_refused(alice):
    make_plan_of(alice)
    coach = User.objects.create_user("carla@example.org", "correct horse")
    day, seen = next_week(alice, THU), version_of(alice)
    start, made, refused = threading.Barrier(2), [], []

    def edit_at_once(metres: int) -> None:
        asked = Asked(kind="easy", activity="running", distance_m=metres)
        try:
            athlete = User.objects.get(pk=alice.pk)
            start.wait(30)
            change_workout(
                athlete=athlete, day=day, asked=asked, reason="", by=coach, seen=seen
            )
            made.append(metres)
        except ConflictError as error:
            refused.append(error.standing[day].distance_m)

    at_once(partial(edit_at_once, 1_500), partial(edit_at_once, 2_000))

    assert len(made) == 1
    assert refused == made
    assert Workout.objects.get(date=day).distance_m == made[0]
    assert Change.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_coach_each_other_change_each_others_plan_at_once(
    alice, charlie, monkeypatch
):
    """Each change names its author, whose own row the other one has locked."""
    for person in (alice, charlie):
        make_plan_of(person)
    day, errors, both_locked = next_week(alice, THU), [], threading.Barrier(2)
    locked_inputs = coach_changes.locked_inputs

    def locked_at_once(*args, **more):
        inputs = locked_inputs(*args, **more)
        both_locked.wait(30)
        return inputs

    monkeypatch.setattr(coach_changes, "locked_inputs", locked_at_once)

    def edit(athlete: User, by: User) -> None:
        asked = Asked(kind="easy", activity="running", distance_m=2_000)
        try:
            change_workout(athlete=athlete, day=day, asked=asked, reason="", by=by)
        except Exception as error:
            errors.append(error)

    at_once(partial(edit, alice, charlie), partial(edit, charlie, alice))

    assert errors == []
    authors = Change.objects.values_list("athlete", "made_by")
    assert set(authors) == {(alice.pk, charlie.pk), (charlie.pk, alice.pk)}
