"""The signs of the warning list: one Sign is one row of the page.

Source: clinical.md 6.1, D1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from triage.rules import Value

Answers = Mapping[str, Value | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer of a follow-up, and what it means for the fields."""

    key: str
    label: StrOrPromise
    answers: Answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One row of the list.

    `several` follow-up choices may hold at once, else exactly one does. `unsure` is
    what the fields are when the athlete is not sure about the row: the dictionary's
    own "unsure" where it has one; a cautious "yes" where an episode may have answered
    the field too; else None, a question left empty. Never a "no".
    """

    key: str
    label: StrOrPromise
    question: StrOrPromise
    choices: tuple[Choice, ...]
    unsure: Answers
    several: bool = False
    if_pregnant: bool = False


# Both legs and a weak leg are nerve warning signs as well, but the dictionary has an
# "unsure" for this one only (CES-7: speak to a doctor today).
UNSURE_ABOUT_NERVES: Answers = {"saddle_numbness": "unsure"}


def _yes_or_unsure(key: str, field: str, label: StrOrPromise) -> Sign:
    unsure: Answers = {field: "unsure"}
    return Sign(
        key=key,
        label=label,
        question=_("Is it there now, or was it since your last check-in?"),
        choices=(
            Choice(key="yes", label=_("Yes"), answers={field: "yes"}),
            Choice(key="unsure", label=_("I am not sure"), answers=unsure),
        ),
        unsure=unsure,
    )


SIGNS: tuple[Sign, ...] = (
    _yes_or_unsure(
        "saddle",
        "saddle_numbness",
        _(
            "Numbness, tingling or an odd feeling between your legs or around your "
            "bottom, for example when you wipe"
        ),
    ),
    _yes_or_unsure(
        "bladder",
        "bladder_change",
        _("Trouble starting, holding or feeling your pee"),
    ),
    _yes_or_unsure(
        "bowel", "bowel_change", _("Loss of control or feeling when you poo")
    ),
    _yes_or_unsure(
        "sexual",
        "sexual_change",
        _(
            "New loss of feeling in your genitals, or new trouble with erection or orgasm"
        ),
    ),
    Sign(
        key="both_legs",
        label=_(
            "Pain, tingling, numbness or weakness going from the back down both legs "
            "(not just tired or sore muscles)"
        ),
        question=_("What goes down both legs?"),
        several=True,
        choices=(
            Choice(key="pain", label=_("Pain"), answers={"leg_pain": "both_legs"}),
            Choice(
                key="tingling",
                label=_("Tingling or numbness"),
                answers={"leg_numb_tingle": "both_legs"},
            ),
            Choice(
                key="weakness",
                label=_("Weakness"),
                answers={"leg_weakness": "both_legs"},
            ),
        ),
        unsure={
            "leg_pain": None,
            "leg_numb_tingle": None,
            "leg_weakness": None,
            **UNSURE_ABOUT_NERVES,
        },
    ),
    Sign(
        key="weak_leg",
        label=_("A weak or dragging leg or foot, or unsteady walking"),
        question=_("What is it?"),
        several=True,
        choices=(
            Choice(
                key="old",
                label=_("One leg is weak: old, and unchanged"),
                answers={"leg_weakness": "one_leg_old_stable"},
            ),
            Choice(
                key="new",
                label=_("One leg is weak: new"),
                answers={"leg_weakness": "one_leg_new"},
            ),
            Choice(
                key="worse",
                label=_("One leg is weak: getting worse"),
                answers={"leg_weakness": "one_leg_worsening"},
            ),
            Choice(
                key="unsteady",
                label=_("Unsteady walking, or heavy, clumsy legs"),
                answers={"unsteady_gait": "yes"},
            ),
        ),
        unsure={"leg_weakness": None, "unsteady_gait": None, **UNSURE_ABOUT_NERVES},
    ),
    Sign(
        key="one_leg",
        label=_("Pain or tingling going into one leg, or into the buttock or thigh"),
        question=_("How far does it go?"),
        several=True,
        choices=(
            Choice(
                key="thigh",
                label=_("Pain into the buttock or thigh"),
                answers={"leg_pain": "buttock_thigh"},
            ),
            Choice(
                key="knee",
                label=_("Pain going below the knee in one leg"),
                answers={"leg_pain": "below_knee_one"},
            ),
            Choice(
                key="tingling",
                label=_("Tingling or numbness in one leg"),
                answers={"leg_numb_tingle": "one_leg"},
            ),
        ),
        unsure={"leg_pain": None, "leg_numb_tingle": None},
    ),
    Sign(
        key="fever",
        label=_("Fever, shivers or night sweats"),
        question=_("Which of these?"),
        several=True,
        choices=(
            Choice(
                key="fever",
                label=_("A temperature of 38 °C (100.4 °F) or more"),
                answers={"fever": "yes"},
            ),
            Choice(
                key="shivers",
                label=_("Hot or shivery, not measured"),
                answers={"fever": "unsure"},
            ),
            Choice(
                key="sweats",
                label=_("Drenching night sweats"),
                answers={"night_sweats": "yes"},
            ),
        ),
        unsure={"fever": "unsure", "night_sweats": None},
    ),
    Sign(
        key="chest",
        label=_("Chest pain, short of breath, faint, clammy or very unwell"),
        question=_("Which of these?"),
        several=True,
        choices=(
            Choice(
                key="chest",
                label=_("Chest pain, or unusually short of breath"),
                answers={"chest_pain_or_breathless": "yes"},
            ),
            Choice(
                key="unwell",
                label=_("Faint, clammy, confused or very unwell"),
                answers={"very_unwell": "yes"},
            ),
        ),
        # No "unsure" in the dictionary, and nothing to wait for: who is not sure
        # about the chest calls.
        unsure={"chest_pain_or_breathless": "yes", "very_unwell": None},
    ),
    Sign(
        key="tummy",
        label=_("Tummy pain, or a pulse I can feel in my tummy"),
        question=_("Which of these?"),
        several=True,
        choices=(
            Choice(
                key="mild",
                label=_("Tummy pain, bearable"),
                answers={"tummy_pain": "mild"},
            ),
            Choice(
                key="severe",
                label=_("Strong tummy pain"),
                answers={"tummy_pain": "severe"},
            ),
            Choice(
                key="pulse",
                label=_("A new pulsing feeling in my tummy"),
                answers={"pulsing_tummy": "yes"},
            ),
        ),
        unsure={"tummy_pain": None, "pulsing_tummy": "yes"},
    ),
    Sign(
        key="urine",
        label=_("Burning, bloody or very dark pee"),
        question=_("Which of these?"),
        several=True,
        choices=(
            Choice(
                key="burning",
                label=_("Burning, or having to go very often"),
                answers={"urine_symptoms": "burning"},
            ),
            Choice(
                key="blood",
                label=_("Blood in it"),
                answers={"urine_symptoms": "blood"},
            ),
            Choice(
                key="dark",
                label=_("Very dark, like cola"),
                answers={"urine_symptoms": "cola_dark"},
            ),
        ),
        unsure={"urine_symptoms": None},
    ),
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
    Sign(
        key="pregnancy",
        label=_(
            "Bleeding, leaking fluid, regular tightenings, fewer movements of the baby, "
            "or a swollen calf"
        ),
        question=_("Is it there now, or was it since your last check-in?"),
        choices=(
            Choice(key="yes", label=_("Yes"), answers={"pregnancy_warning": "yes"}),
            # The dictionary knows no "unsure" here, and this is not a thing to
            # wait for: who is not sure is told to call the maternity unit too.
            Choice(
                key="unsure",
                label=_("I am not sure"),
                answers={"pregnancy_warning": "yes"},
            ),
        ),
        unsure={"pregnancy_warning": "yes"},
        if_pregnant=True,
    ),
)
