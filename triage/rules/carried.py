"""Carry caution over: red flags from day to day, advice from hour to hour.

A red flag stays until a clinician's assessment is recorded (clinical.md 3.16), and a
second check-in on one day may only be more cautious than the first (section 2). Both
become findings of their own, so that the athlete sees why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from triage.rules.report import SymptomReport
from triage.rules.types import Advice, Care, Finding, Rule, Verdict, gettext_noop as _

SAME_DAY = "SAME-DAY"
# The one rule that a later check-in of the day may undo (clinical.md 2).
MASKING_RULE = "MED-1"
# What the question asks about, and how long a tablet is taken to hide the signal.
PAINKILLER_HOURS = 8
SAME_DAY_REASON = _(
    "Earlier today your answers called for more caution, and on the same day the advice "
    "can only become more cautious."
)
LATCHED_REASON = _(
    "You reported this on {date} and no clinician's assessment is recorded since: "
    "{reason}"
)
_MONTHS = (
    _("January"),
    _("February"),
    _("March"),
    _("April"),
    _("May"),
    _("June"),
    _("July"),
    _("August"),
    _("September"),
    _("October"),
    _("November"),
    _("December"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Latch:
    """A red flag that fired on the day since and is still to be assessed."""

    rule_id: str
    care: Care
    since: date
    reason: str

    def to_json(self) -> dict[str, Any]:
        """Return the latch as a dict that json.dumps takes."""
        return {
            "rule": self.rule_id,
            "care": self.care.code,
            "since": self.since.isoformat(),
            "reason": self.reason,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Latch:
        """Return the latch that to_json wrote."""
        return cls(
            rule_id=data["rule"],
            care=Care.from_code(data["care"]),
            since=date.fromisoformat(data["since"]),
            reason=data["reason"],
        )

    def as_finding(self, today: Finding | None, source: str) -> Finding:
        """Return the finding: rest, this care, and since when.

        today is the finding of the same rule on today's answers, None if it did not
        fire; its answers are kept, and its care if that is higher. source is the
        rule's.
        """
        return Finding(
            rule_id=self.rule_id,
            verdict=Verdict.REST,
            care=max(self.care, today.care) if today else self.care,
            reason=LATCHED_REASON.format(
                date=_in_words(self.since), reason=self.reason
            ),
            source=source,
            answers=today.answers if today else (),
            since=self.since,
        )


def _in_words(day: date) -> str:
    """Return a date as in "3 December 2026", whatever the locale."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def with_latches(
    fired: Iterable[Finding], latches: Sequence[Latch], rules: Sequence[Rule]
) -> list[Finding]:
    """Return the findings and the latches, each rule once, a latch in place of both.

    Of several latches of one rule the oldest is shown, with the highest care. A latch
    of a rule that is not among rules (a ruleset has changed) has no source.
    """
    sources = {rule.id: rule.source for rule in rules} if latches else {}
    by_rule = {finding.rule_id: finding for finding in fired}
    for latch in sorted(latches, key=lambda latch: latch.since, reverse=True):
        by_rule[latch.rule_id] = latch.as_finding(
            by_rule.get(latch.rule_id), sources.get(latch.rule_id, "")
        )
    return list(by_rule.values())


def latches_after(
    advice: Advice, *, day: date, latches: Sequence[Latch]
) -> tuple[Latch, ...]:
    """Return what is latched after this advice of this day.

    latches are those the advice was given under; they stay as they are. The same-day
    floor latches nothing itself: the check-in it comes from has done so.
    """
    known = {latch.rule_id for latch in latches}
    new = (
        Latch(rule_id=f.rule_id, care=f.care, since=day, reason=f.reason)
        for f in advice.red_flags
        if f.rule_id not in known and f.rule_id != SAME_DAY
    )
    return (*latches, *new)


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierToday:
    """The least caution that the earlier check-ins of the day allow.

    reasons are those of the findings that ask for it; two floors that allow the same
    are equal.
    """

    verdict: Verdict
    care: Care
    reasons: tuple[str, ...] = field(default=(), compare=False)

    def to_json(self) -> dict[str, Any]:
        """Return the floor as a dict that json.dumps takes."""
        return {
            "verdict": self.verdict.code,
            "care": self.care.code,
            "reasons": list(self.reasons),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> EarlierToday:
        """Return the floor that to_json wrote."""
        return cls(
            verdict=Verdict.from_code(data["verdict"]),
            care=Care.from_code(data["care"]),
            reasons=tuple(data["reasons"]),
        )

    def covers(self, other: EarlierToday) -> bool:
        """Say whether this floor is at least as cautious as the other on both axes."""
        return self.verdict >= other.verdict and self.care >= other.care

    def beyond(self, findings: Iterable[Finding]) -> list[Finding]:
        """Return the SAME-DAY finding if these findings are below the floor."""
        if floor_of(findings).covers(self):
            return []
        finding = Finding(
            rule_id=SAME_DAY,
            verdict=self.verdict,
            care=self.care,
            reason=" ".join((SAME_DAY_REASON, *self.reasons)),
            source=_("Design choice: re-checks do not relax advice"),
        )
        return [finding]


def floor_of(findings: Iterable[Finding]) -> EarlierToday:
    """Return the highest verdict and care of these findings, with the reasons."""
    found = tuple(findings)
    verdict = max((f.verdict for f in found), default=Verdict.RUN)
    care = max((f.care for f in found), default=Care.NONE)
    asking = (
        f.reason
        for f in found
        if f.rule_id != SAME_DAY
        and (f.verdict == verdict or f.care == max(care, Care.ROUTINE))
    )
    return EarlierToday(
        verdict=verdict, care=care, reasons=tuple(dict.fromkeys(asking))
    )


def allowed_floor(
    previous_findings: Iterable[Finding],
    now_report: SymptomReport,
    *,
    hours_since_painkiller: float,
) -> EarlierToday:
    """Return the floor for a further check-in on the same day.

    previous_findings are those of every earlier check-in of the day, in any order.
    The masking rule (MED-1) invites a new check-in when the tablet has worn off:
    8 hours after the last check-in that told of one (hours_since_painkiller), if the
    new report says painkiller_8h none, its verdict no longer counts, and neither
    does that of a SAME-DAY finding that only repeats what the other findings given
    here say. One that says more always counts. Given only the newest check-in's
    findings the floor may be too low: an earlier one may be why that check-in's own
    verdict added no SAME-DAY finding. Red flags, and the advice to see somebody, are
    never relaxed.
    """
    found = tuple(previous_findings)
    has_worn_off = hours_since_painkiller >= PAINKILLER_HOURS
    if now_report["painkiller_8h"] != "none" or not has_worn_off:
        return floor_of(found)
    own = [f for f in found if f.rule_id != SAME_DAY]
    repeated = floor_of(own)
    more = [
        f for f in found if f.rule_id == SAME_DAY and not repeated.covers(floor_of([f]))
    ]
    unmasked = [f for f in own if f.rule_id != MASKING_RULE]
    advised = [f for f in found if f.care >= Care.ROUTINE]
    floor = floor_of([*unmasked, *more])
    seen = floor_of(advised)
    return EarlierToday(
        verdict=floor.verdict,
        care=max(floor.care, seen.care),
        reasons=tuple(dict.fromkeys((*floor.reasons, *seen.reasons))),
    )
