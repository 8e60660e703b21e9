from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models

from backpain.accounts.models import User
from backpain.together import read_together
from tests.project.people import make_world

pytestmark = pytest.mark.django_db


def columns_of(row: models.Model) -> dict[str, object]:
    return {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.attname not in row.get_deferred_fields()
    }


def test_rows_of_every_table_are_as_the_table_itself_gives_them():
    world = make_world()
    alice = User.objects.filter(pk=world.people["athlete"].pk)
    tables = {
        model.__name__: model.objects.order_by("pk")
        for name in ("accounts", "triage", "training")
        for model in apps.get_app_config(name).get_models()
    }

    found = read_together(alice, **tables)

    for name, rows in tables.items():
        expected = list(rows)
        assert [columns_of(row) for row in found[name]] == [
            columns_of(row) for row in expected
        ], name
        assert [row._state.adding for row in found[name]] == [False] * len(expected)
    with_rows = {name for name, rows in found.items() if rows}
    assert with_rows >= {"CheckIn", "CareHold", "HealthProfile", "Week", "Change"}


def test_one_statement_reads_all(alice, charlie, django_assert_num_queries):
    me = User.objects.filter(pk=alice.pk)
    with django_assert_num_queries(1):
        found = read_together(
            me,
            newest_first=User.objects.order_by("-pk"),
            one=User.objects.order_by("pk")[:1],
            nobody=User.objects.filter(name="Nobody"),
            none=User.objects.none(),
        )

    assert found == {
        "newest_first": [charlie, alice],
        "one": [alice],
        "nobody": [],
        "none": [],
    }


@pytest.mark.parametrize(
    "rows", [User.objects.only("name"), User.objects.defer("password", "email")]
)
def test_columns_left_out_are_left_out(alice, rows):
    (found,) = read_together(User.objects.filter(pk=alice.pk), found=rows)["found"]

    assert found.get_deferred_fields() == rows.get().get_deferred_fields()
    assert columns_of(found) == columns_of(rows.get())


def test_nobody_has_no_rows(alice):
    assert read_together(User.objects.none(), all=User.objects.all()) == {"all": []}
