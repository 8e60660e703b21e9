from __future__ import annotations

import datetime as dt
from dataclasses import asdict

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils import timezone

from backpain.accounts import coaching as consent, export, services
from backpain.accounts.coaching import RefusedError, Ticks
from backpain.accounts.models import (
    AccessLog,
    AthleteStatus,
    CoachCode,
    Coaching,
    CoachingGroup,
    User,
)
from backpain.accounts.ranks import NEVER
from tests.accounts.coaching import (
    ALL,
    HEALTH,
    PLAN,
    make_coach,
    make_coaching,
    make_person,
)

FORTNIGHT = dt.timedelta(days=14)
ATHLETE, COACH = Coaching.Side.ATHLETE, Coaching.Side.COACH


@pytest.fixture
def bob(db) -> User:
    return make_coach("Bob")


def let_it_run_out(coaching: Coaching) -> None:
    Coaching.objects.filter(pk=coaching.pk).update(
        invited_at=timezone.now() - FORTNIGHT
    )


def test_invitation_shares_nothing_yet(alice):
    coaching = consent.invite(athlete=alice, email="Bob@Example.org", ticks=ALL)

    assert coaching.invited_email == "bob@example.org"
    assert coaching.coach is None
    assert Ticks.of(coaching) == ALL
    assert not Coaching.objects.in_force().exists()


def test_inviting_again_makes_the_same_invitation_anew(alice):
    first = consent.invite(athlete=alice, email="bob@example.org", ticks=PLAN)
    let_it_run_out(first)
    assert not Coaching.objects.pending().exists()

    second = consent.invite(athlete=alice, email="bob@example.org", ticks=HEALTH)

    assert second.pk == first.pk
    assert Ticks.of(Coaching.objects.pending().get()) == HEALTH


def test_nobody_invites_themselves(alice):
    with pytest.raises(RefusedError, match="your own address"):
        consent.invite(athlete=alice, email="ALICE@example.org", ticks=PLAN)

    assert not Coaching.objects.exists()


def test_coach_they_have_is_not_invited(alice, bob):
    make_coaching(alice, bob)

    with pytest.raises(RefusedError, match="Bob is your coach already"):
        consent.invite(athlete=alice, email="bob@example.org", ticks=ALL)


def test_accepting_makes_a_coach_and_what_their_pages_read(alice):
    dora = make_person("Dora")
    coaching = consent.invite(athlete=alice, email=dora.email, ticks=ALL)
    before = timezone.now()

    consent.accept(coach=dora, coaching=coaching)

    kept = Coaching.objects.in_force().get()
    assert kept.coach == dora
    assert kept.accepted_at >= before
    dora.refresh_from_db()
    assert dora.is_coach
    assert CoachCode.objects.get(coach=dora).code
    silent_from = AthleteStatus.objects.get(athlete=alice).silent_from
    assert silent_from.astimezone(alice.zone).date() == (
        alice.local_date() + dt.timedelta(days=4)
    )
    # Quiet, until she is silent.
    assert kept.rank == 5999
    assert kept.rank_until == silent_from != NEVER


def test_a_status_that_is_there_is_kept(alice, bob):
    AthleteStatus.objects.create(athlete=alice, verdict=2)

    make_coaching(alice, bob)

    assert AthleteStatus.objects.get(athlete=alice).verdict == 2


def test_accepting_twice_is_accepting_once(alice, bob):
    coaching = consent.invite(athlete=alice, email=bob.email, ticks=PLAN)

    began = [consent.accept(coach=bob, coaching=coaching) for _tap in range(2)]

    assert began == [True, False]
    assert Coaching.objects.count() == 1


def test_what_ran_out_or_was_taken_back_is_not_accepted(alice, bob):
    ran_out = consent.invite(athlete=alice, email=bob.email, ticks=PLAN)
    let_it_run_out(ran_out)
    with pytest.raises(RefusedError, match="no longer open"):
        consent.accept(coach=bob, coaching=ran_out)

    consent.end(coaching=ran_out, by=ATHLETE)
    with pytest.raises(RefusedError, match="no longer open"):
        consent.accept(coach=bob, coaching=ran_out)

    assert not Coaching.objects.in_force().exists()


