from __future__ import annotations

import datetime as dt

import pytest
from django.apps import apps
from django.db import models
from django.db.models import Value

from backpain.accounts.models import User
from backpain.together import read_together
from tests.project.people import make_world
from training.models import Run

MONDAY = dt.date(2026, 11, 23)

pytestmark = pytest.mark.django_db


def columns_of(row: models.Model) -> dict[str, object]:
    return {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.attname not in row.get_deferred_fields()
    }


def test_rows_of_every_table_are_as_the_table_itself_gives_them():
    make_world()
    tables = {
        model.__name__: model.objects.order_by("pk")
        for name in ("accounts", "triage", "training")
        for model in apps.get_app_config(name).get_models()
    }

    found = read_together(**tables)

    for name, rows in tables.items():
        expected = list(rows)
        assert [columns_of(row) for row in found[name]] == [
            columns_of(row) for row in expected
        ], name
        assert [row._state.adding for row in found[name]] == [False] * len(expected)
    with_rows = {name for name, rows in found.items() if rows}
    assert with_rows >= {"CheckIn", "CareHold", "HealthProfile", "Week", "Change"}


def test_one_statement_reads_all(alice, charlie, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = read_together(
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
    (found,) = read_together(found=rows)["found"]

    assert found.get_deferred_fields() == rows.get().get_deferred_fields()
    assert columns_of(found) == columns_of(rows.get())


def test_what_is_selected_with_rows_is_left_out(alice):
    run = Run.objects.create(athlete=alice, date=MONDAY, distance_m=5_000)
    runs = Run.objects.select_related("athlete").annotate(more=Value(1))

    (found,) = read_together(found=runs)["found"]

    assert columns_of(found) == columns_of(run)
    assert not hasattr(found, "more")


def test_nothing_is_asked_for_what_is_known_to_be_empty(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert read_together(none=User.objects.none()) == {"none": []}
