"""Signs of a nerve in trouble: between the legs, and down one leg or both."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from triage.signs.types import Answers, Choice, Sign

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
)
