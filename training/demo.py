"""The people of the demo and the six weeks behind them.

Every check-in and every planning goes through the same services as the pages', at its
moment in the past, so that the demo shows what the rules and the planner really say.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import cycle
from zoneinfo import ZoneInfo

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from backpain.accounts.models import User
from training.models import (
    Plan,
    Replan,
    Run,
    RunningHistory,
    Shoe,
    Sport,
    Weekday,
    Workout,
    WorkoutDone,
)
from training.plan_now import PlanNow
from training.services.plan import make_plan, replan
from training.weeks import DAY, WEEK, monday_of
from triage.models import Episode, HealthProfile
from triage.rules import RunReport, Value, Verdict
from triage.services import Told, record_check_in
from triage.warning_list import list_answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody in the demo; `about` is how the sign-in link is introduced."""

    email: str
    name: str
    about: str
    birth_year: int
    is_coach: bool = False


SAM = Person(
    email="sam@demo.invalid",
    name="Sam Reyes",
    about="Sam, a runner with six weeks of history",
    birth_year=1989,
)
MARA = Person(
    email="mara@demo.invalid",
    name="Mara Lind",
    about="Mara, a runner with a red flag",
    birth_year=1978,
)
KIM = Person(
    email="kim@demo.invalid",
    name="Kim Okafor",
    about="Kim, a coach without athletes so far",
    birth_year=1972,
    is_coach=True,
)
PEOPLE = (SAM, MARA, KIM)
TIME_ZONE = "Europe/Berlin"
MORNING, EVENING = dt.time(6, 40), dt.time(19, 15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """A week as it went: its mornings, and the runs that its plan had.

    pains are those of the seven mornings, None for one without a check-in; runs the
    per cent that was run of each planned run, and the worst pain of it. Nobody opened
    the plan on the Monday of a week that is not looked_at.
    """

    pains: tuple[int | None, ...]
    runs: tuple[tuple[int, int], ...] = ((100, 0), (100, 1), (100, 1))
    looked_at: bool = True


# Sam's six weeks: as planned, then a long run far longer than planned, a flare of
# walks and rest, a restart, and the way back. The seventh is this one, up to today.
SAMS_WEEKS = (
    Days(pains=(0, 0, 1, 0, 0, 1, 1), runs=((100, 0), (97, 1), (101, 1))),
    Days(pains=(1, 0, 1, 1, 0, None, 1), runs=((101, 1), (100, 0), (97, 1))),
    Days(pains=(1, 2, 1, 2, 1, 1, 1), runs=((104, 1), (110, 2), (160, 4))),
    Days(pains=(4, 5, 6, 5, 4, 3, 2), looked_at=False),
    Days(pains=(2, 1, 1, 1, 0, 1, 1), runs=((100, 1), (100, 1), (96, 1))),
    Days(pains=(0, 1, 0, 2, 1, 0, 1), runs=((100, 0), (103, 1), (100, 1))),
    Days(pains=(1, 0, 1, 0, 1, 1, 1)),
)
SAMS_PAIN_TODAY = 4
# The last mornings of Mara, two days ago the one with the sign; calm before.
MARAS_CALM, MARAS_PAINS = (1, 2), (3, 4, 4, 6)
MARAS_LAST = dt.timedelta(days=2)


@transaction.atomic
def make_people() -> None:
    """Make the accounts and their history. Call it once.

    Only at its end does the plan hold what Postgres measures by its own clock.
    """
    for person in PEOPLE:
        _make(person)
    sam, mara = (User.objects.get(email=one.email) for one in (SAM, MARA))
    _live_sams_weeks(sam)
    _give_sam_shoes(sam)
    _live_maras_days(mara)


def _make(person: Person) -> User:
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
    RunningHistory.objects.create(
        athlete=user,
        recent_weeks_m=[16_500, 17_400, 18_000, 18_200],
        longest_run_30d_m=8_200,
        runs_per_week=3,
        running_days=[Weekday.TUESDAY, Weekday.THURSDAY, Weekday.SUNDAY],
        long_run_day=Weekday.SUNDAY,
        cross_training=[Sport.CYCLING, Sport.STRENGTH],
        easy_pace_s_per_km=390,
        answered_on=today,
    )
    return user


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


def _episode(athlete: User, started_on: dt.date) -> None:
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


def _live_sams_weeks(athlete: User) -> None:
    today = athlete.local_date()
    monday = monday_of(today) - WEEK * (len(SAMS_WEEKS) - 1)
    _begin(athlete, monday)
    yesterday = None
    for number, week in enumerate(SAMS_WEEKS):
        runs = iter(week.runs)
        for place, pain in enumerate(week.pains):
            day = monday + number * WEEK + place * DAY
            if day > today:
                break
            pain = SAMS_PAIN_TODAY if day == today else pain
            _wake_up(athlete, day, pain, yesterday, plans=week.looked_at)
            yesterday = _train(athlete, day, runs) if day < today else None
    replan(athlete=athlete, cause=Replan.Cause.CHECK_IN)


def _begin(athlete: User, first: dt.date) -> None:
    """Tell of the back and the running on the first morning, and make the plan."""
    _episode(athlete, first)
    RunningHistory.objects.filter(athlete=athlete).update(answered_on=first)
    make_plan(athlete=athlete, now=_at(first, MORNING))


def _wake_up(
    athlete: User,
    day: dt.date,
    pain: int | None,
    yesterday: RunReport | None,
    *,
    answers: Mapping[str, Value | None] | None = None,
    plans: bool = True,
) -> None:
    """Check in, unless there is no answer, and plan the weeks anew on a Monday."""
    if pain is not None:
        hurt = yesterday.pain_max or 0 if yesterday else 0
        told: dict[str, Value | None] = {
            "pain_now": pain,
            "pain_worst_24h": max(pain, hurt, min(pain + 1, 10) if pain > 1 else 0),
            "change_vs_last_week": "worse" if pain >= 4 else "better",
            "daily_life": "a_bit" if pain >= 4 else "none",
            "brisk_walk_30_ok": "yes" if pain <= 2 else "no",
        }
        _check_in(athlete, day, run=yesterday, **told | dict(answers or {}))
    if not plans or day.weekday():
        return
    # Postgres takes a week of the past once, so the day of a new plan is left out.
    if Plan.objects.filter(athlete=athlete, planned_on__lt=day).exists():
        now = _at(day, MORNING)
        replan(athlete=athlete, cause=Replan.Cause.CHECK_IN, now=now)


def _train(
    athlete: User, day: dt.date, runs: Iterator[tuple[int, int]]
) -> RunReport | None:
    """Do what the plan says after the day's advice; return the run if it is one."""
    evening = _at(day, EVENING)
    workout = _workout_of(athlete, day, evening)
    if workout is None or workout.is_rest:
        return None
    if not workout.is_running:
        WorkoutDone.objects.create(
            athlete=athlete,
            date=day,
            kind=workout.kind,
            duration_s=workout.duration_s,
        )
        return None
    percent, hurt = next(runs)
    run = RunReport(
        local_date=day,
        distance_m=workout.distance_m * percent // 1000 * 10,
        pain_max=hurt,
        trend="rose" if hurt > 2 else "eased",
        limp="no",
        settled=_settled(athlete, day, hurt),
    )
    _log(athlete, run, workout, evening)
    return run


def _workout_of(athlete: User, day: dt.date, now: dt.datetime) -> Workout | None:
    """Return the workout of a day; a day without any limit is as it was on Monday."""
    newest = athlete.check_ins.newest_first()[0]
    if newest.verdict == Verdict.RUN:
        return Workout.objects.get(athlete=athlete, date=day)
    plan = PlanNow.of(athlete, now)
    return plan.workout_on(day) if plan else None


def _log(athlete: User, run: RunReport, workout: Workout, now: dt.datetime) -> None:
    metres = run.distance_m or 0
    Run.objects.create(
        athlete=athlete,
        date=run.local_date,
        distance_m=metres,
        duration_s=metres * workout.duration_s // workout.distance_m,
        session_rpe=5 if workout.kind == Workout.Kind.LONG else 3,
        pain_max=run.pain_max,
        trend=run.trend or "",
        limp=run.limp or "",
        settled=run.settled or "",
        surface=(
            Run.Surface.TRAIL if workout.kind == Workout.Kind.LONG else Run.Surface.ROAD
        ),
        created_at=now,
    )


def _give_sam_shoes(athlete: User) -> None:
    today = athlete.local_date()
    old = Shoe.objects.create(
        athlete=athlete,
        name="Grey ones",
        kind=Shoe.Kind.RUNNING,
        support=Shoe.Support.NEUTRAL,
        bought_on=today - dt.timedelta(days=260),
        run_before_m=498_000,
    )
    Shoe.objects.create(
        athlete=athlete,
        name="Trail shoes",
        kind=Shoe.Kind.RUNNING,
        support=Shoe.Support.STABILITY,
        bought_on=today - dt.timedelta(days=70),
        run_before_m=42_000,
    )
    Run.objects.filter(athlete=athlete).update(shoe=old)


def _settled(athlete: User, day: dt.date, hurt: int) -> str:
    if day + DAY >= athlete.local_date():
        return "not_yet_known"
    return "over_24h" if hurt > 2 else "by_next_morning"


def _live_maras_days(athlete: User) -> None:
    last = athlete.local_date() - MARAS_LAST
    first = monday_of(last) - WEEK
    _begin(athlete, first)
    runs = cycle([(100, 1)])
    yesterday = None
    for place in range((last - first).days + 1):
        day = first + place * DAY
        left = (last - day).days
        pain = MARAS_CALM[place % 2]
        answers: dict[str, Value | None] = {}
        if left < len(MARAS_PAINS):
            pain = MARAS_PAINS[-1 - left]
            answers = {
                "leg_pain": "buttock_thigh",
                "change_vs_last_week": "worse",
                "daily_life": "a_bit",
            }
        if left == 0:
            answers["leg_pain"] = "both_legs"
            answers["daily_life"] = "a_lot"
            answers["saddle_numbness"] = "yes"
        _wake_up(athlete, day, pain, yesterday, answers=answers)
        yesterday = _train(athlete, day, runs) if left else None
    replan(athlete=athlete, cause=Replan.Cause.CHECK_IN)


def _at(day: dt.date, time: dt.time) -> dt.datetime:
    """Return a moment of a day that is over, or now if it is still to come."""
    moment = dt.datetime.combine(day, time, tzinfo=ZoneInfo(TIME_ZONE))
    return min(moment, timezone.now())


def _check_in(
    athlete: User,
    day: dt.date,
    *,
    run: RunReport | None = None,
    **answers: Value | None,
) -> None:
    quiet: Mapping[str, Value | None] = {"walking": "normal", "painkiller_8h": "none"}
    record_check_in(
        athlete=athlete,
        told=Told(answers={**list_answers({}, ()), **quiet, **answers}, run=run),
        submission_key=uuid.uuid4(),
        now=_at(day, MORNING),
    )
