"""Family F: strength of the pain, function, strain and spasm."""

from __future__ import annotations

from triage.rules.conditions import all_of, any_of
from triage.rules.fields_daily import daily_life, pain_now, pain_worst_24h, walking
from triage.rules.fields_episode import duration_days, first_ever_episode, spasm
from triage.rules.levels import (
    REST,
    ROUTINE,
    RUN,
    RUN_EASY,
    SELF_CARE,
    URGENT_SAME_DAY,
    WALK,
)
from triage.rules.shared import SUDDEN_OR_LIFTED
from triage.rules.types import Rule, gettext_noop as _

RULES: tuple[Rule, ...] = (
    Rule(
        id="PAIN-1",
        when=all_of(pain_now.at_least(1), pain_now.at_most(2)),
        verdict=RUN,
        care=SELF_CARE,
        reason=_(
            "Mild pain (1-2 out of 10): fine to run. Stop and walk home if it rises "
            "above 5 or you start to limp."
        ),
        source="S15-S16 pain-monitoring model",
    ),
    Rule(
        id="PAIN-2",
        when=pain_now.at_least(3),
        verdict=RUN_EASY,
        care=SELF_CARE,
        reason=_("Pain of 3: short, easy and flat only."),
        source="S15-S16",
    ),
    Rule(
        id="PAIN-3",
        when=pain_now.at_least(4),
        verdict=WALK,
        care=SELF_CARE,
        reason=_("Pain of 4-5 before you even start: walk instead."),
        source="S15-S16, article",
    ),
    Rule(
        id="PAIN-4",
        when=pain_now.at_least(6),
        verdict=REST,
        care=SELF_CARE,
        reason=_(
            "Pain of 6 or more: no workout today. Keep moving gently about the house."
        ),
        source="S15-S16, S5 (stay active)",
    ),
    Rule(
        id="PAIN-5",
        when=pain_now.at_least(8),
        verdict=REST,
        care=ROUTINE,
        reason=_(
            "Severe pain (8 or more), even if it is improving: see a clinician in the "
            "next days; today if you cannot sleep or manage."
        ),
        source="S1 (severe pain definition)",
    ),
    Rule(
        id="PAIN-6",
        when=pain_worst_24h.at_least(4),
        verdict=RUN_EASY,
        care=SELF_CARE,
        reason=_("Your pain reached 4 or more in the last day."),
        source="S16",
    ),
    Rule(
        id="PAIN-7",
        when=pain_worst_24h.at_least(6),
        verdict=WALK,
        care=SELF_CARE,
        reason=_(
            "Your pain reached 6 or more in the last day: give it another day of "
            "walking."
        ),
        source="S16",
    ),
    Rule(
        id="FUN-1",
        when=walking.at_least("normal_but_short"),
        verdict=WALK,
        care=SELF_CARE,
        reason=_(
            "You cannot yet walk 30 minutes briskly without your back stopping you: "
            "walk first, run later."
        ),
        source="S17-S19 return-to-run criteria",
    ),
    Rule(
        id="FUN-2",
        when=walking.at_least("limp"),
        verdict=REST,
        care=ROUTINE,
        reason=_("If you cannot walk properly, see a doctor before any exercise."),
        source="article; S2",
    ),
    Rule(
        id="FUN-3",
        when=walking.is_("cannot"),
        verdict=REST,
        care=URGENT_SAME_DAY,
        reason=_("You cannot walk because of your back: speak to a doctor today."),
        source="S29 (difficulty walking), article",
    ),
    Rule(
        id="FUN-4",
        when=daily_life.at_least("a_lot"),
        verdict=WALK,
        care=ROUTINE,
        reason=_(
            "Pain that gets in the way of daily life needs treating, not running "
            "through."
        ),
        source="article; S29 routine list",
    ),
    Rule(
        id="FUN-5",
        when=daily_life.is_("cannot"),
        verdict=REST,
        care=ROUTINE,
        reason=_("You cannot do normal daily things: rest from exercise and be seen."),
        source="article",
    ),
    Rule(
        id="STR-1",
        when=all_of(SUDDEN_OR_LIFTED, duration_days.at_most(3), pain_now.at_least(3)),
        verdict=WALK,
        care=SELF_CARE,
        reason=_("A fresh strain: gentle walking for the first days, no running."),
        source="article; S5",
    ),
    Rule(
        id="STR-2",
        when=spasm.at_least("mild"),
        verdict=RUN_EASY,
        care=SELF_CARE,
        reason=_("Muscle spasm: keep it easy; stop if it grabs."),
        source="article",
    ),
    Rule(
        id="STR-3",
        when=spasm.is_("locked"),
        verdict=REST,
        care=ROUTINE,
        reason=_("Your back is locked in spasm: no workout; get advice on recovery."),
        source="article",
    ),
    Rule(
        id="STR-4",
        when=all_of(
            first_ever_episode.is_("yes"),
            any_of(SUDDEN_OR_LIFTED, spasm.at_least("mild"), pain_now.at_least(4)),
        ),
        verdict=WALK,
        care=ROUTINE,
        reason=_(
            "A first-ever strained or sprained back is worth having checked so that you "
            "recover well."
        ),
        source="article",
    ),
)
