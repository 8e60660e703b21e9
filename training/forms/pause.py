"""Days without training, told before they come."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from training.models import Change
from training.services.changes import (
    BEGINS_LATER,
    ENDS_EARLIER,
    LONGEST_PAUSE,
    STARTS_TOO_LATE,
    TOO_LONG,
)
from triage.forms import fields


class PauseForm(forms.Form):
    """The first and the last day, both included, and why."""

    first = fields.DayField(
        label=_("First day without training"),
        error_messages={"required": _("Enter the first day of the pause.")},
    )
    last = fields.DayField(
        label=_("Last day without training"),
        help_text=_("If you do not know yet, enter your best guess: you can end it."),
        error_messages={"required": _("Enter the last day of the pause.")},
    )
    cause = fields.choice(_("Why?"), Change.Cause.choices)
    # The pause that stands in the way of this one.
    paused: Change | None = None

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        for name in ("first", "last"):
            self.fields[name].widget.attrs["min"] = today.isoformat()

    def clean_first(self) -> dt.date:
        first: dt.date = self.cleaned_data["first"]
        if first < self.today:
            raise forms.ValidationError(BEGINS_LATER)
        if first - self.today > LONGEST_PAUSE:
            raise forms.ValidationError(STARTS_TOO_LATE)
        return first

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("first"), data.get("last")
        if first and last and last < first:
            self.add_error("last", ENDS_EARLIER)
        elif first and last and last - first > LONGEST_PAUSE:
            self.add_error("last", TOO_LONG)
        return data
