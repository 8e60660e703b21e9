"""Words of a check-in's verdict and care, for lists of check-ins."""

from __future__ import annotations

from django import template
from django_stubs_ext import StrOrPromise

from triage.models import CheckIn
from triage.presentation import CARE_WORDS, VERDICT_WORDS
from triage.rules import RED_FLAG_CARE, Care, Verdict

register = template.Library()


@register.filter
def verdict_code(check_in: CheckIn) -> str:
    return Verdict(check_in.verdict).code


@register.filter
def verdict_word(check_in: CheckIn) -> StrOrPromise:
    return VERDICT_WORDS[Verdict(check_in.verdict)]


@register.filter
def care_word(check_in: CheckIn) -> StrOrPromise:
    return CARE_WORDS[Care(check_in.care)]


@register.filter
def care_matters(check_in: CheckIn) -> bool:
    return Care(check_in.care) >= RED_FLAG_CARE
