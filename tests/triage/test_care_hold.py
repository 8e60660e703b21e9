from __future__ import annotations

import datetime as dt
import itertools

import pytest
from django.utils import timezone

from tests.make import check_in_data, make_check_in, make_episode, make_profile
from tests.page import errors_at, form_of
from triage.models import CareHold
from triage.rules import Care, Verdict
from triage.services import record_assessment

DAY_1 = dt.datetime(2026, 12, 3, 6, 30, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
SEEN = "/care-hold/seen/"
CHECK_IN = "/check-ins/new/"


@pytest.fixture(autouse=True)
def _december(time_machine):
    time_machine.move_to(DAY_1, tick=False)


@pytest.fixture(autouse=True)
def _profile(_december, alice):
    make_profile(alice)
    make_episode(alice)


def seen(**changes):
    data = {"seen_by": "Dr Weber", "seen_on": "2026-12-03", "clearance": "cleared"}
    return data | changes


def test_red_flag_stays_until_it_has_been_assessed(alice):
    make_check_in(alice, now=DAY_1, saddle_numbness="yes")

    for later in (1, 2, 30, 200):
        quiet = make_check_in(alice, now=DAY_1 + later * DAY)

        assert quiet.verdict == Verdict.REST
        assert quiet.care == Care.EMERGENCY
        (reason,) = [f["reason"] for f in quiet.findings if f["rule"] == "CES-1"]
        assert "3 December 2026" in reason


def test_hold_is_named_above_today_and_the_check_in(client_of_alice, alice):
    make_check_in(alice, saddle_numbness="yes")

    for url in ("/", CHECK_IN):
        page = client_of_alice.get(url).text
        assert "Running is on hold until you have been seen" in page
        assert page.index("Running is on hold") < page.index("<h1")
        assert "3 December" in page
        assert 'href="tel:112"' in page
        assert f'href="{SEEN}"' in page


def test_hold_is_above_the_check_in_of_the_next_day(
    client_of_alice, alice, time_machine
):
    make_check_in(alice, saddle_numbness="yes")
    time_machine.move_to(DAY_1 + DAY, tick=False)

    page = client_of_alice.get("/").text

    assert "How is your back?" in page
    assert page.index("Running is on hold") < page.index("How is your back?</h1>")
    answer = client_of_alice.post(CHECK_IN, check_in_data(alice), follow=True).text
    assert "Hospital now" in answer
    assert "You reported this on 3 December 2026" in answer


@pytest.mark.parametrize(
    ("clearance", "verdict"),
    [
        ("cleared", Verdict.WALK),
        ("walk_only", Verdict.WALK),
        ("no_exercise", Verdict.REST),
    ],
)
def test_being_seen_ends_the_hold_and_the_day_goes_on_with_care(
    client_of_alice, alice, time_machine, clearance, verdict
):
    client_of_alice.post(
        CHECK_IN, check_in_data(alice, warnings=["saddle"], warning_saddle="yes")
    )
    time_machine.move_to(DAY_1 + DAY / 3, tick=False)

    response = client_of_alice.post(SEEN, seen(clearance=clearance), follow=True)

    assert response.redirect_chain[-1][0] == "/"
    assert "Running is on hold" not in response.text
    assert "How is your back?" in response.text
    hold = alice.care_holds.get()
    assert hold.clearance == clearance
    assert hold.seen_by == "Dr Weber"
    assert hold.seen_on == dt.date(2026, 12, 3)
    assert hold.cleared_at == DAY_1 + DAY / 3
    alice.health_profile.refresh_from_db()
    assert alice.health_profile.clinician_advice == clearance

    client_of_alice.post(CHECK_IN, check_in_data(alice))
    again = alice.check_ins.newest_first()[0]
    assert again.verdict == verdict
    assert again.care < Care.URGENT_SAME_DAY
    assert "Hospital now" not in client_of_alice.get("/").text


def test_after_being_seen_the_way_back_is_one_step_a_day(alice):
    make_check_in(alice, now=DAY_1, saddle_numbness="yes")
    record_assessment(
        athlete=alice,
        clearance="cleared",
        seen_by="Dr Weber",
        seen_on=dt.date(2026, 12, 4),
        now=DAY_1 + DAY,
    )

    days = [
        make_check_in(alice, now=DAY_1 + later * DAY, brisk_walk_30_ok="yes")
        for later in (1, 2, 3, 4)
    ]

    verdicts = [Verdict(one.verdict) for one in days]
    assert verdicts[0] == Verdict.WALK
    for earlier, later in itertools.pairwise(verdicts):
        assert later >= earlier - 1
    assert Verdict.RUN not in verdicts


@pytest.mark.parametrize(
    ("at", "changes", "message"),
    [
        ("seen_by", {"seen_by": ""}, "Write who saw you"),
        ("seen_by", {"seen_by": "x" * 121}, "at most 120"),
        ("seen_by", {"seen_by": "a\0"}, "Null characters"),
        ("seen_on", {"seen_on": ""}, "Enter the day"),
        ("seen_on", {"seen_on": "soon"}, "Enter a date"),
        ("seen_on", {"seen_on": "2026-12-04"}, "in the future"),
        ("seen_on", {"seen_on": "9999-12-31"}, "in the future"),
        ("seen_on", {"seen_on": "2026-12-02"}, "reported the sign after"),
        ("seen_on", {"seen_on": "0001-01-01"}, "reported the sign after"),
        ("clearance", {"clearance": ""}, "Choose an answer"),
        ("clearance", {"clearance": "corrected"}, "Choose an answer"),
        ("clearance", {"clearance": "fine"}, "Choose an answer"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_bad_assessment_is_refused_at_the_question(
    client_of_alice, alice, at, changes, message
):
    make_check_in(alice, saddle_numbness="yes")

    response = client_of_alice.post(SEEN, seen(**changes))

    assert response.status_code == 422
    assert any(message in error for error in errors_at(response.text, at))
    assert alice.care_holds.get().cleared_at is None
    if at != "seen_by":
        assert form_of(response.text)["seen_by"] == ["Dr Weber"]


def test_assessment_is_recorded_once(client_of_alice, alice):
    make_check_in(alice, saddle_numbness="yes")
    client_of_alice.post(SEEN, seen())

    second = client_of_alice.post(SEEN, seen(seen_by="Somebody else"))

    assert second.url == "/"
    assert alice.care_holds.get().seen_by == "Dr Weber"
    assert client_of_alice.get(SEEN).url == "/"


def test_without_a_hold_nothing_can_be_recorded(client_of_alice, alice):
    assert client_of_alice.post(SEEN, seen()).url == "/"
    alice.health_profile.refresh_from_db()
    assert alice.health_profile.clinician_advice == "none"


def test_another_athlete_cannot_end_the_hold(client_of_charlie, client, alice, charlie):
    make_profile(charlie)
    make_check_in(alice, saddle_numbness="yes")

    client_of_charlie.post(SEEN, seen())
    anonymous = client.post(SEEN, seen())

    assert anonymous.url.startswith("/accounts/login/")
    assert alice.care_holds.get().cleared_at is None


def test_second_red_flag_opens_a_second_hold(alice):
    make_check_in(alice, now=DAY_1, saddle_numbness="yes")
    make_check_in(alice, now=DAY_1 + DAY, chest_pain_or_breathless="yes")
    make_check_in(alice, now=DAY_1 + 2 * DAY, saddle_numbness="yes")

    rules = [
        [latch.rule_id for latch in hold.latched]
        for hold in alice.care_holds.order_by("pk")
    ]
    assert rules == [["CES-1"], ["VIS-1"]]


def test_being_seen_ends_only_the_holds_known_by_then(
    client_of_alice, alice, time_machine
):
    make_check_in(alice, now=DAY_1, saddle_numbness="yes")
    make_check_in(alice, now=DAY_1 + 4 * DAY, chest_pain_or_breathless="yes")
    time_machine.move_to(DAY_1 + 4 * DAY, tick=False)

    client_of_alice.post(SEEN, seen(seen_on="2026-12-04"))

    (active,) = alice.care_holds.filter(cleared_at=None)
    assert active.latched[0].rule_id == "VIS-1"
    page = client_of_alice.get("/").text
    assert "Running is on hold" in page
    assert make_check_in(alice).care == Care.EMERGENCY

    client_of_alice.post(SEEN, seen(seen_on="2026-12-07"))
    assert not CareHold.objects.filter(cleared_at=None).exists()


def test_sign_reported_again_after_being_seen_is_held_again(alice):
    make_check_in(alice, now=DAY_1, saddle_numbness="yes")
    record_assessment(
        athlete=alice,
        clearance="cleared",
        seen_by="Dr Weber",
        seen_on=dt.date(2026, 12, 3),
        now=DAY_1 + DAY / 4,
    )

    again = make_check_in(alice, now=DAY_1 + DAY / 2, saddle_numbness="yes")

    assert again.care == Care.EMERGENCY
    assert alice.care_holds.filter(cleared_at=None).count() == 1
    later = make_check_in(alice, now=DAY_1 + DAY)
    assert later.care == Care.EMERGENCY


def test_fever_without_back_pain_is_not_held(alice):
    feverish = make_check_in(alice, now=DAY_1, fever="yes")

    assert feverish.verdict == Verdict.REST
    assert not alice.care_holds.exists()
    assert make_check_in(alice, now=DAY_1 + DAY).verdict == Verdict.WALK


def test_page_of_an_expired_red_flag_still_has_the_number_to_call(
    client_of_alice, alice, time_machine
):
    url = make_check_in(alice, saddle_numbness="yes").get_absolute_url()
    time_machine.move_to(DAY_1 + DAY, tick=False)

    page = client_of_alice.get(url).text

    assert "has expired" in page
    assert 'href="tel:112"' in page


def test_sign_reported_again_after_the_visit_has_not_been_seen(alice):
    first = timezone.now() - 4 * DAY
    make_check_in(alice, now=first, saddle_numbness="yes")
    make_check_in(alice, now=first + 4 * DAY, saddle_numbness="yes")

    ended = record_assessment(
        athlete=alice,
        clearance="cleared",
        seen_by="Dr Weber",
        seen_on=alice.local_date(first + 2 * DAY),
    )

    assert ended == 0
    assert alice.care_holds.filter(cleared_at=None).exists()


def test_day_after_an_assessment_starts_at_walk_whatever_the_verdict_was(alice):
    now = timezone.now()
    for back in (4, 3, 2):
        make_check_in(alice, now=now - back * DAY)
    flagged = make_check_in(alice, now=now - DAY, spine_lump_or_shape="yes")
    assert flagged.verdict == Verdict.WALK
    record_assessment(
        athlete=alice,
        clearance="cleared",
        seen_by="Dr Weber",
        seen_on=alice.local_date(now),
        now=now,
    )

    next_one = make_check_in(
        alice, now=now + dt.timedelta(hours=1), brisk_walk_30_ok="yes"
    )

    assert next_one.verdict >= Verdict.WALK
    (held,) = (one for one in next_one.findings if one["rule"] == "SAME-DAY")
    assert "the way back starts with walking" in held["reason"]


def test_fall_that_a_clinician_has_looked_at_is_not_reported_again(alice):
    now = timezone.now()
    episode = alice.episodes.get()
    episode.trauma = "major"
    episode.save()
    make_check_in(alice, now=now, pain_now=3, pain_worst_24h=3)
    assert alice.care_holds.filter(cleared_at=None).exists()
    record_assessment(
        athlete=alice,
        clearance="cleared",
        seen_by="Emergency department",
        seen_on=alice.local_date(now),
        now=now,
    )

    later = make_check_in(alice, now=now + DAY, pain_now=2, pain_worst_24h=3)

    episode.refresh_from_db()
    assert episode.trauma == "none"
    assert later.care < Care.URGENT_SAME_DAY
    assert not alice.care_holds.filter(cleared_at=None).exists()
