"""What the tests of the rules share."""

from __future__ import annotations

from datetime import date

import pytest


@pytest.fixture
def day_one() -> date:
    return date(2026, 12, 3)
