"""Ceilings and pauses that a coach sets, and who takes them back."""

from __future__ import annotations

import pytest

from tests.coach.people import client_of, make_coach, make_coaching, next_week
from tests.training.make_log import text_of
from training.models import Change
from training.services import changes
from training.weeks import DAY, WEEK

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_monday")]


def test_a_ceiling_holds_every_week_until_its_day(coach, alice, client_of_alice):
    week = next_week(alice)
    last = alice.local_date() + 3 * WEEK

    response = coach.post(
        f"/coach/athletes/{alice.pk}/ceilings/new/",
        {"ceiling": "15", "last": last.isoformat(), "reason": "Calm weeks first."},
    )

    assert response.status_code == 302
    week = next_week(alice)
    assert week.cap_m <= 15_000
    assert "15.0 km" in text_of(client_of_alice.get("/plan/"))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ceiling": ""}, "ceiling"),
        ({"ceiling": "-3"}, "ceiling"),
        ({"ceiling": "9999"}, "ceiling"),
        ({"ceiling": "x"}, "ceiling"),
        ({"last": ""}, "last"),
        ({"last": "tomorrow"}, "last"),
        ({"last": "2020-01-01"}, "last"),
    ],
)
def test_a_ceiling_that_does_not_fit_is_told(coach, alice, changes, field):
    data = {
        "ceiling": "15",
        "last": (alice.local_date() + WEEK).isoformat(),
        "reason": "",
    }

    response = coach.post(f"/coach/athletes/{alice.pk}/ceilings/new/", data | changes)

    assert response.status_code == 422
    assert field in response.context["form"].errors


def test_a_ceiling_of_nothing_is_called_a_pause(coach, alice):
    data = {"ceiling": "0.5", "last": alice.local_date().isoformat(), "reason": ""}

    response = coach.post(f"/coach/athletes/{alice.pk}/ceilings/new/", data)

    assert response.status_code == 409
    assert "enter a pause instead" in text_of(response)


def test_a_pause_and_the_way_back_from_it(coach, alice, kim):
    today = alice.local_date()
    data = {
        "first": today.isoformat(),
        "last": (today + 2 * DAY).isoformat(),
        "cause": "illness",
        "reason": "Get well first.",
    }
    coach.post(f"/coach/athletes/{alice.pk}/pauses/new/", data)
    pause = Change.objects.get(kind="pause")
    assert (pause.made_by, pause.reason) == (kim, "Get well first.")

    again = coach.post(f"/coach/athletes/{alice.pk}/pauses/new/", data)
    assert again.status_code == 409
    assert "End that pause first." in again.text
    page = f"/coach/athletes/{alice.pk}/"
    assert f'href="{page}#change-{pause.pk}"' in again.text
    _before, at_it = coach.get(page).text.split(f'id="change-{pause.pk}"')
    assert f"{page}changes/{pause.pk}/undo/" in at_it.partition("</li>")[0]

    coach.post(f"/coach/athletes/{alice.pk}/changes/{pause.pk}/undo/")
    pause.refresh_from_db()
    assert pause.undone_at is not None


def test_nobody_takes_back_what_somebody_else_changed(coach, alice):
    own = changes.pause(
        athlete=alice,
        first=alice.local_date(),
        last=alice.local_date(),
        cause="holiday",
        by=alice,
    )
    lee = make_coach("Lee")
    make_coaching(alice, lee)

    for client in (coach, client_of(lee)):
        url = f"/coach/athletes/{alice.pk}/changes/{own.pk}/undo/"
        assert client.post(url).status_code == 404
    own.refresh_from_db()
    assert own.undone_at is None
    data = {"first": own.first, "last": own.last, "cause": "other", "reason": "Rest."}
    page = text_of(coach.post(f"/coach/athletes/{alice.pk}/pauses/new/", data))
    assert "not by you. The athlete can end that pause." in page
    assert "End that pause first" not in page


@pytest.mark.parametrize("sees_health", [True, False])
def test_a_move_is_refused_with_words_when_every_other_day_is_paused(
    coach, coaching, alice, sees_health
):
    coaching.sees_health = sees_health
    coaching.save()
    tuesday = next_week(alice).start + DAY
    first, last = tuesday + DAY, tuesday + 5 * DAY
    pause = changes.pause(
        athlete=alice, first=first, last=last, cause="holiday", by=alice
    )
    at = f"/coach/athletes/{alice.pk}/days/{tuesday}"

    refused = coach.post(f"{at}/move/", {"to": first, "reason": ""})

    assert refused.status_code == 409
    notice = refused.text.partition('role="alert"')[2].partition("</div>")[0]
    assert "Nothing was changed." in notice
    assert f"#change-{pause.pk}" in notice
    # The days are offered as paused; what health answers refuse is told to who sees it.
    page = coach.get(f"{at}/change/").text
    assert page.count("is paused, and not by you") == 5


@pytest.mark.parametrize("sees_health", [True, False])
def test_a_paused_day_leads_to_the_pause_and_says_whose_it_is(
    coach, coaching, alice, kim, sees_health
):
    coaching.sees_health = sees_health
    coaching.save()
    tuesday = next_week(alice).start + DAY
    thursday, saturday = tuesday + 2 * DAY, tuesday + 4 * DAY
    mine, own = (
        changes.pause(athlete=alice, first=day, last=day, cause="holiday", by=by)
        for day, by in ((thursday, kim), (saturday, alice))
    )
    at = f"/coach/athletes/{alice.pk}"
    walk = {"kind": "walk", "minutes": "20", "reason": ""}

    for pause, day, said in (
        (mine, thursday, "Thursday is paused: end the pause first."),
        (own, saturday, "Saturday is paused, and not by you. The athlete can end"),
    ):
        changed = coach.post(f"{at}/days/{day}/change/", walk)
        moved = coach.post(f"{at}/days/{tuesday}/move/", {"to": day, "reason": ""})
        for refused in (changed, moved):
            assert refused.status_code == 409
            notice = refused.text.partition('role="alert"')[2].partition("</div>")[0]
            assert said in notice
            assert f'href="{at}/#change-{pause.pk}"' in notice
    assert Change.objects.count() == 2


def test_a_pause_behind_many_other_changes_is_on_the_pages_that_it_is_linked_on(
    coach, alice, client_of_alice, kim
):
    today = alice.local_date()
    mine = {"athlete": alice, "made_by": kim}
    skips = [
        Change(kind="skip", first=today + day * DAY, last=today + day * DAY, **mine)
        for day in range(25)
    ]
    Change.objects.bulk_create(skips)
    far = {"first": today + 30 * DAY, "last": today + 33 * DAY}
    pause = Change.objects.create(kind="pause", cause="holiday", **far, **mine)
    ceiling = Change.objects.create(kind="ceiling", ceiling_m=90_000, **far, **mine)

    for page in (
        coach.get(f"/coach/athletes/{alice.pk}/").text,
        client_of_alice.get("/plan/").text,
    ):
        assert [f'id="change-{one.pk}"' in page for one in skips] == (
            20 * [True] + 5 * [False]
        )
        assert f'id="change-{pause.pk}"' in page
        assert f'id="change-{ceiling.pk}"' in page
