"""The warning list of the public pages, grouped by what to do (clinical.md 1.2).

Plain texts, no database: it must be readable when everything else is down.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningGroup:
    """Signs that ask for the same thing."""

    slug: str
    title: StrOrPromise
    lead: StrOrPromise
    signs: tuple[StrOrPromise, ...]


AMBULANCE = WarningGroup(
    slug="ambulance",
    title=_("Call an ambulance"),
    lead=_("Call the emergency number now if, with back pain or without, you have:"),
    signs=(
        _("chest pain, or you are unusually short of breath"),
        _("you are faint, clammy, grey, confused or very unwell"),
        _("a pulsing feeling in the tummy with strong or sudden pain"),
        _("an aneurysm you know of, and now back pain"),
        _("sudden, severe back pain out of the blue, at 60 or older"),
        _("heavy bleeding in pregnancy"),
    ),
)

HOSPITAL = WarningGroup(
    slug="hospital",
    title=_("Go to hospital now"),
    lead=_(
        "Today, now, to an emergency department, even if your back does not hurt. If "
        "nobody can take you, call the emergency number:"
    ),
    signs=(
        _(
            "numbness, tingling or an odd feeling between your legs or around your "
            "bottom, for example when you wipe"
        ),
        _("new trouble starting, holding or feeling your pee"),
        _("new loss of control or feeling when you poo"),
        _(
            "new loss of feeling in your genitals, or new erection, ejaculation or "
            "orgasm problems"
        ),
        _(
            "pain, tingling, numbness or weakness from the back into both legs (not "
            "just tired muscles)"
        ),
        _("you are not sure about one of these, and a leg is affected too"),
        _("back pain after a serious accident, a heavy blow or a fall from height"),
        _(
            "a temperature together with severe pain, weakness in a leg, weakened "
            "defences, injected drugs, or a recent infection or procedure near the "
            "spine"
        ),
        _("severe tummy pain with back pain"),
        _("very dark, cola-coloured pee after hard exercise"),
        _(
            "in pregnancy: bleeding, leaking fluid, regular tightenings, fewer "
            "movements or a swollen calf (call your maternity unit, day or night)"
        ),
    ),
)

DOCTOR = WarningGroup(
    slug="doctor",
    title=_("Speak to a doctor today"),
    lead=_("Your doctor or a medical phone line, the same day, and no exercise:"),
    signs=(
        _("you are not sure about numbness between the legs, or about pee, poo or sex"),
        _("new weakness in one leg or foot, or a foot that slaps or drags"),
        _("new unsteadiness, or heavy, clumsy legs"),
        _("fever, shivers or drenching night sweats with back pain"),
        _(
            "worsening or night pain with weakened defences, injected drugs, or a "
            "recent infection or procedure near the spine, even without fever"
        ),
        _("blood in your pee"),
        _("burning pee with pain in your side, a temperature, or in pregnancy"),
        _("a new pulsing feeling in the tummy, even without strong pain"),
        _("pain that keeps you awake in every position"),
        _("a tight band of pain round the trunk"),
        _("a new lump or change of shape in your back"),
        _("losing weight without trying, together with back pain"),
        _("lasting, night or worsening pain if you ever had cancer"),
        _(
            "even a small fall, at 65 or older, with fragile bones, blood thinners or "
            "long steroid use"
        ),
        _("new, marked back pain with fragile bones or long steroid use"),
        _("severe pain in the middle or upper back"),
        _("strong pain that is quickly getting worse"),
        _("you cannot walk because of your back"),
        _("strong back pain or any tummy pain in pregnancy"),
    ),
)

WARNING_GROUPS = (AMBULANCE, HOSPITAL, DOCTOR)
