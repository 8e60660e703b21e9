"""What a coach may take along of one athlete: what the pages show, and no more.

Every column is named here, so that a new one is in no coach's file until somebody has
decided that it may be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet

from backpain.accounts.export import Row
from training.coach.athlete import maker_of, notes_seen
from training.coach.seen import Seen
from training.coach.words import (
    reason_without_health,
    steps_without_health,
    why_without_health,
)
from training.models import Change, Run, Week, Workout
from triage.models import CareHold, CheckIn
from triage.presentation import advice_text
from triage.rules import Care, Verdict

PLAN_OF = ("number", "start", "baseline_m", "cap_m", "volume_m", "why")
MARKS = ("is_hold", "is_cutback", "is_restart", "is_taper")
WORKOUT = (
    "date",
    "kind",
    "activity",
    "distance_m",
    "duration_s",
    "hard_s",
    "steps",
    "reason",
)
RUN = ("date", "distance_m", "duration_s", "surface")
# How a run felt is a health answer.
FELT = ("session_rpe", "pain_max", "trend", "limp", "settled")
CHANGE = ("kind", "first", "last", "workout", "ceiling_m", "made_at")


def collect(seen: Seen) -> dict[str, list[Row]]:
    """Return the tables of the file: name to rows, oldest first."""
    tables = {"athlete": [_athlete(seen)], "notes": list(_notes(seen))}
    if seen.coaching.sees_plan:
        tables |= {
            "runs": list(_runs(seen)),
            "changes": list(_changes(seen)),
        }
    if seen.plan is not None:
        tables |= {"weeks": list(_weeks(seen)), "workouts": list(_workouts(seen))}
    if seen.sees_health:
        tables |= {
            "check_ins": list(_check_ins(seen)),
            "care_holds": list(_care_holds(seen)),
        }
    return tables


def _athlete(seen: Seen) -> Row:
    coaching, athlete = seen.coaching, seen.athlete
    return {
        "name": athlete.name,
        "units": athlete.units,
        "time_zone": athlete.time_zone,
        "since": coaching.accepted_at,
        "shares_plan_and_runs": coaching.sees_plan,
        "shares_health_answers": coaching.sees_health,
        "may_change_workouts": coaching.can_edit,
        "verdict_today": seen.verdict,
        "last_check_in_at": seen.last_check_in_at,
    }


def _notes(seen: Seen) -> Iterator[Row]:
    for note in notes_seen(seen.coaching).order_by("id"):
        yield {
            "written_at": note.written_at,
            "author": note.author_name,
            "is_private": note.is_private,
            "read_at": note.read_at,
            "text": note.text,
        }


def _runs(seen: Seen) -> Iterator[Row]:
    columns = RUN + FELT if seen.sees_health else RUN
    mine = Run.objects.filter(athlete=seen.athlete).order_by("date", "id")
    yield from _rows(mine, columns)


def _weeks(seen: Seen) -> Iterator[Row]:
    mine = Week.objects.filter(athlete=seen.athlete).order_by("start")
    for row in _rows(mine, PLAN_OF + MARKS):
        if not seen.sees_health:
            row["why"] = why_without_health(row["why"])
        row["told_to_the_athlete"] = row.pop("why")
        yield row


def _workouts(seen: Seen) -> Iterator[Row]:
    mine = Workout.objects.filter(athlete=seen.athlete).order_by("date")
    for row in _rows(mine, WORKOUT):
        if not seen.sees_health:
            row["reason"] = reason_without_health(row["reason"])
            row["steps"] = steps_without_health(row["steps"], seen.is_own)
        row["told_to_the_athlete"] = row.pop("reason")
        yield row


def _changes(seen: Seen) -> Iterator[Row]:
    """Give the changes; the cause of a pause and others' words are health answers."""
    # What was taken back is on no page either.
    standing = Change.objects.filter(athlete=seen.athlete).standing()
    for change in standing.select_related("made_by").order_by("id"):
        is_mine = change.made_by_id == seen.coaching.coach_id
        is_told = seen.sees_health or is_mine
        row = {name: getattr(change, name) for name in CHANGE}
        row["made_by"] = maker_of(change, seen)
        if change.workout and not is_told:
            row["workout"] = {**change.workout, "text": ""}
        row["cause"] = change.cause if is_told else ""
        row["reason"] = change.reason if is_told else ""
        yield row


def _check_ins(seen: Seen) -> Iterator[Row]:
    """Give the check-ins as their pages show them, not every answer behind them."""
    check_ins = CheckIn.objects.filter(athlete=seen.athlete).standing()
    for one in check_ins.order_by("local_date", "id").iterator(chunk_size=500):
        advice = advice_text(one)
        yield {
            "date": one.local_date,
            "made_at": one.created_at,
            "pain_now": one.pain_now,
            "pain_worst_24h": one.pain_worst_24h,
            "verdict": Verdict(one.verdict).code,
            "care": Care(one.care).code,
            "reasons_told_to_the_athlete": [
                {
                    "rule": reason.rule_id,
                    "reason": reason.text,
                    "because": reason.because,
                    "source": reason.source,
                }
                for reason in (*advice.first_reasons, *advice.more_reasons)
            ],
            "note": one.note,
            "ruleset_version": one.ruleset_version,
        }


def _care_holds(seen: Seen) -> Iterator[Row]:
    holds = CareHold.objects.filter(athlete=seen.athlete).order_by("id")
    for hold in holds:
        yield {
            "opened_at": hold.opened_at,
            "signs": [
                {"since": latch.since, "reason": latch.reason} for latch in hold.latched
            ],
            "cleared_at": hold.cleared_at,
            "clearance": hold.clearance,
        }


def _rows(rows: QuerySet[Any], columns: Sequence[str]) -> Iterator[Row]:
    yield from rows.values(*columns)
