from __future__ import annotations

import pytest

from backpain.accounts.models import AccessLog
from tests.coach.people import HEALTH, PLAN, client_of, make_coach, make_coaching
from tests.make import make_check_in, make_profile
from tests.page import ways_to_answers
from tests.training.make_log import DAY, text_of, two_runs_last_week
from training.models import Change, Note


def join(group, athlete, **shared):
    coaching = make_coaching(athlete, group.coach, **shared)
    group.coachings.add(coaching)
    return coaching


def pause_data(athlete, **changes):
    today = athlete.local_date()
    return {
        "first": today.isoformat(),
        "last": (today + 6 * DAY).isoformat(),
        "cause": "holiday",
        "reason": "Team holiday",
    } | changes


# Pause


def test_pause_reaches_each_athlete_and_says_why_not_the_others(
    client_of_kim, kim, alice, charlie, group
):
    two_runs_last_week(alice)
    join(group, alice)
    join(group, charlie)
    may_not = make_coach("Robin")
    join(group, may_not, **PLAN)

    page = client_of_kim.post(f"/coach/groups/{group.pk}/pause/", pause_data(alice))

    text = text_of(page)
    first, last = alice.local_date(), alice.local_date() + 6 * DAY
    assert f"{first:%A} {first.day} {first:%B} up to and including {last:%A}" in text
    assert "Alice ✓ paused" in text
    assert "Charlie ○ not paused There is no plan yet." in text
    assert "Robin ○ not paused You may not change this athlete's workouts." in text
    change = Change.objects.get()
    assert (change.athlete, change.made_by, change.reason, change.cause) == (
        alice,
        kim,
        "Team holiday",
        "holiday",
    )


def test_athlete_reads_who_paused_when_and_why(
    client_of_kim, client_of_alice, alice, group
):
    two_runs_last_week(alice)
    join(group, alice)
    client_of_kim.post(f"/coach/groups/{group.pk}/pause/", pause_data(alice))

    for path in ("/plan/", f"/plan/days/{alice.local_date()}/"):
        text = text_of(client_of_alice.get(path))
        assert "Changed by your coach" in text
        assert "Changed by Kim on" in text
        assert "Team holiday" in text
        assert "End the pause" in text
    change = Change.objects.get()
    client_of_alice.post(f"/plan/changes/{change.pk}/undo/")

    assert "Changed by Kim" not in text_of(client_of_alice.get("/plan/"))


def test_second_pause_of_the_same_days_changes_nothing(client_of_kim, alice, group):
    two_runs_last_week(alice)
    join(group, alice)
    for _time in range(2):
        page = client_of_kim.post(f"/coach/groups/{group.pk}/pause/", pause_data(alice))

    assert Change.objects.count() == 1
    assert "Some of these days are paused already." in text_of(page)
    change = Change.objects.get()
    there = f"/coach/athletes/{alice.pk}/"
    assert f'href="{there}#change-{change.pk}"' in page.text
    assert f'id="change-{change.pk}"' in client_of_kim.get(there).text


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"reason": ""}, "Say why"),
        ({"reason": "x" * 301}, "at most 300 characters"),
        ({"first": ""}, "Enter the first day"),
        ({"last": "2001-01-01"}, "The last day comes before the first one."),
        ({"last": ""}, "Enter the last day"),
    ],
)
def test_wrong_pause_pauses_nobody_and_keeps_what_was_typed(
    client_of_kim, alice, group, changes, error
):
    two_runs_last_week(alice)
    join(group, alice)

    sent = pause_data(alice, **changes)
    page = client_of_kim.post(f"/coach/groups/{group.pk}/pause/", sent)

    assert page.status_code == 422
    assert error in text_of(page)
    assert f'value="{sent["last"]}"' in page.content.decode()
    assert ways_to_answers(page.text)
    assert not Change.objects.exists()


def test_too_large_a_group_is_not_paused(client_of_kim, alice, group, monkeypatch):
    monkeypatch.setattr("training.views.coach.bulk.MOST_AT_ONCE", 0)
    two_runs_last_week(alice)
    join(group, alice)

    page = client_of_kim.post(f"/coach/groups/{group.pk}/pause/", pause_data(alice))

    assert page.status_code == 422
    assert "Make smaller groups" in text_of(page)
    assert not Change.objects.exists()


def test_why_a_pause_is_refused_tells_nothing_of_health(
    client_of_kim, alice, charlie, group
):
    two_runs_last_week(alice)
    alice.health_profile.had_spine_surgery_6m = True
    alice.health_profile.save()
    join(group, alice, sees_plan=True, can_edit=True)

    page = client_of_kim.post(f"/coach/groups/{group.pk}/pause/", pause_data(alice))

    assert "Alice ○ not paused There is no plan yet." in text_of(page)


