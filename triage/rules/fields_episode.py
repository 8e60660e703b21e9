"""The fields of an episode: asked when pain starts or something has changed."""

from __future__ import annotations

from triage.rules.field import Asked, Changeable, choice, no_yes, number
from triage.rules.types import gettext_noop as _

EPISODE = Asked.EPISODE
NO_YES = {"no": _("no"), "yes": _("yes")}
NO_YES_UNKNOWN = {"no": _("no"), "yes": _("yes"), "unknown": _("don't know")}

duration_days = number(
    "duration_days", EPISODE, _("Days since it began"), high=36_500, unit="days"
)
first_ever_episode = choice(
    "first_ever_episode", EPISODE, _("First back pain ever"), NO_YES
)
onset = choice(
    "onset",
    EPISODE,
    _("How it began"),
    {
        "gradual": _("gradually"),
        "sudden": _("suddenly"),
        "after_lift_or_twist": _("after a lift or twist"),
        "during_or_after_run": _("during or after a run"),
    },
)
trauma = choice(
    "trauma",
    EPISODE,
    _("Fall or accident in the last 14 days"),
    {
        "none": _("none"),
        "minor": _("a trip, small fall or jolt"),
        "major": _("a serious accident or a fall from a height"),
    },
    ordered=True,
    required=True,
)
pain_site = choice(
    "pain_site",
    EPISODE,
    _("Where it hurts"),
    {
        "low": _("low back"),
        "mid_upper": _("middle or upper back"),
        "buttock_or_sacrum_one_side": _("one buttock or one side of the sacrum"),
        "tailbone": _("tailbone"),
        "flank": _("flank"),
    },
)
focal_bone_pain = no_yes(
    "focal_bone_pain",
    EPISODE,
    _("One sore spot on the bone"),
    required=True,
    changeable=Changeable.YES,
    clear=_("no single sore spot on the bone"),
)
impact_pain = no_yes(
    "impact_pain",
    EPISODE,
    _("Stab of pain at each landing"),
    required=True,
    changeable=Changeable.YES,
    clear=_("no stab of pain at landing"),
)
morning_stiffness_min = number(
    "morning_stiffness_min",
    EPISODE,
    _("Morning stiffness"),
    high=240,
    unit="minutes",
    higher_is_worse=True,
    changeable=Changeable.YES,
    lift=_("morning stiffness of {value} minutes or less"),
)
eased_by_movement = choice(
    "eased_by_movement", EPISODE, _("Eased by movement"), NO_YES_UNKNOWN
)
eased_by_rest = choice("eased_by_rest", EPISODE, _("Eased by rest"), NO_YES_UNKNOWN)
night_pain = choice(
    "night_pain",
    EPISODE,
    _("Night pain"),
    {
        "none": _("none"),
        "on_turning": _("on turning in bed"),
        "wakes_eases_when_up": _("wakes me, eases when I get up"),
        "wakes_constant": _("keeps me awake in any position"),
    },
    ordered=True,
    required=True,
    changeable=Changeable.YES,
    lift=_("night pain no worse than “{words}”"),
    clear=_("no pain at night"),
)
worse_bending_sitting = choice(
    "worse_bending_sitting", EPISODE, _("Worse bending or sitting"), NO_YES
)
worse_leaning_back = choice(
    "worse_leaning_back",
    EPISODE,
    _("Worse leaning back"),
    NO_YES,
    changeable=Changeable.YES,
    clear=_("no extra pain on leaning back"),
)
worse_cough_sneeze = no_yes(
    "worse_cough_sneeze",
    EPISODE,
    _("Worse on coughing or sneezing"),
    changeable=Changeable.YES,
    clear=_("no extra pain on coughing or sneezing"),
)
spasm = choice(
    "spasm",
    EPISODE,
    _("Spasm"),
    {"none": _("none"), "mild": _("mild"), "locked": _("locked")},
    ordered=True,
    changeable=Changeable.YES,
    lift=_("only mild spasm"),
    clear=_("no spasm"),
)
posture_concern = no_yes(
    "posture_concern", EPISODE, _("Concern about a curved-in lower back")
)

EPISODE_FIELDS = (
    duration_days,
    first_ever_episode,
    onset,
    trauma,
    pain_site,
    focal_bone_pain,
    impact_pain,
    morning_stiffness_min,
    eased_by_movement,
    eased_by_rest,
    night_pain,
    worse_bending_sitting,
    worse_leaning_back,
    worse_cough_sneeze,
    spasm,
    posture_concern,
)
