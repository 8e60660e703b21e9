"""Two taps, two tabs, or athlete and coach at the same moment: one consent, no circle."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial

import pytest

from backpain.accounts import coaching as consent
from backpain.accounts.coaching import RefusedError
from backpain.accounts.models import Coaching
from tests.accounts.coaching import ALL, PLAN, make_coach, make_coaching, make_person
from tests.at_once import at_once

ATHLETE = Coaching.Side.ATHLETE


def all_of(*acts: Callable[[], object]) -> list[object]:
    """Do everything at the same moment; return the results and the refusals."""
    together = threading.Barrier(len(acts), timeout=10)
    results: list[object] = []

    def do(act: Callable[[], object]) -> None:
        together.wait()
        try:
            results.append(act())
        except RefusedError as error:
            results.append(error)

    at_once(*(partial(do, act) for act in acts))
    return results


@pytest.mark.django_db(transaction=True)
def test_double_tap_agrees_once():
    alice, bob = make_person("Alice"), make_coach("Bob")

    results = all_of(*[lambda: make_coaching(alice, bob, ALL)] * 4)

    assert len({coaching.pk for coaching in results}) == 1
    assert Coaching.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_double_tap_invites_once():
    alice = make_person("Alice")

    results = all_of(
        *[lambda: consent.invite(athlete=alice, email="b@example.org", ticks=PLAN)] * 4
    )

    assert len({coaching.pk for coaching in results}) == 1


@pytest.mark.django_db(transaction=True)
def test_double_tap_accepts_once():
    alice, bob = make_person("Alice"), make_coach("Bob")
    pk = consent.invite(athlete=alice, email=bob.email, ticks=ALL).pk

    results = all_of(
        *[lambda: consent.accept(coach=bob, coaching=Coaching.objects.get(pk=pk))] * 4
    )

    assert sorted(results) == [False, False, False, True]


@pytest.mark.django_db(transaction=True)
def test_accepted_and_taken_back_at_once_has_ended():
    alice, bob = make_person("Alice"), make_coach("Bob")
    coaching = consent.invite(athlete=alice, email=bob.email, ticks=ALL)
    mine = Coaching.objects.get(pk=coaching.pk)

    all_of(
        lambda: consent.accept(coach=bob, coaching=coaching),
        lambda: consent.end(coaching=mine, by=ATHLETE),
    )

    assert Coaching.objects.get().ended_by == ATHLETE
    assert not Coaching.objects.in_force().exists()


@pytest.mark.django_db(transaction=True)
def test_two_who_coach_each_other_do_not_wait_in_a_circle():
    alice, bob = make_coach("Alice"), make_coach("Bob")

    all_of(
        *[
            lambda: make_coaching(alice, bob, ALL),
            lambda: make_coaching(bob, alice, ALL),
        ]
        * 3
    )

    assert Coaching.objects.in_force().count() == 2
