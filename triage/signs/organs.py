"""Signs that the pain may come from elsewhere: infection, chest, tummy, urine."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from triage.signs.types import Choice, Sign

SIGNS: tuple[Sign, ...] = (
    Sign(
        key="fever",
        label=_("Fever, shivers or night sweats"),
        question=_("Which of these?"),
        several=True,
        choices=(
            Choice(
                key="fever",
                label=_("A temperature of 38 °C (100.4 °F) or more"),
                answers={"fever": "yes"},
            ),
            Choice(
                key="shivers",
                label=_("Hot or shivery, not measured"),
                answers={"fever": "unsure"},
            ),
            Choice(
                key="sweats",
                label=_("Drenching night sweats"),
                answers={"night_sweats": "yes"},
            ),
        ),
        unsure={"fever": "unsure", "night_sweats": None},
    ),
    Sign(
        key="chest",
        label=_("Chest pain, short of breath, faint, clammy or very unwell"),
        question=_("Which of these?"),
        several=True,
        choices=(
            Choice(
                key="chest",
                label=_("Chest pain, or unusually short of breath"),
                answers={"chest_pain_or_breathless": "yes"},
            ),
            Choice(
                key="unwell",
                label=_("Faint, clammy, confused or very unwell"),
                answers={"very_unwell": "yes"},
            ),
        ),
        # No "unsure" in the dictionary, and nothing to wait for: who is not sure
        # about the chest calls.
        unsure={"chest_pain_or_breathless": "yes", "very_unwell": None},
    ),
    Sign(
        key="tummy",
        label=_("Tummy pain, or a pulse I can feel in my tummy"),
        question=_("Which of these?"),
        several=True,
        choices=(
            Choice(
                key="mild",
                label=_("Tummy pain, bearable"),
                answers={"tummy_pain": "mild"},
            ),
            Choice(
                key="severe",
                label=_("Strong tummy pain"),
                answers={"tummy_pain": "severe"},
            ),
            Choice(
                key="pulse",
                label=_("A new pulsing feeling in my tummy"),
                answers={"pulsing_tummy": "yes"},
            ),
        ),
        unsure={"tummy_pain": None, "pulsing_tummy": "yes"},
    ),
    Sign(
        key="urine",
        label=_("Burning, bloody or very dark pee"),
        question=_("Which of these?"),
        several=True,
        choices=(
            Choice(
                key="burning",
                label=_("Burning, or having to go very often"),
                answers={"urine_symptoms": "burning"},
            ),
            Choice(
                key="blood",
                label=_("Blood in it"),
                answers={"urine_symptoms": "blood"},
            ),
            Choice(
                key="dark",
                label=_("Very dark, like cola"),
                answers={"urine_symptoms": "cola_dark"},
            ),
        ),
        unsure={"urine_symptoms": None},
    ),
)
