"""Compute what would change the advice: which answers, and to which verdict.

Nothing here is written by hand per rule: each blocking rule's condition is asked for
the changes that turn it off, and every promise is kept by assessing the changed report.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count

from triage.rules.assess import assess
from triage.rules.carried import SAME_DAY
from triage.rules.conditions import Changes, Condition, merged
from triage.rules.fields import FIELDS, REQUIRED
from triage.rules.report import SymptomReport
from triage.rules.ruleset import RULESETS
from triage.rules.types import Advice, Value, Verdict, gettext_noop as _

# How many changed reports are assessed before giving up.
MAX_TRIES = 200
# How many ways to turn one rule off are looked at.
MAX_WAYS = 8

CLINICIAN = _("Only a clinician's assessment lifts this.")
# What only time lifts, by the id of the blocking finding.
WAITS = {
    "HOLD-1": _(
        "From rest the next step is walking; an easy run comes tomorrow at the "
        "earliest."
    ),
    "HOLD-3": _(
        "This is the first run back: after two easy runs that have settled by the "
        "next morning the next one is a normal run."
    ),
    SAME_DAY: _(
        "On the same day the advice can only become more cautious: check in again "
        "tomorrow."
    ),
}
WITH_CHANGES = _("With {changes} this would be {verdict}.")
WITH_ANSWERS_AT_BEST = _(
    "Still to be answered: {questions}. It could then be {verdict}."
)
WITH_BOTH = _(
    "Still to be answered: {questions}. With {changes} it could then be {verdict}."
)
TOMORROW_COULD_BE = _("On a calm morning tomorrow it could be {verdict}.")
AND = _(" and ")

VERDICT_WORDS = {
    Verdict.RUN: _("a normal run"),
    Verdict.RUN_EASY: _("an easy run"),
    Verdict.WALK: _("a walk"),
}

CALM_MORNING: Mapping[str, Value] = {
    **{name: FIELDS[name].best for name in REQUIRED},
    "brisk_walk_30_ok": "no",
    "days_pain_0_2": 0,
    "easy_runs_ok": 0,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lift:
    """What would change an advice, in one sentence, and what stands in the way.

    changes are the (field name, new value) pairs after which the verdict is the one
    given; empty, with a verdict of None, where no answer can change it today.
    blockers are the ids of the rules in the way, most cautious first.
    """

    sentence: str
    blockers: tuple[str, ...]
    changes: tuple[tuple[str, Value], ...] = ()
    verdict: Verdict | None = None


def what_would_change(report: SymptomReport, advice: Advice) -> Lift | None:
    """Return what would make the verdict more permissive, None if nothing can.

    advice is what assess gave for this report. The promise holds for a fresh
    assessment of the changed answers, not for a re-check on the same day. None for a
    verdict of run.
    """
    if advice.verdict is Verdict.RUN:
        return None
    if advice.is_red_flag:
        red_flags = tuple(finding.rule_id for finding in advice.red_flags)
        return Lift(sentence=CLINICIAN, blockers=red_flags)
    blockers = tuple(
        finding.rule_id
        for finding in advice.findings
        if finding.verdict is advice.verdict
    )
    waits = [sentence for rule_id, sentence in WAITS.items() if rule_id in blockers]
    if waits:
        return Lift(sentence=waits[0], blockers=blockers)
    changes = _smallest_changes(report, advice)
    if changes is None:
        return None
    verdict = assess(
        report.replace(**changes), ruleset_version=advice.ruleset_version
    ).verdict
    return Lift(
        sentence=_sentence(report, changes, verdict),
        blockers=blockers,
        changes=tuple(changes.items()),
        verdict=verdict,
    )


def way_back(advice: Advice) -> str:
    """Return what the days after this advice ask for before the next step.

    Computed by assessing a calm morning after it: every required answer at its best,
    no calm day and no easy run counted yet. Empty after a run, and while only a
    clinician's assessment lifts the advice.
    """
    if advice.verdict is Verdict.RUN or advice.is_red_flag:
        return ""
    morning = SymptomReport.from_answers(
        {**CALM_MORNING, "prev_verdict": advice.verdict.code}
    )
    tomorrow = assess(morning, ruleset_version=advice.ruleset_version)
    if tomorrow.verdict < advice.verdict:
        return TOMORROW_COULD_BE.format(verdict=VERDICT_WORDS[tomorrow.verdict])
    lift = what_would_change(morning, tomorrow)
    return lift.sentence if lift else ""


def _smallest_changes(report: SymptomReport, advice: Advice) -> Changes | None:
    """Return the smallest changes found that lower the verdict, None if none are.

    Best first: the reports that have moved the least are assessed first; each is
    changed further by the ways to turn off one rule that still holds the verdict.
    """
    version = advice.ruleset_version
    conditions = {rule.id: rule.when for rule in RULESETS[version]}
    order = count()
    queue: list[tuple[int, int, dict[str, Value]]] = [(0, next(order), {})]
    for _try in range(MAX_TRIES):
        if not queue:
            return None
        _size, _nth, changes = heappop(queue)
        changed = report.replace(**changes)
        now = assess(changed, ruleset_version=version)
        if now.verdict < advice.verdict:
            return _needed(report, changes, now)
        blocker = next(f for f in now.findings if f.verdict >= advice.verdict)
        for way in _ways_off(conditions[blocker.rule_id], report, changed):
            more = dict(merged(changes, way, FIELDS))
            heappush(queue, (_distance(report, more), next(order), more))
    return None


def _ways_off(
    condition: Condition, report: SymptomReport, changed: SymptomReport
) -> Iterator[Changes]:
    """Yield the ways to turn a rule off by better answers to what can change."""
    found = 0
    for way in condition.ways(changed, wanted=False):
        fields = [FIELDS[name] for name in way]
        if all(
            field.may_change_from(report[field.name])
            and field.is_better(way[field.name], than=changed[field.name])
            for field in fields
        ):
            yield way
            found += 1
        if found == MAX_WAYS:
            return


def _distance(report: SymptomReport, changes: Changes) -> int:
    """Return how far the changes move the answers, in steps of pain or of choices.

    An answer that was missing and a number that is no pain score count as one step.
    """
    return sum(
        FIELDS[name].steps(report[name], value) for name, value in changes.items()
    )


def _needed(report: SymptomReport, changes: Changes, now: Advice) -> Changes:
    """Return the changes without those that the verdict does not need."""
    needed = dict(changes)
    for name in changes:
        fewer = {other: value for other, value in needed.items() if other != name}
        without = assess(report.replace(**fewer), ruleset_version=now.ruleset_version)
        if without.verdict <= now.verdict:
            needed = fewer
    return needed


def _sentence(report: SymptomReport, changes: Changes, verdict: Verdict) -> str:
    """Return the sentence that names the changes and the verdict they lead to."""
    unanswered = [name for name in changes if report[name] is None]
    answered = [name for name in changes if name not in unanswered]
    questions = ", ".join(FIELDS[name].label for name in unanswered)
    phrases = [FIELDS[name].phrase(changes[name]) for name in answered]
    if unanswered and answered:
        template = WITH_BOTH
    elif unanswered:
        template = WITH_ANSWERS_AT_BEST
    else:
        template = WITH_CHANGES
    return template.format(
        questions=questions, changes=_joined(phrases), verdict=VERDICT_WORDS[verdict]
    )


def _joined(phrases: Sequence[str]) -> str:
    """Return the phrases as "a, b and c"."""
    *most, last = phrases or [""]
    return AND.join([", ".join(most), last]) if most else last
