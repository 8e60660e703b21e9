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
    world, tables_before, pattern
):
    row, wrong = ROWS[pattern], []
    for answered in answers(world, row, "POST"):
        if not answered.fits(row.post[answered.role]):
            wrong.append(f"{answered}, not {row.post[answered.role]}")
        # What was written and undone within the request is no change.
        if answered.is_refused and answered.written and count_tables() != tables_before:
            wrong.append(f"{answered} changes rows: {answered.written}")
        wrong += wrong_looks(row.looks_posted, answered)

    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    "pattern",
    [p for p in ROWS if p not in OF_STAFF and not p.startswith("coach/")],
)
def test_posting_to_ones_own_pages_changes_nothing_of_alice(
    world, alices_rows_before, pattern
):
    wrong = [
        str(answered)
        for answered in answers(world, ROWS[pattern], "POST")
        if answered.role != "athlete" and answered.written
        if count_rows_of(world.people["athlete"]) != alices_rows_before
    ]

    assert not wrong, "\n".join(wrong)
