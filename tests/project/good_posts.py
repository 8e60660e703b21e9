"""What somebody would send who fills in a form as it is meant: for each address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from tests.conftest import PASSWORD
from tests.make import (
    check_in_data,
    episode_data,
    make_check_in,
    profile_data,
    running_data,
)
from tests.project.matrix import Row
from tests.project.people import World
from tests.training.make_log import DAY, WEEK, run_data, this_monday
from training.models import Workout
from training.weeks import monday_of

NEW_PASSWORD = "another horse battery"


def _days(world: World) -> dict[str, Any]:
    first = world.people["athlete"].local_date() + 2 * DAY
    return {"first": first, "last": first + DAY, "cause": "holiday", "reason": "Rest"}


def _same_week(world: World) -> dict[str, Any]:
    day = dt.date.fromisoformat(world.places["date"])
    monday = monday_of(day)
    to = monday + (2 if day != monday + 2 * DAY else 4) * DAY
    return {"to": to, "reason": "The club runs then"}


def _running(world: World) -> dict[str, Any]:
    more = {"shoe_age_km": "", "surface": "", "race_date": "", "race_distance": ""}
    return running_data(**more)


def _check_in(world: World) -> dict[str, Any]:
    alice = world.people["athlete"]
    more = {"run_distance": "", "ran_on": "", "note": "", "unsure_about": []}
    # After pain, which the first check-in told.
    more |= {"change_vs_last_week": "same", "daily_life": "none"}
    logged = {
        "logged-last_run_pain_max": "0",
        "logged-last_run_trend": "eased",
        "logged-last_run_limp": "no",
        "logged-last_run_settled": "by_next_morning",
    }
    return more | logged | check_in_data(alice) | episode_data(alice.local_date())


def _changed_run(world: World) -> dict[str, Any]:
    run = world.people["athlete"].runs.get(pk=world.places["run"])
    return run_data(world.people["athlete"], date=run.date.isoformat())


def _today(world: World) -> dict[str, Any]:
    return {"date": world.people["athlete"].local_date()}


GOOD: dict[str, Callable[[World], dict[str, Any]]] = {
    "accounts/login/": lambda world: {
        "login": world.people["other_athlete"].email,
        "password": PASSWORD,
    },
    "accounts/signup/": lambda world: {
        "email": "new@example.org",
        "password1": PASSWORD,
        "time_zone": "Europe/Berlin",
        "units": "km",
        "language": "en",
        "country": "DE",
    },
    "accounts/reauthenticate/": lambda world: {"password": PASSWORD},
    "accounts/email/": lambda world: {"email": "b@example.org", "action_add": ""},
    "accounts/password/change/": lambda world: {
        "oldpassword": PASSWORD,
        "password1": NEW_PASSWORD,
    },
    "accounts/password/reset/": lambda world: {
        "email": world.people["other_athlete"].email
    },
    "accounts/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": (
        lambda world: {"password1": NEW_PASSWORD}
    ),
    "accounts/2fa/authenticate/": lambda world: {"code": "123456"},
    "accounts/sessions/": lambda world: {},
    "me/": lambda world: {
        "name": "A",
        "units": "km",
        "time_zone": "UTC",
        "country": "DE",
        "language": "en",
    },
    "me/erase/": lambda world: {"password": PASSWORD},
    "me/export/": lambda world: {"format": "json"},
    "me/coaches/invite/": lambda world: {
        "email": "coach@example.com",
        "sees_plan": "on",
        "send": "send",
    },
    "me/coaches/join/": lambda world: {"code": world.places["code"]},
    "me/coaches/join/<str:code>/": lambda world: {"sees_plan": "on"},
    "welcome/you/": lambda world: profile_data(),
    "welcome/running/": _running,
    "check-ins/new/": _check_in,
    "care-hold/seen/": lambda world: {
        "seen_by": "Dr Weber",
        "seen_on": "today",
        "clearance": "cleared",
    },
    "plan/days/<day:date>/move/": _same_week,
    "plan/pauses/new/": _days,
    "runs/new/": lambda world: run_data(world.people["athlete"]),
    "runs/<int:pk>/": _changed_run,
    "runs/<int:pk>/delete/": lambda world: {"confirmed": "yes"},
    "runs/done/": _today,
    "runs/not-done/": _today,
    "coach/second-factor/": lambda world: {"way": "app"},
    "coach/code/": lambda world: {"action": "new"},
    "coach/athletes/<int:athlete>/export/": lambda world: {"format": "json"},
    "coach/athletes/<int:athlete>/days/<day:date>/move/": _same_week,
    "coach/athletes/<int:athlete>/weeks/<int:number>/change/": lambda world: {
        "day6-kind": "walk",
        "day6-minutes": "20",
        "reason": "Slowly",
    },
    "coach/athletes/<int:athlete>/pauses/new/": _days,
    "coach/groups/<int:pk>/pause/": _days,
}


def good_post(world: World, row: Row) -> dict[str, Any]:
    """Return what is sent to a row, with the keys of the world filled in."""
    given = GOOD[row.pattern](world) if row.pattern in GOOD else row.data
    return {
        name: value.format(**world.places) if isinstance(value, str) else value
        for name, value in given.items()
    }


# What has to be there before a form can be sent at all.


def open_a_hold(world: World) -> None:
    make_check_in(world.people["other_athlete"], saddle_numbness="yes", run=None)


def next_weeks_day(world: World) -> str:
    """Return a day of next week that has a run."""
    monday = this_monday(world.people["athlete"]) + WEEK
    runs = Workout.objects.filter(
        athlete=world.people["athlete"], date__gte=monday, kind="easy"
    )
    return str(runs.earliest("date").date)
