from __future__ import annotations

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from backpain.accounts.models import AccessLog, Coaching
from tests.coach.people import HEALTH, PLAN, client_of, make_coach, make_coaching
from tests.make import make_check_in, make_episode, make_profile
from tests.training.make_log import (
    DAY,
    WEEK,
    text_of,
    this_monday,
    two_runs_last_week,
)
from training.models import Change
from triage.models import HealthProfile


@pytest.fixture
def coaching(alice, kim):
    return make_coaching(alice, kim)


def pages_of(alice, number=1):
    """Return the addresses of every page of one athlete that needs no other key."""
    at = f"/coach/athletes/{alice.pk}/"
    day = alice.local_date().isoformat()
    return [
        at,
        f"{at}?months=1",
        f"{at}?months=12",
        f"{at}runs/",
        f"{at}check-ins/",
        f"{at}weeks/{number}/",
        f"{at}weeks/{number}/print/",
        f"{at}days/{day}/",
        f"{at}notes/",
        f"{at}export/",
    ]


def test_overview_shows_verdict_reasons_week_chart_runs_and_check_ins(
    client_of_kim, alice, coaching
):
    two_runs_last_week(alice)
    make_episode(alice)
    make_check_in(alice, pain_now=3, pain_worst_24h=3)

    page = client_of_kim.get(f"/coach/athletes/{alice.pk}/")

    text = text_of(page)
    assert "Alice" in text
    assert "Easy run" in text
    assert "Pain now 3 , worst in 24 h 3 of 10." in text
    assert "“Pain of 3: short, easy and flat only.”" in text
    assert "12.0" in text
    assert "Week 2 of 12" in text
    assert "pain 3, worst 3" in text
    assert reverse("coach:week-change", args=[alice.pk, 2]) in page.text


@pytest.mark.usefixtures("a_monday")
def test_what_the_athlete_is_told_is_quoted_and_not_said_to_the_coach(
    client_of_kim, alice, coaching
):
    two_runs_last_week(alice)
    make_episode(alice)
    make_check_in(alice, pain_now=6, pain_worst_24h=6)
    at = f"/coach/athletes/{alice.pk}/"
    today = alice.local_date().isoformat()

    for path in (at, f"{at}weeks/2/", f"{at}days/{today}/"):
        text = text_of(client_of_kim.get(path))
        unquoted = re.sub(r"“[^”]*”", "", text)
        assert "our check-in says" in text, path
        assert "our check-in" not in unquoted, path


def test_no_link_leads_to_the_athletes_own_pages(client_of_kim, alice, coaching):
    two_runs_last_week(alice)
    make_check_in(alice)

    for path in pages_of(alice, 2):
        page = client_of_kim.get(path).content.decode()
        for own in ("/plan/weeks/", "/plan/days/", '"/runs/', '"/check-ins/'):
            assert f'href="{own}' not in page.replace('href="/runs', own), (path, own)


@pytest.mark.parametrize("path", range(10))
def test_every_page_is_shown_and_its_look_is_noted(
    client_of_kim, alice, coaching, path
):
    two_runs_last_week(alice)
    make_check_in(alice)

    response = client_of_kim.get(pages_of(alice, 2)[path])

    assert response.status_code == 200
    look = AccessLog.objects.get()
    assert (look.athlete_id, look.actor_id, look.method) == (
        alice.pk,
        coaching.coach_id,
        "GET",
    )


def test_without_plan_or_check_in_the_pages_say_so(client_of_kim, alice, coaching):
    at = f"/coach/athletes/{alice.pk}/"

    overview = text_of(client_of_kim.get(at))
    week = text_of(client_of_kim.get(f"{at}weeks/1/"))

    assert "No check-in today" in overview
    assert "There has been none so far." in overview
    assert "There is no plan at present." in overview
    assert "There is no plan at present." in week
    assert "There is no check-in yet." in text_of(client_of_kim.get(f"{at}check-ins/"))
    assert "No runs are logged yet." in text_of(client_of_kim.get(f"{at}runs/"))


@pytest.mark.parametrize(
    ("profile", "said"),
    [
        ({"birth_date": dt.date(2014, 5, 1)}, "Under 16"),
        ({"had_spine_surgery_6m": True}, "Operated on the spine"),
    ],
)
def test_of_somebody_outside_the_rules_only_that_is_shown(
    client_of_kim, alice, coaching, profile, said
):
    two_runs_last_week(alice)
    HealthProfile.objects.filter(athlete=alice).update(**profile)
    at = f"/coach/athletes/{alice.pk}/"

    assert said in text_of(client_of_kim.get(at))
    for path in (f"{at}weeks/2/", f"{at}weeks/2/print/"):
        page = client_of_kim.get(path)
        assert page.status_code == 200
        assert "No plan is made for somebody" in text_of(page)


