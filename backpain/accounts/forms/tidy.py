"""How the forms of an account look: labels, no placeholders, and limits.

Every field has a label, so none has a placeholder, and a new password is typed
once: whoever mistypes it sets another by mail.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

EMAIL = _("E-mail address")
PASSWORD = _("Password")
NEW_PASSWORD = _("New password")
PASSWORD_HELP = _("At least 10 characters. A few words in a row are easy to remember.")
AN_EMAIL = _("Enter an e-mail address, for example sam@example.org.")
LONGEST_EMAIL = 254
# Hashing takes longer the longer the text; nobody types more than this.
LONGEST_PASSWORD = 1000


def tidy(form: forms.BaseForm, **labels: Any) -> None:
    """Drop placeholders, set labels and messages, and limit what a field takes."""
    for name, label in labels.items():
        form.fields[name].label = label
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
        field.error_messages["required"] = _("Fill this in.")
        if isinstance(field.widget, forms.PasswordInput):
            field.error_messages["required"] = _("Enter the password.")
            field.help_text = ""
            limit(field, LONGEST_PASSWORD)
        elif isinstance(field, forms.EmailField):
            field.error_messages |= {"required": AN_EMAIL, "invalid": AN_EMAIL}
            limit(field, LONGEST_EMAIL)


def limit(field: forms.Field, length: int) -> None:
    field.widget.attrs["maxlength"] = length
    # Of a limit that the field has already, nothing is said beside ours.
    others = (
        one for one in field.validators if not isinstance(one, MaxLengthValidator)
    )
    longest = MaxLengthValidator(length, _("Use at most %(limit_value)d characters."))
    field.validators = [*others, longest]


def type_once(form: forms.BaseForm) -> None:
    del form.fields["password2"]
    form.fields["password1"].help_text = PASSWORD_HELP
