"""What is judged: today's answers on top of what still holds of earlier ones."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator

from triage.models import (
    EPISODE_ANSWERS,
    HABITS,
    PROFILE_ANSWERS,
    Episode,
    HealthProfile,
)
from triage.rules import (
    FIELDS,
    PastCheckIn,
    RunReport,
    SymptomReport,
    Value,
    Verdict,
    history_features,
)
from triage.runs import KnownRun, LoggedRun, settled_by
from triage.situation import Situation
from triage.warning_list import worse_answer

CHRONIC_AFTER = 90
OLDEST_KNOWN = FIELDS["age_years"].high
LONGEST_DURATION = FIELDS["duration_days"].high

Answers = dict[str, Value | None]


def report_of(
    situation: Situation,
    told: Answers,
    *,
    run: RunReport | None = None,
    about: LoggedRun | None = None,
) -> SymptomReport:
    """Return the whole report: what was told today on top of what still holds.

    run is the run told today, None if there was none; about is a logged run with
    what was told of it today. told may hold last_run_settled for the newest run
    that is only known from check-ins.
    """
    settled = told.pop("last_run_settled", None)
    runs = _runs_with(situation.known_runs, about)
    if run is None and settled:
        runs = settled_by(situation.now, runs, str(settled))
    answers_of_runs = [one.report for one in runs] + ([run] if run else [])
    answers: Answers = {"startback_total": 0, "startback_psych": 0}
    answers |= {"fear_unsafe": situation.fear_lately}
    answers |= dict(_profile_answers(situation)) | dict(_episode_answers(situation))
    for name, value in told.items():
        # A "not sure" about the pain stays open, whatever the list says today.
        both = name in EPISODE_ANSWERS and name in answers
        answers[name] = worse_answer(name, value, answers[name]) if both else value
    answers |= _features(situation, answers, answers_of_runs)
    return SymptomReport.from_answers(answers)


def _runs_with(runs: list[KnownRun], about: LoggedRun | None) -> list[KnownRun]:
    """Return the runs with what was told today of one that is in the log."""
    if about is None:
        return runs
    return [
        dataclasses.replace(one, report=about.report)
        if one.logged is not None and one.logged.pk == about.pk
        else one
        for one in runs
    ]


def _profile_answers(situation: Situation) -> Iterator[tuple[str, Value | None]]:
    profile = situation.profile
    if profile is None:
        return
    for name in HABITS:
        yield name, _answer(profile, name)
    # A date of birth does not go out of date as the other answers do.
    age = profile.age_on(situation.today)
    yield "age_years", None if age is None else min(age, OLDEST_KNOWN)
    if situation.profile_is_due:
        return
    for name in PROFILE_ANSWERS:
        if name != "low_energy_signs" or not situation.low_energy_is_due:
            yield name, _answer(profile, name)


def _episode_answers(situation: Situation) -> Iterator[tuple[str, Value | None]]:
    episode = situation.known_episode
    if episode is None or situation.episode_is_due:
        return
    for name in EPISODE_ANSWERS:
        yield name, _answer(episode, name)
    days = (situation.today - episode.started_on).days
    yield "duration_days", min(max(days, 0), LONGEST_DURATION)


def _features(situation: Situation, answers: Answers, runs: list[RunReport]) -> Answers:
    duration, pain = answers.get("duration_days"), answers.get("pain_now")
    return history_features(
        today=situation.today,
        hour=situation.now.astimezone(situation.athlete.zone).hour,
        check_ins=_past_check_ins(situation),
        runs=runs,
        chronic_and_cleared=(
            isinstance(duration, int)
            and duration >= CHRONIC_AFTER
            and answers.get("clinician_advice") == "cleared"
        ),
        pain_now_today=pain if isinstance(pain, int) else None,
    )


def _past_check_ins(situation: Situation) -> Iterator[PastCheckIn]:
    # The day's last word is the state it ended in: a painkiller that wore off
    # must not hold tomorrow back.
    last_word: dict[dt.date, Verdict] = {}
    for one in situation.check_ins:
        verdict = last_word.setdefault(one.local_date, Verdict(one.verdict))
        yield PastCheckIn(
            local_date=one.local_date,
            pain_now=one.pain_now,
            pain_worst_24h=one.pain_worst_24h,
            verdict=verdict,
        )


def _answer(row: HealthProfile | Episode, name: str) -> Value | None:
    value: Value | None = getattr(row, name)
    return None if value == "" else value
