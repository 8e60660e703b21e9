"""The roster: filters, pages, numbers, the log, the file, and what it asks."""

from __future__ import annotations

import html
import re

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test.utils import CaptureQueriesContext

from backpain.accounts import ranks
from backpain.accounts.models import AccessLog, AthleteStatus, Coaching, User
from backpain.accounts.models.coaching import CoachingGroup
from tests.coach.people import client_of, make_coach, make_coaching
from tests.coach.states import (
    PATH,
    WORST_FIRST,
    everybody,
    held,
    make_athlete,
    names_on,
    page_of,
    silent,
)
from training.coach import roster

CSV = "/coach/roster.csv"
MOST = 8


# Filters, search, pages


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("show=me", WORST_FIRST[:-1]),
        ("show=hold", ["Held"]),
        ("show=silent", ["Silent"]),
        ("q=ris", ["Rising", "Risky"]),
        ("q=ris&show=hold", []),
        ("q=%00", WORST_FIRST),
        ("show=nonsense&group=x&after=-1", WORST_FIRST),
    ],
)
@pytest.mark.parametrize("is_fresh", [True, False])
def test_only_who_was_asked_for_is_shown(kim, client_of_kim, query, names, is_fresh):
    everybody(kim)
    if is_fresh:
        ranks.keep_due_ranks()

    assert names_on(page_of(client_of_kim, f"/coach/?{query}")) == names


@pytest.mark.parametrize("search", ["%25", "_", "%5C", "50%25_", "A%5CB"])
def test_no_letter_of_a_search_stands_for_others(kim, client_of_kim, search):
    make_athlete(kim, "Plain")
    make_athlete(kim, "50%_a\\b")

    assert "50%_a\\b" in page_of(client_of_kim, f"/coach/?q={search}")
    assert "Plain" not in page_of(client_of_kim, f"/coach/?q={search}")


def test_somebody_on_hold_who_is_silent_is_found_as_silent(kim, client_of_kim):
    make_athlete(kim, "Both", **held() | silent())

    assert names_on(page_of(client_of_kim, "/coach/?show=silent")) == ["Both"]


def test_a_group_is_shown_by_itself_and_a_strangers_is_not_there(kim, client_of_kim):
    athletes = everybody(kim)
    mine = CoachingGroup.objects.create(coach=kim, name="Tuesday")
    mine.coachings.set(Coaching.objects.filter(athlete=athletes["Quiet"]))
    other = CoachingGroup.objects.create(coach=make_coach("Otto"), name="Theirs")

    assert names_on(page_of(client_of_kim, f"/coach/?group={mine.pk}")) == ["Quiet"]
    assert client_of_kim.get(f"/coach/?group={other.pk}").status_code == 404


@pytest.mark.parametrize("refreshed", ["all", "half", "none"])
def test_pages_follow_each_other_without_gap_or_repetition(
    kim, client_of_kim, refreshed
):
    athletes = [
        make_athlete(kim, f"Athlete{number:02}", pain_now=number % 3)
        for number in range(60)
    ]
    kept = {"all": athletes, "half": athletes[::2], "none": []}[refreshed]
    for athlete in kept:
        ranks.keep_ranks(athlete)

    path, seen = PATH, []
    while path:
        page = page_of(client_of_kim, path)
        seen.append(names_on(page))
        following = re.search(r'href="(\?[^"]+)" rel="next"', page)
        path = PATH + html.unescape(following[1]) if following else ""

    assert [len(names) for names in seen] == [25, 25, 10]
    names = [name for names in seen for name in names]
    worst_first = sorted(athletes, key=lambda one: (-one.status.pain_now, one.pk))
    assert names == [athlete.name for athlete in worst_first]


def test_no_address_of_a_page_tells_of_health(kim, client_of_kim):
    for number in range(26):
        make_athlete(kim, f"Athlete{number}", **held())

    addresses = re.findall(r'href="(\?[^"]*)"', page_of(client_of_kim))

    last = Coaching.objects.order_by("athlete_id")[24].athlete_id
    assert f"?after={last}" in addresses
    keys = {part.split("=")[0] for one in addresses for part in one[1:].split("&amp;")}
    assert keys <= {"", "after", "show"}


def test_somebody_who_left_meanwhile_does_not_break_the_next_page(kim, client_of_kim):
    everybody(kim)

    assert names_on(page_of(client_of_kim, "/coach/?after=999999999")) == WORST_FIRST


# Numbers, and empty pages


def test_numbers_count_only_holds_that_are_shared(kim, client_of_kim):
    everybody(kim)
    make_athlete(kim, "Hidden", shared={"sees_plan": True}, **held())

    numbers = page_of(client_of_kim).split('class="numbers">')[1].split("</dl>")[0]
    text = " ".join(re.sub(r"<[^>]+>", " ", numbers).split())

    assert text == ("athletes 7 checked in today 6 care hold 1 silent 3 days or more 1")


