"""A closed account is nobody's to look at: its athlete could not end it either."""

from __future__ import annotations

import pytest

from backpain.accounts.models import CoachingGroup, User
from tests.coach.people import client_of
from tests.coach.states import held, make_athlete, page_of
from training.models import Note


@pytest.fixture
def athlete(kim, group):
    athlete = make_athlete(kim, "Closed", **held())
    make_athlete(kim, "Open")
    group.coachings.set(kim.coached.all())
    return athlete


def close(athlete, *, is_active=False):
    User.objects.filter(pk=athlete.pk).update(is_active=is_active)


def paths_that_name(athlete, kim):
    group = CoachingGroup.objects.get(coach=kim)
    at, groups = f"/coach/athletes/{athlete.pk}/", f"/coach/groups/{group.pk}/"
    other = kim.coached.exclude(athlete=athlete).get().athlete_id
    return {
        "own": [at, f"{at}check-ins/", f"{at}runs/", f"{at}notes/", f"{at}export/"],
        "lists": [
            "/coach/",
            "/coach/?show=hold",
            "/coach/?q=Closed",
            f"/coach/?group={group.pk}",
            f"/coach/athletes/{other}/",
            groups,
            f"{groups}pause/",
            f"{groups}print/",
        ],
    }


def test_coach_sees_nothing_of_a_closed_account(athlete, kim):
    paths, client = paths_that_name(athlete, kim), client_of(kim)
    assert all("<bdi>Closed" in page_of(client, path) for path in paths["lists"][:5])
    close(athlete)

    assert [client.get(path).status_code for path in paths["own"]] == [404] * 5
    for path in paths["lists"]:
        assert "<bdi>Closed" not in page_of(client, path), path
    assert b"Closed" not in b"".join(client.get("/coach/roster.csv"))
    assert "1</dd>" in page_of(client)


def test_message_to_a_group_does_not_reach_a_closed_account(athlete, kim):
    group = CoachingGroup.objects.get(coach=kim)
    close(athlete)

    client_of(kim).post(f"/coach/groups/{group.pk}/message/", {"text": "Hello"})

    assert [note.athlete.name for note in Note.objects.all()] == ["Open"]


def test_opened_again_it_is_shared_as_before(athlete, kim):
    close(athlete)
    close(athlete, is_active=True)

    assert "<bdi>Closed" in page_of(client_of(kim))


def test_coach_ends_it_while_the_account_is_closed(athlete, kim):
    close(athlete)

    client_of(kim).post(f"/coach/athletes/{athlete.pk}/end/")

    assert not kim.coached.in_force().filter(athlete=athlete).exists()
