"""The signs of the warning list, in the order of the page: one Sign is one row.

Source: clinical.md 6.1, D1.
"""

from __future__ import annotations

from triage.signs import nerves, organs, pregnancy, spine
from triage.signs.types import Sign

SIGNS: tuple[Sign, ...] = (
    *nerves.SIGNS,
    *organs.SIGNS,
    *spine.SIGNS,
    pregnancy.SIGN,
)

__all__ = ["SIGNS", "Sign"]
