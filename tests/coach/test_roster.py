"""The roster: who is in it, in which order, and what each coach reads of whom."""

from __future__ import annotations

import datetime as dt
import html
import re

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from backpain.accounts import ranks
from backpain.accounts.models import AccessLog, AthleteStatus, Coaching, User
from backpain.accounts.models.coaching import CoachingGroup
from tests.coach.people import client_of, make_coach, make_coaching
from triage.rules import Care, Verdict

PATH, CSV = "/coach/", "/coach/roster.csv"
HOUR = dt.timedelta(hours=1)
DAY = 24 * HOUR
WHY = "Pain of 6 or more"
MOST = 8


@pytest.fixture
def kim(db):
    return make_coach()


@pytest.fixture
def client_of_kim(kim):
    return client_of(kim)


def make_athlete(coach, name, *, shared=None, **status):
    """Return an athlete of a coach who checked in two hours ago and may run."""
    now = timezone.now()
    athlete = User.objects.create_user(f"{name.lower()}@example.org", name=name)
    columns = {
        "verdict": Verdict.RUN,
        "care": Care.NONE,
        "pain_now": 1,
        "pains": [*[None] * 11, 2, 1, 1],
        "checked_in_at": now - 2 * HOUR - dt.timedelta(minutes=5),
        "checked_in_on": athlete.local_date(now),
        "day_until": now + HOUR,
        "verdict_until": now + HOUR,
        "silent_from": now + 3 * DAY,
        "week_start": now.date(),
        "week_until": now + DAY,
        "planned_m": 20_000,
        "cap_m": 22_000,
        "run_m": 8_000,
    } | status
    AthleteStatus.objects.create(athlete=athlete, **columns)
    make_coaching(athlete, coach, **(shared or {}))
    return athlete


def held():
    return {
        "verdict": Verdict.REST,
        "care": Care.EMERGENCY,
        "held_since": dt.date(2026, 11, 25),
        "why": WHY,
    }


def worse():
    return {
        "verdict": Verdict.WALK,
        "verdict_before": Verdict.RUN,
        "worse_until": timezone.now() + HOUR,
        "why": WHY,
    }


def rising():
    return {
        "pain_before": 1,
        "pains": [*[None] * 11, 1, 1, 4],
        "rising_until": timezone.now() + HOUR,
    }


def at_risk():
    now = timezone.now()
    return {"run_m": 23_000, "risk": "over", "risk_from": now, "risk_until": now + DAY}


def silent():
    now = timezone.now()
    long_ago = now - 5 * DAY
    return {
        "checked_in_at": long_ago,
        "checked_in_on": long_ago.date(),
        "day_until": now - 4 * DAY,
        "verdict_until": now - 4 * DAY,
        "silent_from": now - DAY,
    }


def page_of(client, path=PATH):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def names_on(page):
    found = re.findall(r'roster-name"><a href="[^"]+"><bdi>([^<]+)', page)
    return [html.unescape(name) for name in found]


def row_of(page, name):
    """Return what is read in one athlete's row, on one line."""
    row = next(row for row in page.split("<tr ") if f"<bdi>{name}</bdi>" in row)
    text = re.sub(r"<[^>]+>", " ", row.split("</tr>")[0])
    return html.unescape(" ".join(text.split()))


def everybody(coach):
    return {
        "Quiet": make_athlete(coach, "Quiet"),
        "Silent": make_athlete(coach, "Silent", **silent()),
        "Risky": make_athlete(coach, "Risky", **at_risk()),
        "Rising": make_athlete(coach, "Rising", **rising()),
        "Worse": make_athlete(coach, "Worse", **worse()),
        "Held": make_athlete(coach, "Held", **held()),
    }


WORST_FIRST = ["Held", "Worse", "Rising", "Risky", "Silent", "Quiet"]


# The order


def test_worst_comes_first_even_if_nobody_refreshed_the_ranks(kim, client_of_kim):
    everybody(kim)
    assert not Coaching.objects.filter(rank_until__gt=timezone.now()).exists()

    assert names_on(page_of(client_of_kim)) == WORST_FIRST


def test_worst_comes_first_by_stored_ranks_and_by_those_worked_out(kim, client_of_kim):
    for athlete in list(everybody(kim).values())[::2]:
        ranks.keep_ranks(athlete=athlete)

    assert names_on(page_of(client_of_kim)) == WORST_FIRST


