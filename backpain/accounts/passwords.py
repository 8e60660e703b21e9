"""What a password may not be, each with what to do instead."""

from __future__ import annotations

import re

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _, ngettext

# What is left without them, digits and signs has to be longer than this.
WORDS = ("backpain", "back", "pain", "running", "runner", "run", "marathon", "coach")
LEAST_BESIDE = 6


class LengthValidator(password_validation.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return ngettext(
            "Use at least %(min_length)d character.",
            "Use at least %(min_length)d characters.",
            self.min_length,
        )


class OwnDataValidator(password_validation.UserAttributeSimilarityValidator):
    def get_error_message(self) -> str:
        return _("Add words of your own: this is too much like your %(verbose_name)s.")


class CommonPasswordValidator(password_validation.CommonPasswordValidator):
    def get_error_message(self) -> str:
        return _(
            "Choose another one: this is among the passwords that are tried first "
            "everywhere."
        )


class SiteWordsValidator:
    """Refuse a password that is little more than words of this site."""

    def validate(self, password: str, user: object = None) -> None:
        pattern = "|".join(WORDS)
        beside = re.sub(rf"{pattern}|[\W\d_]", "", password.lower())
        if re.search(pattern, password.lower()) and len(beside) < LEAST_BESIDE:
            raise ValidationError(
                _("Add words of your own: this is what anybody would try here first."),
                code="password_of_site_words",
            )

    def get_help_text(self) -> str:
        return _("A password is more than words that stand on this site.")
