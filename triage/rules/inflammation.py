"""Family D: inflammatory back pain and pain at night."""

from __future__ import annotations

from triage.rules.conditions import all_of, count_of
from triage.rules.fields_episode import (
    duration_days,
    eased_by_movement,
    eased_by_rest,
    morning_stiffness_min,
    night_pain,
    onset,
)
from triage.rules.fields_profile import spa_features
from triage.rules.levels import ROUTINE, RUN, RUN_EASY, SELF_CARE
from triage.rules.shared import ANY_PAIN, WAKES_AT_NIGHT, OnsetBeforeAge
from triage.rules.types import Rule, gettext_noop as _

RULES: tuple[Rule, ...] = (
    Rule(
        id="IBP-1",
        when=all_of(
            duration_days.at_least(90),
            OnsetBeforeAge(45),
            count_of(
                3,
                morning_stiffness_min.at_least(30),
                eased_by_movement.is_("yes"),
                eased_by_rest.is_("no"),
                WAKES_AT_NIGHT,
                onset.is_("gradual"),
            ),
        ),
        verdict=RUN,
        care=ROUTINE,
        reason=_(
            "Long-lasting stiffness that eases with movement may fit an inflammatory "
            "back condition. Running is fine if it feels good, but ask for a check."
        ),
        source="S10 (ASAS), S11 (NICE NG65)",
    ),
    Rule(
        id="IBP-2",
        when=all_of(duration_days.at_least(90), spa_features.is_("yes"), ANY_PAIN),
        verdict=RUN,
        care=ROUTINE,
        reason=_(
            "Psoriasis, bowel inflammation, eye inflammation or a family history with "
            "long back pain: mention it to your doctor."
        ),
        source="S11",
    ),
    Rule(
        id="NIT-1",
        when=WAKES_AT_NIGHT,
        verdict=RUN_EASY,
        care=ROUTINE,
        reason=_(
            "Pain that wakes you in the second half of the night should be mentioned to "
            "a doctor."
        ),
        source="S11",
    ),
    Rule(
        id="NIT-2",
        when=night_pain.at_least("on_turning"),
        verdict=RUN,
        care=SELF_CARE,
        reason=_("Pain on turning in bed is common with a strained back."),
        source="design",
    ),
)
