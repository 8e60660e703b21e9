"""Ended while the coach's page is still at work: nothing is written after that."""

from __future__ import annotations

import pytest

from backpain.accounts import coaching as consent
from backpain.accounts.models import Coaching
from tests.coach.people import client_of, make_coaching
from tests.make import make_plan_of
from tests.training.make_log import DAY
from training.coach import group as coach_group
from training.models import Change, Note
from training.services import changes, notes
from training.views.coach import edit
from triage.situation import lock


@pytest.fixture
def coaching(alice, kim):
    make_plan_of(alice)
    return make_coaching(alice, kim)


def end_at_the_lock(monkeypatch, module, coaching):
    """Let the athlete be just faster than the coach's page."""

    def ended_first(athlete):
        consent.end(coaching=coaching, by=Coaching.Side.ATHLETE)
        lock(athlete)

    monkeypatch.setattr(module, "lock", ended_first)


def posts(athlete):
    tomorrow = athlete.local_date() + DAY
    at = f"/coach/athletes/{athlete.pk}"
    days = {"first": tomorrow, "last": tomorrow, "cause": "other"}
    return [
        (f"{at}/days/{tomorrow}/change/", {"kind": "rest"}),
        (f"{at}/ceilings/new/", {"ceiling": "5", "last": tomorrow}),
        (f"{at}/pauses/new/", days),
    ]


@pytest.mark.parametrize("number", range(3))
def test_nothing_is_changed(alice, kim, coaching, monkeypatch, number):
    path, data = posts(alice)[number]
    end_at_the_lock(monkeypatch, edit, coaching)

    assert client_of(kim).post(path, data).status_code == 404
    assert not Change.objects.exists()


def test_the_same_is_done_while_it_holds(alice, kim, coaching):
    for path, data in posts(alice):
        assert client_of(kim).post(path, data).status_code == 302, path

    assert Change.objects.count() == 3


def test_nothing_is_changed_without_the_tick(alice, kim, coaching, monkeypatch):
    def untick(athlete):
        consent.change_ticks(coaching=coaching, ticks=consent.Ticks(sees_plan=True))
        lock(athlete)

    monkeypatch.setattr(edit, "lock", untick)
    path, data = posts(alice)[2]

    assert client_of(kim).post(path, data).status_code == 404
    assert not Change.objects.exists()


def test_nothing_is_taken_back(alice, kim, coaching, monkeypatch):
    tomorrow = alice.local_date() + DAY
    change = changes.pause(
        athlete=alice, first=tomorrow, last=tomorrow, cause="other", by=kim
    )
    end_at_the_lock(monkeypatch, edit, coaching)

    page = client_of(kim).post(f"/coach/athletes/{alice.pk}/changes/{change.pk}/undo/")

    assert page.status_code == 404
    assert Change.objects.standing().get() == change


def test_pause_of_a_group_leaves_out_who_ended_it(
    alice, kim, group, coaching, monkeypatch
):
    group.coachings.add(coaching)
    end_at_the_lock(monkeypatch, coach_group, coaching)
    data = posts(alice)[2][1] | {"reason": "Team holiday"}

    page = client_of(kim).post(f"/coach/groups/{group.pk}/pause/", data)

    assert "not paused" in page.text
    assert not Change.objects.exists()


def test_no_note_is_kept(alice, kim, coaching, monkeypatch):
    end_at_the_lock(monkeypatch, notes, coaching)

    page = client_of(kim).post(
        f"/coach/athletes/{alice.pk}/notes/", {"text": "Hello", "to": "athlete"}
    )

    assert page.status_code == 404
    assert not Note.objects.exists()
