"""Family G: how the last run went."""

from __future__ import annotations

from triage.rules.conditions import all_of, any_of
from triage.rules.fields_daily import (
    last_run_limp,
    last_run_pain_max,
    last_run_settled,
    last_run_trend,
    ran_last_7d,
)
from triage.rules.fields_history import flares_14d
from triage.rules.levels import ROUTINE, RUN_EASY, SELF_CARE, WALK
from triage.rules.shared import RAN_IN_LAST_48_H
from triage.rules.types import Rule, gettext_noop as _

RULES: tuple[Rule, ...] = (
    Rule(
        id="RUN-1",
        when=all_of(RAN_IN_LAST_48_H, last_run_pain_max.at_least(3)),
        verdict=RUN_EASY,
        care=SELF_CARE,
        reason=_("Your last run hurt 3 or more: repeat easy, do not add."),
        source="S15-S16",
    ),
    Rule(
        id="RUN-2",
        when=all_of(RAN_IN_LAST_48_H, last_run_pain_max.at_least(6)),
        verdict=WALK,
        care=SELF_CARE,
        reason=_(
            "Your last run hurt 6 or more: walk for two days and drop back one step."
        ),
        source="S15-S16,S18",
    ),
    Rule(
        id="RUN-3",
        when=all_of(
            RAN_IN_LAST_48_H, last_run_trend.is_("rose"), last_run_pain_max.at_least(5)
        ),
        verdict=WALK,
        care=SELF_CARE,
        reason=_(
            "Pain climbed during your run: that is a signal to stop and walk home, and "
            "to walk next time."
        ),
        source="S18-S19",
    ),
    Rule(
        id="RUN-4",
        when=all_of(
            RAN_IN_LAST_48_H, last_run_trend.is_("rose"), last_run_pain_max.at_least(3)
        ),
        verdict=RUN_EASY,
        care=SELF_CARE,
        reason=_("Pain climbed during your run: shorten the next one."),
        source="S19",
    ),
    Rule(
        id="RUN-5",
        when=all_of(ran_last_7d.is_("yes"), last_run_limp.is_("yes")),
        verdict=WALK,
        care=SELF_CARE,
        reason=_(
            "You changed how you ran because of pain: walk until you can walk 30 "
            "minutes normally."
        ),
        source="S17",
    ),
    Rule(
        id="RUN-6",
        when=last_run_settled.at_least("over_24h"),
        verdict=WALK,
        care=SELF_CARE,
        reason=_(
            "The extra pain from your last run lasted more than a day: it was too much. "
            "Walk today and drop back one step."
        ),
        source="S16 24-hour rule",
    ),
    Rule(
        id="RUN-7",
        when=last_run_settled.is_("over_72h"),
        verdict=WALK,
        care=ROUTINE,
        reason=_("Pain from a run lasting more than three days should be checked."),
        source="S18",
    ),
    Rule(
        id="RUN-8",
        when=flares_14d.at_least(2),
        verdict=WALK,
        care=ROUTINE,
        reason=_(
            "Two runs in two weeks left you sore for more than a day: go back to "
            "walking and get advice."
        ),
        source="design; S18",
    ),
    Rule(
        id="RUN-9",
        when=all_of(
            ran_last_7d.is_("yes"),
            any_of(last_run_settled.missing(), last_run_settled.is_("not_yet_known")),
            last_run_pain_max.at_least(3),
        ),
        verdict=WALK,
        care=SELF_CARE,
        reason=_(
            "We do not know yet how your back answers to your last run: wait for "
            "tomorrow morning."
        ),
        source="S16",
    ),
)
