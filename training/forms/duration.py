"""A time as runners type it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from training.models.log import LONGEST_RUN_S

TIME_MESSAGE = _("Enter minutes, or hours, minutes and seconds: 34, 34:20 or 1:02:30.")


class DurationField(forms.RegexField):
    """A time as hours, minutes and seconds, or as whole minutes; cleaned to seconds."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            regex=r"^([0-9]{1,4}|[0-9]{1,4}:[0-5][0-9]|[0-9]{1,2}:[0-5][0-9]:[0-5][0-9])$",
            required=False,
            max_length=10,
            strip=True,
            widget=forms.TextInput({"autocomplete": "off"}),
            error_messages={"invalid": TIME_MESSAGE, "max_length": TIME_MESSAGE},
            **options,
        )

    def clean(self, value: Any) -> int | None:
        text: str = super().clean(value)
        if not text:
            return None
        parts = [int(part) for part in text.split(":")]
        if len(parts) == 1:
            parts.append(0)
        seconds = 0
        for part in parts:
            seconds = seconds * 60 + part
        if not 1 <= seconds <= LONGEST_RUN_S:
            raise forms.ValidationError(_("Enter a time of up to 48 hours."))
        return seconds


def duration_typed(seconds: int | None) -> str:
    """Return a duration as it is typed, such as "34:20" or "1:02:30"."""
    if seconds is None:
        return ""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours}:{minutes:02}:{rest:02}"
    return f"{minutes}:{rest:02}"
