"""What a clinician said after a red flag."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from triage.forms import fields
from triage.models import CareHold


class AssessmentForm(forms.Form):
    """Who saw the athlete, when, and what they said."""

    seen_by = forms.CharField(
        label=_("Who saw you?"),
        max_length=120,
        error_messages={"required": _("Write who saw you, or where.")},
        help_text=_("For example “Dr Weber” or “emergency department, St Mary's”."),
    )
    seen_on = forms.DateField(
        label=_("When?"),
        widget=forms.DateInput({"type": "date"}),
        error_messages={
            "invalid": _("Enter a date, for example 2026-11-03."),
            "required": _("Enter the day on which you were seen."),
        },
    )
    clearance = fields.choice(
        _("What did they say?"),
        [
            pair
            for pair in CareHold.Clearance.choices
            if pair[0] != CareHold.Clearance.CORRECTED
        ],
    )

    def __init__(
        self, *args: Any, today: dt.date, reported_on: dt.date, **kwargs: Any
    ) -> None:
        """Take what was reported first: who was seen before that, was not seen for it."""
        super().__init__(*args, **kwargs)
        self.today, self.reported_on = today, reported_on
        self.fields["seen_on"].widget.attrs.update(
            min=reported_on.isoformat(), max=today.isoformat()
        )

    def clean_seen_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["seen_on"]
        if day > self.today:
            raise forms.ValidationError(_("This date is in the future."))
        if day < self.reported_on:
            raise forms.ValidationError(
                _("You reported the sign after this date: it needs a look since then.")
            )
        return day
