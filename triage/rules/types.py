"""Name what a rule concludes: verdict, care level, rule, finding, advice, hint.

Two axes that never mix (how much exercise, how fast to be seen), each the maximum
over every rule that fires. Everything here is a frozen value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from triage.rules.conditions import Condition

# The value of an answer; None in its place is a question not answered.
Value = str | int


def gettext_noop(message: str) -> str:
    """Return message unchanged; makemessages finds the texts marked with it."""
    return message


class Verdict(IntEnum):
    """How much exercise today, most permissive first."""

    RUN = 0
    RUN_EASY = 1
    WALK = 2
    REST = 3

    @property
    def code(self) -> str:
        """Return the JSON form, such as "run_easy"."""
        return self.name.lower()

    @classmethod
    def from_code(cls, code: object) -> Verdict:
        """Return the verdict with this JSON form; raise ValueError if there is none."""
        for verdict in cls:
            if verdict.code == code:
                return verdict
        raise ValueError(f"{_shown(code)} is not allowed, only {_codes(cls)}")


class Care(IntEnum):
    """Whether and how fast to be seen by somebody, least urgent first."""

    NONE = 0
    SELF_CARE = 1
    ROUTINE = 2
    URGENT_SAME_DAY = 3
    EMERGENCY = 4

    @property
    def code(self) -> str:
        """Return the JSON form, such as "urgent_same_day"."""
        return self.name.lower()

    @classmethod
    def from_code(cls, code: object) -> Care:
        """Return the care level with this JSON form; raise ValueError if none has it."""
        for care in cls:
            if care.code == code:
                return care
        raise ValueError(f"{_shown(code)} is not allowed, only {_codes(cls)}")


def _shown(code: object) -> str:
    """Return what was given on one short line."""
    return ascii(code)[:60]


def _codes(levels: type[Verdict] | type[Care]) -> str:
    """Return the JSON forms of all levels in one line, lowest first."""
    return ", ".join(level.code for level in levels)


# A rule at this care level or above is a red flag: it outranks everything and stays
# until a clinician's assessment is recorded (clinical.md 3.2 and 3.16).
RED_FLAG_CARE = Care.URGENT_SAME_DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One row of the rule table: when it holds, the advice is at least this cautious.

    reason is the sentence the athlete reads, source the evidence behind the row
    (codes as in triage.rules.sources).
    """

    id: str
    when: Condition
    verdict: Verdict
    care: Care
    reason: str
    source: str

    @property
    def is_red_flag(self) -> bool:
        """Say whether this rule is a red flag."""
        return self.care >= RED_FLAG_CARE


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one rule concluded from a report, and why.

    answers are the (field name, value) pairs that made the rule fire, in the order of
    its condition; a value of None was not answered. since is the day the finding was
    first reported when it is kept from an earlier day, else None.
    """

    rule_id: str
    verdict: Verdict
    care: Care
    reason: str
    source: str
    answers: tuple[tuple[str, Value | None], ...] = ()
    since: date | None = None

    @property
    def is_red_flag(self) -> bool:
        """Say whether this finding is a red flag."""
        return self.care >= RED_FLAG_CARE

    def to_json(self) -> dict[str, Any]:
        """Return the finding as a dict that json.dumps takes."""
        return {
            "rule": self.rule_id,
            "verdict": self.verdict.code,
            "care": self.care.code,
            "reason": self.reason,
            "source": self.source,
            "answers": [list(pair) for pair in self.answers],
            "since": self.since.isoformat() if self.since else None,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Finding:
        """Return the finding that to_json wrote."""
        since = data["since"]
        return cls(
            rule_id=data["rule"],
            verdict=Verdict.from_code(data["verdict"]),
            care=Care.from_code(data["care"]),
            reason=data["reason"],
            source=data["source"],
            answers=tuple((name, value) for name, value in data["answers"]),
            since=date.fromisoformat(since) if since else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """The outcome of one assessment: every finding, red flags first.

    Without findings the verdict is run and the care none.
    """

    findings: tuple[Finding, ...]
    ruleset_version: str

    @property
    def verdict(self) -> Verdict:
        """Return the most cautious verdict of all findings."""
        return max((finding.verdict for finding in self.findings), default=Verdict.RUN)

    @property
    def care(self) -> Care:
        """Return the highest care level of all findings."""
        return max((finding.care for finding in self.findings), default=Care.NONE)

    @property
    def is_red_flag(self) -> bool:
        """Say whether any finding is a red flag."""
        return self.care >= RED_FLAG_CARE

    @property
    def red_flags(self) -> tuple[Finding, ...]:
        """Return the findings that are red flags, most urgent first."""
        return tuple(finding for finding in self.findings if finding.is_red_flag)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """A contributing cause that may fit; never a diagnosis, never moves the verdict."""

    id: str
    text: str
