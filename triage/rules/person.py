"""Family E: pregnancy, age and the clinician's orders."""

from __future__ import annotations

from triage.rules.conditions import all_of, any_of
from triage.rules.fields_daily import pain_now
from triage.rules.fields_episode import duration_days, night_pain, worse_leaning_back
from triage.rules.fields_list import pregnancy_warning, tummy_pain
from triage.rules.fields_profile import age_years, clinician_advice, pregnancy
from triage.rules.levels import (
    EMERGENCY,
    REST,
    ROUTINE,
    RUN_EASY,
    SELF_CARE,
    URGENT_SAME_DAY,
    WALK,
)
from triage.rules.shared import ANY_PAIN, PREGNANT, UNDER_18
from triage.rules.types import Rule, gettext_noop as _

RULES: tuple[Rule, ...] = (
    Rule(
        id="PREG-1",
        when=pregnancy_warning.is_("yes"),
        verdict=REST,
        care=EMERGENCY,
        reason=_(
            "Bleeding, leaking fluid, regular tightenings, fewer movements or a swollen "
            "calf: call your maternity unit now, day or night; if you bleed heavily, "
            "call an ambulance."
        ),
        source="S12 (ACOG list)",
    ),
    Rule(
        id="PREG-2",
        when=all_of(
            PREGNANT, any_of(pain_now.at_least(6), tummy_pain.at_least("mild"))
        ),
        verdict=REST,
        care=URGENT_SAME_DAY,
        reason=_(
            "Strong back or tummy pain in pregnancy: call your midwife or doctor today."
        ),
        source="S12; sacral fracture in pregnancy S25",
    ),
    Rule(
        id="PREG-3",
        when=all_of(PREGNANT, pain_now.at_least(3)),
        verdict=WALK,
        care=ROUTINE,
        reason=_("Walk instead of run and talk to your midwife or physiotherapist."),
        source="S2,S12",
    ),
    Rule(
        id="PREG-4",
        when=all_of(PREGNANT, ANY_PAIN),
        verdict=RUN_EASY,
        care=ROUTINE,
        reason=_(
            "Back pain in pregnancy: keep it easy and tell your midwife, GP or "
            "physiotherapist."
        ),
        source="S2",
    ),
    Rule(
        id="PREG-5",
        when=PREGNANT,
        verdict=RUN_EASY,
        care=SELF_CARE,
        reason=_("In pregnancy keep runs easy and agreed with your midwife or doctor."),
        source="S12",
    ),
    Rule(
        id="PREG-6",
        when=pregnancy.is_("postpartum_0_12w"),
        verdict=WALK,
        care=SELF_CARE,
        reason=_(
            "Experts advise waiting until about 12 weeks after birth before running."
        ),
        source="S13 (Goom 2019, expert opinion)",
    ),
    Rule(
        id="PREG-7",
        when=all_of(pregnancy.is_("postpartum_0_12w"), ANY_PAIN),
        verdict=WALK,
        care=ROUTINE,
        reason=_("Back or buttock pain soon after birth should be checked; walk only."),
        source="S13,S25",
    ),
    Rule(
        id="AGE-1",
        when=all_of(
            UNDER_18,
            ANY_PAIN,
            any_of(
                pain_now.at_least(3),
                duration_days.at_least(21),
                night_pain.at_least("on_turning"),
                worse_leaning_back.is_("yes"),
            ),
        ),
        verdict=WALK,
        care=ROUTINE,
        reason=_(
            "In young athletes lasting pain, or pain leaning back, can be a stress "
            "injury of the spine. Walk only and see a doctor with a parent."
        ),
        source="S14 (JFP 2020; Houghton 2010)",
    ),
    Rule(
        id="AGE-2",
        when=all_of(UNDER_18, ANY_PAIN),
        verdict=RUN_EASY,
        care=SELF_CARE,
        reason=_("Tell a parent or coach and keep it easy."),
        source="S14",
    ),
    Rule(
        id="AGE-3",
        when=all_of(
            age_years.at_least(70), duration_days.at_most(42), pain_now.at_least(4)
        ),
        verdict=WALK,
        care=ROUTINE,
        reason=_("New marked back pain at your age should be checked."),
        source="S7 (older age 9 % post-test)",
    ),
    Rule(
        id="AGE-4",
        when=all_of(age_years.at_least(70), duration_days.at_most(42), ANY_PAIN),
        verdict=RUN_EASY,
        care=SELF_CARE,
        reason=_(
            "New back pain at your age: keep it easy and see someone if it is not "
            "clearly better in a week."
        ),
        source="S7",
    ),
    Rule(
        id="CLN-1",
        when=clinician_advice.at_least("walk_only"),
        verdict=WALK,
        care=SELF_CARE,
        reason=_("Your clinician told you not to run yet."),
        source="design",
    ),
    Rule(
        id="CLN-2",
        when=clinician_advice.is_("no_exercise"),
        verdict=REST,
        care=SELF_CARE,
        reason=_("Your clinician told you to rest."),
        source="design",
    ),
)
