"""What a browser says about where somebody lives."""

from __future__ import annotations

import re

from backpain.accounts.countries import COUNTRIES
from backpain.accounts.models import Units

# Where roads are measured in miles.
MILES = frozenset({"US", "GB", "LR", "MM"})
REGION = re.compile(r"[a-z]{2,3}(?:-[a-z]{4})?-([a-z]{2})(?=[,;\s]|$)", re.IGNORECASE)


def country_of_header(accept_language: str) -> str:
    """Return the first listed country of an Accept-Language header, or nothing."""
    for region in REGION.findall(accept_language[:500]):
        if region.upper() in COUNTRIES:
            return str(region.upper())
    return ""


def units_of_country(country: str) -> str:
    return Units.MI if country in MILES else Units.KM
