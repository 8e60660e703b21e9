"""Family B: fracture, stress fracture and eating too little."""

from __future__ import annotations

from triage.rules.conditions import all_of, any_of
from triage.rules.fields_daily import pain_now, walking
from triage.rules.fields_episode import (
    duration_days,
    focal_bone_pain,
    impact_pain,
    trauma,
)
from triage.rules.fields_profile import age_years, blood_thinners, low_energy_signs
from triage.rules.levels import (
    EMERGENCY,
    REST,
    ROUTINE,
    RUN,
    RUN_EASY,
    SELF_CARE,
    URGENT_SAME_DAY,
    WALK,
)
from triage.rules.shared import (
    ANY_PAIN,
    BONE_HEALTH_RISK,
    FRAGILE_BONES,
    PREGNANT_OR_POSTPARTUM,
    SORE_BONE_AND_LANDING,
    WAKES_AT_NIGHT,
)
from triage.rules.types import Rule, gettext_noop as _

RULES: tuple[Rule, ...] = (
    Rule(
        id="FX-1",
        when=trauma.is_("major"),
        verdict=REST,
        care=EMERGENCY,
        reason=_(
            "Back pain after a serious accident or a fall from height needs hospital "
            "today."
        ),
        source="S1,S2",
    ),
    Rule(
        id="FX-2",
        when=all_of(
            trauma.at_least("minor"),
            any_of(age_years.at_least(65), FRAGILE_BONES, blood_thinners.is_("yes")),
        ),
        verdict=REST,
        care=URGENT_SAME_DAY,
        reason=_(
            "Even a small fall or jolt can break a bone in your situation. Be seen "
            "today."
        ),
        source="S2; S7 (Downie 2013)",
    ),
    Rule(
        id="FX-3",
        when=all_of(FRAGILE_BONES, pain_now.at_least(4), duration_days.at_most(42)),
        verdict=REST,
        care=URGENT_SAME_DAY,
        reason=_(
            "New, marked back pain with fragile bones or long steroid use can be a "
            "small spine fracture. Be seen today."
        ),
        source="S7 (steroids 33 % post-test), S2",
    ),
    Rule(
        id="FX-4",
        when=all_of(FRAGILE_BONES, ANY_PAIN),
        verdict=WALK,
        care=ROUTINE,
        reason=_(
            "With fragile bones or long steroid use, have any back pain checked before "
            "running."
        ),
        source="S7, S8",
    ),
    Rule(
        id="FX-5",
        when=SORE_BONE_AND_LANDING,
        verdict=WALK,
        care=ROUTINE,
        reason=_(
            "Pain at one bony spot that stabs each time your foot lands can be a stress "
            "fracture of the sacrum or spine. No running until it has been examined; "
            "walk only if walking does not hurt."
        ),
        source="S20-S24 (sacral stress-fracture cases)",
    ),
    Rule(
        id="FX-6",
        when=all_of(
            SORE_BONE_AND_LANDING,
            any_of(
                BONE_HEALTH_RISK,
                PREGNANT_OR_POSTPARTUM,
                walking.at_least("limp"),
                pain_now.at_least(4),
                WAKES_AT_NIGHT,
            ),
        ),
        verdict=REST,
        care=ROUTINE,
        reason=_(
            "As above, and you have a feature that makes a stress fracture more likely: "
            "rest from impact and be seen within a few days."
        ),
        source="S20-S25; REDs (S26)",
    ),
    Rule(
        id="FX-7",
        when=all_of(
            any_of(focal_bone_pain.is_("yes"), impact_pain.is_("yes")), BONE_HEALTH_RISK
        ),
        verdict=WALK,
        care=ROUTINE,
        reason=_(
            "A sore bony spot or landing pain plus bone-health risk: swap running for "
            "walking and be seen."
        ),
        source="S24, S26",
    ),
    Rule(
        id="FX-8",
        when=impact_pain.is_("yes"),
        verdict=WALK,
        care=SELF_CARE,
        reason=_(
            "Pain that stabs on landing is a reason not to run today. See someone if it "
            "lasts more than a week."
        ),
        source="S23 (hop test), S24",
    ),
    Rule(
        id="FX-9",
        when=focal_bone_pain.is_("yes"),
        verdict=RUN_EASY,
        care=SELF_CARE,
        reason=_(
            "A single sore bony spot: keep it easy, no speed or hills, and watch for "
            "pain on landing."
        ),
        source="S23",
    ),
    Rule(
        id="FX-10",
        when=trauma.at_least("minor"),
        verdict=RUN_EASY,
        care=SELF_CARE,
        reason=_("You had a knock or fall: take it easy for a few days."),
        source="S8",
    ),
    Rule(
        id="FX-11",
        when=all_of(trauma.at_least("minor"), pain_now.at_least(4)),
        verdict=WALK,
        care=ROUTINE,
        reason=_("Marked pain after a fall should be checked."),
        source="S2",
    ),
    Rule(
        id="RED-1",
        when=all_of(low_energy_signs.is_("yes"), ANY_PAIN),
        verdict=RUN_EASY,
        care=ROUTINE,
        reason=_(
            "Missed periods, under-eating or unplanned weight change with back pain "
            "raises the chance of a bone stress injury. Keep it easy and see a "
            "clinician."
        ),
        source="S26 (IOC REDs 2023), S24",
    ),
    Rule(
        id="RED-2",
        when=low_energy_signs.is_("yes"),
        verdict=RUN,
        care=ROUTINE,
        reason=_(
            "Signs that you may not be eating enough for your training are worth a "
            "check-up."
        ),
        source="S26",
    ),
)
