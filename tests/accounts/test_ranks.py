"""The order of the roster: the same in Python and in SQL, and right as time passes."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from backpain.accounts import ranks
from backpain.accounts.models import AthleteStatus, Coaching, User
from backpain.accounts.ranks import MOMENTS, STEP, Need, need_at, need_of, rank_at

NOW = dt.datetime(2026, 12, 3, 6, 30, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
ATHLETES = 400


@pytest.fixture
def field(charlie):
    """Many athletes of one coach, in states of every kind."""
    die = random.Random(2026)

    def moment():
        # Often exactly now: what ends now has ended, what begins now has begun.
        return die.choice([None, NOW, NOW - HOUR, NOW + HOUR, NOW + 30 * HOUR])

    athletes = User.objects.bulk_create(
        User(email=f"athlete{number}@example.org") for number in range(ATHLETES)
    )
    AthleteStatus.objects.bulk_create(
        AthleteStatus(
            athlete=athlete,
            verdict=die.choice([None, 0, 1, 2, 3]),
            care=die.choice([None, 0, 1, 2, 3, 4]),
            pain_now=die.choice([None, *range(11)]),
            held_since=die.choice([None, None, NOW.date()]),
            is_outside=die.random() < 0.1,
            silent_from=moment() or NOW,
            **{name: moment() for name in MOMENTS if name != "silent_from"},
        )
        # A few have no status yet.
        for athlete in athletes[10:]
    )
    for athlete in athletes:
        sees_plan = die.random() < 0.7
        Coaching.objects.create(
            athlete=athlete,
            coach=charlie,
            accepted_at=NOW,
            sees_plan=sees_plan,
            sees_health=not sees_plan or die.random() < 0.5,
        )
    return Coaching.objects.select_related("athlete__status")


def status_of(coaching):
    return getattr(coaching.athlete, "status", None)


def test_python_and_postgres_agree_on_who_needs_what(field):
    seen = set()
    for at in (NOW - HOUR, NOW, NOW + 2 * HOUR, NOW + 40 * HOUR):
        for coaching in field.annotate(need=need_at(at), place=rank_at(at)):
            need = need_of(
                status_of(coaching),
                sees_health=coaching.sees_health,
                sees_plan=coaching.sees_plan,
                at=at,
            )
            seen.add(need)
            assert coaching.need == need
            assert coaching.place // STEP == need

    assert seen == set(Need)


def test_a_rank_holds_until_the_moment_it_says(field, charlie):
    for coaching in field:
        ranks.keep_ranks(coaching, NOW)
    changed = 0

    for at in (NOW + HOUR - dt.timedelta(seconds=1), NOW + HOUR, NOW + 30 * HOUR):
        for coaching in Coaching.objects.annotate(truth=rank_at(at)):
            if coaching.rank_until > at:
                assert coaching.rank == coaching.truth
            else:
                changed += coaching.rank != coaching.truth

    assert changed


def test_what_is_outdated_is_refreshed_and_nothing_else(field, charlie):
    for coaching in field:
        ranks.keep_ranks(coaching, NOW)
    later = NOW + HOUR
    due = Coaching.objects.filter(rank_until__lte=later).count()
    Coaching.objects.filter(rank_until__gt=later).update(rank=-7)

    assert 0 < due < ATHLETES
    assert ranks.keep_due_ranks(later) == due
    assert ranks.keep_due_ranks(later) == 0
    for coaching in Coaching.objects.annotate(truth=rank_at(later)):
        assert coaching.rank in (coaching.truth, -7)


@pytest.mark.parametrize(
    ("shared", "need"),
    [
        ({"sees_health": True}, Need.HOLD),
        ({"sees_plan": True}, Need.RISK),
    ],
)
def test_a_hold_is_no_reason_for_a_coach_without_the_health_tick(
    alice, charlie, shared, need
):
    AthleteStatus.objects.create(
        athlete=alice,
        held_since=NOW.date(),
        rising_until=NOW + HOUR,
        risk_from=NOW,
        risk_until=NOW + HOUR,
        verdict=3,
        care=4,
        pain_now=9,
        verdict_until=NOW + HOUR,
        silent_from=NOW + 90 * HOUR,
    )
    coaching = Coaching.objects.create(
        athlete=alice, coach=charlie, accepted_at=NOW, **shared
    )

    ranks.keep_ranks(coaching, NOW)
    coaching.refresh_from_db()

    assert coaching.rank // STEP == need


def test_care_and_pain_do_not_order_the_athletes_who_do_not_share_them(
    alice, charlie, db
):
    dave = User.objects.create_user("dave@example.org")
    for athlete, care, pain in ((alice, 4, 9), (dave, 0, 0)):
        AthleteStatus.objects.create(
            athlete=athlete,
            verdict=3,
            care=care,
            pain_now=pain,
            verdict_until=NOW + HOUR,
            silent_from=NOW + 90 * HOUR,
        )
        Coaching.objects.create(
            athlete=athlete, coach=charlie, accepted_at=NOW, sees_plan=True
        )

    places = Coaching.objects.annotate(place=rank_at(NOW)).values_list("place")

    assert len(set(places)) == 1
