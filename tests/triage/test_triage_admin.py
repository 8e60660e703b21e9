"""Health answers in the admin: closed until a reason is typed, and never changed."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from backpain.accounts.admin.reasons import HOLDS
from backpain.accounts.models import AccessLog, AthleteStatus
from tests.accounts.staff import REASON, browser_of, give_reason, make_staff
from tests.make import make_check_in, make_episode, make_profile
from triage.models import CheckIn

SECRETS = ("Very private", "numb", "CES-1", "emergency", "saddle", "care-hold")
LISTS = (
    "triage/checkin",
    "triage/carehold",
    "triage/episode",
    "triage/healthprofile",
    "accounts/athletestatus",
)


@pytest.fixture
def support(db) -> Client:
    return browser_of(make_staff())


@pytest.fixture
def superuser(db) -> Client:
    return browser_of(make_staff("root@example.org", is_superuser=True))


@pytest.fixture
def check_in(alice) -> CheckIn:
    make_profile(alice)
    make_episode(alice)
    check_in = make_check_in(
        alice, saddle_numbness="yes", pain_now=7, pain_worst_24h=8, note="Very private"
    )
    AthleteStatus.objects.get_or_create(athlete=alice)
    return check_in


def rows_of(check_in: CheckIn) -> list[str]:
    athlete = check_in.athlete
    return [
        f"/admin/triage/checkin/{check_in.pk}/change/",
        f"/admin/triage/carehold/{check_in.care_hold.pk}/change/",
        f"/admin/triage/episode/{athlete.episodes.get().pk}/change/",
        f"/admin/triage/healthprofile/{athlete.health_profile.pk}/change/",
        f"/admin/accounts/athletestatus/{athlete.pk}/change/",
    ]


@pytest.mark.parametrize("who", ["support", "superuser"])
def test_without_a_reason_there_is_nothing_to_see(request, who, check_in):
    staff = request.getfixturevalue(who)
    pk = check_in.athlete.pk
    pages = ["/admin/", "/admin/accounts/user/?q=alice"]
    pages += [f"/admin/accounts/user/{pk}/{page}/" for page in ("change", "history")]
    for name in LISTS:
        pages += [f"/admin/{name}/", f"/admin/{name}/?athlete={pk}"]
        pages += [f"/admin/{name}/?q=alice", f"/admin/{name}/?athlete={pk}&q=numb"]

    for path in [*pages, *rows_of(check_in)]:
        page = staff.get(path, follow=True).text
        for secret in SECRETS:
            assert secret not in page, path
    assert not AccessLog.objects.filter(is_health=True).exists()


def test_row_without_a_reason_is_as_one_that_does_not_exist(support, check_in):
    for path in rows_of(check_in):
        gone = path.replace(path.split("/")[4], "987654")
        there, not_there = support.get(path), support.get(gone)

        assert there.status_code == not_there.status_code == 302
        assert there.headers["Location"] == not_there.headers["Location"]


def test_list_without_a_reason_asks_for_it(support, check_in):
    for name in LISTS:
        response = support.get(f"/admin/{name}/?athlete={check_in.athlete.pk}")
        assert response.headers["Location"] == (
            f"/admin/accounts/user/{check_in.athlete.pk}/health/"
        )


def test_reason_opens_the_answers_and_each_look_is_noted(support, check_in):
    athlete = check_in.athlete
    give_reason(support, athlete)

    for count, path in enumerate(rows_of(check_in), start=1):
        assert support.get(path).status_code == 200
        looks = AccessLog.objects.filter(athlete=athlete, page="health")
        assert looks.filter(is_health=True, reason=REASON).count() == count
    page = support.get(rows_of(check_in)[0]).text
    assert "Very private" in page
    assert 'name="_save"' not in page


def test_reason_for_one_athlete_opens_no_other(support, check_in, charlie):
    give_reason(support, charlie)

    path = f"/admin/triage/checkin/?athlete={charlie.pk}&athlete={check_in.athlete.pk}"
    assert support.get(path).headers["Location"] == "/admin/accounts/user/"
    assert support.get(rows_of(check_in)[0]).status_code == 302
    assert not AccessLog.objects.filter(
        athlete=check_in.athlete, page="health"
    ).exists()


def test_reason_holds_a_quarter_of_an_hour(support, check_in, time_machine):
    begun = dt.datetime.now(dt.UTC)
    time_machine.move_to(begun, tick=False)
    give_reason(support, check_in.athlete)
    time_machine.move_to(begun + HOLDS - dt.timedelta(seconds=1), tick=False)
    assert support.get(rows_of(check_in)[0]).status_code == 200

    time_machine.move_to(begun + HOLDS, tick=False)

    assert support.get(rows_of(check_in)[0]).status_code == 302


def test_athlete_reads_who_looked_and_why(support, check_in, client_of_alice):
    give_reason(support, check_in.athlete)
    support.get(rows_of(check_in)[0])

    page = client_of_alice.get("/me/coaches/").text

    assert REASON in page
    assert "Support" in page


@pytest.mark.parametrize(
    "query", ["care=4", "pain_now=7", "report__pain_now=7", "care_hold__isnull=0"]
)
def test_answers_cannot_be_asked_for_in_the_address(support, check_in, query):
    give_reason(support, check_in.athlete)
    path = f"/admin/triage/checkin/?athlete={check_in.athlete.pk}&{query}"

    assert support.get(path).status_code == 400


def test_nothing_is_changed_even_by_a_superuser(superuser, check_in):
    athlete = check_in.athlete
    give_reason(superuser, athlete)
    before = CheckIn.objects.values().get()
    for name, row in zip(LISTS[:4], rows_of(check_in)[:4], strict=True):
        base = f"/admin/{name}/"
        assert superuser.post(row, {"note": "x", "pain_now": 0}).status_code == 403
        for path in (f"{base}add/", row.replace("change", "delete")):
            assert superuser.get(path).status_code == 404
            assert superuser.post(path, {"post": "yes"}).status_code == 404
        superuser.post(
            f"{base}?athlete={athlete.pk}",
            {
                "action": "delete_selected",
                "_selected_action": [check_in.pk],
                "post": "yes",
            },
        )

    assert CheckIn.objects.values().get() == before
    assert athlete.episodes.exists()