@pytest.mark.parametrize(
    ("counted", "shown"),
    [
        (7, "athletes 6 checked in today 5 care hold 1 silent 3 days or more 1"),
        (6, "athletes 6 checked in today 5 care hold 1 silent 3 days or more 1"),
        # The worst are counted first: there are no other holds behind them.
        (3, "athletes 3+ checked in today 3+ care hold 1 silent 3 days or more 0+"),
        (1, "athlete 1+ checked in today 1+ care hold 1 silent 3 days or more 0+"),
    ],
)
def test_a_roster_is_counted_only_so_far(
    kim, client_of_kim, monkeypatch, counted, shown
):
    everybody(kim)
    ranks.keep_due_ranks()
    monkeypatch.setattr(roster, "MOST_COUNTED", counted)

    numbers = page_of(client_of_kim).split('class="numbers">')[1].split("</dl>")[0]

    assert " ".join(re.sub(r"<[^>]+>", " ", numbers).split()) == shown


def test_holds_are_counted_only_so_far_too(kim, client_of_kim, monkeypatch):
    for name in ("Ann", "Ben", "Cleo"):
        make_athlete(kim, name, **held())
    monkeypatch.setattr(roster, "MOST_COUNTED", 2)

    numbers = page_of(client_of_kim).split('class="numbers">')[1].split("</dl>")[0]

    shown = " ".join(re.sub(r"<[^>]+>", " ", numbers).split())
    assert shown.startswith("athletes 2+ checked in today 2+ care holds 2+ ")


def test_who_is_no_coach_yet_is_told_how_to_become_one(client_of_alice):
    page = page_of(client_of_alice)

    assert "Become a coach" in page
    assert 'href="/coach/code/"' in page


def test_an_invitation_stands_on_the_roster(kim, client_of_kim, alice):
    EmailAddress.objects.create(user=kim, email=kim.email, verified=True)
    Coaching.objects.create(
        athlete=alice, invited_email=kim.email, sees_plan=True, sees_health=True
    )

    page = page_of(client_of_kim)

    assert "1 athlete invites you" in page
    assert names_on(page) == []


# The log, the door, and how often the database is asked


def test_each_look_is_logged_for_those_on_the_page_only(kim, client_of_kim):
    for number in range(26):
        make_athlete(kim, f"Athlete{number}", shared={"sees_plan": True})

    page_of(client_of_kim)

    looks = AccessLog.objects.filter(actor=kim, page="roster")
    assert looks.count() == 25
    assert not looks.filter(is_health=True).exists()


def test_without_a_second_factor_there_is_no_roster(alice):
    coach = User.objects.create_user("plain@example.org", is_coach=True)
    make_coaching(alice, coach)

    for path in (PATH, CSV, "/coach/groups/"):
        assert client_of(coach).get(path).url.startswith("/coach/second-factor/")
    assert not AccessLog.objects.exists()


def test_the_roster_asks_as_often_for_one_athlete_as_for_a_hundred(kim, client_of_kim):
    counts = {}
    # Somebody who stands before all others.
    before = make_athlete(kim, "Before", **held() | {"pain_now": 10})
    for length in (2, 10, 100):
        for number in range(Coaching.objects.count(), length):
            make_athlete(kim, f"Athlete{number}", **(held() if number % 2 else {}))
        page_of(client_of_kim)
        with CaptureQueriesContext(connection) as queries:
            page = page_of(client_of_kim)
        with CaptureQueriesContext(connection) as later:
            page_of(client_of_kim, f"/coach/?after={before.pk}")
        counts[length] = (len(queries), len(later))
        assert len(names_on(page)) == min(length, 25)

    assert len(set(counts.values())) == 1, counts
    assert max(counts[2]) <= MOST, [query["sql"] for query in later]


# The file


def test_the_file_has_every_athlete_and_no_formula(kim, client_of_kim):
    for number in range(30):
        make_athlete(kim, f"Athlete{number}")
    make_athlete(kim, "=1+1", **held())

    response = client_of_kim.get(CSV)
    lines = b"".join(response.streaming_content).decode().splitlines()

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert len(lines) == 32
    assert lines[1].startswith("'=1+1,Held since")
    assert "Hospital now" in lines[1]
    assert ",8.0,20.0,22.0," in lines[2]
    heard = AthleteStatus.objects.get(
        athlete__name="Athlete0"
    ).checked_in_at.astimezone(kim.zone)
    # By the clock of the coach.
    assert lines[2].endswith(f"{heard:%Y-%m-%d %H:%M}")
    assert AccessLog.objects.filter(page="roster-csv").count() == 31


@pytest.mark.parametrize("path", [PATH, CSV, "/coach/?show=me"])
def test_looking_writes_nothing_but_the_log(kim, client_of_kim, path):
    everybody(kim)
    rows = {
        model: list(model.objects.order_by("pk").values())
        for model in (Coaching, AthleteStatus, User)
    }

    response = client_of_kim.get(path)
    b"".join(response.streaming_content) if response.streaming else response.content

    for model, before in rows.items():
        assert list(model.objects.order_by("pk").values()) == before
    assert client_of_kim.post(path).status_code == 405


def test_only_a_coach_has_the_entry_in_the_navigation(
    kim, client_of_kim, client_of_alice
):
    entry = f'href="{PATH}"'

    assert entry in client_of_kim.get("/check-ins/").content.decode()
    assert entry not in client_of_alice.get("/check-ins/").content.decode()
