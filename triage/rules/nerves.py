"""Family A: nerves of the leg and cauda equina."""

from __future__ import annotations

from triage.rules.conditions import all_of, any_of, not_
from triage.rules.fields_daily import pain_now
from triage.rules.fields_episode import worse_cough_sneeze
from triage.rules.fields_list import (
    bladder_change,
    bowel_change,
    leg_numb_tingle,
    leg_pain,
    leg_weakness,
    saddle_numbness,
    sexual_change,
    unsteady_gait,
)
from triage.rules.fields_profile import clinician_advice
from triage.rules.levels import (
    EMERGENCY,
    REST,
    ROUTINE,
    RUN_EASY,
    SELF_CARE,
    URGENT_SAME_DAY,
    WALK,
)
from triage.rules.shared import UNSURE_NERVE_SIGN
from triage.rules.types import Rule, gettext_noop as _

RULES: tuple[Rule, ...] = (
    Rule(
        id="CES-1",
        when=saddle_numbness.is_("yes"),
        verdict=REST,
        care=EMERGENCY,
        reason=_(
            "New numbness or tingling between your legs or around your bottom can mean "
            "the nerves at the base of your spine are being squeezed. This needs "
            "hospital today, even if your back does not hurt."
        ),
        source="NHS list (S1,S2); CES card (S3)",
    ),
    Rule(
        id="CES-2",
        when=bladder_change.is_("yes"),
        verdict=REST,
        care=EMERGENCY,
        reason=_(
            "New trouble passing, holding or feeling your pee together with back or leg "
            "symptoms needs hospital today."
        ),
        source="S1,S2,S3",
    ),
    Rule(
        id="CES-3",
        when=bowel_change.is_("yes"),
        verdict=REST,
        care=EMERGENCY,
        reason=_("New loss of control or feeling when you poo needs hospital today."),
        source="S1,S2,S3",
    ),
    Rule(
        id="CES-4",
        when=sexual_change.is_("yes"),
        verdict=REST,
        care=EMERGENCY,
        reason=_(
            "New loss of genital feeling, or new erection or ejaculation problems, can "
            "be a sign of nerve squeeze in the spine and needs hospital today."
        ),
        source="S1,S3",
    ),
    Rule(
        id="CES-5",
        when=any_of(leg_pain.is_("both_legs"), leg_numb_tingle.is_("both_legs")),
        verdict=REST,
        care=EMERGENCY,
        reason=_(
            "Pain, tingling or numbness going from the back into both legs needs "
            "hospital today. (Ordinary sore leg muscles after a run are not meant.)"
        ),
        source="S1,S2",
    ),
    Rule(
        id="CES-6",
        when=leg_weakness.is_("both_legs"),
        verdict=REST,
        care=EMERGENCY,
        reason=_("Weakness in both legs needs hospital today."),
        source="S1,S2",
    ),
    Rule(
        id="CES-7",
        when=UNSURE_NERVE_SIGN,
        verdict=REST,
        care=URGENT_SAME_DAY,
        reason=_(
            "You were not sure about a nerve warning sign. Speak to a medical line or "
            "doctor today; if it becomes a clear yes, go to hospital."
        ),
        source="S3; caution by design",
    ),
    Rule(
        id="CES-8",
        when=unsteady_gait.is_("yes"),
        verdict=REST,
        care=URGENT_SAME_DAY,
        reason=_(
            "New unsteadiness or heavy, clumsy legs with back pain needs a doctor "
            "today."
        ),
        source="S2 (gait disturbance), S30",
    ),
    Rule(
        id="CES-9",
        when=all_of(
            UNSURE_NERVE_SIGN,
            any_of(
                leg_pain.at_least("buttock_thigh"),
                leg_numb_tingle.at_least("one_leg"),
                leg_weakness.at_least("one_leg_new"),
            ),
        ),
        verdict=REST,
        care=EMERGENCY,
        reason=_(
            "You were not sure about a nerve warning sign and your leg is affected too. "
            "That can be the start of nerve squeeze in the spine, when hours count: go "
            "to hospital today."
        ),
        source="S3, S64 (incomplete cauda equina)",
    ),
    Rule(
        id="NEU-1",
        when=leg_weakness.is_("one_leg_new", "one_leg_worsening"),
        verdict=REST,
        care=URGENT_SAME_DAY,
        reason=_(
            "New weakness in a leg or foot (for example a foot that slaps or drags) "
            "needs to be examined today."
        ),
        source="S6 (acute foot drop), S5, S29",
    ),
    Rule(
        id="NEU-2",
        when=all_of(
            leg_weakness.is_("one_leg_old_stable"),
            not_(clinician_advice.is_("cleared")),
        ),
        verdict=WALK,
        care=ROUTINE,
        reason=_(
            "Leg weakness that has not been checked should be examined before you run."
        ),
        source="S6",
    ),
    Rule(
        id="NEU-3",
        when=all_of(
            leg_weakness.is_("one_leg_old_stable"), clinician_advice.is_("cleared")
        ),
        verdict=RUN_EASY,
        care=SELF_CARE,
        reason=_(
            "You have old, stable leg weakness that a clinician has cleared: keep runs "
            "easy and report any change."
        ),
        source="design",
    ),
    Rule(
        id="RAD-1",
        when=leg_pain.is_("below_knee_one"),
        verdict=WALK,
        care=ROUTINE,
        reason=_(
            "Pain running below the knee suggests an irritated nerve root. Walking is "
            "fine if it does not spread further; get it checked before running."
        ),
        source="S5 (NICE NG59/CKS), S6",
    ),
    Rule(
        id="RAD-2",
        when=leg_numb_tingle.is_("one_leg"),
        verdict=WALK,
        care=ROUTINE,
        reason=_(
            "Pins and needles or numbness in one leg suggests an irritated nerve. Walk "
            "only, and book an appointment."
        ),
        source="S5",
    ),
    Rule(
        id="RAD-3",
        when=all_of(leg_pain.at_least("below_knee_one"), pain_now.at_least(7)),
        verdict=REST,
        care=ROUTINE,
        reason=_(
            "Severe leg pain from the back: rest from exercise, move gently at home and "
            "be seen soon."
        ),
        source="S5",
    ),
    Rule(
        id="RAD-4",
        when=leg_pain.at_least("buttock_thigh"),
        verdict=RUN_EASY,
        care=SELF_CARE,
        reason=_(
            "Pain spreading into the buttock or thigh: keep it easy and stop if it "
            "travels further down the leg."
        ),
        source="S5; centralisation S31",
    ),
    Rule(
        id="RAD-5",
        when=all_of(worse_cough_sneeze.is_("yes"), pain_now.at_least(4)),
        verdict=WALK,
        care=ROUTINE,
        reason=_(
            "Back pain that jumps when you cough or sneeze can come from a disc. Walk "
            "only and have it checked."
        ),
        source="S1 (NHS lists it as ask-for-urgent-advice)",
    ),
)
