"""Family C, first part: cancer, upper back and infection."""

from __future__ import annotations

from triage.rules.conditions import all_of, any_of, not_
from triage.rules.fields_daily import pain_now
from triage.rules.fields_episode import duration_days, night_pain, pain_site
from triage.rules.fields_list import (
    band_like_trunk_pain,
    fever,
    leg_weakness,
    night_sweats,
    spine_lump_or_shape,
    very_unwell,
    weight_loss,
)
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
    GETTING_WORSE,
    HAD_CANCER,
    INFECTION_RISK,
    WAKES_AT_NIGHT,
)
from triage.rules.types import Rule, gettext_noop as _

RULES: tuple[Rule, ...] = (
    Rule(
        id="CA-1",
        when=all_of(
            HAD_CANCER,
            ANY_PAIN,
            any_of(
                duration_days.at_least(14),
                WAKES_AT_NIGHT,
                pain_site.is_("mid_upper"),
                GETTING_WORSE,
            ),
        ),
        verdict=REST,
        care=URGENT_SAME_DAY,
        reason=_(
            "Back pain that is lasting, at night, in the mid back or worsening needs a "
            "same-day call to your doctor or cancer team when you have had cancer."
        ),
        source="S7; S30 (NICE NG234)",
    ),
    Rule(
        id="CA-2",
        when=all_of(HAD_CANCER, ANY_PAIN),
        verdict=RUN_EASY,
        care=ROUTINE,
        reason=_("Because you have had cancer, have new back pain checked."),
        source="S7, S30",
    ),
    Rule(
        id="CA-3",
        when=all_of(HAD_CANCER, pain_now.at_least(3)),
        verdict=WALK,
        care=ROUTINE,
        reason=_(
            "Because you have had cancer, walk only until this pain has been checked."
        ),
        source="S7, S30",
    ),
    Rule(
        id="CA-4",
        when=all_of(weight_loss.is_("yes"), ANY_PAIN),
        verdict=WALK,
        care=URGENT_SAME_DAY,
        reason=_(
            "Unplanned weight loss with back pain: ask for an urgent appointment."
        ),
        source="S1 (NHS)",
    ),
    Rule(
        id="CA-5",
        when=weight_loss.is_("yes"),
        verdict=RUN,
        care=ROUTINE,
        reason=_("Unplanned weight loss is worth a check-up."),
        source="S1",
    ),
    Rule(
        id="CA-6",
        when=night_pain.is_("wakes_constant"),
        verdict=REST,
        care=URGENT_SAME_DAY,
        reason=_(
            "Pain that stays whatever position you lie in and keeps you awake: ask for "
            "an urgent appointment."
        ),
        source="S1 (worse at night / not better with rest), S2",
    ),
    Rule(
        id="CA-7",
        when=band_like_trunk_pain.is_("yes"),
        verdict=REST,
        care=URGENT_SAME_DAY,
        reason=_("A tight band of pain round the trunk needs a doctor today."),
        source="S2",
    ),
    Rule(
        id="CA-8",
        when=spine_lump_or_shape.is_("yes"),
        verdict=WALK,
        care=URGENT_SAME_DAY,
        reason=_(
            "A new lump or change of shape in your back: ask for an urgent appointment."
        ),
        source="S1",
    ),
    Rule(
        id="THO-1",
        when=all_of(pain_site.is_("mid_upper"), pain_now.at_least(3)),
        verdict=WALK,
        care=ROUTINE,
        reason=_(
            "Pain between or just below the shoulder blades is less often a simple "
            "strain; have it checked."
        ),
        source="S1 (NHS lists upper back as urgent advice)",
    ),
    Rule(
        id="THO-2",
        when=all_of(pain_site.is_("mid_upper"), pain_now.at_least(7)),
        verdict=REST,
        care=URGENT_SAME_DAY,
        reason=_("Severe mid or upper back pain needs a doctor today."),
        source="S1",
    ),
    Rule(
        id="INF-1",
        when=all_of(fever.at_least("unsure"), ANY_PAIN),
        verdict=REST,
        care=URGENT_SAME_DAY,
        reason=_(
            "Back pain with a temperature or shivers can be an infection of the spine, "
            "pelvis or kidney. Speak to a doctor today and do not run."
        ),
        source="S1, S4 (NHS kidney infection)",
    ),
    Rule(
        id="INF-2",
        when=all_of(
            fever.is_("yes"),
            any_of(
                INFECTION_RISK,
                very_unwell.is_("yes"),
                leg_weakness.at_least("one_leg_new"),
                pain_now.at_least(8),
            ),
        ),
        verdict=REST,
        care=EMERGENCY,
        reason=_(
            "A temperature with severe pain, weakness or lowered defences needs "
            "hospital now."
        ),
        source="S27-S28 (epidural abscess cases), S8",
    ),
    Rule(
        id="INF-3",
        when=all_of(fever.at_least("unsure"), not_(ANY_PAIN)),
        verdict=REST,
        care=SELF_CARE,
        reason=_("Do not run with a temperature."),
        source="general sports-medicine advice (M)",
    ),
    Rule(
        id="INF-4",
        when=all_of(night_sweats.is_("yes"), ANY_PAIN),
        verdict=REST,
        care=URGENT_SAME_DAY,
        reason=_("Drenching night sweats with back pain need a doctor today."),
        source="S8, S27",
    ),
    Rule(
        id="INF-5",
        when=all_of(
            INFECTION_RISK,
            ANY_PAIN,
            any_of(WAKES_AT_NIGHT, GETTING_WORSE, pain_now.at_least(6)),
        ),
        verdict=REST,
        care=URGENT_SAME_DAY,
        reason=_(
            "With lowered defences, injected drugs or a recent spine procedure or "
            "infection, worsening or night back pain must be seen today even without "
            "fever."
        ),
        source="S27-S28",
    ),
    Rule(
        id="INF-6",
        when=all_of(INFECTION_RISK, ANY_PAIN),
        verdict=RUN_EASY,
        care=ROUTINE,
        reason=_("With your infection risk, have new back pain checked."),
        source="S8",
    ),
    Rule(
        id="INF-7",
        when=all_of(INFECTION_RISK, pain_now.at_least(3)),
        verdict=WALK,
        care=ROUTINE,
        reason=_(
            "With your infection risk, walk only until this pain has been checked."
        ),
        source="S8",
    ),
)
