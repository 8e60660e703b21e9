from __future__ import annotations

import datetime as dt
import zoneinfo

import pytest

from backpain.accounts.models import User
from tests.make import (
    check_in_data,
    episode_data,
    make_check_in,
    make_profile,
)
from triage.rules import RunReport, Verdict
from triage.same_day import advice_in_force
from triage.situation import Situation

DAY = dt.timedelta(days=1)
HOUR = dt.timedelta(hours=1)


def utc(*when: int) -> dt.datetime:
    return dt.datetime(*when, tzinfo=dt.UTC)


def living_in(athlete: User, zone: str) -> User:
    athlete.time_zone = zone
    athlete.save()
    return athlete


def in_zone(zone: str, *when: int) -> dt.datetime:
    return dt.datetime(*when, tzinfo=zoneinfo.ZoneInfo(zone)).astimezone(dt.UTC)


@pytest.fixture(autouse=True)
def _profile(alice, time_machine):
    time_machine.move_to(utc(2026, 12, 1), tick=False)
    make_profile(alice, reviewed_on=dt.date(2099, 1, 1))
    alice.health_profile.low_energy_asked_on = dt.date(2099, 1, 1)
    alice.health_profile.save()


@pytest.mark.parametrize(
    ("zone", "when", "day"),
    [
        ("Pacific/Auckland", utc(2026, 12, 2, 11, 30), dt.date(2026, 12, 3)),
        ("Pacific/Auckland", utc(2026, 12, 2, 10, 30), dt.date(2026, 12, 2)),
        ("Pacific/Kiritimati", utc(2026, 12, 2, 10, 30), dt.date(2026, 12, 3)),
        ("America/Los_Angeles", utc(2026, 12, 3, 7, 30), dt.date(2026, 12, 2)),
        ("Asia/Kathmandu", utc(2026, 12, 2, 18, 14), dt.date(2026, 12, 2)),
        ("Asia/Kathmandu", utc(2026, 12, 2, 18, 15), dt.date(2026, 12, 3)),
        ("America/Havana", utc(2026, 3, 8, 4, 59), dt.date(2026, 3, 7)),
        ("America/Havana", utc(2026, 3, 8, 5, 0), dt.date(2026, 3, 8)),
        ("Africa/Cairo", utc(2026, 4, 23, 22, 0), dt.date(2026, 4, 24)),
    ],
)
def test_check_in_belongs_to_the_date_where_the_athlete_is(alice, zone, when, day):
    check_in = make_check_in(living_in(alice, zone), now=when)

    assert check_in.local_date == day
    assert check_in.time_zone == zone
    assert check_in.created_at == when


def test_half_past_midnight_in_auckland_is_the_new_day_on_the_page(
    client_of_alice, alice, time_machine
):
    living_in(alice, "Pacific/Auckland")
    make_check_in(alice, now=utc(2026, 12, 2, 10, 30))
    time_machine.move_to(utc(2026, 12, 2, 11, 30), tick=False)

    page = client_of_alice.get("/").text

    assert "Thursday 3 December" in page
    assert "How is your back?" in page
    assert client_of_alice.post("/check-ins/new/", check_in_data(alice)).url
    assert alice.check_ins.newest_first()[0].local_date == dt.date(2026, 12, 3)
    assert "Answered at 00:30" in client_of_alice.get("/").text


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Europe/Berlin", dt.date(2026, 3, 29), 23),
        ("Europe/Berlin", dt.date(2026, 10, 25), 25),
        ("Australia/Lord_Howe", dt.date(2026, 10, 4), 23.5),
        ("Australia/Lord_Howe", dt.date(2026, 4, 5), 24.5),
        ("America/Havana", dt.date(2026, 3, 8), 23),
    ],
)
def test_day_of_another_length_is_one_day(alice, zone, day, hours):
    living_in(alice, zone)
    first = next(
        utc(day.year, day.month, day.day) + quarter * HOUR / 4
        for quarter in range(-60, 60)
        if alice.local_date(utc(day.year, day.month, day.day) + quarter * HOUR / 4)
        == day
    )
    last = first + hours * HOUR - dt.timedelta(seconds=1)
    yesterday = make_check_in(alice, now=first - HOUR, fever="yes")

    morning = make_check_in(alice, now=first)
    night = make_check_in(alice, now=last)
    tomorrow = make_check_in(alice, now=last + dt.timedelta(seconds=1))

    assert yesterday.local_date == day - DAY
    assert morning.local_date == night.local_date == day
    assert tomorrow.local_date == day + DAY
    assert morning.verdict == night.verdict == Verdict.WALK
    assert night.earlier_today is not None
    assert night.report["prev_verdict"] == "rest"
    assert tomorrow.report["prev_verdict"] == "walk"


def test_flying_west_relaxes_once_a_date(alice):
    living_in(alice, "Pacific/Auckland")
    rested = make_check_in(
        alice, now=in_zone("Pacific/Auckland", 2026, 12, 3, 7), fever="yes"
    )
    living_in(alice, "America/Los_Angeles")

    # The same date begins a second time: 2 December, then 3 December.
    landed = make_check_in(alice, now=in_zone("America/Los_Angeles", 2026, 12, 2, 16))
    same = make_check_in(alice, now=in_zone("America/Los_Angeles", 2026, 12, 3, 9))
    next_day = make_check_in(alice, now=in_zone("America/Los_Angeles", 2026, 12, 4, 9))

    assert rested.verdict == Verdict.REST
    assert landed.local_date == dt.date(2026, 12, 2)
    assert landed.verdict == Verdict.REST
    assert same.verdict == Verdict.REST
    assert next_day.verdict == Verdict.WALK


