"""The groups of a coach: made, renamed, filled, deleted, and nobody else's business."""

from __future__ import annotations

import pytest

from backpain.accounts.models import Coaching, CoachingGroup
from tests.coach.people import make_coach, make_coaching

PATH = "/coach/groups/"


def test_a_group_is_made_with_its_members(kim, client_of_kim, alice, charlie):
    chosen = make_coaching(alice, kim)
    make_coaching(charlie, kim)

    response = client_of_kim.post(PATH, {"name": "Tuesday", "members": [chosen.pk]})

    group = CoachingGroup.objects.get()
    assert response.url == f"{PATH}{group.pk}/"
    assert (group.coach, group.name) == (kim, "Tuesday")
    assert list(group.coachings.all()) == [chosen]
    page = client_of_kim.get(PATH).content.decode()
    assert "Tuesday" in page
    assert "1 athlete<" in page


def test_a_group_is_renamed_and_its_members_chosen_anew(
    kim, client_of_kim, group, alice, charlie
):
    first, second = make_coaching(alice, kim), make_coaching(charlie, kim)
    group.coachings.set([first])
    page = client_of_kim.get(f"{PATH}{group.pk}/").content.decode()
    assert f'value="{first.pk}" checked' in page
    assert f'value="{second.pk}" checked' not in page

    client_of_kim.post(f"{PATH}{group.pk}/", {"name": "Slow", "members": [second.pk]})

    group.refresh_from_db()
    assert group.name == "Slow"
    assert list(group.coachings.all()) == [second]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("", "Give the group a name"),
        ("   ", "Give the group a name"),
        ("x" * 41, "Use at most 40 letters"),
        ("Tuesday", "There is a group of that name already."),
        ("\x00", "Null characters are not allowed."),
    ],
)
def test_a_wrong_name_is_said_and_what_was_chosen_is_still_there(
    kim, client_of_kim, group, alice, name, message
):
    chosen = make_coaching(alice, kim)

    response = client_of_kim.post(PATH, {"name": name, "members": [chosen.pk]})

    page = response.content.decode()
    assert response.status_code == 422
    assert message in page
    assert f'value="{chosen.pk}" checked' in page
    assert CoachingGroup.objects.count() == 1


def test_two_coaches_may_use_the_same_name(client_of_kim, group):
    CoachingGroup.objects.create(coach=make_coach("Otto"), name="Wednesday")

    assert client_of_kim.post(PATH, {"name": "Wednesday"}).status_code == 302


def test_only_athletes_of_the_coach_can_be_members(kim, client_of_kim, group, alice):
    theirs = make_coaching(alice, make_coach("Otto"))

    for key in (theirs.pk, 999_999_999, "x"):
        response = client_of_kim.post(
            f"{PATH}{group.pk}/", {"name": "Tuesday", "members": [key]}
        )
        assert response.status_code == 422
        assert "no longer among yours" in response.content.decode()
    assert not group.coachings.exists()


def test_an_ended_coaching_is_neither_offered_nor_counted(
    kim, client_of_kim, group, alice, charlie
):
    ended = make_coaching(alice, kim)
    group.coachings.set([ended, make_coaching(charlie, kim)])
    Coaching.objects.filter(pk=ended.pk).update(
        ended_at=ended.accepted_at, ended_by="coach"
    )

    assert "1 athlete<" in client_of_kim.get(PATH).content.decode()
    assert "Alice" not in client_of_kim.get(f"{PATH}{group.pk}/").content.decode()


def test_a_group_is_deleted_after_asking_and_its_athletes_stay(
    kim, client_of_kim, group, alice
):
    group.coachings.set([make_coaching(alice, kim)])
    path = f"{PATH}{group.pk}/delete/"

    assert "Delete this group?" in client_of_kim.get(path).content.decode()
    assert CoachingGroup.objects.exists()
    assert client_of_kim.post(path).url == PATH

    assert not CoachingGroup.objects.exists()
    assert Coaching.objects.in_force().filter(coach=kim).exists()


def test_a_strangers_group_is_not_there(client_of_kim, alice):
    otto = make_coach("Otto")
    theirs = CoachingGroup.objects.create(coach=otto, name="Theirs")

    for path in (f"{PATH}{theirs.pk}/", f"{PATH}{theirs.pk}/delete/"):
        assert client_of_kim.get(path).status_code == 404
        assert client_of_kim.post(path, {"name": "Mine"}).status_code == 404
    theirs.refresh_from_db()
    assert theirs.name == "Theirs"
