"""Rows and form data for tests: healthy unless a test says otherwise."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.utils import timezone

from backpain.accounts.models import User
from training.models import Plan, RunningHistory
from training.services.plan import make_plan
from triage.models import CheckIn, Episode, HealthProfile
from triage.rules import RunReport, Value
from triage.services import Told, record_check_in
from triage.situation import Situation
from triage.warning_list import list_answers


def make_profile(athlete: User, **changes: Any) -> HealthProfile:
    """Return the profile of a healthy athlete of 34, answered today."""
    today = athlete.local_date()
    answers = {
        "birth_date": dt.date(today.year - 34, 1, 1),
        "sex_at_birth": "female",
        "pregnancy": "no",
        "cancer_history": "never",
        "osteoporosis": "no",
        "steroid_tablets_3m": "no",
        "immune_weak": "no",
        "injected_drugs": "no",
        "recent_infection_or_spine_procedure": "no",
        "known_aneurysm": "no",
        "blood_thinners": "no",
        "past_stress_fracture": "no",
        "low_energy_signs": "no",
        "spa_features": "no",
        "clinician_advice": "none",
        "posture_concern": "no",
        "reviewed_on": today,
        "low_energy_asked_on": today,
    }
    return HealthProfile.objects.create(athlete=athlete, **answers | changes)


def make_episode(athlete: User, **changes: Any) -> Episode:
    """Return an unremarkable low back pain of two weeks, answered today."""
    today = athlete.local_date()
    columns = episode_columns(today) | {"answered_on": today} | changes
    return Episode.objects.create(athlete=athlete, **columns)


def episode_columns(today: dt.date) -> dict[str, Any]:
    return {
        "started_on": today - dt.timedelta(days=14),
        "first_ever_episode": "no",
        "onset": "gradual",
        "trauma": "none",
        "pain_site": "low",
        "focal_bone_pain": "no",
        "impact_pain": "no",
        "morning_stiffness_min": 0,
        "eased_by_movement": "unknown",
        "eased_by_rest": "unknown",
        "night_pain": "none",
        "worse_bending_sitting": "no",
        "worse_leaning_back": "no",
        "worse_standing_downhill": "no",
        "worse_cough_sneeze": "no",
        "spasm": "none",
    }


def quiet_answers(**changes: Value | None) -> dict[str, Value | None]:
    """Return the answers of a quiet day: no sign, no pain."""
    quiet: dict[str, Value | None] = {
        "pain_now": 0,
        "pain_worst_24h": 0,
        "walking": "normal",
        "painkiller_8h": "none",
    }
    return {**list_answers({}, ()), **quiet, **changes}


def make_check_in(
    athlete: User,
    *,
    now: dt.datetime | None = None,
    run: RunReport | None = None,
    corrects: CheckIn | None = None,
    note: str = "",
    **changes: Value | None,
) -> CheckIn:
    """Return a check-in recorded as the page would record it."""
    now = now or timezone.now()
    return record_check_in(
        athlete=athlete,
        told=Told(
            answers=quiet_answers(**changes), run=run, corrects=corrects, note=note
        ),
        submission_key=uuid.uuid4(),
        now=now,
    )


def check_in_data(athlete: User, **changes: Any) -> dict[str, Any]:
    """Return what the page of a quiet day posts; None leaves a field out."""
    situation = Situation.of(athlete)
    from triage.services import submission_key_of

    data = {
        "submission_key": str(submission_key_of(situation)),
        "shown_for": situation.today.isoformat(),
        "warnings": ["none"],
        "pain_now": "0",
        "pain_worst_24h": "0",
        "walking": "normal",
        "painkiller_8h": "none",
        "ran": "no",
    } | changes
    return {name: value for name, value in data.items() if value is not None}


def episode_data(today: dt.date, **changes: Any) -> dict[str, Any]:
    """Return what the page posts about a new, unremarkable low back pain."""
    return {
        "started_on": (today - dt.timedelta(days=14)).isoformat(),
        "first_ever_episode": "no",
        "onset": "gradual",
        "pain_site": "low",
        "episode_trauma": "none",
        "episode_focal_bone_pain": "no",
        "episode_impact_pain": "no",
        "morning_stiffness_min": "0",
        "eased_by_movement": "unknown",
        "eased_by_rest": "unknown",
        "episode_night_pain": "none",
        "worse_with": ["nothing"],
        "spasm": "none",
    } | changes


def profile_data(**changes: Any) -> dict[str, Any]:
    """Return what the first welcome step posts for a healthy athlete."""
    data = {
        "birth_date": "1991-05-17",
        "sex_at_birth": "female",
        "pregnancy": "no",
        "conditions": ["none"],
        "medicines": ["none"],
        "procedures": ["none"],
        "low_energy": ["none"],
        "clinician_advice": "none",
        "posture_concern": "no",
    } | changes
    return {name: value for name, value in data.items() if value is not None}


def running_data(**changes: Any) -> dict[str, Any]:
    """Return what the third welcome step posts."""
    data = {
        "week_1": "18",
        "week_2": "19.5",
        "week_3": "0",
        "week_4": "20",
        "longest_run": "8",
        "easy_pace": "6:30",
        "runs_per_week": "3",
        "running_days": ["2", "4", "7"],
        "long_run_day": "7",
        "cross_training": ["cycling"],
    } | changes
    return {name: value for name, value in data.items() if value is not None}


def make_history(athlete: User, **changes: Any) -> RunningHistory:
    """Return what a runner of 20 km in three runs told, answered today."""
    columns = {
        "recent_weeks_m": [18_000, 19_000, 19_500, 20_000],
        "longest_run_30d_m": 8_000,
        "runs_per_week": 3,
        "running_days": [2, 4, 7],
        "long_run_day": 7,
        "cross_training": ["cycling"],
        "easy_pace_s_per_km": 390,
        "answered_on": athlete.local_date(),
    }
    return RunningHistory.objects.create(athlete=athlete, **columns | changes)


def make_plan_of(
    athlete: User,
    *,
    now: dt.datetime | None = None,
    ran_this_week_m: int = 0,
    **changes: Any,
) -> Plan:
    """Return the plan of a healthy runner of 20 km, made from what they told."""
    if not HealthProfile.objects.filter(athlete=athlete).exists():
        make_profile(athlete)
    make_history(athlete, **changes)
    return make_plan(athlete=athlete, ran_this_week_m=ran_this_week_m, now=now)
