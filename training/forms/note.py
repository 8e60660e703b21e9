"""The form of a coach's note."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 2000
TEXT_ERRORS = {
    "required": _("Write something first."),
    "max_length": _("Use at most 2000 characters."),
}
TO_THE_ATHLETE, PRIVATE = "athlete", "private"


class NoteForm(forms.Form):
    """A text, and for whom it is: the button that sends it says so."""

    text = forms.CharField(
        label=_("Note"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4, "class": "form-control"}),
        error_messages=TEXT_ERRORS,
    )
    to = forms.ChoiceField(
        choices=[(TO_THE_ATHLETE, _("to the athlete")), (PRIVATE, _("private"))],
        error_messages={
            "required": _("Choose whether to send the note or to keep it private."),
            "invalid_choice": _(
                "Choose whether to send the note or to keep it private."
            ),
        },
    )

    @property
    def is_private(self) -> bool:
        return bool(self.cleaned_data["to"] == PRIVATE)


class MessageForm(forms.Form):
    """A note to each athlete of a group."""

    text = forms.CharField(
        label=_("Message"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5, "class": "form-control"}),
        error_messages=TEXT_ERRORS,
    )
