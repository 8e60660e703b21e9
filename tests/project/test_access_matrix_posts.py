"""Every address of the project, posted to by everybody: who may change what."""

from __future__ import annotations

import pytest

from tests.project.asking import answers, wrong_looks
from tests.project.measure import count_rows_of, count_tables
from tests.project.rows import ROWS, STAFF_ROWS

pytestmark = pytest.mark.django_db
OF_STAFF = {row.pattern for row in STAFF_ROWS}


@pytest.mark.parametrize("pattern", ROWS)
def test_posting_is_answered_noted_and_changes_nothing_if_refused(
    world, tables_before, alices_rows_before, pattern
):
    row, wrong = ROWS[pattern], []
    is_ones_own = pattern not in OF_STAFF and not pattern.startswith("coach/")
    for answered in answers(world, row, "POST"):
        if not answered.fits(row.post[answered.role]):
            wrong.append(f"{answered}, not {row.post[answered.role]}")
        is_hers = is_ones_own and answered.role == "athlete"
        # What was written and undone within the request is no change.
        if not answered.written or (is_hers and not answered.is_refused):
            changed = False
        elif answered.is_refused:
            changed = count_tables() != tables_before
        else:
            rows = count_rows_of(world.people["athlete"])
            changed = is_ones_own and rows != alices_rows_before
        if changed:
            wrong.append(f"{answered} changes rows: {answered.written}")
        wrong += wrong_looks(row.looks_posted, answered)

    assert not wrong, "\n".join(wrong)
