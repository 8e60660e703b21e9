"""The people of the access matrix, made once for each file that asks as them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.made_once import made_once
from tests.project.measure import Counts, count_rows_of, count_tables
from tests.project.people import World, make_world


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    with made_once(django_db_blocker, make_world) as made:
        yield made


@pytest.fixture(scope="module")
def tables_before(world) -> Counts:
    return count_tables()


@pytest.fixture(scope="module")
def alices_rows_before(world) -> Counts:
    return count_rows_of(world.people["athlete"])
