"""Accounts of the demo, as their owners would have filled them in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from allauth.account.models import EmailAddress

from backpain.accounts.models import User
from training.models import RunningHistory, Sport, Weekday
from triage.models import Episode, HealthProfile

TIME_ZONE = "Europe/Berlin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody in the demo.

    about is how the sign-in link is introduced, "" for somebody without one;
    week_m is what was run in a usual week.
    """

    email: str
    name: str
    birth_year: int
    about: str = ""
    is_coach: bool = False
    week_m: int = 18_000


KIM = Person(
    email="kim@demo.invalid",
    name="Kim Okafor",
    about="Kim, a coach with eight athletes",
    birth_year=1972,
    is_coach=True,
)
NO_ANSWERS = (
    "osteoporosis",
    "steroid_tablets_3m",
    "immune_weak",
    "injected_drugs",
    "recent_infection_or_spine_procedure",
    "known_aneurysm",
    "blood_thinners",
    "past_stress_fracture",
    "low_energy_signs",
    "spa_features",
    "posture_concern",
)


def make_account(person: Person) -> User:
    """Return a new account with a confirmed address."""
    user = User.objects.create_user(
        person.email,
        name=person.name,
        time_zone=TIME_ZONE,
        country="DE",
        is_coach=person.is_coach,
    )
    EmailAddress.objects.create(
        user=user, email=user.email, primary=True, verified=True
    )
    return user


def make_athlete(person: Person) -> User:
    """Return an account whose owner has told of themselves and their running."""
    user = make_account(person)
    today = user.local_date()
    HealthProfile.objects.create(
        athlete=user,
        birth_date=dt.date(person.birth_year, 4, 12),
        sex_at_birth="other",
        pregnancy="no",
        cancer_history="never",
        clinician_advice="none",
        reviewed_on=today,
        low_energy_asked_on=today,
        tight_hamstrings="yes",
        strength_sessions_per_week=1,
        **dict.fromkeys(NO_ANSWERS, "no"),
    )
    week = person.week_m
    RunningHistory.objects.create(
        athlete=user,
        recent_weeks_m=[week * 11 // 12, week * 29 // 30, week, week * 91 // 90],
        longest_run_30d_m=week * 41 // 90,
        runs_per_week=3,
        running_days=[Weekday.TUESDAY, Weekday.THURSDAY, Weekday.SUNDAY],
        long_run_day=Weekday.SUNDAY,
        cross_training=[Sport.CYCLING, Sport.STRENGTH],
        easy_pace_s_per_km=390,
        answered_on=today,
    )
    return user


def tell_of_the_back(athlete: User, started_on: dt.date) -> None:
    Episode.objects.create(
        athlete=athlete,
        started_on=started_on,
        answered_on=athlete.local_date(),
        first_ever_episode="no",
        onset="during_or_after_run",
        trauma="none",
        pain_site="low",
        focal_bone_pain="no",
        impact_pain="no",
        morning_stiffness_min=15,
        eased_by_movement="yes",
        eased_by_rest="unknown",
        night_pain="none",
        worse_bending_sitting="yes",
        worse_leaning_back="no",
        worse_standing_downhill="no",
        worse_cough_sneeze="no",
        spasm="none",
    )
