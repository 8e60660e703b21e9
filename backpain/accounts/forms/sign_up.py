"""Signing up."""

from __future__ import annotations

from typing import Any, cast

from allauth.account import forms as account_forms
from django import forms
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.utils.translation import get_language

from backpain.accounts.countries import COUNTRIES
from backpain.accounts.forms.tidy import EMAIL, PASSWORD, PASSWORD_HELP, tidy
from backpain.accounts.locale_guess import country_of_header, units_of_country
from backpain.accounts.models import Units, User
from backpain.accounts.time_zones import known_time_zones


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
        tidy(self, email=EMAIL, password1=PASSWORD)
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
