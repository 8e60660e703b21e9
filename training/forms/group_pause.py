"""Days without training for a whole group."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from training.forms.pause import PauseForm


class GroupPauseForm(PauseForm):
    """A pause with the reason that each athlete reads."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("Each athlete reads it, with your name and the time."),
        widget=forms.TextInput(attrs={"class": "form-control"}),
        error_messages={
            "required": _("Say why: each athlete reads it."),
            "max_length": _("Use at most 300 characters."),
        },
    )

    @property
    def pause(self) -> dict[str, Any]:
        """What training.services.changes.pause takes of a valid form."""
        names = ("first", "last", "cause", "reason")
        return {name: self.cleaned_data[name] for name in names}