def test_changing_the_time_zone_to_and_fro_relaxes_no_further(alice):
    now = in_zone("America/Los_Angeles", 2026, 12, 2, 22)
    living_in(alice, "America/Los_Angeles")
    make_check_in(alice, now=now, fever="yes")

    verdicts = []
    for nth in range(1, 6):
        zone = "Pacific/Kiritimati" if nth % 2 else "America/Los_Angeles"
        living_in(alice, zone)
        made = make_check_in(alice, now=now + nth * HOUR / 60, brisk_walk_30_ok="yes")
        verdicts.append(made.verdict)

    assert min(verdicts) == Verdict.WALK


def test_flying_west_shows_the_last_advice_not_tomorrows(alice):
    living_in(alice, "Pacific/Auckland")
    make_check_in(alice, now=in_zone("Pacific/Auckland", 2026, 12, 3, 7))
    living_in(alice, "America/Los_Angeles")
    now = in_zone("America/Los_Angeles", 2026, 12, 2, 16)
    assert advice_in_force(Situation.of(alice, now)) is not None

    flagged = make_check_in(alice, now=now, saddle_numbness="yes")

    assert advice_in_force(Situation.of(alice, now)) == flagged


def test_advice_is_over_after_24_hours_even_on_a_date_lived_twice(alice):
    living_in(alice, "Pacific/Auckland")
    made = make_check_in(alice, now=in_zone("Pacific/Auckland", 2026, 12, 3, 7))
    living_in(alice, "America/Los_Angeles")
    last_second = made.created_at + DAY - dt.timedelta(seconds=1)

    assert alice.local_date(made.created_at + DAY) == made.local_date - DAY + DAY
    assert advice_in_force(Situation.of(alice, last_second)) == made
    assert advice_in_force(Situation.of(alice, made.created_at + DAY)) is None


def test_flying_east_skips_a_date_and_loses_nothing(client_of_alice, alice):
    living_in(alice, "America/Los_Angeles")
    before = make_check_in(
        alice,
        now=in_zone("America/Los_Angeles", 2026, 12, 2, 21),
        pain_now=4,
        pain_worst_24h=4,
    )
    living_in(alice, "Pacific/Auckland")

    after = make_check_in(alice, now=in_zone("Pacific/Auckland", 2026, 12, 4, 19))

    assert after.local_date == before.local_date + 2 * DAY
    assert after.report["prev_verdict"] == "walk"
    assert after.report["pain_last_3_days_max"] == 4
    assert after.verdict == Verdict.WALK


def test_history_shows_the_check_in_dated_tomorrow(
    client_of_alice, alice, time_machine
):
    living_in(alice, "Pacific/Auckland")
    make_check_in(alice, now=in_zone("Pacific/Auckland", 2026, 12, 3, 7), pain_now=2)
    living_in(alice, "America/Los_Angeles")
    time_machine.move_to(in_zone("America/Los_Angeles", 2026, 12, 2, 12), tick=False)

    response = client_of_alice.get("/check-ins/?days=14")

    chart = response.context["chart"]
    assert "Thu 3 Dec" in response.text
    assert all(x <= chart.right for x, _y in chart.now_points)


def test_run_of_tomorrow_is_not_counted_yet(alice):
    living_in(alice, "Pacific/Auckland")
    now = in_zone("Pacific/Auckland", 2026, 12, 3, 9)
    run = RunReport(local_date=dt.date(2026, 12, 3), pain_max=7, settled="same_day")
    make_check_in(alice, now=now, run=run)
    living_in(alice, "America/Los_Angeles")

    check_in = make_check_in(alice, now=now + HOUR)

    assert check_in.report["ran_last_7d"] == "no"
    assert check_in.verdict >= Verdict.RUN_EASY


@pytest.mark.parametrize(
    "zone", ["Mars/Olympus", "", "../../etc/passwd", "\x7f", "a" * 64]
)
def test_unknown_time_zone_falls_back_to_utc(client_of_alice, alice, zone):
    User.objects.filter(pk=alice.pk).update(time_zone=zone)
    alice.refresh_from_db()

    check_in = make_check_in(alice, now=utc(2026, 12, 2, 23, 59))

    assert check_in.local_date == dt.date(2026, 12, 2)
    assert client_of_alice.get("/").status_code == 200


@pytest.mark.parametrize("now", [utc(2026, 3, 8, 4, 59), utc(2026, 12, 31, 10, 30)])
def test_every_time_zone_has_a_date_beside_utc(now):
    zones = sorted(zoneinfo.available_timezones())
    assert len(zones) > 400

    for zone in zones:
        day = User(time_zone=zone).local_date(now)
        assert abs((day - now.date()).days) <= 1


def test_episode_started_today_in_auckland_is_not_in_the_future(
    client_of_alice, alice, time_machine
):
    living_in(alice, "Pacific/Auckland")
    time_machine.move_to(utc(2026, 12, 2, 11, 30), tick=False)
    data = check_in_data(alice, pain_now="2", pain_worst_24h="2", daily_life="none")
    data |= {"change_vs_last_week": "same"}
    today = episode_data(alice.local_date(), started_on="2026-12-03")
    tomorrow = today | {"started_on": "2026-12-04"}

    refused = client_of_alice.post("/check-ins/new/", data | tomorrow)
    accepted = client_of_alice.post("/check-ins/new/", data | today)

    assert refused.status_code == 422
    assert accepted.status_code == 302
    assert alice.episodes.get().started_on == dt.date(2026, 12, 3)
