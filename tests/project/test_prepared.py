from __future__ import annotations

import pytest
from django.db import DEFAULT_DB_ALIAS
from django.db.models import BigAutoField, CharField, F, Q, Value
from django.db.models.functions import Concat

from backpain.accounts.models import User
from backpain.prepared import Given, Prepared
from backpain.together import Rows, read_together

pytestmark = pytest.mark.django_db
SOMEBODY = Q(pk=Given("pk", BigAutoField()))


def run(prepared: Prepared, **given):
    return prepared.run(DEFAULT_DB_ALIAS, given)


def test_each_run_takes_its_own_values(alice, charlie):
    name = Prepared.rows(User.objects.filter(SOMEBODY).values_list("name"))

    assert run(name, pk=alice.pk) == [("Alice",)]
    assert run(name, pk=charlie.pk) == [("Charlie",)]
    assert run(name, pk=None) == []


def test_what_was_known_in_advance_stays(alice, charlie):
    either = User.objects.filter(Q(name="Charlie") | SOMEBODY).order_by("name")
    names = Prepared.rows(either.values_list("name"))

    assert run(names, pk=charlie.pk) == [("Charlie",)]
    assert run(names, pk=alice.pk) == [("Alice",), ("Charlie",)]


def test_a_value_that_was_forgotten_is_no_null(alice):
    with pytest.raises(KeyError):
        run(Prepared.rows(User.objects.filter(SOMEBODY)))


def test_rows_are_changed(alice, charlie):
    title = Given("title", CharField())
    knight = Prepared.update(
        User.objects.filter(SOMEBODY), name=Concat(title, Value(" "), F("name"))
    )

    assert run(knight, pk=alice.pk, title="Dame") == []

    assert {user.name for user in User.objects.all()} == {"Dame Alice", "Charlie"}


def test_prepared_rows_and_others_come_together(alice, charlie):
    found = read_together(
        {"pk": charlie.pk},
        prepared=Rows.of(User.objects.filter(SOMEBODY)),
        other=User.objects.filter(name="Alice"),
        none=Rows.of(User.objects.none()),
    )

    assert found == {"prepared": [charlie], "other": [alice], "none": []}
