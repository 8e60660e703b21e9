"""Words that a password may not be made of, as everybody would try them here."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# What is left without them, digits and signs has to be longer than this.
WORDS = ("backpain", "back", "pain", "running", "runner", "run", "marathon", "coach")
LEAST_BESIDE = 6


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
