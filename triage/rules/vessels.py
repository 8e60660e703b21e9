"""Family C, second part: kidney, blood vessels, heart and being unwell."""

from __future__ import annotations

from triage.rules.conditions import all_of, any_of
from triage.rules.fields_daily import pain_now
from triage.rules.fields_episode import onset, pain_site
from triage.rules.fields_list import (
    chest_pain_or_breathless,
    fever,
    pulsing_tummy,
    tummy_pain,
    urine_symptoms,
    very_unwell,
)
from triage.rules.fields_profile import age_years, known_aneurysm, pregnancy
from triage.rules.levels import (
    EMERGENCY,
    REST,
    ROUTINE,
    RUN_EASY,
    URGENT_SAME_DAY,
    WALK,
)
from triage.rules.shared import ANY_PAIN
from triage.rules.types import Rule, gettext_noop as _

RULES: tuple[Rule, ...] = (
    Rule(
        id="URI-1",
        when=all_of(urine_symptoms.at_least("burning"), ANY_PAIN),
        verdict=WALK,
        care=ROUTINE,
        reason=_(
            "Burning or very frequent peeing with back pain: have your urine checked."
        ),
        source="S4",
    ),
    Rule(
        id="URI-2",
        when=all_of(
            urine_symptoms.at_least("burning"),
            any_of(
                pain_site.is_("flank"),
                fever.at_least("unsure"),
                pregnancy.is_("pregnant"),
            ),
        ),
        verdict=REST,
        care=URGENT_SAME_DAY,
        reason=_("This may be a kidney infection: speak to a doctor today."),
        source="S4",
    ),
    Rule(
        id="URI-3",
        when=urine_symptoms.at_least("blood"),
        verdict=REST,
        care=URGENT_SAME_DAY,
        reason=_(
            "Blood in your pee with or without back pain: speak to a doctor today."
        ),
        source="S4",
    ),
    Rule(
        id="URI-4",
        when=urine_symptoms.is_("cola_dark"),
        verdict=REST,
        care=EMERGENCY,
        reason=_(
            "Very dark, cola-coloured pee after hard exercise can mean muscle "
            "breakdown. Go to hospital now."
        ),
        source="S32 (paraspinal compartment syndrome cases)",
    ),
    Rule(
        id="VIS-1",
        when=chest_pain_or_breathless.is_("yes"),
        verdict=REST,
        care=EMERGENCY,
        reason=_("Chest pain or unusual breathlessness: call an ambulance."),
        source="S1; PE-in-runner case S33",
    ),
    Rule(
        id="VIS-2",
        when=very_unwell.is_("yes"),
        verdict=REST,
        care=EMERGENCY,
        reason=_("Faint, clammy, confused or very unwell: call an ambulance."),
        source="S9 (AAA), S4 (sepsis)",
    ),
    Rule(
        id="VIS-3",
        when=pulsing_tummy.is_("yes"),
        verdict=REST,
        care=URGENT_SAME_DAY,
        reason=_(
            "A new pulsing feeling in the tummy must be checked today; do not exercise."
        ),
        source="S9",
    ),
    Rule(
        id="VIS-4",
        when=all_of(
            pulsing_tummy.is_("yes"),
            any_of(pain_now.at_least(6), tummy_pain.is_("severe"), onset.is_("sudden")),
        ),
        verdict=REST,
        care=EMERGENCY,
        reason=_("A pulsing tummy with strong or sudden pain: call an ambulance."),
        source="S9",
    ),
    Rule(
        id="VIS-5",
        when=all_of(known_aneurysm.is_("yes"), ANY_PAIN),
        verdict=REST,
        care=EMERGENCY,
        reason=_("You have a known aneurysm and back pain: call an ambulance."),
        source="S9",
    ),
    Rule(
        id="VIS-6",
        when=tummy_pain.is_("severe"),
        verdict=REST,
        care=EMERGENCY,
        reason=_("Severe tummy pain with back pain needs hospital now."),
        source="S9",
    ),
    Rule(
        id="VIS-7",
        when=all_of(age_years.at_least(60), onset.is_("sudden"), pain_now.at_least(7)),
        verdict=REST,
        care=EMERGENCY,
        reason=_(
            "Sudden, severe back pain out of the blue at your age can come from the "
            "main artery: call an ambulance."
        ),
        source="S9",
    ),
    Rule(
        id="VIS-8",
        when=all_of(tummy_pain.at_least("mild"), ANY_PAIN),
        verdict=RUN_EASY,
        care=ROUTINE,
        reason=_(
            "Tummy pain together with back pain may not come from the back: have it "
            "checked."
        ),
        source="S9,S34",
    ),
)
