"""The people of the demo and the six weeks behind them.

Every check-in goes through the same service as the page's, at a date in the past, so
that the demo shows what the rules really say.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from allauth.account.models import EmailAddress
from django.utils import timezone

from backpain.accounts.models import User
from training.models import Run, RunningHistory, Shoe, Sport, Weekday
from training.services.plan import make_plan
from triage.models import Episode, HealthProfile
from triage.rules import RunReport, Value
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
MORNING = dt.time(6, 40)

# Pain now of Sam's last 43 mornings, today's last; None is a morning without a
# check-in. A flare in the third week, calm, then a small one on the way back.
MORNINGS = (
    (0, 0, 1, 0, 0, 1, 1),
    (1, 0, 1, 1, 0, None, 1),
    (2, 3, 5, 6, 5, 4, 3),
    (3, 2, 2, 1, 1, 2, 1),
    (1, 0, 1, 0, 1, 0, 1),
    (0, 1, 0, 3, 2, 1, 1),
    (4,),
)
SAMS_DAYS = dt.timedelta(days=42)
# Sam's runs: weekday (0 is the oldest day of its seven), metres, worst pain.
RUNS = {
    (0, 1): (5200, 0),
    (0, 3): (5000, 1),
    (0, 6): (8000, 1),
    (1, 1): (5500, 1),
    (1, 4): (5600, 1),
    (2, 0): (11500, 4),
    (4, 2): (3000, 1),
    (4, 5): (3200, 1),
    (5, 1): (3500, 1),
    (5, 6): (3800, 5),
}


def make_people() -> None:
    """Make the accounts and their history. Call it on an empty database only."""
    for person in PEOPLE:
        _make(person)
    sam, mara = (User.objects.get(email=one.email) for one in (SAM, MARA))
    _give_sam_a_history(sam)
    _give_sam_shoes(sam)
    make_plan(athlete=sam, made_on=sam.local_date() - SAMS_DAYS)
    _give_mara_a_red_flag(mara)
    make_plan(athlete=mara, made_on=mara.local_date() - dt.timedelta(days=6))


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


def _give_sam_a_history(athlete: User) -> None:
    pains = [pain for week in MORNINGS for pain in week]
    today = athlete.local_date()
    first = today - dt.timedelta(days=len(pains) - 1)
    _episode(athlete, first)
    run_yesterday: RunReport | None = None
    worst_before = 0
    for number, pain in enumerate(pains):
        day = first + dt.timedelta(days=number)
        if pain is not None:
            worst = max(pain, worst_before)
            _check_in(
                athlete,
                day,
                run=run_yesterday,
                pain_now=pain,
                pain_worst_24h=worst,
                change_vs_last_week="worse" if pain >= 5 else "better",
                daily_life="a_bit" if pain >= 4 else "none",
                brisk_walk_30_ok="yes" if pain <= 2 else "no",
            )
        run_yesterday, worst_before = None, pain or 0
        metres, hurt = RUNS.get(divmod(number, 7), (0, 0))
        if metres:
            worst_before = max(worst_before, hurt)
            run_yesterday = RunReport(
                local_date=day,
                distance_m=metres,
                pain_max=hurt,
                trend="rose" if hurt > 2 else "eased",
                limp="no",
                settled=_settled(hurt, is_last=number + 2 == len(pains)),
            )
            _log(athlete, run_yesterday)


def _log(athlete: User, run: RunReport) -> None:
    metres = run.distance_m or 0
    Run.objects.create(
        athlete=athlete,
        date=run.local_date,
        distance_m=metres,
        duration_s=metres * 396 // 1000,
        session_rpe=3 if metres < 8000 else 5,
        pain_max=run.pain_max,
        trend=run.trend or "",
        limp=run.limp or "",
        settled=run.settled or "",
        surface=Run.Surface.TRAIL if metres > 6000 else Run.Surface.ROAD,
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


def _settled(hurt: int, *, is_last: bool) -> str:
    if is_last:
        return "not_yet_known"
    return "over_24h" if hurt > 2 else "by_next_morning"


def _give_mara_a_red_flag(athlete: User) -> None:
    today = athlete.local_date()
    _episode(athlete, today - dt.timedelta(days=9))
    for back, pain in ((5, 3), (4, 4), (3, 4), (2, 6)):
        is_flagged = back == 2
        _check_in(
            athlete,
            today - dt.timedelta(days=back),
            saddle_numbness="yes" if is_flagged else "no",
            leg_pain="both_legs" if is_flagged else "buttock_thigh",
            pain_now=pain,
            pain_worst_24h=pain + 1,
            change_vs_last_week="worse",
            daily_life="a_lot" if pain > 4 else "a_bit",
        )


def _check_in(
    athlete: User,
    day: dt.date,
    *,
    run: RunReport | None = None,
    **answers: Value | None,
) -> None:
    quiet: Mapping[str, Value | None] = {"walking": "normal", "painkiller_8h": "none"}
    morning = dt.datetime.combine(day, MORNING, tzinfo=ZoneInfo(TIME_ZONE))
    record_check_in(
        athlete=athlete,
        told=Told(answers={**list_answers({}, ()), **quiet, **answers}, run=run),
        submission_key=uuid.uuid4(),
        now=min(morning, timezone.now()),
    )