def test_each_row_says_why_it_is_where_it_is(kim, client_of_kim):
    everybody(kim)

    page = page_of(client_of_kim)

    assert f"Held since Wed 25 Nov. {WHY}" in row_of(page, "Held")
    assert f"Walk, after run last time. {WHY}" in row_of(page, "Worse")
    assert "Worst pain is rising: 1, now 4." in row_of(page, "Rising")
    assert "Ran 23.0 km; this week holds at most 22.0." in row_of(page, "Risky")
    assert "No check-in for 4 days." in row_of(page, "Silent")


def test_a_row_holds_verdict_care_pain_week_and_last_check_in(kim, client_of_kim):
    make_athlete(kim, "Held", **held())
    make_athlete(kim, "Quiet")

    page = page_of(client_of_kim)

    assert "Rest Hospital now" in row_of(page, "Held")
    quiet = row_of(page, "Quiet")
    assert quiet.startswith('role="row" class="need-none"> Quiet Run')
    assert "Pain 1" in quiet
    assert "oldest first: none, none," in quiet
    assert "8.0 / 20.0 at most 22.0" in quiet
    assert quiet.endswith("2 h ago")
    assert page.count("<polyline") == 2


def test_distances_are_in_the_units_of_the_coach(kim, client_of_kim):
    make_athlete(kim, "Quiet")
    kim.units = "mi"
    kim.save()

    assert "4.9 / 12.4 at most 13.6" in row_of(page_of(client_of_kim), "Quiet")


def test_yesterdays_advice_is_not_shown_as_todays(kim, client_of_kim):
    yesterday = timezone.now() - DAY
    make_athlete(
        kim,
        "Late",
        checked_in_at=yesterday,
        day_until=timezone.now() - HOUR,
        verdict_until=timezone.now() - HOUR,
    )

    row = row_of(page_of(client_of_kim), "Late")

    assert "No check-in today" in row
    assert "Run " not in row
    assert "Pain \N{EN DASH}" in row


def test_advice_that_no_longer_holds_is_not_shown(kim, client_of_kim):
    make_athlete(kim, "Seen", verdict_until=timezone.now() - HOUR)

    row = row_of(page_of(client_of_kim), "Seen")

    assert "To check in again" in row
    assert "Run " not in row


def test_of_somebody_outside_the_rules_neither_advice_nor_plan_is_shown(
    kim, client_of_kim
):
    make_athlete(kim, "Young", is_outside=True)

    row = row_of(page_of(client_of_kim), "Young")

    assert "No advice" in row
    assert "20.0" not in row


def test_figures_of_a_week_that_is_over_are_not_shown_as_this_weeks(kim, client_of_kim):
    make_athlete(kim, "Monday", week_until=timezone.now() - HOUR)

    assert "0.0 / \N{EN DASH}" in row_of(page_of(client_of_kim), "Monday")


# What is not shared


def test_without_the_health_tick_neither_pain_nor_care_nor_hold_nor_reason(
    kim, client_of_kim
):
    plan_only = {"sees_plan": True}
    make_athlete(kim, "Held", shared=plan_only, **held())
    make_athlete(kim, "Worse", shared=plan_only, **worse())
    make_athlete(kim, "Rising", shared=plan_only, **rising())

    page = page_of(client_of_kim)
    file = b"".join(client_of_kim.get(CSV).streaming_content).decode()

    assert "Rest" in row_of(page, "Held")
    assert "Pain not shared" in row_of(page, "Held")
    assert "Walk, after run last time." in row_of(page, "Worse")
    shown = "".join(row_of(page, name) for name in ("Held", "Worse", "Rising"))
    for told in (WHY, "Hospital", "Held since", "rising", "oldest first"):
        assert told not in shown + file
    assert "<polyline" not in page
    assert "need-hold" not in page
    # In the order of their verdicts, as a coach may know them.
    assert names_on(page) == ["Worse", "Held", "Rising"]
    assert names_on(page_of(client_of_kim, "/coach/?show=hold")) == []


def test_without_the_plan_tick_no_week(kim, client_of_kim):
    make_athlete(kim, "Risky", shared={"sees_health": True}, **at_risk())

    page = page_of(client_of_kim)

    assert "Week not shared" in row_of(page, "Risky")
    assert "23.0" not in page
    assert 'class="need-none"' in page


def test_nobody_else_is_in_the_roster(kim, client_of_kim, alice):
    other = make_coach("Otto")
    make_athlete(other, "Theirs")
    ended = make_athlete(kim, "Ended")
    Coaching.objects.filter(athlete=ended).update(
        ended_at=timezone.now(), ended_by="athlete"
    )
    Coaching.objects.create(athlete=alice, coach=kim, sees_plan=True)

    page = page_of(client_of_kim)

    assert names_on(page) == []
    assert "Show my code and link" in page


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
        ranks.keep_ranks(athlete=athlete)

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
