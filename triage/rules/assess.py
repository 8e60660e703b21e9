"""Judge a report: run every rule, take the maximum, keep every reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from triage.rules.carried import EarlierToday, Latch, with_latches
from triage.rules.report import SymptomReport
from triage.rules.ruleset import RULESET_VERSION, RULESETS
from triage.rules.types import Advice, Finding, Rule


def assess(
    report: SymptomReport,
    *,
    latches: Sequence[Latch] = (),
    earlier_today: EarlierToday | None = None,
    ruleset_version: str = RULESET_VERSION,
) -> Advice:
    """Return the advice for a report: the verdict, the care, and every reason.

    Every rule runs and none sees another's result. latches are the red flags of
    earlier days that no clinician has assessed yet, earlier_today is what the earlier
    check-ins of the same day hold the advice to (allowed_floor). Raises KeyError for
    an unknown ruleset version.
    """
    rules = RULESETS[ruleset_version]
    fired = [finding(rule, report) for rule in rules if rule.when.holds(report)]
    found = with_latches(fired, latches, rules)
    if earlier_today is not None:
        found += earlier_today.beyond(found)
    return Advice(findings=_sorted(found), ruleset_version=ruleset_version)


def finding(rule: Rule, report: SymptomReport) -> Finding:
    """Return what a rule that fires on this report concludes, with the answers."""
    names = rule.when.because(report, wanted=True)
    return Finding(
        rule_id=rule.id,
        verdict=rule.verdict,
        care=rule.care,
        reason=rule.reason,
        source=rule.source,
        answers=tuple((name, report[name]) for name in names),
    )


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings by care, then verdict, most cautious first; else in order.

    Red flags come first because they have the highest care.
    """
    return tuple(sorted(findings, key=lambda f: (-f.care, -f.verdict)))
