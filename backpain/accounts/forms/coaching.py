"""The forms of consent: what is shared, with whom, and the code of a coach."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from backpain.accounts.coaching import Ticks
from backpain.accounts.forms.tidy import AN_EMAIL, LONGEST_EMAIL
from backpain.accounts.shares import SHARES, Share

NOTHING_TICKED = _(
    "Tick “Plan and runs”, “Health answers” or both: otherwise nothing is shared."
)
CHANGES_UNSEEN = _(
    "Whoever changes workouts must see them: tick “Plan and runs” as well."
)
WRONG_CODE = _("No coach has this code. Compare it letter by letter.")
LONGEST_CODE = 40


class TicksForm(forms.Form):
    """What a coach may see and do. Nothing is ticked unless the athlete ticks it."""

    sees_plan = forms.BooleanField(required=False)
    sees_health = forms.BooleanField(required=False)
    can_edit = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for share in SHARES:
            self.fields[share.tick].label = share.name

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not data["sees_plan"] and not data["sees_health"]:
            raise forms.ValidationError(NOTHING_TICKED)
        if data["can_edit"] and not data["sees_plan"]:
            raise forms.ValidationError(CHANGES_UNSEEN)
        return data

    @property
    def rows(self) -> list[tuple[BoundField, Share]]:
        return [(self[share.tick], share) for share in SHARES]

    @property
    def ticks(self) -> Ticks:
        return Ticks(**{share.tick: self.cleaned_data[share.tick] for share in SHARES})


class EmailForm(forms.Form):
    """Whom to invite."""

    email = forms.EmailField(
        label=_("E-mail address of your coach"),
        max_length=LONGEST_EMAIL,
        error_messages={
            "required": _("Enter the address of your coach."),
            "invalid": AN_EMAIL,
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


class InviteForm(EmailForm, TicksForm):
    """Whom to invite, and to what."""

    field_order = ["email"]


class CodeForm(forms.Form):
    """The code that a coach hands out, however it is typed."""

    code = forms.CharField(
        label=_("Code of your coach"),
        help_text=_("Ten letters and digits, such as ABCDE-FGHJK."),
        max_length=LONGEST_CODE,
        error_messages={
            "required": _("Enter the code that your coach gave you."),
            "max_length": WRONG_CODE,
        },
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters"}
        ),
    )
