"""How an advice reads: the words for verdicts, care and answers."""

from __future__ import annotations

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
    Verdict,
)

REASONS_AT_ONCE = 3

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
    Care.SELF_CARE: _("Nothing here needs a clinician: look after it yourself."),
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


def advice_text(check_in: CheckIn) -> AdviceText:
    """Return the words of a check-in's advice."""
    verdict, care = Verdict(check_in.verdict), Care(check_in.care)
    reasons = tuple(_reason(finding) for finding in check_in.advice.findings)
    # Red flags are never folded away.
    at_once = max(REASONS_AT_ONCE, sum(reason.is_red_flag for reason in reasons))
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
    )


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
