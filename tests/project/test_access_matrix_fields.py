"""Fields that a form does not have: whoever sends them all the same changes nothing."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from backpain.accounts.models import Coaching, CoachingGroup, User
from tests.make import profile_data, running_data
from tests.project.asking import ask
from tests.project.matrix import SHOE
from tests.project.people import undone
from training.models import Note, RunningHistory, Shoe
from triage.models import HealthProfile

pytestmark = pytest.mark.django_db

FORMS: list[tuple[str, str, dict[str, Any], type[models.Model]]] = [
    ("athlete", "/me/", {"name": "A", "units": "km", "time_zone": "UTC"}, User),
    ("athlete", "/shoes/{shoe}/", SHOE, Shoe),
    ("athlete", "/shoes/new/", SHOE, Shoe),
    ("athlete", "/me/coaches/{coaching}/", {"sees_plan": "on"}, Coaching),
    ("athlete", "/welcome/running/", running_data(), RunningHistory),
    ("athlete", "/welcome/you/", profile_data(), HealthProfile),
    (
        "coach",
        "/coach/athletes/{athlete}/notes/",
        {"text": "Well done", "to": "athlete"},
        Note,
    ),
    ("coach", "/coach/groups/{group}/", {"name": "Thursday"}, CoachingGroup),
    ("invited", "/coach/invitations/{invitation}/", {"answer": "accept"}, Coaching),
    ("without_factor", "/coach/athletes/{athlete}/end/", {}, Coaching),
    ("staff", "/admin/accounts/user/{athlete}/active/", {}, User),
    ("staff", "/admin/accounts/user/{athlete}/mail/", {"mail": "reset"}, User),
]


def every_column() -> set[str]:
    return {
        name
        for model in apps.get_models()
        for column in model._meta.concrete_fields
        for name in (column.name, column.attname)
    }


def kept_of(model: type[models.Model]) -> list[dict[str, Any]]:
    """Return all rows, without keys and times, which are new each time."""
    own = {
        column.attname
        for column in model._meta.concrete_fields
        if column.primary_key or isinstance(column, models.DateTimeField)
    }
    return [
        {name: value for name, value in values.items() if name not in own}
        for values in model._base_manager.order_by("pk").values()
    ]


@pytest.mark.parametrize(
    ("role", "at", "data", "model"),
    FORMS,
    ids=[f"{form[0]}-{form[1]}" for form in FORMS],
)
def test_fields_that_a_form_does_not_have_change_nothing(world, role, at, data, model):
    path = at.format(**world.places)
    with undone():
        page = ask(world, role, "GET", path, {}).text
        asked = set(re.findall(r'name="(\w+)"', page))
    more = dict.fromkeys(every_column() - asked - set(data), "1")
    results = []
    for sent in (data, more | data):
        with undone():
            status = ask(world, role, "POST", path, sent).response.status_code
            results.append((status, kept_of(model)))

    assert results[0][0] in (200, 302, 422)
    assert results[1] == results[0]
