"""The fields of the warning list: tapped, or "none of these", at every check-in."""

from __future__ import annotations

from triage.rules.field import Asked, Changeable, Field, choice, no_yes
from triage.rules.types import gettext_noop as _

LIST = Asked.LIST


def _sign(name: str, label: str, *, clear: str, required: bool = True) -> Field:
    """Return a warning sign answered no or yes."""
    return no_yes(
        name,
        LIST,
        label,
        required=required,
        changeable=Changeable.YES,
        clear=clear,
    )


def _nerve_sign(name: str, label: str, *, clear: str) -> Field:
    """Return a warning sign of cauda equina, answered no, unsure or yes."""
    return choice(
        name,
        LIST,
        label,
        {"no": _("no"), "unsure": _("not sure"), "yes": _("yes")},
        ordered=True,
        required=True,
        changeable=Changeable.YES,
        clear=clear,
    )


leg_pain = choice(
    "leg_pain",
    LIST,
    _("Leg pain"),
    {
        "none": _("none"),
        "buttock_thigh": _("into the buttock or thigh"),
        "below_knee_one": _("below the knee in one leg"),
        "both_legs": _("in both legs"),
    },
    ordered=True,
    required=True,
    changeable=Changeable.YES,
    lift=_("leg pain no further than “{words}”"),
    clear=_("no pain in the leg"),
)
leg_numb_tingle = choice(
    "leg_numb_tingle",
    LIST,
    _("Numbness or tingling in the leg"),
    {"none": _("none"), "one_leg": _("in one leg"), "both_legs": _("in both legs")},
    ordered=True,
    required=True,
    changeable=Changeable.YES,
    clear=_("no numbness or tingling in the leg"),
)
leg_weakness = choice(
    "leg_weakness",
    LIST,
    _("Leg weakness"),
    {
        "none": _("none"),
        "one_leg_old_stable": _("one leg, old and stable"),
        "one_leg_new": _("one leg, new"),
        "one_leg_worsening": _("one leg, getting worse"),
        "both_legs": _("both legs"),
    },
    ordered=True,
    required=True,
    changeable=Changeable.YES,
    clear=_("no weakness in the leg"),
)
saddle_numbness = _nerve_sign(
    "saddle_numbness",
    _("Numbness between the legs"),
    clear=_("no numbness between the legs"),
)
bladder_change = _nerve_sign(
    "bladder_change", _("Bladder trouble"), clear=_("no bladder trouble")
)
bowel_change = _nerve_sign(
    "bowel_change", _("Bowel trouble"), clear=_("no bowel trouble")
)
sexual_change = _nerve_sign(
    "sexual_change",
    _("Loss of genital feeling or function"),
    clear=_("no loss of genital feeling or function"),
)
unsteady_gait = _sign("unsteady_gait", _("Unsteady walking"), clear=_("steady walking"))
fever = choice(
    "fever",
    LIST,
    _("Fever"),
    {
        "no": _("no"),
        "unsure": _("hot or shivery, not measured"),
        "yes": _("38 °C or more"),
    },
    ordered=True,
    required=True,
    changeable=Changeable.YES,
    lift=_("no measured fever"),
    clear=_("no fever"),
)
very_unwell = _sign(
    "very_unwell", _("Faint, clammy or confused"), clear=_("feeling well in yourself")
)
night_sweats = _sign(
    "night_sweats", _("Drenching night sweats"), clear=_("no night sweats")
)
weight_loss = _sign(
    "weight_loss", _("Unplanned weight loss"), clear=_("no unplanned weight loss")
)
chest_pain_or_breathless = _sign(
    "chest_pain_or_breathless",
    _("Chest pain or unusual breathlessness"),
    clear=_("no chest pain or breathlessness"),
)
tummy_pain = choice(
    "tummy_pain",
    LIST,
    _("Tummy pain"),
    {"none": _("none"), "mild": _("mild"), "severe": _("severe")},
    ordered=True,
    required=True,
    changeable=Changeable.YES,
    lift=_("only mild tummy pain"),
    clear=_("no tummy pain"),
)
pulsing_tummy = _sign(
    "pulsing_tummy",
    _("Pulsing feeling in the tummy"),
    clear=_("no pulsing feeling in the tummy"),
)
urine_symptoms = choice(
    "urine_symptoms",
    LIST,
    _("Urine"),
    {
        "none": _("as usual"),
        "burning": _("burning or very frequent"),
        "blood": _("blood in it"),
        "cola_dark": _("very dark, like cola"),
    },
    ordered=True,
    required=True,
    changeable=Changeable.YES,
    lift=_("urine no worse than “{words}”"),
    clear=_("no burning or change of urine"),
)
spine_lump_or_shape = _sign(
    "spine_lump_or_shape",
    _("New lump or change of shape in the back"),
    required=False,
    clear=_("no new lump or change of shape in the back"),
)
band_like_trunk_pain = _sign(
    "band_like_trunk_pain",
    _("Band of pain round the trunk"),
    required=False,
    clear=_("no band of pain round the trunk"),
)
pregnancy_warning = _sign(
    "pregnancy_warning",
    _("Warning sign in pregnancy"),
    required=False,
    clear=_("no warning sign in pregnancy"),
)

LIST_FIELDS = (
    leg_pain,
    leg_numb_tingle,
    leg_weakness,
    saddle_numbness,
    bladder_change,
    bowel_change,
    sexual_change,
    unsteady_gait,
    fever,
    very_unwell,
    night_sweats,
    weight_loss,
    chest_pain_or_breathless,
    tummy_pain,
    pulsing_tummy,
    urine_symptoms,
    spine_lump_or_shape,
    band_like_trunk_pain,
    pregnancy_warning,
)