def test_who_coaches_already_is_told_so(alice, bob):
    coaching = consent.invite(athlete=alice, email="bob@club.example", ticks=ALL)
    make_coaching(alice, bob)

    with pytest.raises(RefusedError, match="You coach Alice already"):
        consent.accept(coach=bob, coaching=coaching)

    assert Ticks.of(Coaching.objects.in_force().get()) == PLAN


def test_declining_is_the_coachs_no(alice):
    coaching = consent.invite(athlete=alice, email="bob@example.org", ticks=PLAN)

    consent.decline(coaching=coaching)
    consent.decline(coaching=coaching)

    coaching.refresh_from_db()
    assert coaching.ended_by == COACH
    assert coaching.coach is None


def test_what_was_accepted_is_not_declined(alice, bob):
    coaching = make_coaching(alice, bob)

    with pytest.raises(RefusedError):
        consent.decline(coaching=coaching)

    assert Coaching.objects.in_force().exists()


def test_code_is_agreed_once_and_takes_back_the_invitation(alice, bob):
    invited = consent.invite(athlete=alice, email=bob.email, ticks=ALL)

    first = make_coaching(alice, bob, HEALTH)
    second = make_coaching(alice, bob, HEALTH)

    assert first.pk == second.pk
    invited.refresh_from_db()
    assert invited.ended_by == ATHLETE


def test_code_does_not_widen_what_was_agreed(alice, bob):
    make_coaching(alice, bob, PLAN)

    with pytest.raises(RefusedError, match="Bob is your coach already"):
        make_coaching(alice, bob, ALL)

    assert Ticks.of(Coaching.objects.in_force().get()) == PLAN


def test_nobody_agrees_with_themselves(bob):
    with pytest.raises(RefusedError, match="your own code"):
        make_coaching(bob, bob)


def test_changed_ticks_count_from_now_and_what_was_before_is_kept(alice, bob):
    coaching = make_coaching(alice, bob, PLAN)
    began = coaching.accepted_at

    consent.change_ticks(coaching=coaching, ticks=ALL)

    now = Coaching.objects.in_force().get()
    then = Coaching.objects.ended().get()
    assert now.pk == coaching.pk
    assert (Ticks.of(now), Ticks.of(then)) == (ALL, PLAN)
    assert began == then.accepted_at < then.ended_at == now.accepted_at


def test_same_ticks_change_nothing(alice, bob):
    coaching = make_coaching(alice, bob, PLAN)

    consent.change_ticks(coaching=coaching, ticks=PLAN)

    assert Coaching.objects.count() == 1


def test_rank_follows_the_ticks(alice, bob):
    """A hold is health: it puts an athlete first only for who may know."""
    coaching = make_coaching(alice, bob, PLAN)
    AthleteStatus.objects.filter(athlete=alice).update(held_since=alice.local_date())

    consent.change_ticks(coaching=coaching, ticks=ALL)
    coaching.refresh_from_db()
    with_health = coaching.rank
    consent.change_ticks(coaching=coaching, ticks=PLAN)
    coaching.refresh_from_db()

    assert (with_health, coaching.rank) == (999, 5999)


def test_what_ended_is_not_changed(alice, bob):
    coaching = make_coaching(alice, bob)
    consent.end(coaching=coaching, by=COACH)

    with pytest.raises(RefusedError, match="has ended"):
        consent.change_ticks(coaching=coaching, ticks=ALL)


@pytest.mark.parametrize("side", [ATHLETE, COACH])
def test_either_side_ends_it_once(alice, bob, side):
    coaching = make_coaching(alice, bob)
    group = CoachingGroup.objects.create(coach=bob, name="Monday")
    coaching.groups.add(group)

    consent.end(coaching=coaching, by=side)
    first = coaching.ended_at
    consent.end(coaching=coaching, by=ATHLETE)

    coaching.refresh_from_db()
    assert (coaching.ended_at, coaching.ended_by) == (first, side)
    assert not group.coachings.exists()


def test_agreeing_anew_after_the_end_is_a_new_consent(alice, bob):
    first = make_coaching(alice, bob, ALL)
    consent.end(coaching=first, by=ATHLETE)

    second = make_coaching(alice, bob, HEALTH)

    assert second.pk != first.pk
    assert Ticks.of(Coaching.objects.in_force().get()) == HEALTH


