from __future__ import annotations

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from backpain.accounts import demo_mail, login_log, sessions
from backpain.accounts.services import addresses_asked_for

# allauth's name for asking for the password again.
WITH_THE_LOG_IN = "reauthenticate"

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up and mail as backpain does them."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": gettext_lazy(
            "That address and password do not belong together. Check both, "
            "or set a new password."
        ),
        "too_many_login_attempts": gettext_lazy(
            "Too many wrong passwords. Wait five minutes and try again."
        ),
        "incorrect_password": gettext_lazy("That is not your password. Try again."),
        "enter_current_password": gettext_lazy("That is not your password. Try again."),
        "duplicate_email": gettext_lazy("This is your address already."),
        "rate_limited": gettext_lazy("Too many tries. Wait a minute and try again."),
    }

    def send_mail(
        self, template_prefix: str, email: str, context: dict[str, Any]
    ) -> None:
        """Send it, and say so on the page if it could not be sent."""
        if not self.deliver(template_prefix, email, context):
            messages.error(
                self.request,
                _("The mail could not be sent just now. Try again in a few minutes."),
            )

    def deliver(
        self, template_prefix: str, email: str, context: dict[str, Any]
    ) -> bool:
        """Send it and return True; a mail server that fails must not fail the page.

        The error's own text is not logged: it holds the address.
        """
        demo_mail.remember(self.request, template_prefix, context)
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException) as error:
            logger.error("%s was not sent: %s", template_prefix, type(error).__name__)
            return False
        return True

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell somebody what was done, and where they go if it was not they."""
        address = self.request.build_absolute_uri
        ways_back = {
            "new_password_url": address(reverse("account_reset_password")),
            "email_url": address(reverse("account_email")),
            "operator_email": settings.OPERATOR_EMAIL,
        }
        super().send_notification_mail(
            template_prefix, user, ways_back | (context or {}), email
        )

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        demo_mail.forget(request)
        return bool(super().confirm_email(request, email_address))

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """Set it, and log out every other browser: whoever it was, it is over.

        So is a change of the address that waits to be confirmed.
        """
        demo_mail.forget(self.request)
        super().set_password(user, password)
        addresses_asked_for(user.pk).delete()
        sessions.end_others(self.request, user)

    def is_safe_url(self, url: str) -> bool:
        """Say whether it is a page of this site; what is no address at all is none."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False

    def logout(self, request: HttpRequest) -> None:
        sessions.end(sessions.current(request))
        super().logout(request)

    def get_reauthentication_methods(
        self, user: AbstractBaseUser | AnonymousUser
    ) -> list[dict[str, Any]]:
        """Leave the password out where there is a second factor.

        Else the password alone would be enough to turn the second factor off.
        """
        ways: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [way for way in ways if way["id"] != WITH_THE_LOG_IN] or ways

    def _get_login_attempts_cache_key(
        self, request: HttpRequest, **credentials: Any
    ) -> str:
        """Count wrong passwords by the address alone.

        allauth counts them by the Host header as well, and with every port named in
        it whoever guesses would start at nought.
        """
        return str(credentials.get("email", "")).lower()

    def post_login(
        self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any
    ) -> HttpResponse:
        response = super().post_login(request, user, **kwargs)
        demo_mail.remember_account(request, response, user.pk)
        return response


class SecondFactorAdapter(DefaultMFAAdapter):
    """Codes and passkeys in our words."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy(
            "That code does not fit. Codes change every 30 seconds and work once: "
            "type the one shown now."
        ),
        "add_email_blocked": gettext_lazy(
            "Turn off your second factor first. Then change the address, and turn "
            "it on again."
        ),
        "unverified_email": gettext_lazy("Confirm your e-mail address first."),
    }

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        if code == "incorrect_code":
            login_log.refused_code()
        return super().validation_error(code, *args)

    def generate_authenticator_name(
        self, user: AbstractBaseUser, type: Authenticator.Type
    ) -> str:
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return _("Passkey") if number == 1 else _("Passkey %d") % number

    def _get_site_name(self) -> str:
        return "backpain"
