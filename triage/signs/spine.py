"""Signs of the bone and the spine: pain at night, a fall, a sore spot, a change."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from triage.signs.types import Choice, Sign

SIGNS: tuple[Sign, ...] = (
    Sign(
        key="night",
        label=_("Pain that wakes me at night"),
        question=_("What happens when you change position?"),
        choices=(
            Choice(
                key="eases",
                label=_("It is better when I turn or get up"),
                answers={"night_pain": "wakes_eases_when_up"},
            ),
            Choice(
                key="constant",
                label=_("It keeps me awake in any position"),
                answers={"night_pain": "wakes_constant"},
            ),
        ),
        unsure={"night_pain": "wakes_eases_when_up"},
    ),
    Sign(
        key="fall",
        label=_("A fall, knock or accident"),
        question=_("How hard was it?"),
        choices=(
            Choice(
                key="minor",
                label=_("A trip, a small fall, a jolt"),
                answers={"trauma": "minor"},
            ),
            Choice(
                key="major",
                label=_("Traffic, a fall from over 1 m or five stairs, a heavy blow"),
                answers={"trauma": "major"},
            ),
        ),
        unsure={"trauma": "minor"},
    ),
    Sign(
        key="bone",
        label=_("One sore spot on the bone, or a stab there each time my foot lands"),
        question=_("Which of these?"),
        several=True,
        choices=(
            Choice(
                key="spot",
                label=_("One finger finds one sore spot on the bone"),
                answers={"focal_bone_pain": "yes"},
            ),
            Choice(
                key="stab",
                label=_("It stabs each time my foot lands"),
                answers={"impact_pain": "yes"},
            ),
        ),
        unsure={"focal_bone_pain": None, "impact_pain": None},
    ),
    Sign(
        key="weight",
        label=_(
            "Losing weight without trying, a new lump, a band of pain round the trunk, "
            "or my back changed shape"
        ),
        question=_("Which of these?"),
        several=True,
        choices=(
            Choice(
                key="weight",
                label=_("Losing weight without trying"),
                answers={"weight_loss": "yes"},
            ),
            Choice(
                key="shape",
                label=_("A new lump, or my back changed shape"),
                answers={"spine_lump_or_shape": "yes"},
            ),
            Choice(
                key="band",
                label=_("A tight band of pain round the trunk"),
                answers={"band_like_trunk_pain": "yes"},
            ),
        ),
        unsure={
            "weight_loss": None,
            "spine_lump_or_shape": None,
            "band_like_trunk_pain": None,
        },
    ),
)
