"""What people change about themselves: settings, and erasing the account."""

from __future__ import annotations

from typing import Any, cast

from allauth.account.adapter import get_adapter
from crispy_forms.helper import FormHelper
from django import forms
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from backpain.accounts.countries import COUNTRIES
from backpain.accounts.forms.tidy import AN_EMAIL, LONGEST_PASSWORD, PASSWORD
from backpain.accounts.models import Units, User
from backpain.accounts.time_zones import grouped_time_zones

WRONG_PASSWORD = _("That is not your password. Try again.")
WRONG_EMAIL = _("That is not the address of this account.")


class SettingsForm(forms.ModelForm):
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        help_text=_("Decides when your day begins, and so which check-in is today's."),
        error_messages={"invalid_choice": _("Choose a time zone from the list.")},
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=settings.LANGUAGES,
        error_messages={"invalid_choice": _("Choose a language from the list.")},
    )
    units = forms.ChoiceField(
        label=_("Distances in"),
        choices=Units.choices,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose kilometres or miles.")},
    )
    country = forms.ChoiceField(
        label=_("Country"),
        required=False,
        help_text=_(
            "Sets the emergency number you are shown. For another country it is 112."
        ),
        error_messages={"invalid_choice": _("Choose a country from the list.")},
    )

    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True

    class Meta:
        model = User
        fields = ["name", "time_zone", "units", "country", "language"]
        labels = {"name": _("Name")}
        error_messages = {"name": {"max_length": _("Use at most 80 characters.")}}
        help_texts = {"name": _("What we call you.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        _choices(self, "time_zone", grouped_time_zones(self.instance.time_zone))
        _choices(
            self,
            "country",
            [
                ("", _("Another country")),
                *(
                    (
                        code,
                        format_lazy("{}: {}", country.name, country.emergency_number),
                    )
                    for code, country in COUNTRIES.items()
                ),
            ],
        )


def _choices(form: forms.BaseForm, name: str, choices: Any) -> None:
    cast(forms.ChoiceField, form.fields[name]).choices = choices


class EraseForm(forms.Form):
    """Proof that it is really the owner: the password, or else the address."""

    password = forms.CharField(
        label=PASSWORD,
        strip=False,
        max_length=LONGEST_PASSWORD,
        error_messages={"required": _("Enter the password.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    email = forms.CharField(
        label=_("Your e-mail address"),
        help_text=_("Type it to show that you mean it."),
        error_messages={"required": AN_EMAIL},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        del self.fields["email" if user.has_usable_password() else "password"]

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        # allauth's check, because it counts the wrong ones.
        if not get_adapter().reauthenticate(self.user, password):
            raise forms.ValidationError(WRONG_PASSWORD)
        return password

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if email.strip().lower() != self.user.email.lower():
            raise forms.ValidationError(WRONG_EMAIL)
        return email
