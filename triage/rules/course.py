"""Family H: painkillers, trend, duration, worry and posture."""

from __future__ import annotations

from triage.rules.conditions import all_of, any_of
from triage.rules.fields_daily import (
    change_vs_last_week,
    fear_unsafe,
    pain_now,
    painkiller_8h,
    startback_psych,
    startback_total,
)
from triage.rules.fields_episode import duration_days, posture_concern
from triage.rules.fields_history import (
    days_pain_3plus_14d,
    pain_last_3_days_max,
    pain_rising,
    prev_verdict,
)
from triage.rules.fields_profile import clinician_advice
from triage.rules.levels import (
    REST,
    ROUTINE,
    RUN,
    RUN_EASY,
    SELF_CARE,
    URGENT_SAME_DAY,
    WALK,
)
from triage.rules.shared import ANY_PAIN, GETTING_WORSE
from triage.rules.types import Rule, gettext_noop as _

RULES: tuple[Rule, ...] = (
    Rule(
        id="MED-1",
        when=all_of(
            painkiller_8h.at_least("simple"),
            any_of(
                ANY_PAIN,
                pain_last_3_days_max.at_least(1),
                prev_verdict.at_least("run_easy"),
            ),
        ),
        verdict=WALK,
        care=SELF_CARE,
        reason=_(
            "Painkillers hide the signal we need. Do not run on them; check in again "
            "when they have worn off."
        ),
        source="S35; article (meds treat the symptom, not the cause)",
    ),
    Rule(
        id="MED-2",
        when=painkiller_8h.at_least("simple"),
        verdict=RUN_EASY,
        care=SELF_CARE,
        reason=_(
            "You took a painkiller today: keep it easy, drink, and avoid "
            "anti-inflammatories before running."
        ),
        source="S35",
    ),
    Rule(
        id="MED-3",
        when=painkiller_8h.is_("strong"),
        verdict=WALK,
        care=ROUTINE,
        reason=_(
            "If you need strong painkillers for your back, see a clinician before "
            "running."
        ),
        source="S5,S35",
    ),
    Rule(
        id="TRD-1",
        when=all_of(GETTING_WORSE, ANY_PAIN),
        verdict=RUN_EASY,
        care=SELF_CARE,
        reason=_("You say it is getting worse: ease off."),
        source="S29",
    ),
    Rule(
        id="TRD-2",
        when=all_of(GETTING_WORSE, pain_now.at_least(3)),
        verdict=WALK,
        care=ROUTINE,
        reason=_("Pain of 3 or more and getting worse: walk, and book an appointment."),
        source="S29 (severe or getting worse over time)",
    ),
    Rule(
        id="TRD-3",
        when=all_of(change_vs_last_week.is_("much_worse"), pain_now.at_least(6)),
        verdict=REST,
        care=URGENT_SAME_DAY,
        reason=_("Strong pain that is quickly getting worse: speak to a doctor today."),
        source="S29, S8",
    ),
    Rule(
        id="TRD-4",
        when=days_pain_3plus_14d.at_least(10),
        verdict=RUN_EASY,
        care=ROUTINE,
        reason=_(
            "Your pain has been 3 or more on at least 10 of the last 14 days: time for "
            "advice."
        ),
        source="S29 (not improving after a few weeks), S36",
    ),
    Rule(
        id="DUR-1",
        when=all_of(
            duration_days.at_least(43),
            change_vs_last_week.at_least("same"),
            clinician_advice.at_least("none"),
            ANY_PAIN,
        ),
        verdict=RUN,
        care=ROUTINE,
        reason=_(
            "More than six weeks without improvement: most backs are better by now, so "
            "ask for help."
        ),
        source="S36 (course of LBP), S1",
    ),
    Rule(
        id="YF-1",
        when=startback_psych.at_least(4),
        verdict=RUN,
        care=ROUTINE,
        reason=_(
            "Worry about your back is understandable and treatable; a physiotherapist "
            "trained in this can help."
        ),
        source="S37 STarT Back",
    ),
    Rule(
        id="YF-2",
        when=startback_total.at_least(4),
        verdict=RUN,
        care=ROUTINE,
        reason=_(
            "Your answers suggest some extra help (for example physiotherapy) would "
            "speed recovery."
        ),
        source="S37",
    ),
    Rule(
        id="YF-3",
        when=fear_unsafe.is_("yes"),
        verdict=RUN,
        care=SELF_CARE,
        reason=_("Moving is safe for most backs, and activity helps recovery."),
        source="S37, S38 (ASTEROID)",
    ),
    Rule(
        id="POS-1",
        when=posture_concern.is_("yes"),
        verdict=RUN,
        care=ROUTINE,
        reason=_(
            "If you think your lower back curves in too much, a clinician can check and "
            "plan a way forward."
        ),
        source="article",
    ),
)

# Section 2, H2: not rows of the table, but cautions that history adds to it.
HISTORY_RULES: tuple[Rule, ...] = (
    Rule(
        id="H2-1",
        when=all_of(pain_rising.is_("yes"), pain_now.at_least(3)),
        verdict=WALK,
        care=SELF_CARE,
        reason=_(
            "Your pain was higher at each of the last three check-ins: walk until it turns."
        ),
        source="S18",
    ),
    Rule(
        id="H2-2",
        when=all_of(pain_rising.is_("yes"), pain_now.at_least(4)),
        verdict=REST,
        care=SELF_CARE,
        reason=_(
            "Your pain was higher at each of the last three check-ins and is 4 or more: no workout today."
        ),
        source="S18",
    ),
)
