"""The codes of an app, and recovery codes: allauth's own forms with our words."""

from __future__ import annotations

from typing import Any

from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp import forms as totp_forms
from django.utils.translation import gettext_lazy as _

from backpain.accounts.forms.tidy import tidy


class CodeForm(mfa_forms.AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tidy(self, code=_("Code from your app, or a recovery code"))


class ConfirmCodeForm(mfa_forms.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tidy(self, code=_("Code from your app, or a recovery code"))


class ActivateTOTPForm(totp_forms.ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tidy(self, code=_("The six digits that the app shows"))
        self.fields["code"].widget.attrs["inputmode"] = "numeric"
