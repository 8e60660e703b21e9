"""Fields that a form does not have: whoever sends them all the same changes nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models

from backpain.accounts.models import User
from tests.project.askers import asker
from tests.project.asking import ask
from tests.project.forms_found import Form, forms_by_pattern
from tests.project.good_posts import good_post
from tests.project.measure import TRACES
from tests.project.people import undone
from tests.project.rows import ROWS

pytestmark = pytest.mark.django_db
POSTED = [p for p, row in ROWS.items() if asker(row, row.post)]
# Drawn anew for each row, or the time it was made.
NEW_EACH_TIME = (models.DateTimeField, models.UUIDField)
DRAWN = {"code", "token", "session_key", "planned_after"}
# Where an account, a password or codes are made, which are numbered, salted, drawn.
MADE = {
    "accounts/signup/": {"password", "user_id"},
    "accounts/password/change/": {"password"},
    "accounts/2fa/recovery-codes/generate/": {"data"},
}
# What nobody can send here as it is meant: it takes a device, or a file.
NEEDS_A_DEVICE = {
    "accounts/2fa/totp/activate/",
    "accounts/2fa/reauthenticate/",
    "accounts/2fa/webauthn/add/",
    "accounts/2fa/webauthn/login/",
    "accounts/2fa/webauthn/reauthenticate/",
    "me/import/",
}


@pytest.fixture(scope="module")
def forms(world) -> dict[tuple[str, str], Form]:
    return forms_by_pattern(world, list(ROWS.values()))


def every_column() -> set[str]:
    return {
        name
        for model in apps.get_models()
        for column in model._meta.concrete_fields
        for name in (column.name, column.attname)
    }


def is_new_each_time(column: models.Field, made: set[str]) -> bool:
    """Say whether a column holds a key, the key of a row made with it, or the time."""
    return (
        column.primary_key
        or isinstance(column, NEW_EACH_TIME)
        or (column.is_relation and column.related_model is not User)
        or column.column in DRAWN | made
    )


def what_is_kept(made: set[str]) -> dict[str, str]:
    """Return a sum of all rows of each table, without what is new each time."""
    sums = []
    for model in apps.get_models(include_auto_created=True):
        table = model._meta.db_table
        if not model._meta.managed or table in TRACES:
            continue
        own = [
            column.column
            for column in model._meta.concrete_fields
            if is_new_each_time(column, made)
        ]
        left = " ".join(f"- '{column}'" for column in own)
        sums.append(
            f"SELECT '{table}', md5(string_agg(said, ';' ORDER BY said)) FROM "
            f'(SELECT (to_jsonb(t) {left})::text AS said FROM "{table}" AS t) AS s'
        )
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(sums))
        return dict(cursor.fetchall())


@pytest.mark.parametrize("pattern", POSTED)
def test_fields_that_a_form_does_not_have_change_nothing(world, forms, pattern):
    row = ROWS[pattern]
    role, path = asker(row, row.post), row.at.format(**world.places)
    form = forms.get(("POST", pattern), Form("POST", path))
    filled = {name: asked.filled for name, asked in form.fields.items()}
    data = filled | good_post(world, row)
    more = dict.fromkeys(every_column() - {*data}, "1")
    results: list[tuple[int, dict[str, Any]]] = []
    for sent in (data, more | data):
        with undone():
            answered = ask(world, role, "POST", path, sent)
            kept = what_is_kept(MADE.get(pattern, set()))
            results.append((answered.response.status_code, kept))
    usual, with_more = results

    assert usual[0] in (200, 302, 409) or pattern in NEEDS_A_DEVICE, answered.text
    assert [t for t in usual[1] if usual[1][t] != with_more[1][t]] == []
    assert usual == with_more
