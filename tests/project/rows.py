"""All rows of the access matrix."""

from __future__ import annotations

from tests.project import matrix_coach, matrix_others
from tests.project.matrix import ROWS
from tests.project.matrix_others import STAFF_ROWS

__all__ = ["ROWS", "STAFF_ROWS", "matrix_coach", "matrix_others"]
