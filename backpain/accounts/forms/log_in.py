"""Logging in, passwords and addresses: allauth's own forms with our words."""

from __future__ import annotations

from typing import Any, cast

from allauth.account import forms as account_forms
from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from backpain.accounts.forms.tidy import EMAIL, NEW_PASSWORD, PASSWORD, tidy, type_once
from backpain.accounts.models import User
from backpain.accounts.services import addresses_asked_for


def ask_for_new_password(form: Any, **labels: Any) -> None:
    """Have it typed once, and say what else it does (AccountAdapter.set_password)."""
    tidy(form, password1=NEW_PASSWORD, **labels)
    type_once(form)
    # A link that does not work leads to nobody.
    user: User | None = form.user
    form.takes_back_address = bool(user and addresses_asked_for(user.pk).exists())


class LoginForm(account_forms.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tidy(self, login=EMAIL, password=PASSWORD)


class ResetPasswordForm(account_forms.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tidy(self, email=EMAIL)


class ResetPasswordKeyForm(account_forms.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_for_new_password(self)


class ChangePasswordForm(account_forms.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_for_new_password(self, oldpassword=_("Password now"))


class SetPasswordForm(account_forms.SetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_for_new_password(self)


class ReauthenticateForm(account_forms.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tidy(self, password=PASSWORD)


class AddEmailForm(account_forms.AddEmailForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tidy(self, email=_("New e-mail address"))

    def save(self, request: HttpRequest) -> EmailAddress:
        """Ask the new address, and tell the old one while it still opens the account."""
        get_adapter(request).send_notification_mail(
            "account/email/email_change_asked", cast(User, self.user)
        )
        return cast(EmailAddress, super().save(request))