# Message


def test_message_is_a_note_to_each_athlete(client_of_kim, kim, alice, charlie, group):
    join(group, alice)
    join(group, charlie, **HEALTH)

    page = client_of_kim.post(
        f"/coach/groups/{group.pk}/message/", {"text": "No track on Tuesday"}
    )

    assert page.status_code == 302
    notes = Note.objects.order_by("athlete_id")
    assert [note.athlete for note in notes] == [alice, charlie]
    assert {(note.author, note.text, note.is_private) for note in notes} == {
        (kim, "No track on Tuesday", False)
    }
    looks = AccessLog.objects.filter(page="notes")
    assert {look.athlete_id for look in looks} == {alice.pk, charlie.pk}


def test_message_sent_twice_reaches_each_athlete_once(client_of_kim, alice, group):
    join(group, alice)

    for _tap in range(2):
        client_of_kim.post(f"/coach/groups/{group.pk}/message/", {"text": "Hello"})

    assert Note.objects.count() == 1


def test_empty_message_is_refused(client_of_kim, alice, group):
    join(group, alice)

    page = client_of_kim.post(f"/coach/groups/{group.pk}/message/", {"text": " "})

    assert page.status_code == 422
    assert "Write something first." in text_of(page)
    assert not Note.objects.exists()


# Paper


def test_each_athlete_has_a_sheet_and_each_look_is_noted(
    client_of_kim, alice, charlie, group
):
    two_runs_last_week(alice)
    join(group, alice)
    join(group, charlie)
    join(group, make_coach("Robin"), **HEALTH)

    page = client_of_kim.get(f"/coach/groups/{group.pk}/print/")

    text = text_of(page)
    assert page.content.decode().count('class="sheet ') == 1
    assert "Alice" in text
    assert "Without a plan to print: Charlie" in text
    assert "1 athlete does not share the plan." in text
    assert "Robin" not in text
    looks = AccessLog.objects.filter(page="week-print")
    assert {look.athlete_id for look in looks} == {alice.pk, charlie.pk}


def test_sheets_hold_the_emergency_number_and_the_warning_list(
    client_of_kim, alice, group
):
    two_runs_last_week(alice)
    join(group, alice)

    text = text_of(client_of_kim.get(f"/coach/groups/{group.pk}/print/"))

    assert "112" in text
    assert "All signs:" in text


def test_sheet_of_an_athlete_on_hold_holds_no_training(client_of_kim, alice, group):
    two_runs_last_week(alice)
    make_check_in(alice, saddle_numbness="yes")
    join(group, alice)

    text = text_of(client_of_kim.get(f"/coach/groups/{group.pk}/print/"))

    assert "No training until you have been seen." in text
    assert "Tempo" not in text
    assert "km this week" not in text


def test_many_sheets_come_in_parts(client_of_kim, alice, charlie, group, monkeypatch):
    monkeypatch.setattr("training.views.coach.bulk.SHEETS_AT_ONCE", 1)
    two_runs_last_week(alice)
    join(group, alice)
    make_profile(charlie)
    join(group, charlie)
    path = f"/coach/groups/{group.pk}/print/"

    first = client_of_kim.get(path).content.decode()

    assert f'href="?after={alice.pk}"' in first
    assert "Charlie" not in first
    assert "Charlie" in client_of_kim.get(f"{path}?after={alice.pk}").content.decode()


def test_without_anybody_in_the_group_the_sheets_say_so(client_of_kim, group):
    text = text_of(client_of_kim.get(f"/coach/groups/{group.pk}/print/"))

    assert "There is nobody in this group yet." in text
    assert "0 pages" not in text


# Who


@pytest.mark.parametrize("part", ["pause", "message", "print"])
def test_group_of_another_coach_is_not_found(alice, group, part):
    join(group, alice)
    robin = client_of(make_coach("Robin"))

    assert robin.get(f"/coach/groups/{group.pk}/{part}/").status_code == 404
    assert robin.post(f"/coach/groups/{group.pk}/{part}/").status_code in (404, 405)


@pytest.mark.parametrize("part", ["pause", "message", "print"])
def test_athlete_whose_consent_ended_is_left_out(client_of_kim, alice, group, part):
    two_runs_last_week(alice)
    coaching = join(group, alice)
    coaching.ended_at, coaching.ended_by = coaching.accepted_at, "athlete"
    coaching.save()
    path = f"/coach/groups/{group.pk}/{part}/"

    assert "Alice" not in client_of_kim.get(path).content.decode()
    if part != "print":
        client_of_kim.post(path, pause_data(alice) | {"text": "Hello"})
    assert not Change.objects.exists()
    assert not Note.objects.exists()
