"""Everybody the access matrix knows, made once: one athlete, and all who might look.

Alice is the athlete whose data is asked for. Everybody is logged in already and typed
their password just now, so that only rights decide, not the log-in.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from backpain.accounts.models import (
    AthleteStatus,
    CoachCode,
    Coaching,
    CoachingGroup,
    User,
)
from tests.conftest import PASSWORD
from tests.make import make_check_in, make_episode
from tests.project.headers import faults_of
from tests.project.passkey import give_passkey
from tests.project.sending import send
from tests.signed_in import FAR_AHEAD, note_second_factor
from tests.training.make_log import DAY, log_run, this_monday, two_runs_last_week
from training.models import Change, Note, Shoe
from triage.models import CareHold

ATHLETES = ("athlete", "other_athlete")
# What Alice agreed with each of her coaches: sees_plan, sees_health, can_edit.
ALICES_COACHES = {
    "coach": (True, True, True),
    "without_health": (True, False, True),
    "without_edit": (True, True, False),
    "without_plan": (False, True, False),
    "without_factor": (True, True, True),
    "ended": (True, True, True),
}
COACHES = (*ALICES_COACHES, "other_coach", "invited")
ROLES = ("anonymous", *ATHLETES, *COACHES, "staff")
WITHOUT_FACTOR = {"without_factor", "without_health", "invited", *ATHLETES}
# Long enough not to be made anew at the next log-in.
SALT = "0123456789abcdefghijkl"
# No object has this key.
NO_SUCH = 987_654_321


@dataclass(frozen=True)
class World:
    """Who there is by role, their sessions, and the keys that addresses name.

    places hold Alice's objects, nowhere the same names without any such object.
    """

    people: dict[str, User]
    sessions: dict[str, str]
    places: dict[str, Any]
    nowhere: dict[str, Any]

    def ask(
        self, role: str, method: str, path: str, data: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Return what somebody is answered; what goes wrong inside is a 500."""
        # No client can send a lone surrogate but as the bytes that it would be.
        body = urlencode(data or {}, doseq=True, errors="surrogatepass")
        session = self.sessions.get(role, "")
        response = send(method, path, session=session, body=body)
        # Whatever is asked here, by whomever, is every page there is.
        assert faults_of(response) == [], (method, path)
        if session:
            assert "no-store" in response.headers["Cache-Control"], (method, path)
        return response


@contextmanager
def undone() -> Iterator[None]:
    """Let everything inside be as if it had never been."""
    point = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)


def make_world() -> World:
    people = {role: _make_person(role) for role in ROLES[1:-1]}
    people["staff"] = User.objects.create_user(
        "support@example.org", name="Support", is_staff=True
    )
    _confirm_address(people["staff"])
    _give_app(people["staff"])
    alice, other = people["athlete"], people["other_athlete"]
    _give_data(alice)
    _give_data(other)
    for role, ticks in ALICES_COACHES.items():
        _agree(alice, people[role], ticks, has_ended=role == "ended")
    _agree(other, people["other_coach"], (True, True, True))
    Coaching.objects.create(
        athlete=alice,
        invited_email=people["invited"].email,
        sees_plan=True,
        sees_health=True,
    )
    Change.objects.create(
        athlete=alice,
        kind="ceiling",
        ceiling_m=90_000,
        first=alice.local_date(),
        last=alice.local_date() + 30 * DAY,
        made_by=people["coach"],
        reason="Steadily",
    )
    for role in ("coach", "other_coach"):
        group = CoachingGroup.objects.create(coach=people[role], name="Tuesday")
        group.coachings.set(Coaching.objects.filter(coach=people[role]))
    sessions = {role: _log_in(person) for role, person in people.items()}
    places = _places(people)
    return World(
        people=people,
        sessions=sessions,
        places=places,
        nowhere=_nowhere(places),
    )


def _make_person(role: str) -> User:
    person = User.objects.create_user(
        f"{role}@example.org",
        name=f"Name of {role}",
        is_coach=role in COACHES,
        country="DE",
        time_zone="Europe/Berlin",
    )
    _confirm_address(person)
    if role not in WITHOUT_FACTOR:
        _give_app(person)
    if role in COACHES:
        CoachCode.objects.create(coach=person)
    return person