def test_only_a_confirmed_address_is_offered_invitations(alice, bob, charlie):
    coaching = consent.invite(athlete=alice, email=bob.email, ticks=PLAN)
    consent.invite(athlete=charlie, email="other@example.org", ticks=PLAN)
    assert consent.pending_for(bob) == [coaching]

    EmailAddress.objects.filter(user=bob).update(verified=False)
    assert consent.pending_for(bob) == []

    EmailAddress.objects.filter(user=bob).update(verified=True)
    let_it_run_out(coaching)
    assert consent.pending_for(bob) == []


def test_renewed_code_leaves_the_athletes_and_voids_the_old_one(alice, bob):
    make_coaching(alice, bob)
    old = bob.coach_code.code

    new = consent.renew_code(coach=bob).code

    assert consent.coach_of_code(old) is None
    assert consent.coach_of_code(new) == bob
    assert Coaching.objects.in_force().get().coach == bob


def test_code_is_found_however_it_is_typed(bob):
    code = bob.coach_code.code

    assert consent.coach_of_code(f" {code[:5].lower()}-{code[5:]} ") == bob
    assert consent.coach_of_code("") is None
    assert consent.coach_of_code("\0") is None


def test_code_of_a_closed_account_finds_nobody(bob):
    bob.is_active = False
    bob.save()

    assert consent.coach_of_code(bob.coach_code.code) is None


def test_invitation_of_somebody_erased_meanwhile_is_refused(alice, bob):
    coaching = consent.invite(athlete=alice, email=bob.email, ticks=PLAN)
    services.erase(User.objects.get(pk=alice.pk))

    for act in (
        lambda: consent.accept(coach=bob, coaching=coaching),
        lambda: consent.end(coaching=coaching, by=COACH),
    ):
        with pytest.raises(RefusedError, match="no longer exists"):
            act()


WRONG_ROWS = [
    {"sees_plan": False},
    {"sees_plan": False, "sees_health": True, "can_edit": True},
    {"coach": None, "accepted_at": timezone.now()},
    {"ended_at": timezone.now()},
    {"ended_by": "athlete"},
]


@pytest.mark.parametrize("wrong", WRONG_ROWS, ids=range(len(WRONG_ROWS)))
def test_database_refuses_what_no_athlete_agreed_to(alice, bob, wrong):
    right = {"athlete": alice, "coach": bob, "accepted_at": None} | asdict(PLAN)
    with transaction.atomic():
        Coaching.objects.create(**right).delete()

    with pytest.raises(IntegrityError), transaction.atomic():
        Coaching.objects.create(**right | wrong)


def test_erasing_the_athlete_takes_the_consents_and_looks_along(alice, bob):
    make_coaching(alice, bob)
    AccessLog.objects.create(athlete=alice, actor=bob, actor_name="Bob", role="coach")

    services.erase(alice)

    assert not Coaching.objects.exists()
    assert not AccessLog.objects.exists()
    assert not AthleteStatus.objects.exists()
    assert User.objects.filter(pk=bob.pk).exists()


def test_erasing_the_coach_keeps_who_looked(alice, bob):
    coaching = make_coaching(alice, bob)
    coaching.groups.add(CoachingGroup.objects.create(coach=bob, name="Monday"))
    AccessLog.objects.create(athlete=alice, actor=bob, actor_name="Bob", role="coach")

    services.erase(bob)

    assert not Coaching.objects.exists()
    assert not CoachingGroup.objects.exists()
    look = AccessLog.objects.get()
    assert (look.actor_id, look.actor_name) == (None, "Bob")


def test_export_holds_consents_and_looks_of_the_athlete(alice, bob):
    make_coaching(alice, bob, ALL)
    AccessLog.objects.create(athlete=alice, actor=bob, actor_name="Bob", role="coach")

    of_alice, of_bob = export.collect(alice), export.collect(bob)

    assert of_alice["accounts_coaching"][0]["sees_health"] is True
    assert of_alice["accounts_accesslog"][0]["actor_name"] == "Bob"
    assert of_bob["accounts_coachcode"][0]["code"] == bob.coach_code.code
    assert of_bob["accounts_coaching"] == of_bob["accounts_accesslog"] == []
