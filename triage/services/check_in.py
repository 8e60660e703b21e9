"""Checking in: what was told is judged, and kept with the advice."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from backpain.accounts.models import User
from triage import status
from triage.models import CareHold, CheckIn, Episode, HealthProfile
from triage.prevention import prevention_for
from triage.report import report_of
from triage.rules import (
    FIELDS,
    Advice,
    Asked,
    RunReport,
    SymptomReport,
    Value,
    assess,
    hints,
    latches_after,
    way_back,
    what_would_change,
)
from triage.runs import LoggedRun
from triage.same_day import floor_of_today
from triage.services.corrections import clear_corrected, correctable, without
from triage.situation import Situation


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What an athlete told in one check-in.

    answers are fields of the dictionary; run is the run told with it, None if there
    was none; about is a run of the log with what was told of it; episode the columns
    of a new or changed episode, None if nothing changed; corrects the check-in in
    which something was mistyped.
    """

    answers: dict[str, Value | None]
    run: RunReport | None = None
    about: LoggedRun | None = None
    episode: dict[str, Any] | None = None
    episode_unchanged: bool = False
    note: str = ""
    corrects: CheckIn | None = None


class AlreadyCheckedInError(Exception):
    """The page was already used for other answers; both are worth keeping."""

    def __init__(self, check_in: CheckIn) -> None:
        super().__init__(f"check-in {check_in.pk} has this submission key")
        self.check_in = check_in


@transaction.atomic
def record_check_in(
    *,
    athlete: User,
    told: Told,
    submission_key: uuid.UUID,
    situation: Situation | None = None,
    now: dt.datetime | None = None,
) -> CheckIn | None:
    """Judge what was told and keep it with its advice; return the check-in.

    None when only the neck hurts: the rules are not about it, so no advice is given
    or kept, except on a red flag. situation is what the caller has read under the
    athlete's lock in this transaction; None has it read here. The same page sent
    twice gives the first check-in again. Raises AlreadyCheckedInError when it was
    sent with other answers.
    """
    situation = _with_episode(situation or Situation.locked(athlete, now), told)
    corrected = correctable(situation, told.corrects)
    situation = without(situation, corrected)
    report = report_of(situation, dict(told.answers), run=told.run, about=told.about)

    same_page = athlete.check_ins.filter(submission_key=submission_key).first()
    if same_page is not None:
        return _told_again(same_page, report, told)
    check_in = _judged(situation, report, told, corrected)
    is_outside = situation.neck_hurts(report) and not check_in.advice.is_red_flag
    _keep_episode(situation, told, is_asked=is_outside)
    if is_outside:
        status.keep_status(athlete, situation.now)
        return None
    if corrected is not None:
        clear_corrected(corrected, situation.now)
    check_in.submission_key = submission_key
    check_in.save(force_insert=True)
    hold = _open_hold(check_in, situation)
    status.keep_check_in(situation, check_in, hold)
    _keep_low_energy(athlete, told, situation.today)
    return check_in


def submission_key_of(situation: Situation) -> uuid.UUID:
    """Return the key of the next check-in's page.

    It is the same in two tabs and after the back button, until a check-in was made.
    """
    name = f"{situation.athlete.pk}:{situation.today}:{situation.newest_made}"
    return uuid.uuid5(uuid.NAMESPACE_OID, name)


def _with_episode(situation: Situation, told: Told) -> Situation:
    """Return the situation that knows what was told about the pain, not saved yet."""
    known = situation.known_episode
    if told.episode is not None:
        if known is None or known.started_on != told.episode["started_on"]:
            known = Episode(athlete=situation.athlete)
        for name, value in told.episode.items():
            setattr(known, name, value)
    elif known is None or not told.episode_unchanged:
        return situation
    known.answered_on = situation.today
    return dataclasses.replace(situation, episode=known)


def _keep_episode(situation: Situation, told: Told, *, is_asked: bool) -> None:
    episode = situation.known_episode
    if episode is None:
        return
    if is_asked or told.episode is not None or told.episode_unchanged:
        episode.answered_on = situation.today
        episode.save()


def _told_again(check_in: CheckIn, report: SymptomReport, told: Told) -> CheckIn:
    """Return the check-in that this page has made; raise if it said something else."""
    if _told_the_same(check_in, report, told):
        return check_in
    raise AlreadyCheckedInError(check_in)


def _told_the_same(check_in: CheckIn, report: SymptomReport, told: Told) -> bool:
    # Only what the page can have told: the profile may have been changed since, and
    # the first check-in itself is history by now.
    asked_by_page = {Asked.DAILY, Asked.LIST, Asked.EPISODE}
    names = {name for name, field in FIELDS.items() if field.asked in asked_by_page}
    names |= {name for name, value in told.answers.items() if value is not None}
    run = told.run
    return (
        all(check_in.report.get(name) == report[name] for name in names)
        and check_in.ran_on == (run.local_date if run else None)
        and check_in.run_distance_m == (run.distance_m if run else None)
        and check_in.note == told.note
    )


def _judged(
    situation: Situation,
    report: SymptomReport,
    told: Told,
    corrected: CheckIn | None,
) -> CheckIn:
    """Return the check-in with its advice, not saved yet."""
    latches = situation.latches
    floor = floor_of_today(situation, report)
    advice = assess(report, latches=latches, earlier_today=floor)
    run = told.run
    return CheckIn(
        athlete=situation.athlete,
        local_date=situation.today,
        created_at=situation.now,
        time_zone=situation.athlete.time_zone,
        pain_now=report["pain_now"],
        pain_worst_24h=report["pain_worst_24h"],
        verdict=advice.verdict,
        care=advice.care,
        report=report.answers(),
        latches=[latch.to_json() for latch in latches],
        earlier_today=floor.to_json() if floor else None,
        ruleset_version=advice.ruleset_version,
        findings=[finding.to_json() for finding in advice.findings],
        shown=shown_with(report, advice),
        ran_on=run.local_date if run else None,
        run_distance_m=run.distance_m if run else None,
        note=told.note,
        supersedes=corrected,
    )


def shown_with(report: SymptomReport, advice: Advice) -> dict[str, Any]:
    """Return what the page shows beside the findings, kept as it was given."""
    lift = what_would_change(report, advice)
    return {
        "lift": lift.sentence if lift else "",
        "way_back": way_back(advice),
        "hints": [{"id": hint.id, "text": hint.text} for hint in hints(report, advice)],
        "prevention": [
            {
                "title": str(topic.title),
                "text": str(topic.advice),
                "slug": topic.slug,
            }
            for topic in prevention_for(report, advice.verdict, care=advice.care)
        ],
    }


def _open_hold(check_in: CheckIn, situation: Situation) -> CareHold | None:
    known = situation.latches
    latches = latches_after(check_in.advice, day=check_in.local_date, latches=known)
    new = latches[len(known) :]
    if not new:
        return None
    return CareHold.objects.create(
        athlete=situation.athlete,
        opened_by=check_in,
        opened_at=check_in.created_at,
        latches=[latch.to_json() for latch in new],
    )


def _keep_low_energy(athlete: User, told: Told, today: dt.date) -> None:
    answer = told.answers.get("low_energy_signs")
    if answer is not None:
        HealthProfile.objects.filter(athlete=athlete).update(
            low_energy_signs=answer, low_energy_asked_on=today
        )