def test_why_somebody_is_outside_the_rules_is_a_health_answer(
    client_of_kim, alice, kim
):
    make_coaching(alice, kim, **PLAN)
    two_runs_last_week(alice)
    HealthProfile.objects.filter(athlete=alice).update(had_spine_surgery_6m=True)

    for path in pages_of(alice, 2):
        text = text_of(client_of_kim.get(path)).lower()
        for trace in ("operated", "spine", "rules say nothing", "under 16"):
            assert trace not in text, path


def test_neck_pain_alone_is_said(client_of_kim, alice, coaching):
    make_profile(alice)
    make_episode(alice, is_neck_only=True)

    assert "Neck pain alone" in text_of(client_of_kim.get(pages_of(alice)[0]))


def test_week_or_day_outside_of_the_plan_is_not_found(client_of_kim, alice, coaching):
    two_runs_last_week(alice)
    at = f"/coach/athletes/{alice.pk}/"

    for path in ("weeks/99/", "weeks/99/print/", "days/2001-01-01/"):
        assert client_of_kim.get(at + path).status_code == 404


def test_check_in_of_somebody_else_is_not_found(
    client_of_kim, alice, charlie, coaching
):
    make_profile(charlie)
    other = make_check_in(charlie)

    path = f"/coach/athletes/{alice.pk}/check-ins/{other.pk}/"
    assert client_of_kim.get(path).status_code == 404


def test_check_in_is_shown_as_the_athlete_read_it(client_of_kim, alice, coaching):
    make_profile(alice)
    check_in = make_check_in(
        alice, pain_now=4, pain_worst_24h=4, note="After gardening"
    )

    page = client_of_kim.get(f"/coach/athletes/{alice.pk}/check-ins/{check_in.pk}/")

    assert "Pain of 4-5 before you even start: walk instead." in text_of(page)
    assert "After gardening" in text_of(page)
    assert page.content.count(b"<form") == 0


def test_hold_stands_above_everything(client_of_kim, alice, coaching):
    two_runs_last_week(alice)
    make_check_in(alice, saddle_numbness="yes")

    text = text_of(client_of_kim.get(pages_of(alice)[0]))

    hold, verdict = text.index("All training is on hold"), text.index("Rest")
    assert hold < verdict
    assert "I have been seen" not in text


def test_neighbours_follow_the_order_of_the_roster(client_of_kim, alice, charlie, kim):
    bob = make_coach("Bob")
    ranks = {alice: 2000, charlie: 1000, bob: 3000}
    for athlete, rank in ranks.items():
        coaching = make_coaching(athlete, kim)
        coaching.rank = rank
        coaching.save()

    page = client_of_kim.get(f"/coach/athletes/{alice.pk}/").content.decode()
    first = client_of_kim.get(f"/coach/athletes/{charlie.pk}/").content.decode()

    assert f'data-key="k" href="/coach/athletes/{charlie.pk}/"' in page
    assert f'data-key="j" href="/coach/athletes/{bob.pk}/"' in page
    assert 'rel="prev"' not in first


def test_neighbour_whose_consent_ended_is_passed_over(
    client_of_kim, alice, charlie, kim
):
    make_coaching(alice, kim)
    ended = make_coaching(charlie, kim)
    Coaching.objects.filter(pk=ended.pk).update(
        ended_at=timezone.now(), ended_by="athlete", rank=9
    )

    page = client_of_kim.get(f"/coach/athletes/{alice.pk}/").content.decode()

    assert "data-key=" not in page


def test_standing_change_says_who_when_and_why(client_of_kim, alice, kim, coaching):
    two_runs_last_week(alice)
    today = alice.local_date()
    Change.objects.create(
        athlete=alice,
        kind="pause",
        first=today,
        last=today + 2 * DAY,
        cause="holiday",
        reason="Enjoy the sea",
        made_by=kim,
    )

    text = text_of(client_of_kim.get(pages_of(alice)[0]))

    assert "holiday. “ Enjoy the sea ”" in text
    assert "By you on" in text


