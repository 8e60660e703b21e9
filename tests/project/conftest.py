"""The people of the access matrix, made once for each file that asks as them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection, transaction

from tests.project.measure import Counts, count_rows_of, count_tables
from tests.project.people import World, make_world


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        made = make_world()
        # Now, or after each test anew: what is deferred waits for a commit.
        connection.check_constraints()
        yield made
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def tables_before(world) -> Counts:
    return count_tables()


@pytest.fixture(scope="module")
def alices_rows_before(world) -> Counts:
    return count_rows_of(world.people["athlete"])
