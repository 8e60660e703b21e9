"""The signs of pregnancy that cannot wait."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from triage.signs.types import Choice, Sign

SIGN = Sign(
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
)
