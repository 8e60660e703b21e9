"""An athlete and two coaches with pages open, in any order: no change is lost.

A change is lost where one is made from a page that did not show the one before it.
"""

from __future__ import annotations

import datetime as dt
import random

import pytest
from django.db import transaction

from tests.coach.people import make_coach, make_coaching
from tests.make import make_plan_of
from tests.training.days import DAY, monday
from training.models import Change
from training.services import changes, coach_changes
from training.services.changes import (
    RefusedError,
    StaleError,
    keeping,
    undoing,
    version_of,
)
from training.services.coach_changes import Asked

STEPS = 10
WALK = Asked(kind="walk", activity="walking", duration_s=1_800)


def ask(athlete, person, day: dt.date, seen: int, what: int) -> None:
    """Send one of the pages that change a plan."""
    both = {"athlete": athlete, "by": person, "seen": seen}
    if what == 0:
        changes.skip(day=day, **both)
    elif what == 1:
        changes.move(day=day, to=day + DAY, **both)
    elif what == 2:
        changes.pause(first=day, last=day + DAY, cause="other", **both)
    elif what == 3 and person != athlete:
        coach_changes.change_workout(day=day, asked=WALK, reason="Rain.", **both)
    elif what == 4 and person != athlete:
        coach_changes.set_ceiling(last=day, ceiling_m=15_000, reason="", **both)
    else:
        newest = Change.objects.filter(athlete=athlete).standing().last()
        if newest is not None:
            changes.undo(change=newest, **both)


def interleave(seed: int, athlete, people) -> tuple[int, int]:
    """Let everybody open pages and send them; return what was refused and lost."""
    pick = random.Random(seed)
    opened = {person: version_of(athlete) for person in people}
    refused = lost = 0
    for _ in range(STEPS):
        person = pick.choice(people)
        if pick.random() < 0.4:
            opened[person] = version_of(athlete)
            continue
        day = monday(athlete) + (7 + pick.randrange(7)) * DAY
        before = version_of(athlete)
        try:
            with transaction.atomic():
                ask(athlete, person, day, opened[person], pick.randrange(6))
        except StaleError:
            refused += 1
        except RefusedError:
            pass
        else:
            is_changed = version_of(athlete) != before
            lost += is_changed and opened[person] != before
    return refused, lost


def interleave_all(seeds: range, athlete) -> tuple[int, int]:
    make_plan_of(athlete)
    people = [athlete, make_coach("Kim"), make_coach("Carla")]
    for coach in people[1:]:
        make_coaching(athlete, coach)
    refused = lost = 0
    for seed in seeds:
        with transaction.atomic():
            found = interleave(seed, athlete, people)
            transaction.set_rollback(True)
        refused, lost = refused + found[0], lost + found[1]
    return refused, lost


def test_no_change_is_lost(alice):
    refused, lost = interleave_all(range(15), alice)

    assert lost == 0
    assert refused > 0


@pytest.mark.nightly
def test_no_change_is_lost_in_a_thousand_interleavings(alice):
    refused, lost = interleave_all(range(1_000), alice)

    assert lost == 0
    assert refused > 1_000


def test_without_the_version_changes_would_be_lost(alice, monkeypatch):
    for module in (keeping, undoing):
        monkeypatch.setattr(module, "is_stale", lambda athlete, seen: False)

    _refused, lost = interleave_all(range(5), alice)

    assert lost > 0
