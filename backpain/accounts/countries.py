"""Emergency numbers by country.

Numbers are the ones the countries themselves publish for an ambulance. Whoever
sets no country, or one that is not listed, is shown 112, which every GSM phone
connects to the local emergency service, with the most common others beside it.

Source: clinical.md 3.14; European Commission, "112" (all EU states); ITU-T
Operational Bulletin, national emergency numbers.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

EUROPEAN = "112"
NORTH_AMERICAN = "911"


@dataclass(frozen=True, slots=True)
class Country:
    """Where somebody lives: the ambulance's number, and a line for advice.

    advice_number is the free line for medical advice that is not an emergency;
    empty where there is none that covers the whole country.
    """

    name: StrOrPromise
    emergency_number: str
    advice_number: str = ""


COUNTRIES = {
    "AU": Country(_("Australia"), "000", "1800 022 222"),
    "AT": Country(_("Austria"), EUROPEAN, "1450"),
    "BE": Country(_("Belgium"), EUROPEAN, "1733"),
    "BR": Country(_("Brazil"), "192"),
    "BG": Country(_("Bulgaria"), EUROPEAN),
    "CA": Country(_("Canada"), NORTH_AMERICAN, "811"),
    "HR": Country(_("Croatia"), EUROPEAN),
    "CY": Country(_("Cyprus"), EUROPEAN),
    "CZ": Country(_("Czechia"), EUROPEAN),
    "DK": Country(_("Denmark"), EUROPEAN),
    "EE": Country(_("Estonia"), EUROPEAN, "1220"),
    "FI": Country(_("Finland"), EUROPEAN, "116117"),
    "FR": Country(_("France"), EUROPEAN, "116117"),
    "DE": Country(_("Germany"), EUROPEAN, "116117"),
    "GR": Country(_("Greece"), EUROPEAN),
    "HU": Country(_("Hungary"), EUROPEAN),
    "IS": Country(_("Iceland"), EUROPEAN, "1700"),
    "IN": Country(_("India"), EUROPEAN),
    "IE": Country(_("Ireland"), EUROPEAN),
    "IT": Country(_("Italy"), EUROPEAN),
    "JP": Country(_("Japan"), "119"),
    "LV": Country(_("Latvia"), EUROPEAN),
    "LT": Country(_("Lithuania"), EUROPEAN),
    "LU": Country(_("Luxembourg"), EUROPEAN),
    "MT": Country(_("Malta"), EUROPEAN),
    "MX": Country(_("Mexico"), NORTH_AMERICAN),
    "NL": Country(_("Netherlands"), EUROPEAN),
    "NZ": Country(_("New Zealand"), "111", "0800 611 116"),
    "NO": Country(_("Norway"), "113", "116117"),
    "PL": Country(_("Poland"), EUROPEAN),
    "PT": Country(_("Portugal"), EUROPEAN, "808 24 24 24"),
    "RO": Country(_("Romania"), EUROPEAN),
    "SK": Country(_("Slovakia"), EUROPEAN),
    "SI": Country(_("Slovenia"), EUROPEAN),
    "ZA": Country(_("South Africa"), EUROPEAN),
    "ES": Country(_("Spain"), EUROPEAN),
    "SE": Country(_("Sweden"), EUROPEAN, "1177"),
    "CH": Country(_("Switzerland"), "144"),
    "GB": Country(_("United Kingdom"), "999", "111"),
    "US": Country(_("United States"), NORTH_AMERICAN),
}
ELSEWHERE = Country(_("Elsewhere"), EUROPEAN)


def country_of(code: str) -> Country:
    """Return the country of an ISO 3166 code; ELSEWHERE when it is not listed."""
    return COUNTRIES.get(code, ELSEWHERE)
