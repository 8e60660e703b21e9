"""Choose the file of an export."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _

from backpain.accounts.models import User
from training.bring_in.read import Contents, contents_of
from training.bring_in.values import NotTakenError

# A year of daily check-ins, runs and weeks is about 2.5 MB.
LARGEST_MB = 25
ZIP = b"PK"


class BringInForm(forms.Form):
    """The file, and whose it is if it was exported under another address."""

    file = forms.FileField(
        label=_("The export, one JSON file"),
        help_text=_("As it came from “Export everything”, at most 25 MB."),
        error_messages={
            "required": _("Choose the file."),
            "empty": _("The file is empty."),
        },
        widget=forms.ClearableFileInput(attrs={"accept": ".json,application/json"}),
    )
    is_mine = forms.BooleanField(
        label=_("It was exported under another address, and is about me"),
        required=False,
    )

    def __init__(self, *args: Any, athlete: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.athlete = athlete
        self.now: dt.datetime = timezone.now()
        # By table and column, what is wrong; "" if that is not it.
        self.path = ""

    @property
    def contents(self) -> Contents:
        found: Contents = self.cleaned_data["contents"]
        return found

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_MB * 1_000_000:
            raise forms.ValidationError(
                _(
                    "The file is larger than 25 MB. An export is smaller: is it this one?"
                )
            )
        content = file.read()
        if content.startswith(ZIP):
            raise forms.ValidationError(
                _("This is the export as tables. Choose the one JSON file instead.")
            )
        try:
            self.cleaned_data["contents"] = contents_of(content, self.now)
        except NotTakenError as error:
            self.path = error.path
            raise forms.ValidationError(str(error)) from error
        return file

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        contents = data.get("contents")
        if contents is None or data.get("is_mine"):
            return data
        if contents.email.lower() != self.athlete.email.lower():
            said = gettext(
                "The file is from the account of %(email)s. If that was you, tick this, "
                "and choose the file again."
            )
            self.add_error("is_mine", said % {"email": contents.email[:254]})
        return data
