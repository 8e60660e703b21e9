"""The forms of an account: allauth's own with our words, settings, erasure.

Every field has a label, so none has a placeholder, and a new password is typed
once: whoever mistypes it sets another by mail.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Any, TypeVar, cast

from allauth.account import forms as account_forms
from allauth.account.adapter import get_adapter
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from crispy_forms.helper import FormHelper
from django import forms
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest
from django.utils.text import format_lazy
from django.utils.translation import get_language, gettext_lazy as _

from backpain.accounts.countries import COUNTRIES
from backpain.accounts.locale_guess import country_of_header, units_of_country
from backpain.accounts.models import Units, User
from backpain.accounts.time_zones import grouped_time_zones, known_time_zones

EMAIL = _("E-mail address")
PASSWORD = _("Password")
NEW_PASSWORD = _("New password")
PASSWORD_HELP = _("At least 10 characters. A few words in a row are easy to remember.")
LONGEST_EMAIL = 254
# Hashing takes longer the longer the text; nobody types more than this.
LONGEST_PASSWORD = 1000
# What the libraries below allauth raise on a made-up passkey.
NOT_A_PASSKEY = (
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
)
WRONG_PASSWORD = _("That is not your password. Try again.")
WRONG_EMAIL = _("That is not the address of this account.")


def _tidy(form: forms.BaseForm, **labels: Any) -> None:
    """Drop placeholders, set labels, and limit what a field takes."""
    for name, label in labels.items():
        form.fields[name].label = label
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
        if isinstance(field.widget, forms.PasswordInput):
            field.help_text = ""
            _limit(field, LONGEST_PASSWORD)
        elif isinstance(field, forms.EmailField):
            _limit(field, LONGEST_EMAIL)


def _limit(field: forms.Field, length: int) -> None:
    field.widget.attrs["maxlength"] = length
    field.validators.append(MaxLengthValidator(length))


def _type_once(form: forms.BaseForm) -> None:
    del form.fields["password2"]
    form.fields["password1"].help_text = PASSWORD_HELP


class LoginForm(account_forms.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _tidy(self, login=EMAIL, password=PASSWORD)


class SignupForm(account_forms.SignupForm):
    """E-mail address and password; the rest is read from the browser.

    The hidden fields are filled by signup.js, and by hand by whoever likes to.
    They take anything, and what is not known falls back: a wrong time zone must
    never keep anybody from signing up.
    """

    time_zone = forms.Field(required=False, widget=forms.HiddenInput)
    units = forms.Field(required=False, widget=forms.HiddenInput)
    language = forms.Field(required=False, widget=forms.HiddenInput)
    country = forms.Field(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _tidy(self, email=EMAIL, password1=PASSWORD)
        self.fields["password1"].help_text = PASSWORD_HELP

    def clean_time_zone(self) -> str:
        name = self.cleaned_data["time_zone"]
        return name if name in known_time_zones() else "UTC"

    def clean_units(self) -> str:
        units = self.cleaned_data["units"]
        return units if units in Units.values else ""

    def clean_language(self) -> str:
        language = self.cleaned_data["language"]
        if language in dict(settings.LANGUAGES):
            return cast(str, language)
        return get_language() or settings.LANGUAGE_CODE

    def clean_country(self) -> str:
        country = self.cleaned_data["country"]
        return country if country in COUNTRIES else ""

    def try_save(self, request: HttpRequest) -> Any:
        if self.account_already_exists:
            # Takes as long as for a new address: nobody learns who has an account.
            make_password(self.cleaned_data["password1"])
        return super().try_save(request)

    def signup(self, request: HttpRequest, user: User) -> None:
        data = self.cleaned_data
        header = request.headers.get("Accept-Language", "")
        user.time_zone = data["time_zone"]
        user.language = data["language"]
        user.country = data["country"] or country_of_header(header)
        user.units = data["units"] or units_of_country(data["country"])
        user.save(update_fields=["time_zone", "language", "country", "units"])


class ResetPasswordForm(account_forms.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _tidy(self, email=EMAIL)


class ResetPasswordKeyForm(account_forms.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _tidy(self, password1=NEW_PASSWORD)
        _type_once(self)


class ChangePasswordForm(account_forms.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _tidy(self, oldpassword=_("Password now"), password1=NEW_PASSWORD)
        _type_once(self)


class SetPasswordForm(account_forms.SetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _tidy(self, password1=NEW_PASSWORD)
        _type_once(self)


class ReauthenticateForm(account_forms.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _tidy(self, password=PASSWORD)


class AddEmailForm(account_forms.AddEmailForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _tidy(self, email=_("New e-mail address"))


class CodeForm(mfa_forms.AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _tidy(self, code=_("Code from your app, or a recovery code"))


class ConfirmCodeForm(mfa_forms.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _tidy(self, code=_("Code from your app, or a recovery code"))


class ActivateTOTPForm(totp_forms.ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _tidy(self, code=_("The six digits that the app shows"))
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


Cleaned = TypeVar("Cleaned")


def _refuse_made_up(clean: Callable[..., Cleaned], *arguments: Any) -> Cleaned:
    """Answer anything that is no passkey with a message instead of a fault."""
    try:
        return clean(*arguments)
    except NOT_A_PASSKEY:
        raise get_mfa_adapter().validation_error("incorrect_code") from None


class CredentialField(forms.JSONField):
    """What a browser says about a passkey, in the shape that is stored."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        credential = _refuse_made_up(super().to_python, value)
        if credential in self.empty_values:
            return credential
        return _refuse_made_up(_checked, credential)

    def bound_data(self, data: Any, initial: Any) -> None:
        # Shown again it would be of no use: the challenge has changed.
        return None

    def prepare_value(self, value: Any) -> str:
        return ""


def _checked(credential: dict[str, Any]) -> dict[str, Any]:
    results = credential["clientExtensionResults"]
    parts = [credential, credential["response"], results, results.get("credProps", {})]
    if not all(isinstance(part, dict) for part in parts):
        raise TypeError
    return credential


class PasskeyForm(webauthn_forms.AuthenticateWebAuthnForm):
    credential = CredentialField()

    def clean_credential(self) -> Any:
        return _refuse_made_up(super().clean_credential)


class LoginPasskeyForm(webauthn_forms.LoginWebAuthnForm):
    credential = CredentialField()

    def clean_credential(self) -> Any:
        return _refuse_made_up(super().clean_credential)


class ConfirmPasskeyForm(webauthn_forms.ReauthenticateWebAuthnForm):
    credential = CredentialField()

    def clean_credential(self) -> Any:
        return _refuse_made_up(super().clean_credential)


class AddPasskeyForm(webauthn_forms.AddWebAuthnForm):
    credential = CredentialField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _tidy(self, name=_("Name"), passwordless=_("Log in with it alone"))
        self.fields["name"].help_text = _("So that you know it again, such as “Phone”.")
        self.fields["passwordless"].help_text = _(
            "No password needed. Your device asks for a fingerprint, face or PIN instead."
        )
        self.fields["passwordless"].initial = True
        _limit(self.fields["name"], 100)

    def clean(self) -> Any:
        return _refuse_made_up(super().clean)


class RenamePasskeyForm(webauthn_forms.EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _tidy(self, name=_("Name"))
        _limit(self.fields["name"], 100)


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
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    email = forms.CharField(
        label=_("Your e-mail address"),
        help_text=_("Type it to show that you mean it."),
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
