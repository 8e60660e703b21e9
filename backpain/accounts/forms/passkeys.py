"""Passkeys: allauth's own forms with our words, and proof against made-up ones."""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Any, TypeVar

from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.webauthn import forms as webauthn_forms
from django import forms
from django.utils.translation import gettext_lazy as _

from backpain.accounts.forms.tidy import limit, tidy

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
        tidy(self, name=_("Name"), passwordless=_("Log in with it alone"))
        self.fields["name"].help_text = _("So that you know it again, such as “Phone”.")
        self.fields["passwordless"].help_text = _(
            "No password needed. Your device asks for a fingerprint, face or PIN instead."
        )
        self.fields["passwordless"].initial = True
        limit(self.fields["name"], 100)

    def clean(self) -> Any:
        return _refuse_made_up(super().clean)


class RenamePasskeyForm(webauthn_forms.EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tidy(self, name=_("Name"))
        limit(self.fields["name"], 100)