def _give_app(person: User) -> None:
    secret = {"secret": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"}
    Authenticator.objects.create(user=person, type="totp", data=secret)


def _confirm_address(person: User) -> None:
    EmailAddress.objects.create(
        user=person, email=person.email, verified=True, primary=True
    )
    # Quick to make and to check, as the tests' own settings have it.
    password = MD5PasswordHasher().encode(PASSWORD, SALT)
    User.objects.filter(pk=person.pk).update(password=password)
    person.refresh_from_db()


def _give_data(athlete: User) -> None:
    two_runs_last_week(athlete)
    today = athlete.local_date()
    shoe = Shoe.objects.create(
        athlete=athlete, name="Blue", kind="running", support="neutral"
    )
    log_run(athlete, this_monday(athlete) - 2 * DAY, 1_000, shoe=shoe)
    make_episode(athlete)
    hold = make_check_in(
        athlete, saddle_numbness="yes", pain_now=7, pain_worst_24h=8, note="Private"
    ).care_hold
    CareHold.objects.filter(pk=hold.pk).update(
        cleared_at=timezone.now(), clearance="cleared", seen_on=today, seen_by="Dr Who"
    )
    Change.objects.create(
        athlete=athlete,
        kind="pause",
        cause="illness",
        first=today + 20 * DAY,
        last=today + 21 * DAY,
        made_by=athlete,
    )
    AthleteStatus.objects.get_or_create(athlete=athlete)
    give_passkey(athlete)


def _agree(
    athlete: User,
    coach: User,
    ticks: tuple[bool, bool, bool],
    *,
    has_ended: bool = False,
) -> None:
    sees_plan, sees_health, can_edit = ticks
    Coaching.objects.create(
        athlete=athlete,
        coach=coach,
        accepted_at=timezone.now(),
        ended_at=timezone.now() if has_ended else None,
        ended_by="athlete" if has_ended else "",
        sees_plan=sees_plan,
        sees_health=sees_health,
        can_edit=can_edit,
    )
    Note.objects.create(
        athlete=athlete, author=coach, author_name=str(coach), text="A private word"
    )


def _log_in(person: User) -> str:
    client = Client()
    client.force_login(person)
    session = client.session
    # Lately, however long the tests take that share these browsers.
    typed = {"method": "password", "at": FAR_AHEAD, "reauthenticated": True}
    session["account_authentication_methods"] = [typed]
    note_second_factor(session, person)
    if person.is_staff:
        until = (timezone.now() + DAY / 96).isoformat()
        keys = User.objects.values_list("pk", flat=True)
        session["staff_reasons"] = {
            str(key): ["Asked for help with check-ins", until] for key in keys
        }
    session.save()
    return str(session.session_key)


def _places(people: dict[str, User]) -> dict[str, Any]:
    alice = people["athlete"]
    week = alice.weeks.order_by("-start")[0]
    check_in = alice.check_ins.get()
    coaching = Coaching.objects.get(athlete=alice, coach=people["coach"])
    return {
        "athlete": alice.pk,
        "run": alice.runs.order_by("-date")[0].pk,
        "shoe": alice.shoes.get().pk,
        "change": alice.plan_changes.get(made_by=alice).pk,
        "coach_change": alice.plan_changes.get(made_by=people["coach"]).pk,
        "check_in": check_in.pk,
        "hold": check_in.care_hold.pk,
        "episode": alice.episodes.get().pk,
        "profile": alice.health_profile.pk,
        "history": alice.running_history.pk,
        "plan": alice.plans.get().pk,
        "week": week.pk,
        "number": week.number,
        "workout": week.workouts.order_by("-date")[0].pk,
        "date": week.end.isoformat(),
        "note": Note.objects.get(author=people["coach"]).pk,
        "coaching": coaching.pk,
        "invitation": Coaching.objects.get(invited_email=people["invited"].email).pk,
        "group": people["coach"].coaching_groups.get().pk,
        "other_shoe": people["other_athlete"].shoes.get().pk,
        "code": people["other_coach"].coach_code.code,
        "passkey": alice.authenticator_set.get(type="webauthn").pk,
        "slug": "weak-core",
        "uid": "Mg",
        "token": "c0ffee-0123456789abcdef",
    }


def _nowhere(places: dict[str, Any]) -> dict[str, Any]:
    """Return the same places with keys that nothing has; dates and words stay."""
    kept = {"number", "date", "slug", "uid", "token"}
    return {
        name: place if name in kept else "ZZZZZZZZZZ" if name == "code" else NO_SUCH
        for name, place in places.items()
    }
