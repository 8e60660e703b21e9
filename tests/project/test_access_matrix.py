"""Every address of the project, opened by everybody: who sees what, and what is noted.

What is posted is in test_access_matrix_posts.py, the other methods, swapped keys and
fields that nobody asked for in test_access_matrix_tricks.py.
"""

from __future__ import annotations

import pytest

from tests.project.asking import answers, wrong_looks
from tests.project.matrix import patterns
from tests.project.measure import count_tables
from tests.project.people import ROLES
from tests.project.rows import ROWS, STAFF_ROWS

pytestmark = pytest.mark.django_db


def test_every_address_has_a_row():
    assert sorted(set(patterns()) - set(ROWS)) == []


def test_every_row_has_an_address():
    assert sorted(set(ROWS) - set(patterns())) == []


def test_every_row_answers_every_role():
    for one in ROWS.values():
        assert set(one.get) == set(one.post) == set(ROLES), one.pattern


def test_pages_of_support_are_closed_to_everybody_else():
    """The rows of the admin let in nobody but staff, whatever is added to them."""
    for row in STAFF_ROWS:
        let_in = {role for role, answer in row.get.items() if answer == 200}
        assert let_in <= {"staff"}, row.pattern


@pytest.mark.parametrize("pattern", ROWS)
def test_opening_is_answered_noted_and_changes_nothing(world, tables_before, pattern):
    row, wrong = ROWS[pattern], []
    for answered in answers(world, row, "GET"):
        if not answered.fits(row.get[answered.role]):
            wrong.append(f"{answered}, not {row.get[answered.role]}")
        if answered.written:
            wrong.append(f"{answered} writes: {answered.written}")
        if not answered.is_refused and count_tables() != tables_before:
            wrong.append(f"{answered} changes rows")
        wrong += wrong_looks(row.looks, answered)

    assert not wrong, "\n".join(wrong)
