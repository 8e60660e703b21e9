"""How an advice reads: the words for verdicts, care and answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, gettext_lazy as _
from django_stubs_ext import StrOrPromise

from triage.models import CheckIn
from triage.rules import (
    FIELDS,
    RED_FLAG_CARE,
    STOP_RULES,
    Care,
    Finding,
    Latch,
    Verdict,
)
from triage.warning_list import LISTED_FIELDS

REASONS_AT_ONCE = 3
LISTED = {name: FIELDS[name] for name in LISTED_FIELDS}

VERDICT_WORDS: dict[Verdict, StrOrPromise] = {
    Verdict.RUN: _("Run"),
    Verdict.RUN_EASY: _("Easy run"),
    Verdict.WALK: _("Walk"),
    Verdict.REST: _("Rest"),
}
VERDICT_SENTENCES: dict[Verdict, StrOrPromise] = {
    Verdict.RUN: _("Your answers give no reason to hold back today."),
    Verdict.RUN_EASY: _("Run easy today: short, flat, and slow enough to talk."),
    Verdict.WALK: _("Walk today instead of running."),
    Verdict.REST: _("No training today. Keep moving gently about the house."),
}
CARE_WORDS: dict[Care, StrOrPromise] = {
    Care.NONE: _("No care needed"),
    Care.SELF_CARE: _("Look after it yourself"),
    Care.ROUTINE: _("Book an appointment"),
    Care.URGENT_SAME_DAY: _("See a doctor today"),
    Care.EMERGENCY: _("Hospital now"),
}
CARE_SENTENCES: dict[Care, StrOrPromise] = {
    Care.NONE: _("Nothing points to a need for care."),
    Care.SELF_CARE: _(
        "You need not see anybody for this today; if it is not better in a week, "
        "book an appointment."
    ),
    Care.ROUTINE: _(
        "Book an appointment with a doctor or physiotherapist within two weeks; "
        "within a few days if it gets worse."
    ),
    Care.URGENT_SAME_DAY: _(
        "Speak to a doctor or a medical phone line today. "
        "If it gets worse while you wait, go to hospital."
    ),
    Care.EMERGENCY: _(
        "Go to hospital now, or call an ambulance. Do not drive yourself."
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One finding as the page shows it."""

    rule_id: str
    text: str
    because: str
    source: str
    is_red_flag: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceText:
    """One advice as the page shows it, exactly as it was given."""

    verdict: str
    word: StrOrPromise
    sentence: StrOrPromise
    care: str
    care_word: StrOrPromise
    care_sentence: StrOrPromise
    is_red_flag: bool
    is_emergency: bool
    first_reasons: tuple[Reason, ...]
    more_reasons: tuple[Reason, ...]
    stop_rules: tuple[str, ...]
    # What was answered to the red flags, for the phone.
    to_read_out: str
    ticked_a_sign: bool


def advice_text(check_in: CheckIn) -> AdviceText:
    """Return the words of a check-in's advice."""
    verdict, care = Verdict(check_in.verdict), Care(check_in.care)
    reasons, at_once = _reasons(check_in, verdict, care)
    return AdviceText(
        verdict=verdict.code,
        word=VERDICT_WORDS[verdict],
        sentence=VERDICT_SENTENCES[verdict],
        care=care.code,
        care_word=CARE_WORDS[care],
        care_sentence=CARE_SENTENCES[care],
        is_red_flag=care >= RED_FLAG_CARE,
        is_emergency=care is Care.EMERGENCY,
        first_reasons=reasons[:at_once],
        more_reasons=reasons[at_once:],
        stop_rules=STOP_RULES if verdict <= Verdict.RUN_EASY else (),
        to_read_out="; ".join(one.because for one in reasons if one.is_red_flag),
        ticked_a_sign=any(
            check_in.report.get(name, field.best) != field.best
            for name, field in LISTED.items()
        ),
    )


def _reasons(
    check_in: CheckIn, verdict: Verdict, care: Care
) -> tuple[tuple[Reason, ...], int]:
    """Return the reasons, those that decided first, and how many are shown at once."""
    findings = _covered_last(check_in.advice.findings)
    deciding = [
        one
        for one in findings
        if one.verdict == verdict or one.care == max(care, Care.ROUTINE)
    ]
    others = (one for one in findings if one not in deciding)
    reasons = tuple(_reason(finding) for finding in [*deciding, *others])
    # Red flags are never folded away, and beside them stands nothing milder.
    red_flags = sum(reason.is_red_flag for reason in reasons)
    return reasons, red_flags or min(REASONS_AT_ONCE, len(deciding))


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldText:
    """The active care hold as every page of today shows it, first of all."""

    care_word: StrOrPromise
    care_sentence: StrOrPromise
    is_emergency: bool


def hold_text(latches: Sequence[Latch]) -> HoldText | None:
    """Return the words of what is held, None if nothing is."""
    if not latches:
        return None
    care = max(latch.care for latch in latches)
    return HoldText(
        care_word=CARE_WORDS[care],
        care_sentence=CARE_SENTENCES[care],
        is_emergency=care is Care.EMERGENCY,
    )


def red_flags_of(check_in: CheckIn | None) -> list[Reason]:
    """Return the red flags among a check-in's findings, none without a check-in."""
    findings = check_in.advice.red_flags if check_in else ()
    return [_reason(finding) for finding in findings]


def _covered_last(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings with those last that say less about the same answers.

    "Pain of 3: short, easy and flat only" is true of a 4 as well, and confusing when
    it stands right under "Pain of 4-5: walk instead".
    """
    covered = [
        finding
        for finding in findings
        if any(_says_more(other, finding) for other in findings)
    ]
    return [one for one in findings if one not in covered] + covered


def _says_more(one: Finding, other: Finding) -> bool:
    same = one.answers == other.answers and bool(one.answers)
    return same and one.verdict > other.verdict and one.care >= other.care


def _reason(finding: Finding) -> Reason:
    answers = (
        f"{gettext(FIELDS[name].label)}: {gettext(FIELDS[name].in_words(value))}"
        for name, value in finding.answers
    )
    return Reason(
        rule_id=finding.rule_id,
        # A latched reason carries its date and cannot be looked up whole.
        text=finding.reason if finding.since else gettext(finding.reason),
        because=" · ".join(answers),
        source=finding.source,
        is_red_flag=finding.is_red_flag,
    )