def test_of_changes_of_one_day_only_the_last_one_stands_and_can_be_taken_back(
    client_of_kim, client_of_alice, alice, kim, coaching
):
    two_runs_last_week(alice)
    make_check_in(alice)
    day = this_monday(alice) + WEEK
    walks = [
        Change.objects.create(
            athlete=alice,
            kind="override",
            first=day,
            last=day,
            workout={
                "kind": "walk",
                "activity": "walking",
                "distance_m": 0,
                "duration_s": 60 * minutes,
                "text": "",
            },
            made_by=kim,
        )
        for minutes in (20, 35)
    ]
    of_coach = [pages_of(alice)[0], f"/coach/athletes/{alice.pk}/days/{day}/"]

    def walks_on(client, path):
        return re.findall(r": walk, (\d+ min)", text_of(client.get(path)))

    for client, paths in (
        (client_of_kim, of_coach),
        (client_of_alice, ["/plan/", f"/plan/days/{day}/"]),
    ):
        for path in paths:
            assert walks_on(client, path) == ["35 min"], path
    walks[1].undone_at = timezone.now()
    walks[1].save()
    assert walks_on(client_of_kim, of_coach[0]) == ["20 min"]


@pytest.mark.parametrize("shared", [PLAN, HEALTH])
def test_pages_that_are_not_shared_are_closed(client_of_kim, alice, kim, shared):
    make_coaching(alice, kim, **shared)
    two_runs_last_week(alice)
    check_in = make_check_in(alice)
    at = f"/coach/athletes/{alice.pk}/"
    plan = ["runs/", "weeks/2/", "weeks/2/print/", f"days/{alice.local_date()}/"]
    health = ["check-ins/", f"check-ins/{check_in.pk}/"]

    for path in plan:
        assert client_of_kim.get(at + path).status_code == (
            200 if shared is PLAN else 403
        )
    for path in health:
        assert client_of_kim.get(at + path).status_code == (
            200 if shared is HEALTH else 403
        )


def test_with_health_only_the_overview_holds_no_plan(client_of_kim, alice, kim):
    make_coaching(alice, kim, **HEALTH)
    two_runs_last_week(alice)
    make_check_in(alice, pain_now=3, pain_worst_24h=3)

    text = text_of(client_of_kim.get(pages_of(alice)[0]))

    assert "Pain now 3" in text
    for trace in ("12.0", "Week 2", "planned", "km"):
        assert trace not in text


def test_stranger_gets_no_page_at_all(alice, charlie, coaching):
    for path in pages_of(alice):
        assert client_of(charlie).get(path).status_code == 404


@pytest.mark.parametrize("may_edit", [True, False])
def test_ways_to_change_are_offered_to_whom_may_use_them(
    client_of_kim, alice, kim, may_edit
):
    make_coaching(alice, kim, sees_plan=True, can_edit=may_edit)
    two_runs_last_week(alice)
    tomorrow = alice.local_date() + DAY
    number = 2 if tomorrow < this_monday(alice) + WEEK else 3
    at = f"/coach/athletes/{alice.pk}/"
    offered = {
        at: [
            reverse("coach:pause-create", args=[alice.pk]),
            reverse("coach:ceiling-create", args=[alice.pk]),
        ],
        f"{at}weeks/{number}/": [reverse("coach:week-change", args=[alice.pk, number])],
        f"{at}days/{tomorrow}/": [
            reverse("coach:day-change", args=[alice.pk, tomorrow])
        ],
    }

    for path, links in offered.items():
        page = client_of_kim.get(path).content.decode()
        for link in links:
            assert (f'href="{link}"' in page) is may_edit, (path, link)


def test_only_own_changes_are_offered_to_be_taken_back(
    client_of_kim, alice, kim, coaching
):
    two_runs_last_week(alice)
    today = alice.local_date()
    columns = {
        "athlete": alice,
        "kind": "ceiling",
        "first": today,
        "last": today + 20 * DAY,
    }
    mine = Change.objects.create(**columns, ceiling_m=90_000, made_by=kim)
    other = Change.objects.create(
        **columns, ceiling_m=95_000, made_by=make_coach("Robin")
    )

    page = client_of_kim.get(f"/coach/athletes/{alice.pk}/").content.decode()

    assert reverse("coach:change-undo", args=[alice.pk, mine.pk]) in page
    assert reverse("coach:change-undo", args=[alice.pk, other.pk]) not in page
    assert "By Robin on" in page


@pytest.mark.parametrize(
    "place", ["weeks/99999999999/", "days/9999-12-31/", "days/0001-01-01/change/"]
)
def test_week_or_day_beyond_any_plan_is_none(client_of_kim, alice, coaching, place):
    two_runs_last_week(alice)

    response = client_of_kim.get(f"/coach/athletes/{alice.pk}/{place}")

    assert response.status_code == 404
