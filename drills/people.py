"""Athletes who are signed in already: accounts and sessions, written to the database.

Django has to be set up before this is imported.
"""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.utils.crypto import get_random_string

from backpain.accounts.models import User
from backpain.accounts.services import confirm_address
from drills.login import Login
from drills.pair import Pair
from tests.coach.people import make_coach, make_coaching
from tests.make import make_check_in, make_plan_of, make_profile
from tests.signed_in import signed_in

NOON = 12


def make_people(count: int) -> list[dict[str, str]]:
    """Return the cookies of so many new athletes."""
    start = User.objects.count()
    return [_cookies_of(_athlete(start + number)) for number in range(count)]


def make_pairs(count: int) -> list[Pair]:
    """Return so many new athletes, each with a coach of their own."""
    start = User.objects.count()
    return [_pair(start + number) for number in range(count)]


def make_runner() -> int:
    """Return the key of a new athlete with a plan."""
    athlete = _athlete(User.objects.count())
    make_plan_of(athlete)
    return athlete.pk


def make_logins() -> list[Login]:
    """Return an athlete with a plan and a check-in, and a coach who sees the plan."""
    password = get_random_string(20)
    athlete = _athlete(User.objects.count())
    coach = User.objects.create_user("log-in@example.org", name="Coach", is_coach=True)
    make_plan_of(athlete)
    check_in = make_check_in(athlete, note="Before the restore")
    make_coaching(athlete, coach, sees_plan=True)
    for user in (athlete, coach):
        user.set_password(password)
        user.save()
        confirm_address(user)
    of_athlete = {
        "/": "verdict-run",
        "/plan/": "Plan",
        "/check-ins/": f"/check-ins/{check_in.pk}/",
    }
    of_coach = {"/coach/": f"/coach/athletes/{athlete.pk}/"}
    return [
        Login(athlete.email, password, of_athlete),
        Login(coach.email, password, of_coach),
    ]


def _pair(number: int) -> Pair:
    athlete, coach = _athlete(number), make_coach(f"Coach-{number}")
    coaching = make_coaching(athlete, coach)
    return Pair(athlete.pk, coaching.pk, _cookies_of(athlete), _cookies_of(coach))


def _athlete(number: int) -> User:
    athlete = User.objects.create_user(
        f"athlete-{number}@example.org", name="Athlete", time_zone=_zone_of_noon()
    )
    make_profile(athlete)
    return athlete


def _cookies_of(athlete: User) -> dict[str, str]:
    name = settings.SESSION_COOKIE_NAME
    return {name: signed_in(athlete).cookies[name].value}


def _zone_of_noon() -> str:
    """Return a time zone in which the day does not end during the drill."""
    ahead = NOON - dt.datetime.now(dt.UTC).hour
    # In these names the sign is turned round.
    return f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT"
